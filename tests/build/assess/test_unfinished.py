"""Answers that were kept half-way, whatever became of their file."""

import io

import pytest
from rumbo.build.assess.unfinished import from_lines, to_text, typed_before

from tests.build.assess.sets import question_set


@pytest.mark.parametrize("table", ["now\rlater\n1,3\n", "now\n1\r2\n", "\r", "now,later\r1,3\r"])
def test_a_stray_carriage_return_loses_nothing_but_the_table(table: str) -> None:
    """A carriage return inside of a line is no table any more: the questions are asked anew, and nothing fails."""
    assert typed_before([table]) == {}
    assert from_lines([table], question_set()) == {}


def test_what_was_typed_comes_back() -> None:
    """Carriage returns that somebody typed are kept in quotes, and formulas under a mark."""
    said = {"now": "1", "words": "more\rtime", "role": "=1+1"}
    assert typed_before(io.StringIO(to_text(said), newline="\n")) == said
