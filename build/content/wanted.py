"""A table of packs that are wanted, one row a pack: a profile, and what is different for this group.

Only what differs between groups that ask for the same workshop has a column; the rest stays in the profile. A row
that is wrong spoils its own pack alone.
"""

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rumbo.build.content.cells import LINES_BEFORE, clean, head_of, short
from rumbo.build.content.headings import key
from rumbo.build.content.schema import build
from rumbo.build.content.table import TableLines
from rumbo.build.model import Profile, is_id
from rumbo.build.problem import Problem, failed
from rumbo.build.words import did_you_mean

PROFILE, PACK, START, LOGO = "profile", "pack", "start", "logo"
PLACES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "language": ("language",),
    "participants": ("participants",),
    START: ("when",),
    "timezone": ("timezone",),
    "venue": ("venue", "name"),
    "city": ("venue", "city"),
    "address": ("venue", "address"),
    "internet": ("conditions", "internet"),
    "devices": ("conditions", "devices"),
    "affiliate": ("contact", "affiliate"),
    "email": ("contact", "email"),
    "event_page": ("links", "event_page"),
    "dashboard": ("links", "dashboard"),
    "survey": ("links", "survey"),
    LOGO: ("branding", "logo"),
    "footer": ("branding", "footer"),
    "paper": ("paper",),
}
"""The columns that change a profile, and the field that each changes; `start` moves all days."""
COLUMNS = (PROFILE, PACK, *PLACES)
MOST_PACKS = 20_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row: the profile it names, what its pack is called (or nothing), and its other cells by field."""

    table: Path
    line: int
    profile: str = ""
    pack: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    """The number of each field's column, from 1."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the row itself."""

    def problem(self, field_: str, code: str, message: str, hint: str) -> Problem:
        """A problem of this row, at the column of a field."""
        column = self.columns.get(field_, 1)
        return Problem(str(self.table), self.line, column, code, f"row {self.line}: {message}", hint)


def load_wanted(path: Path) -> tuple[tuple[Wanted, ...], list[Problem]]:
    """The rows of a table in a file, and what is wrong with the whole of it; no rows if that is an error."""
    lines = TableLines(path)
    rows, problems = wanted_in(lines, path)
    if failed(lines.problems):
        return (), lines.problems
    problems = sorted([*lines.problems, *problems])
    return (() if failed(problems) else rows), problems


def wanted_in(lines: Iterable[str], path: Path) -> tuple[tuple[Wanted, ...], list[Problem]]:
    """The rows of a table, and what is wrong with the whole of it. `path` is what the table is called."""
    lines = iter(lines)
    start = list(islice(lines, LINES_BEFORE))
    separator, skipped = head_of(start, _field_of)
    rows = csv.reader(chain(start, lines), delimiter=separator, strict=True)
    columns: dict[int, str] = {}
    width = 0
    found: list[Wanted] = []
    problems: list[Problem] = []
    try:
        for number, row in enumerate(rows):
            if number == skipped:
                columns, problems = _columns(row, str(path), rows.line_num)
                width = len(row)
            elif number > skipped and columns and any(clean(cell) for cell in row) and len(found) <= MOST_PACKS:
                found.append(_row(row, columns, width, path, rows.line_num))
    except csv.Error as error:
        hint = "look for a quotation mark that is never closed, at this row or above"
        problems.append(
            Problem(str(path), rows.line_num, 1, "B101", f"this is not readable as a table: {error}", hint)
        )
    return tuple(found), [*problems, *([] if problems and failed(problems) else _number(found, str(path)))]


def _number(found: Sequence[Wanted], name: str) -> Iterator[Problem]:
    if not found:
        yield Problem(name, 0, 0, "B101", "no pack is asked for", f"write one row a pack under the column {PROFILE}")
    elif len(found) > MOST_PACKS:
        hint = "make several tables of it"
        yield Problem(name, 0, 0, "B101", f"more than {MOST_PACKS:,} packs are asked for in one table", hint)


def _field_of(heading: str) -> str:
    """The field that a heading names, or nothing."""
    name = re.sub(r"[\s-]+", "_", key(heading))
    return name if name in COLUMNS else ""


def _columns(head: Sequence[str], name: str, line: int) -> tuple[dict[int, str], list[Problem]]:
    """The field of each column; columns that are none, and fields that have two, are told."""
    fields = {index: _field_of(cell) for index, cell in enumerate(head)}
    strangers = [short(cell) for index, cell in enumerate(head) if cell.strip() and not fields[index]]
    problems = [
        Problem(name, line, 1, "B105", f"two columns are called {twice}", "keep one of them, or rename the other")
        for twice, number in Counter(fields.values()).items()
        if twice and number > 1
    ]
    if PROFILE not in fields.values():
        hint = f"the first row names the columns; one is called {PROFILE}"
        problems.append(Problem(name, line, 1, "B101", "no column names the profiles", hint))
    elif strangers:
        hint = did_you_mean(strangers[0], COLUMNS) if len(strangers) == 1 else ""
        message = f"these columns are not used: {', '.join(strangers)}"
        problems.append(Problem(name, line, 1, "B102", message, hint or f"columns that are: {', '.join(COLUMNS)}"))
    return {index: field_ for index, field_ in fields.items() if field_}, problems


def _row(row: Sequence[str], columns: Mapping[int, str], width: int, path: Path, line: int) -> Wanted:
    """One row under a head of so many cells; what is wrong with it stands in it."""
    cells = {name: clean(row[index]) for index, name in columns.items() if index < len(row)}
    cells = {name: text for name, text in cells.items() if text}
    places = {name: index + 1 for index, name in columns.items()}
    profile, pack = cells.pop(PROFILE, ""), cells.pop(PACK, "")
    wanted = Wanted(path, line, profile, pack, cells, places)
    faults = tuple(_faults(wanted, row[width:]))
    return replace(wanted, problems=faults)


def _faults(wanted: Wanted, beyond: Sequence[str]) -> Iterator[Problem]:
    if not wanted.profile:
        yield wanted.problem(PROFILE, "B104", "no profile is named", "write a file or an id, or take the row out")
    if wanted.pack and not is_id(wanted.pack):
        hint = "lower-case letters, digits and single hyphens, such as museum-of-maps"
        yield wanted.problem(PACK, "B103", f"'{short(wanted.pack)}' cannot be the name of a pack", hint)
    if any(clean(cell) for cell in beyond):
        hint = "a cell that holds the separator goes in quotation marks"
        yield wanted.problem(PROFILE, "B106", "it has more cells than the head", hint)


def changed(profile: Profile, wanted: Wanted) -> tuple[Profile | None, list[Problem]]:
    """A profile with what a row says instead; None with every problem if a cell does not fit its field."""
    tree: dict[str, Any] = profile.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    problems: list[Problem] = []
    for name, text in wanted.cells.items():
        if name == START:
            problems += _move(tree, profile, text, wanted)
            continue
        *around, last = PLACES[name]
        inner = tree
        for step in around:
            inner = inner.setdefault(step, {})
        inner[last] = int(text) if name == "participants" and re.fullmatch(r"[0-9]{1,9}", text) else text
    value, mistakes = build("profile", tree)
    for _, place, message, hint in mistakes:
        named = next((name for name in wanted.cells if PLACES[name] == tuple(place)[: len(PLACES[name])]), PROFILE)
        problems.append(wanted.problem(named, "B103", message, hint))
    return (None if problems else value), problems


def _move(tree: dict[str, Any], profile: Profile, text: str, wanted: Wanted) -> Iterator[Problem]:
    """Moves all days so that the first one is the day told; what does not lie on a day of the workshop moves too."""
    try:
        distance = dt.date.fromisoformat(text if len(text) == 10 else "") - min(day.day for day in profile.when)
        lists = [tree["when"], *(trainer.get("hours", []) for trainer in tree.get("trainers", []))]
        moved = [(hours, dt.date.fromisoformat(hours["day"]) + distance) for some in lists for hours in some]
    except (ValueError, OverflowError):
        hint = "write year-month-day, such as 2027-03-12; the other days keep their distance"
        yield wanted.problem(START, "B103", f'"{START}" must be a day, not "{short(text)}"', hint)
        return
    for hours, day in moved:
        hours["day"] = day.isoformat()
