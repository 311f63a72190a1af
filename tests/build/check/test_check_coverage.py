"""Rows that content answers."""

from conftest import Draft

ROWS = "001-18: {item: Upload images, document: Needs}\n"


def test_without_a_list_of_rows_any_may_be_named(draft: Draft) -> None:
    """A curriculum of one's own need not know where the shipped one came from."""
    draft.edit("modules/first/module.yaml", "licence: ", "answers: [009-99]\nlicence: ")
    assert draft.told() == []


def test_a_row_that_is_listed_is_fine(draft: Draft) -> None:
    """A known row is no problem."""
    draft.write("rows.yaml", ROWS)
    draft.edit("modules/first/module.yaml", "licence: ", "answers: [001-18]\nlicence: ")
    assert draft.told() == []


def test_a_row_that_is_not_listed_is_told(draft: Draft) -> None:
    """An unknown row is a problem at its place."""
    draft.write("rows.yaml", ROWS)
    draft.edit("modules/first/module.yaml", "licence: ", "answers: [001-81]\nlicence: ")
    assert [line.rpartition(" ")[2] for line in draft.told()] == ["M124"]


def test_a_list_that_cannot_be_read_accuses_nobody(draft: Draft) -> None:
    """A mistake in the list of rows is told once, and not again for each row that is named."""
    draft.write("rows.yaml", "001-18: [\n")
    draft.edit("modules/first/module.yaml", "licence: ", "answers: [001-18]\nlicence: ")
    assert [line.rpartition(" ")[2] for line in draft.told()] == ["Y101"]
