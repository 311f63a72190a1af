"""The record of an event, against the curriculum."""

from typing import Any

import pytest
from conftest import Draft
from event_records import written
from rumbo.build import records
from rumbo.build.problem import Problem
from saved_plans import two_modules


def problems(draft: Draft, **changes: Any) -> list[Problem]:
    """Every problem of the record with some fields changed."""
    path = written(draft.folder.parent / "record.yaml", **changes)
    entry, found = records.read_record(path, two_modules(draft).read().curriculum)
    assert entry is not None, found
    return list(found)


def test_what_is_there_is_right(draft: Draft) -> None:
    """A record that names only what exists has no problem."""
    assert problems(draft) == []


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ({"minutes": {"frist": {}}}, "'frist' is not a module", "did you mean 'first'?"),
        ({"did_not_work": [{"what": "It.", "module": "frist"}]}, "'frist' is not a module", "did you mean 'first'?"),
        (
            {"minutes": {"first": {"chnge": {"planned": 5, "actual": 5}}}},
            "'chnge' is not an activity of first",
            "did you mean 'change'?",
        ),
    ],
)
def test_modules_that_are_not_there(draft: Draft, changes: Any, message: str, hint: str) -> None:
    """A module or activity that is not there is an E101, a warning: content moves on, the record stays true."""
    (problem,) = problems(draft, **changes)
    assert (problem.code, problem.severity) == ("E101", "warning")
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    "changes",
    [
        {"patterns": [{"id": "nothing", "worked": "yes", "outcome": "It did."}]},
        {"did_not_work": [{"what": "It.", "pattern": "nothing"}]},
    ],
)
def test_patterns_that_are_not_there(draft: Draft, changes: Any) -> None:
    """A learning pattern that is not there is an E102, a warning."""
    (problem,) = problems(draft, **changes)
    assert (problem.code, problem.severity) == ("E102", "warning")
    assert problem.message == "'nothing' is not a learning pattern"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"worked": ["Ask ana@museum.example."]}, "Ask ana@"),
        ({"did_not_work": [{"what": "Call +52 55 1234 5678."}]}, "what: Call"),
        ({"follow_ups": [{"task": "Write.", "owner": "ana@museum.example"}]}, "owner: ana@"),
        ({"words": {"best": ["Food.", "ben@museum.example"]}}, "ben@"),
    ],
)
def test_addresses_of_people(draft: Draft, changes: Any, line: str) -> None:
    """An e-mail address or a telephone number is an E103 where it stands, a warning."""
    (problem,) = problems(draft, **changes)
    assert (problem.code, problem.severity) == ("E103", "warning")
    text = (draft.folder.parent / "record.yaml").read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert text[problem.column - 1 :].startswith(line)


def test_numbers_that_are_no_address(draft: Draft) -> None:
    """Days, clock times and counts of people are not taken for telephone numbers."""
    assert problems(draft, worked=["On 2027-03-12 at 09:30 there were 120 people and 3500 edits (2026-27)."]) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": ["2027-03-13", "2027-03-12"]}, "the days must rise"),
        ({"days": ["2027-03-12"]}, "attendance counts a day that is not one of the days"),
        ({"attendance": {"came": 5, "by_day": {"2027-03-12": 6}}}, "more people on one day than came in all"),
        ({"attendance": {"by_day": {"friday": 6}}}, '"friday" must be a day'),
    ],
)
def test_counts_that_cannot_be(draft: Draft, changes: Any, sentence: str) -> None:
    """Days out of order, or more people on a day than in all, are told in a sentence."""
    path = written(draft.folder.parent / "record.yaml", **changes)
    entry, found = records.read_record(path, draft.read().curriculum)
    assert entry is None
    assert [problem.code for problem in found] == ["S103"]
    assert sentence in found[0].message
