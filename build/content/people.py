"""A table of participants, one row a person, as registration forms and spreadsheets write it.

What is wrong is told by row and column. No problem repeats what stands in a cell: problems are shown on screens and
copied into messages, and these are personal data.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from rumbo.build.content.cells import LINES_BEFORE, clean, head_of, short
from rumbo.build.content.headings import CONSENT, YES_OR_NO, field_of, key
from rumbo.build.content.table import TableLines
from rumbo.build.model.people import CONSENTS, MOST_LETTERS, MOST_LETTERS_OF_NEEDS, Participant
from rumbo.build.problem import Problem, failed

MOST_TOLD = 50
"""Problems of one code that are told one by one."""
MOST_PEOPLE = 5000
SURNAME = "surname"
"""A column of its own in many forms; it is put behind the name."""
_NOTHING = frozenset({"", "-", "–", "—", "?", "n/a", "na"})


@dataclass(slots=True)
class _Reading:
    """What is known while the rows go by."""

    name: str
    columns: dict[int, str] = field(default_factory=dict)
    head: Sequence[str] = ()
    people: list[Participant] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)

    def tell(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        """Notes a problem, but none of a code that has been told often enough."""
        self.told[code] += 1
        if self.told[code] <= MOST_TOLD:
            self.problems.append(Problem(self.name, line, column, code, message, hint))


def load_people(path: Path) -> tuple[tuple[Participant, ...], list[Problem]]:
    """The participants in a file, in its order, and everything that is wrong with it; nobody if that is an error."""
    lines = TableLines(path)
    people, problems = people_in(lines, str(path))
    if failed(lines.problems):
        return (), lines.problems
    problems = sorted([*lines.problems, *problems])
    return (() if failed(problems) else people), problems


def people_in(lines: Iterable[str], name: str) -> tuple[tuple[Participant, ...], list[Problem]]:
    """The participants of a table and every problem. `name` is what the file is called in problems."""
    reading = _Reading(name)
    lines = iter(lines)
    start = list(islice(lines, LINES_BEFORE))
    separator, skipped = head_of(start, field_of)
    rows = csv.reader(chain(start, lines), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows):
            if number == skipped:
                _columns(row, reading, rows.line_num)
            elif number > skipped and reading.columns:
                _person(row, reading, rows.line_num)
    except csv.Error as error:
        hint = "look for a quotation mark that is never closed, at this row or above"
        reading.tell(rows.line_num, 1, "U101", f"this is not readable as a table: {error}", hint)
    _sum_up(reading)
    return tuple(reading.people), reading.problems


def _columns(head: Sequence[str], reading: _Reading, line: int) -> None:
    """Finds the field of each column; tells columns that are none, and fields that have two."""
    reading.head = head
    strangers = []
    for index, cell in enumerate(head):
        name = field_of(cell)
        if name in reading.columns.values():
            message = f"two columns hold the {name}: '{short(cell)}' is the second"
            reading.tell(line, index + 1, "U105", message, "keep one of them, or rename the other")
        elif name:
            reading.columns[index] = name
        elif cell.strip():
            strangers.append(short(cell))
    if "name" not in reading.columns.values():
        reading.columns = {}
        hint = "the first row names the columns; one is called name"
        reading.tell(line, 1, "U101", "no column holds the names", hint)
    elif strangers:
        message = f"these columns are not used: {', '.join(strangers)}"
        reading.tell(line, 1, "U102", message, f"columns that are: {', '.join(Participant.model_fields)}")


def _person(row: Sequence[str], reading: _Reading, line: int) -> None:
    """Notes the person of one row, or why there is none."""
    if all(key(clean(cell)) in _NOTHING for cell in row) or _is_head(row, reading):
        return
    if any(cell.strip() for cell in row[len(reading.head) :]):
        message = f"row {line} has {len(row)} cells, the head {len(reading.head)}"
        reading.tell(line, 1, "U106", message, "a cell that holds the separator goes in quotation marks")
        return
    values = dict(_values(row, reading, line))
    surname = values.pop(SURNAME, "")
    values["name"] = " ".join(part for part in (values.get("name", ""), surname) if part)
    if not 0 < len(values["name"]) <= MOST_LETTERS:
        hint = f"write the name, at most {MOST_LETTERS} letters, or take the row out"
        reading.tell(line, 1, "U104", f"row {line} has no name that can be printed", hint)
        return
    _notice_twice(values, reading, line)
    reading.people.append(Participant.model_validate(values))


def _is_head(row: Sequence[str], reading: _Reading) -> bool:
    """Whether the head stands here again, as in tables that were put together from several."""
    return [key(cell) for cell in row] == [key(cell) for cell in reading.head]


def _values(row: Sequence[str], reading: _Reading, line: int) -> Iterator[tuple[str, str]]:
    """The fields of a row that say something; what is wrong with a value is told instead."""
    for index, name in reading.columns.items():
        text = clean(row[index]) if index < len(row) else ""
        if key(text) in _NOTHING:
            continue
        value, wanted = _understood(name, text)
        if wanted:
            message = f"row {line}, column '{short(reading.head[index])}': this is not {wanted}"
            reading.tell(line, index + 1, "U103", message, f"write {wanted}, or leave the cell empty")
        else:
            yield name, value


def _understood(name: str, text: str) -> tuple[str, str]:
    """What a cell says, or in place of it what it should be."""
    most = MOST_LETTERS_OF_NEEDS if name in ("diet", "access") else MOST_LETTERS
    if len(text) > most and name not in ("name", SURNAME):  # names are judged when they are whole
        return "", f"a text of at most {most} letters"
    match name:
        case "consent":
            return _choice(text, CONSENT, ", ".join(CONSENTS))
        case "completed":
            return _choice(text, YES_OR_NO, "yes or no")
        case "email":
            return (text, "") if re.fullmatch(r"[^@\s]+@[^@\s]+", text) else ("", "an e-mail address")
    return text, ""


def _choice(text: str, choices: Mapping[str, str], names: str) -> tuple[str, str]:
    value = choices.get(key(text), "")
    return value, "" if value else f"one of: {names}" if "," in names else names


def _notice_twice(values: Mapping[str, str], reading: _Reading, line: int) -> None:
    """Tells a person who is in the table twice: by name and address, or by name alone if there is none."""
    person = key(values["name"]), key(values.get("email") or values.get("username") or "")
    before = reading.seen.setdefault(person, line)
    if before != line:
        message = f"row {line} names the same person as row {before}"
        reading.tell(line, 1, "U107", message, "take one of them out, unless these are two people")


def _sum_up(reading: _Reading) -> None:
    for code, number in sorted(reading.told.items()):
        if number > MOST_TOLD:
            message = f"{number - MOST_TOLD} more rows have the same problem"
            hint = "mend those that are told; the rest may have the same reason"
            reading.problems.append(Problem(reading.name, 0, 0, code, message, hint))
    if not reading.people and not failed(reading.problems):
        reading.tell(0, 0, "U101", "there are no people", "the first row names the columns, then one row a person")
    if len(reading.people) > MOST_PEOPLE:
        message = f"{len(reading.people)} people are more than fit into one workshop"
        reading.tell(0, 0, "U101", message, f"make tables of at most {MOST_PEOPLE}")
