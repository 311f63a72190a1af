"""Which packs are asked for: by profiles, saved plans and rows of tables, each with a name of its own."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rumbo.build.asked import Asked, Wanted, adapted, asked, called, is_saved, read_wanted
from rumbo.build.pipeline import Reading
from rumbo.build.problem import Problem
from rumbo.cli.content import stop_if_failed

TABLE = ".csv"
LONGEST_STEM = 48
"""Letters of a profile's id to which a number of a row is added: together they still are an id."""
Find = Callable[[str], tuple[Asked | None, tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class Item:
    """A pack that is asked for: its name, where it is asked for, and of what it is made; nothing if that is wrong."""

    name: str
    source: str
    asked: Asked | None
    problems: tuple[Problem, ...] = ()


def items(arguments: Iterable[str], reading: Reading, today: dt.date) -> tuple[list[Item], list[Problem]]:
    """Everything that is asked for, in its order, and what is to be noted of tables.

    A table that cannot be read ends the command; whatever else is wrong spoils one pack alone.
    """

    @cache
    def find(name: str) -> tuple[Asked | None, tuple[Problem, ...]]:
        """What is asked for by a name, found once."""
        return asked(name, reading, today)

    found: list[Item] = []
    noted: list[Problem] = []
    for argument in arguments:
        if Path(argument).suffix.lower() != TABLE:
            entry, problems = find(argument)
            found.append(Item(_name(entry) or Path(argument).stem, argument, entry, problems))
            continue
        rows, told = read_wanted(Path(argument))
        stop_if_failed(told)
        noted += [problem for problem in told if problem.severity == "note"]
        found += _rows(rows, find, reading, today)
    return list(_each_its_own(found)), noted


def _name(entry: Asked | None) -> str:
    """What a pack of it is called, as `rumbo pack` calls it."""
    if entry is None:
        return ""
    return entry.value.id if is_saved(entry) else entry.id


def _rows(rows: Sequence[Wanted], find: Find, reading: Reading, today: dt.date) -> Iterator[Item]:
    """The packs of a table's rows. A profile that several rows name gives names with the number of the row."""
    stems = [_name(find(_file(row))[0]) or Path(row.profile).stem if row.profile else "" for row in rows]
    often = Counter(stems)
    for row, stem in zip(rows, stems, strict=True):
        numbered = f"{stem[:LONGEST_STEM].rstrip('-')}-row-{row.line}"
        name = row.pack or (stem if often[stem] == 1 and stem else numbered.lstrip("-"))
        yield _item(name, row, find, reading, today)


def _item(name: str, row: Wanted, find: Find, reading: Reading, today: dt.date) -> Item:
    source = f"{row.table} row {row.line}"
    if row.problems:
        return Item(name, source, None, row.problems)
    entry, problems = find(_file(row))
    if entry is None:
        return Item(name, source, None, problems)
    entry, more = adapted(entry, row, reading.curriculum, today)
    return Item(name, source, called(entry, name) if entry else None, (*problems, *more))


def _file(row: Wanted) -> str:
    """The file that a row names, looked for beside the table first; else what it says."""
    beside = row.table.parent / row.profile
    return str(beside) if beside.is_file() else row.profile


def _each_its_own(found: Iterable[Item]) -> Iterator[Item]:
    """No two packs go into one folder; on some disks names that differ in capitals alone are one."""
    seen: dict[str, Item] = {}
    for item in found:
        first = seen.setdefault(item.name.casefold(), item)
        if first is not item:
            message = f"a pack called {item.name} is asked for already by {first.source}"
            hint = "give it another name: in a table with a column pack, else by the name of the file"
            problem = Problem(item.source, 0, 0, "B107", message, hint)
            item = replace(item, asked=None, problems=(*item.problems, problem))
        yield item
