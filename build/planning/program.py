"""Choosing as a program of sums: a column for every form of every module that could matter.

The goals stand in the order of their weight; the last ones make the answer the only one, by the order of ids.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rumbo.build.planning.solver import Line, Program, Row
from rumbo.build.planning.task import Chosen, Form, Task, open_choices, prepares, prerequisites

AT_ONCE = 16
"""Ids that one goal sets in order: powers of two up to 2^15 stay exact."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The program and what its columns stand for: column n is form n."""

    forms: tuple[Form, ...]
    program: Program

    def chosen(self, values: Iterable[int]) -> Chosen:
        """What an answer stands for."""
        return {form.module: form.variant for form, value in zip(self.forms, values, strict=True) if value}

    def cut(self, chosen: Chosen) -> Row:
        """That these modules together, as long as here or longer, are too much."""
        least = {form.module: form.minutes for form in self.forms if chosen.get(form.module) == form.variant}
        longer = {
            column: 1
            for column, form in enumerate(self.forms)
            if form.module in least and form.minutes >= least[form.module]
        }
        return Row(longer, len(chosen) - 1)


def program_of(task: Task, budget: int | None) -> Choice:
    """The program of a task. `budget` is the most minutes that can be taught, None for no limit."""
    draft = _Draft(task, tuple(form for name in sorted(_useful(task)) for form in task.ways[name]))
    draft.conditions(budget)
    goals = [goal for goal in draft.goals() if goal]
    return Choice(draft.forms, Program(draft.tops, len(draft.forms), draft.rows, goals, tuple(draft.ties())))


def _useful(task: Task) -> set[str]:
    """What is asked for, opens, leads nearer to a wish, or comes before such a module."""
    found = {name for name in task.modules if name in task.fixed or _leads_nearer(name, task)}
    waiting = list(found)
    while waiting:
        module = task.modules[waiting.pop()]
        for strength in ("required", "recommended"):
            for choices in prerequisites(module, strength):
                new = set(open_choices(choices, task)) - found
                found |= new
                waiting += new
    return found


def _leads_nearer(name: str, task: Task) -> bool:
    gives = task.modules[name].competencies.gives
    usable = name not in task.barred and name not in task.known
    return usable and any(gives.get(gap.competency, 0) > gap.present for gap in task.gaps)


class _Draft:
    """A program while it is put together."""

    def __init__(self, task: Task, offered: tuple[Form, ...]) -> None:
        self.task = task
        self.forms = offered
        self.tops = [1] * len(offered)
        self.rows: list[Row] = []
        self.levels: dict[int, int] = {}
        self.missing: list[int] = []
        self.of: dict[str, list[int]] = {}
        for column, form in enumerate(offered):
            self.of.setdefault(form.module, []).append(column)

    def conditions(self, budget: int | None) -> None:
        """Fills in all rows, and the columns that the goals count."""
        for columns in self.of.values():
            if len(columns) > 1:
                self.rows.append(Row(dict.fromkeys(columns, 1), 1))
        for name, columns in self.of.items():
            self._requires(name, columns)
            self._recommends(name, columns)
        self._openers()
        self._gaps()
        if budget is not None:
            self._minutes(budget)

    def _column(self, top: int) -> int:
        self.tops.append(top)
        return len(self.tops) - 1

    def _requires(self, name: str, columns: list[int]) -> None:
        module = self.task.modules[name]
        for choices in prerequisites(module, "required"):
            options = open_choices(choices, self.task)
            ready = [
                column
                for choice in choices
                for column in self.of.get(choice, ())
                if prepares(self.forms[column], module, self.task)
            ]
            if options and name not in choices:
                self.rows.append(Row(dict.fromkeys(columns, 1) | dict.fromkeys(ready, -1), 0))

    def _recommends(self, name: str, columns: list[int]) -> None:
        for choices in prerequisites(self.task.modules[name], "recommended"):
            if open_choices(choices, self.task) and name not in choices:
                there = [column for choice in choices for column in self.of.get(choice, ())]
                absent = self._column(1)
                self.missing.append(absent)
                row = dict.fromkeys(columns, 1) | dict.fromkeys(there, -1) | {absent: -1}
                self.rows.append(Row(row, 0))

    def _openers(self) -> None:
        for opener in sorted(self.task.openers):
            opening = dict.fromkeys(self.of[opener], -1)
            for name, columns in self.of.items():
                if name != opener:
                    self.rows.append(Row(dict.fromkeys(columns, 1) | opening, 0))

    def _gaps(self) -> None:
        """A column for each level of each gap: it counts if a form leads there."""
        for gap in self.task.gaps:
            for level in range(gap.present + 1, gap.wanted + 1):
                leading = [
                    column for column, form in enumerate(self.forms) if form.gives.get(gap.competency, 0) >= level
                ]
                if leading:
                    reached = self._column(1)
                    self.levels[reached] = self.task.weights.get(gap.competency, 1)
                    self.rows.append(Row({reached: 1} | dict.fromkeys(leading, -1), 0))

    def _minutes(self, budget: int) -> None:
        """All minutes together; groups that work in parallel cost as long as the longest."""
        total = {column: form.minutes for column, form in enumerate(self.forms)}
        for group in self.task.parallel:
            longest = self._column(budget)
            for name in group:
                columns = [column for column in self.of.get(name, ()) if column in total]
                if columns:
                    self.rows.append(Row({column: total.pop(column) for column in columns} | {longest: -1}, 0))
            total[longest] = 1
        self.rows.append(Row(total, budget))

    def goals(self) -> Iterator[Line]:
        """What to make as large as can be, one after the other."""
        forms = list(enumerate(self.forms))
        yield {column: 1 for column, form in forms if form.module in self.task.fixed}
        yield self.levels
        yield {column: -form.cut for column, form in forms if form.cut}
        yield dict.fromkeys(self.missing, -1)
        yield {column: -form.minutes for column, form in forms}

    def ties(self) -> Iterator[Line]:
        """Of equals the one with the earlier ids."""
        forms = list(enumerate(self.forms))
        for start in range(0, len(forms), AT_ONCE):
            some = forms[start : start + AT_ONCE]
            yield {column: 2 ** (len(some) - 1 - place) for place, (column, _) in enumerate(some)}
