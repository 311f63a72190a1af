"""Answers of somebody who has not finished: a table of one row, as a survey export has them."""

import csv
import io
from collections.abc import Iterable, Mapping

from rumbo.build.assess.answers import understood
from rumbo.build.model import QuestionSet

_RECKONED = tuple("=+-@\t'")
"""What a cell begins with that spreadsheets take for a formula, and the mark itself."""


def to_text(said: Mapping[str, str]) -> str:
    """The table: the ids of the questions, and under them what was typed."""
    text = io.StringIO()
    rows = [list(said), [_marked(typed) for typed in said.values()]]
    # The library itself puts no quotes around a carriage return that somebody typed.
    returns = any("\r" in typed for typed in said.values())
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return text.getvalue()


def _marked(typed: str) -> str:
    """An answer with a mark before what a spreadsheet would reckon with, or run."""
    return f"'{typed}" if typed[:1] in _RECKONED else typed


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RECKONED else cell


def typed_before(lines: Iterable[str]) -> dict[str, str]:
    """What the table holds, as it was typed; nothing if it is no table any more."""
    try:
        rows = list(csv.reader(lines))
    except csv.Error:
        return {}
    return dict(zip(rows[0], map(_plain, rows[1]), strict=False)) if len(rows) > 1 else {}


def from_lines(lines: Iterable[str], questions: QuestionSet) -> dict[str, str]:
    """What was typed, by question. Questions that are no more, or are answered otherwise now, are dropped."""
    typed = typed_before(lines)
    known = {question.id: question for question in questions.questions}
    return {
        name: text
        for name, text in typed.items()
        if name in known and understood(known[name], questions, text)[0] is not None
    }
