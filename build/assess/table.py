"""A survey export, one row a person, into a tally; read row by row, so that its length does not matter."""

import csv
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from rumbo.build.assess.answers import Answer, expected, key, understood
from rumbo.build.assess.tally import Tally
from rumbo.build.model import AssessmentQuestion, QuestionSet
from rumbo.build.problem import Problem, failed

SEPARATORS = (",", ";", "\t")
LINES_BEFORE = 20
"""Lines in which the head must be; some exports begin with a title."""
MOST_TOLD = 50
"""Wrong answers told one by one; whoever has more has one reason for all of them."""
MOST_SEEN = 10_000
_LONGEST_QUOTE = 40


@dataclass(slots=True)
class _Reading:
    """What is known while the rows go by."""

    name: str
    questions: QuestionSet
    columns: dict[int, AssessmentQuestion] = field(default_factory=dict)
    head: Sequence[str] = ()
    problems: list[Problem] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    seen: dict[tuple[str, str], tuple[Answer | None, str]] = field(default_factory=dict)

    def tell(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        """Notes a problem, but none of a code that has been told often enough."""
        self.told[code] += 1
        if self.told[code] <= MOST_TOLD:
            self.problems.append(Problem(self.name, line, column, code, message, hint))

    def understood(self, question: AssessmentQuestion, text: str) -> tuple[Answer | None, str]:
        """What a cell says; the same words are not looked at twice."""
        if question.kind == "text" or (question.id, text) not in self.seen:
            found = understood(question, self.questions, text)
            if question.kind == "text" or len(self.seen) >= MOST_SEEN:
                return found
            self.seen[question.id, text] = found
        return self.seen[question.id, text]


def tally_table(lines: Iterable[str], name: str, questions: QuestionSet) -> tuple[Tally, list[Problem]]:
    """The answers of a table counted, and every problem. `name` is what the file is called in problems."""
    reading = _Reading(name, questions)
    tally = Tally(questions)
    lines = iter(lines)
    start = list(islice(lines, LINES_BEFORE))
    separator, skipped = _head(start, questions)
    rows = csv.reader(chain(start, lines), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows):
            if number == skipped:
                _columns(row, reading, rows.line_num)
            elif number > skipped and reading.columns:
                tally.add(dict(_person(row, reading, rows.line_num)))
    except csv.Error as error:
        hint = "look for a quotation mark that is never closed, at this row or above"
        reading.tell(rows.line_num, 1, "A201", f"this is not readable as a table: {error}", hint)
    _sum_up(reading, tally)
    return tally, reading.problems


def _head(start: Sequence[str], questions: QuestionSet) -> tuple[str, int]:
    """What separates the cells, and how many rows stand before the head: where most questions are found."""
    known = _known(questions)
    best = (0, ",", 0)
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(start, delimiter=separator))
        except csv.Error:
            continue
        for number, row in enumerate(rows):
            found = sum(key(cell) in known for cell in row)
            if found > best[0]:
                best = (found, separator, number)
    return best[1:]


def _known(questions: QuestionSet) -> dict[str, AssessmentQuestion]:
    """The questions by id and by text."""
    by_text = {key(question.text): question for question in questions.questions}
    return by_text | {key(question.id): question for question in questions.questions}


def _columns(head: Sequence[str], reading: _Reading, line: int) -> None:
    """Finds the question of each column; tells columns that are none, and questions without one."""
    known = _known(reading.questions)
    reading.head = head
    for index, cell in enumerate(head):
        question = known.get(key(cell))
        if question and question in reading.columns.values():
            hint = "keep the one that holds the answers"
            reading.tell(line, index + 1, "A205", f"a second column is called '{_short(cell)}'", hint)
        elif question:
            reading.columns[index] = question
    if not reading.columns:
        hint = "the first row names the questions, by their ids or their texts; `rumbo show` lists both"
        reading.tell(line, 1, "A201", "no column is a question of this set", hint)
        return
    _strangers(head, known, reading, line)
    for question in reading.questions.questions:
        if question.required and question not in reading.columns.values():
            hint = f'call its column "{question.id}", or by the text of the question'
            reading.tell(line, 1, "A203", f"no column for the question '{question.id}'", hint)


def _strangers(head: Sequence[str], known: Container[str], reading: _Reading, line: int) -> None:
    names = [_short(cell) for cell in head if cell.strip() and key(cell) not in known]
    if names:
        message = f"passed over, since no question is called so: {', '.join(names)}"
        reading.tell(line, 1, "A202", message, "give a column the id of its question if it should count")


def _person(row: Sequence[str], reading: _Reading, line: int) -> Iterator[tuple[str, Answer]]:
    """The answers of one row."""
    if _is_head(row, reading):
        reading.tell(line, 1, "A206", "the head stands here again and is passed over", "take this row out")
        return
    if any(cell.strip() for cell in row[len(reading.head) :]):
        message = f"this row has {len(row)} cells, the head {len(reading.head)}"
        reading.tell(line, 1, "A207", message, "an answer that holds the separator goes in quotation marks")
        return
    for index, question in reading.columns.items():
        text = row[index] if index < len(row) else ""
        answer, fault = reading.understood(question, text)
        if fault:
            message = f"row {line}, column '{_short(reading.head[index])}': '{_short(text)}' {fault}"
            reading.tell(line, index + 1, "A204", message, f"{expected(question)}, or leave the cell empty")
        if answer is not None:
            yield question.id, answer


def _is_head(row: Sequence[str], reading: _Reading) -> bool:
    """Whether each filled cell names the question of its column."""
    filled = 0
    for index, question in reading.columns.items():
        cell = row[index].strip() if index < len(row) else ""
        if cell and key(cell) not in (question.id, key(question.text)):
            return False
        filled += bool(cell)
    return filled > 0


def _sum_up(reading: _Reading, tally: Tally) -> None:
    for code, number in sorted(reading.told.items()):
        if number > MOST_TOLD:
            message = f"{number - MOST_TOLD} more rows or answers have the same problem"
            hint = "mend those that are told; the rest may have the same reason"
            reading.problems.append(Problem(reading.name, 0, 0, code, message, hint))
    if not tally.people and not failed(reading.problems):
        reading.tell(0, 0, "A201", "there are no answers", "the first row names the questions, then one row a person")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
