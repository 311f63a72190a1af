"""Answers of somebody who has not finished: a table of one row, as a survey export has them."""

import csv
import io
from collections.abc import Iterable, Mapping

from rumbo.build.assess.answers import understood
from rumbo.build.model import QuestionSet


def to_text(said: Mapping[str, str]) -> str:
    """The table: the ids of the questions, and under them what was typed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([list(said), list(said.values())])
    return text.getvalue()


def typed_before(lines: Iterable[str]) -> dict[str, str]:
    """What the table holds, as it was typed."""
    rows = list(csv.reader(lines))
    return dict(zip(*rows[:2], strict=False)) if len(rows) > 1 else {}


def from_lines(lines: Iterable[str], questions: QuestionSet) -> dict[str, str]:
    """What was typed, by question. Questions that are no more, or are answered otherwise now, are dropped."""
    typed = typed_before(lines)
    known = {question.id: question for question in questions.questions}
    return {
        name: text
        for name, text in typed.items()
        if name in known and understood(known[name], questions, text)[0] is not None
    }
