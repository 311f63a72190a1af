"""Sections about one country: their texts, what they replace, and their dates."""

import datetime as dt

import pytest
from conftest import Draft

LOCAL = """\
---
country: MX
title: Mexico
review: {kind: law, reviewed: 2026-01-01, review_by: 2027-01-01, by: A}
authors: [A]
licence: CC-BY-SA-4.0
sources:
  - {title: The law, url: "https://law.example", accessed: 2026-01-01}
sections:
  - {id: terms, title: Terms in Mexico}
---
## terms

A hundred years.
"""


def codes(draft: Draft, today: dt.date = dt.date(2026, 6, 1)) -> list[str]:
    return [problem.code for problem in draft.problems(today=today)]


@pytest.fixture
def local(draft: Draft) -> Draft:
    draft.write("modules/first/local/mx.md", LOCAL)
    return draft


def test_a_sound_file_is_no_problem(local: Draft) -> None:
    """A section with its text and a day to come is right."""
    assert codes(local) == []
    assert local.read().curriculum.modules["first"].local["mx"].value.title == "Mexico"


def test_sections_and_texts_belong_together(local: Draft) -> None:
    """A section without text and a text without section are told (C101)."""
    local.edit("modules/first/local/mx.md", "## terms", "## tems")
    assert codes(local) == ["C101", "C101"]


def test_what_is_replaced_must_be_there(local: Draft) -> None:
    """A section that takes the place of no heading would stand at the end unseen (C102)."""
    local.edit("modules/first/local/mx.md", "Terms in Mexico}", "Terms in Mexico, replaces: Nowhere}")
    assert codes(local) == ["C102"]


def test_what_is_past_its_review_is_told(local: Draft) -> None:
    """Law changes (C103)."""
    assert codes(local, dt.date(2027, 6, 1)) == ["C103"]


def test_a_field_that_is_missing_is_told(local: Draft) -> None:
    """The fields are checked like those of any other file."""
    local.edit("modules/first/local/mx.md", "country: MX\n", "")
    assert codes(local) == ["S102"]
