"""Pages as people wrote them over the years, with every trap that was seen: nothing is lost, all of it is told."""

import datetime as dt
from pathlib import Path

import pytest
from rumbo.build.curriculum import Entry
from rumbo.build.exchange.wiki import Draft, from_page
from rumbo.build.markdown import sections
from rumbo.build.model import Pattern

from tests.build.exchange.test_wiki import TODAY, loaded

PAGES = Path(__file__).parent / "wiki_pages"


def drafted(name: str, page: str = "") -> Draft:
    """The draft of one of the pages here."""
    return from_page((PAGES / f"{name}.wiki").read_text(encoding="utf-8"), page, TODAY)


def section(made: Entry[Pattern], title: str) -> str:
    """The text of a section."""
    return {name: text for name, text, _ in sections(made.texts["body"].text)}[title]


@pytest.fixture
def old(tmp_path: Path) -> Entry[Pattern]:
    """A page of 2014 with the old infobox."""
    return loaded(drafted("old", "Grants:Learning_patterns/Quiet_rooms"), tmp_path)


def test_values_of_an_old_infobox(old: Entry[Pattern]) -> None:
    """Parameters are read in any spelling, over several lines, as lists, and numbered; authors are named."""
    value = old.value
    assert (old.id, value.title, value.status) == ("quiet-rooms", "Quiet rooms", "draft")
    assert value.problem == "Some people leave early because every room is loud, and nobody tells the hosts."
    assert value.solution == "Keep one room quiet. Say where it is."
    assert value.topics == ("event", "teamwork", "Low budget")
    assert (value.created, value.review.reviewed) == (dt.date(2014, 4, 3), dt.date(2016, 5, 5))
    assert value.authors == ("Example A and others", "Example B", "Meta-Wiki authors of Quiet rooms")
    assert value.licence == "CC-BY-SA-4.0"
    assert [source.url for source in value.sources] == [
        "https://meta.wikimedia.org/wiki/Grants:Learning_patterns/Quiet_rooms"
    ]


def test_sections_of_an_old_page(old: Entry[Pattern]) -> None:
    """Considerations under the older title come under the title of today; footnotes become a list."""
    assert [name for name, _, _ in sections(old.texts["body"].text) if name] == [
        "What problem does this solve?",
        "What is the solution?",
        "Things to consider",
        "When to use",
        "Endorsements",
        "See also",
        "References",
        "Leftover",
    ]
    assert section(old, "Things to consider").startswith("It costs a room.\n\n### Examples\n")
    assert "| Place | Seats |\n| --- | --- |\n| Upstairs | 5 |" in section(old, "Things to consider")
    assert "its second line. (note 1)" in section(old, "What problem does this solve?")
    assert section(old, "References") == "1. A report, 2013."


def test_struck_steps(old: Entry[Pattern]) -> None:
    """A struck step with its reason, or with none, holds no more; one with a new way behind it is told in words."""
    assert [(step.step, step.since, step.because) for step in old.value.no_longer_valid] == [
        (2, dt.date(2015, 6, 1), "Does not work since June 2015."),
        (3, dt.date(2014, 4, 3), "Struck out on the page, without a reason."),
    ]
    solution = section(old, "What is the solution?")
    assert "2. Ask the reception for a key.\n3. Lock the door.\n" in solution
    assert "4. (struck out: Use the cellar.) Use the garden.\n   - with (struck out: a roof) shade\n" in solution


def test_endorsements_without_a_result(old: Entry[Pattern]) -> None:
    """Signed, unsigned and anonymous endorsements stay as text and do not count as uses."""
    assert old.value.used == ()
    text = section(old, "Endorsements")
    assert "- Great! ~~~~" in text
    assert "192.0.2.7" in text
    assert "https://meta.wikimedia.org/wiki/User:Example_C" in text


def test_leftovers_are_kept_and_named(old: Entry[Pattern]) -> None:
    """What has no place stands word for word under Leftover, and each piece is named."""
    pieces = (
        *("|endorse = 3", "|image = [[File:Quiet door.jpg|200px]]", "|colour = green", "{{tl|example}}"),
        *("<!-- please expand -->", "<gallery>\nFile:Quiet room 1.jpg|A room\n</gallery>"),
    )
    text = section(old, "Leftover")
    notes = drafted("old").notes
    for number, piece in enumerate(pieces, start=1):
        assert f"(leftover {number}), from: " in text
        assert f"```wikitext\n{piece}\n```" in text
        assert any(note.startswith(f"leftover {number}, ") and piece.split("\n")[0] in note for note in notes)
    assert text.count("```wikitext") == len(pieces)
    assert "(leftover 4)" in section(old, "What problem does this solve?")


def test_what_has_to_be_looked_at_is_told() -> None:
    """Dates that were guessed, empty sections and endorsements that say nothing are told."""
    notes = "\n".join(drafted("old").notes)
    assert "step 2 is struck out; its date 2015-06-01 is taken from the words beside it" in notes
    assert "step 3 is struck out; its date 2014-04-03 is the day of the page" in notes
    assert 'the section "When to use" is empty' in notes
    assert "endorsements without event or result: 3" in notes


def test_translated_page(tmp_path: Path) -> None:
    """Marks for translators vanish, even inside of links; the language is in the id, in a note and in Leftover."""
    draft = drafted("translated", "Learning patterns/Sala tranquila/es")
    made = loaded(draft, tmp_path)
    assert (made.id, made.value.title) == ("sala-tranquila-es", "Sala tranquila")
    assert made.value.problem == "La sala es ruidosa."
    assert "Mucho ruido en [la sala](https://example.org/plan)." in made.texts["body"].text
    assert "Pon un cartel en la puerta." in made.texts["body"].text
    assert "translat" not in made.texts["body"].text.partition("## Leftover")[0]
    assert "language es" in section(made, "Leftover")
    assert any("language es" in note for note in draft.notes)
    assert any("2026-11-22 stands there now" in note for note in draft.notes)


def test_broken_page(tmp_path: Path) -> None:
    """An infobox that is never closed, half links and tables that Markdown cannot hold lose nothing."""
    draft = drafted("broken", "Doors")
    made = loaded(draft, tmp_path)
    assert (made.value.problem, made.value.solution) == ("Nobody closes the door.", "Close it.")
    assert made.value.created == dt.date(2015, 1, 1)
    assert made.value.topics == ("uncategorised",)
    assert any("never closed" in note for note in draft.notes)
    text = made.texts["body"].text
    assert "{{half \\[\\[of a link" in text
    for piece in (
        "[[File:Door.jpg",
        "{{{parameter|left}}}",
        "<math>x^2</math>",
        '| rowspan="2" | a || b',
        "<sup>high",
    ):
        assert piece in section(made, "Leftover")
    assert "**term**\n\nwhat it means" in section(made, "Kitchen")
    assert "```\ntyped with a space before\n```" in section(made, "Kitchen")


@pytest.mark.parametrize("text", ["", "Words alone.", "== What problem does this solve? ==\nIt is '''loud'''."])
def test_page_without_an_infobox(text: str, tmp_path: Path) -> None:
    """A page without infobox still gives a draft that can be read; what stands in its place is told."""
    draft = from_page(text, "", TODAY)
    made = loaded(draft, tmp_path)
    assert any("no infobox" in note for note in draft.notes)
    assert made.value.problem == ("It is loud." if "loud" in text else "To be written: the page does not say it.")


def test_title_in_another_script(tmp_path: Path) -> None:
    """A title without Latin letters gets an id that is always the same."""
    names = {from_page("", "Learning patterns/قاعة هادئة", TODAY).file.name for _ in range(2)}
    assert len(names) == 1
    assert loaded(from_page("", "Learning patterns/قاعة هادئة", TODAY), tmp_path).value.title == "قاعة هادئة"


def test_old_and_new_titles_of_one_section(tmp_path: Path) -> None:
    """Two sections that mean the same are put together in the order they stand in."""
    page = "== General considerations ==\nOne.\n== Things to consider ==\nTwo."
    assert section(loaded(from_page(page, "", TODAY), tmp_path), "Things to consider") == "One.\n\nTwo."


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_at_the_ends_of_the_calendar(day: str, tmp_path: Path) -> None:
    """A page may name any day: its draft can be read, with a day for its review."""
    made = loaded(from_page(f"{{{{Evaluation/Pattern/Infobox\n|created = {day}\n}}}}", "", TODAY), tmp_path)
    assert made.value.review.review_by - made.value.review.reviewed == dt.timedelta(days=730)
