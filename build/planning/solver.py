"""Linear programs with whole numbers, solved by HiGHS: the only import of highspy.

One thread, a fixed seed and no gap, so that every machine finds the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Line = Mapping[int, int]
"""A sum: numbers by column."""


_OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}


@dataclass(frozen=True, slots=True)
class Row:
    """A condition: the sum is at most this."""

    line: Line
    most: int


@dataclass(frozen=True, slots=True)
class Program:
    """Columns from 0 to `tops` (the first `whole` of them whole numbers), conditions, and goals.

    Goals are sums to make as large as can be, the first before the second and so on; `ties` follow them and say
    which of equals is meant.
    """

    tops: Sequence[int]
    whole: int
    rows: Sequence[Row]
    goals: Sequence[Line]
    ties: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of the whole-number columns; `proved` says that nothing better exists."""

    values: tuple[int, ...]
    proved: bool


def is_there() -> bool:
    """Whether the solver is installed."""
    try:
        import highspy  # noqa: F401
    except ImportError:
        return False
    return True


def _highs() -> Any:
    import highspy

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in _OPTIONS.items():
        highs.setOptionValue(name, value)
    return highs


class Solver:
    """A program that can be asked again after conditions were added. `seconds` limits all its answers together."""

    def __init__(self, program: Program, seconds: float) -> None:
        import highspy

        self._seconds = seconds
        self._columns = range(len(program.tops))
        self._whole = program.whole
        self._lines = (*program.goals, *program.ties)
        self._goals = len(program.goals)
        self._reached: list[int] = []
        self._highs = _highs()
        zeros = [0.0] * len(program.tops)
        self._highs.addVars(len(zeros), zeros, [float(top) for top in program.tops])
        integer = [highspy.HighsVarType.kInteger] * program.whole
        self._highs.changeColsIntegrality(program.whole, list(range(program.whole)), integer)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for line in self._lines:
            self._row(line, highspy.kHighsInf)
        for row in program.rows:
            self.add(row)

    @property
    def seconds_used(self) -> float:
        """How long the solver has worked so far."""
        return float(self._highs.getRunTime())

    def add(self, row: Row) -> None:
        """One more condition for all answers to come."""
        self._row(row.line, row.most)

    def _row(self, line: Line, most: float) -> None:
        import highspy

        self._highs.addRow(-highspy.kHighsInf, most, len(line), list(line), list(line.values()))

    def best(self, *, of_equals: bool) -> Answer:
        """The best values, goal by goal, and on request the one of equals that the ties mean.

        What was reached before is held as long as the added conditions let it: these never make an answer better.
        """
        last = len(self._lines) if of_equals else self._goals
        values: tuple[int, ...] = (0,) * self._whole
        goal = max(0, len(self._reached) - 1)
        while goal < last:
            state, found = self._reach(goal)
            if state == "impossible" and goal:
                goal -= 1
                continue
            if state != "best":
                return Answer(found or values, proved=False)
            values = found
            goal += 1
        return Answer(values, proved=True)

    def _reach(self, goal: int) -> tuple[Literal["best", "impossible", "stopped"], tuple[int, ...]]:
        """Makes one sum as large as can be while the sums before it stay as large as they are."""
        import highspy

        del self._reached[goal:]
        seconds = self._seconds - self.seconds_used
        if seconds <= 0:
            return "stopped", ()
        for number in range(len(self._lines)):
            # Sums are whole numbers: half of one is room for rounding and lets nothing worse in.
            least = self._reached[number] - 0.5 if number < goal else -highspy.kHighsInf
            self._highs.changeRowBounds(number, least, highspy.kHighsInf)
        line = self._lines[goal]
        costs = [float(line.get(column, 0)) for column in self._columns]
        self._highs.changeColsCost(len(costs), list(self._columns), costs)
        self._highs.setOptionValue("time_limit", seconds)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return "impossible", ()
        if self._highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return "stopped", ()
        values = self._highs.getSolution().col_value
        self._reached.append(round(sum(number * values[column] for column, number in line.items())))
        whole = tuple(round(value) for value in values[: self._whole])
        return "best" if status == highspy.HighsModelStatus.kOptimal else "stopped", whole
