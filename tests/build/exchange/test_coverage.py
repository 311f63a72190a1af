"""What answers the rows of the source documents."""

import re

import pytest
from conftest import HOME, Draft
from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.coverage import Covered, answer, counted, coverage, coverage_data, coverage_markdown

ROWS = """\
001-01: {item: Ask | listen, document: Needs}
001-02: {item: Edit, document: Needs, feature: A list., page: docs/documents.md}
001-03: {item: Photographs of the day, document: Needs, reason: A record of the event.}
002-01: {item: Nobody thought of it, document: Conference}
"""


@pytest.fixture
def four(draft: Draft) -> tuple[Covered, ...]:
    """Four rows: one with content, one with a feature, one with a reason, one open."""
    draft.write("rows.yaml", ROWS)
    draft.edit("modules/first/module.yaml", "licence: ", "answers: [001-01, 001-01]\nlicence: ")
    return coverage(draft.read().curriculum)


def test_each_row_knows_what_answers_it(four: tuple[Covered, ...]) -> None:
    """Content is named once as kind/id; a feature, a reason and nothing at all are told apart."""
    assert [(row.id, row.content, row.how) for row in four] == [
        ("001-01", ("modules/first",), "content"),
        ("001-02", (), "feature"),
        ("001-03", (), "reason"),
        ("002-01", (), "open"),
    ]


def test_the_sum_counts_each_row_once(four: tuple[Covered, ...]) -> None:
    """The sentence counts by the strongest answer."""
    assert counted(four) == (
        "4 rows: 1 answered by content, 1 by a feature of the program, 1 not answered for a stated reason, 1 open."
    )


def test_the_answer_in_words(four: tuple[Covered, ...]) -> None:
    """A terminal shows the content, the feature with its page, the reason, or that the row is open."""
    assert [answer(row) for row in four] == [
        "modules/first",
        "A list. (docs/documents.md)",
        "A record of the event.",
        "open",
    ]


def test_data_leaves_out_what_says_nothing(four: tuple[Covered, ...]) -> None:
    """A row as data holds its id, item and document, and only those answers that there are."""
    assert coverage_data(four)[1] == {
        "id": "001-02",
        "item": "Edit",
        "document": "Needs",
        "feature": "A list.",
        "page": "docs/documents.md",
    }
    assert coverage_data(four)[0]["content"] == ["modules/first"]


def test_the_page_has_a_table_for_each_document(four: tuple[Covered, ...]) -> None:
    """Every document has a heading of its own; a bar in a text does not end a cell, and a page is a link."""
    page = coverage_markdown(four)
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["Needs", "Conference"]
    assert "| 001-01 | Ask \\| listen | `modules/first` |\n" in page
    assert "| A list. ([docs/documents.md](documents.md)) |\n" in page
    assert "| *Not answered:* A record of the event. |\n" in page
    assert "| **open** |\n" in page


def test_a_reason_stands_beside_content_nowhere(draft: Draft) -> None:
    """What content answers is not called unanswered, though a reason was once written."""
    draft.write("rows.yaml", "001-01: {item: Ask, document: Needs, reason: Later.}\n")
    draft.edit("modules/first/module.yaml", "licence: ", "answers: [001-01]\nlicence: ")
    assert "Not answered" not in coverage_markdown(coverage(draft.read().curriculum))


@pytest.mark.parametrize("field", ["page: docs/documents.md", "feature: A list., reason: Later.", "page: README.md"])
def test_a_row_says_one_thing(draft: Draft, field: str) -> None:
    """A page without a feature, a feature with a reason, and a page outside of docs are mistakes."""
    draft.write("rows.yaml", f"001-01: {{item: Ask, document: Needs, {field}}}\n")
    assert [line.split(": ")[1] for line in draft.told()] == ["S103"]


def test_every_shipped_row_has_an_answer(curriculum: Curriculum) -> None:
    """No row of the five documents is open, and no reason stands where content answers."""
    covered = coverage(curriculum)
    assert len(covered) == 212
    assert [row.id for row in covered if row.how == "open"] == []
    assert [row.id for row in covered if row.reason and row.content] == []


def test_every_page_that_a_row_names_exists(curriculum: Curriculum) -> None:
    """The pages that show features are there."""
    pages = {row.page for row in coverage(curriculum) if row.page}
    assert pages
    assert [page for page in pages if not (HOME / page).is_file()] == []
