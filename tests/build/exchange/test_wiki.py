"""Learning patterns to pages of the library on Meta-Wiki and back."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.content.load import load
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.exchange.wiki import Draft, from_page, to_page
from rumbo.build.exchange.wiki_names import ENDORSEMENTS, REFERENCES, SECTIONS
from rumbo.build.exchange.wiki_page import page
from rumbo.build.markdown import Part, parts, sections
from rumbo.build.model import Pattern

from tests.build.exchange.pages import PATTERNS, TEXTS, allowed, entry

TODAY = dt.date(2026, 11, 22)
TITLES = st.sampled_from((*SECTIONS, "Our *own* notes", "C# & [x]", "Problem"))
BODIES = st.lists(st.tuples(TITLES, TEXTS.filter(allowed)), max_size=4, unique_by=lambda section: section[0])


def loaded(draft: Draft, folder: Path) -> Entry[Pattern]:
    """The draft as `rumbo` reads it from its file, without a problem."""
    (folder / draft.file.name).write_bytes(draft.file.content)
    curriculum, problems = load([Layer("test", folder / "none", folder)])
    assert problems == []
    return curriculum.patterns[draft.file.name.removesuffix(".md")]


def said(body: str) -> dict[tuple[Part, ...], tuple[Part, ...]]:
    """What each section of a text says; of two with one title both.

    A page shows no difference between a section without words and none, where endorsements or sources stand.
    """
    found: dict[tuple[Part, ...], tuple[Part, ...]] = {}
    for title, text, _ in sections(body):
        if text or title not in ("", ENDORSEMENTS, REFERENCES):
            heading = parts(f"## {title}")
            found[heading] = (*found.get(heading, ()), *parts(text))
    return found


def assert_same(one: Entry[Pattern], other: Entry[Pattern]) -> None:
    assert other.id == one.id
    assert other.value == one.value
    assert said(other.texts["body"].text) == said(one.texts["body"].text)


@settings(max_examples=40, deadline=None)
@given(PATTERNS, TEXTS.filter(allowed), BODIES)
def test_patterns_survive_the_wiki(
    tmp_path_factory: pytest.TempPathFactory, pattern: Pattern, lead: str, body: list[tuple[str, str]]
) -> None:
    """A pattern, written as a page and read again, has the same id, fields and sections."""
    text = "\n\n".join([lead, *(f"## {title}\n\n{words}" for title, words in body)])
    made = entry(pattern, text)
    assert_same(made, loaded(from_page(to_page(made), "", TODAY), tmp_path_factory.mktemp("patterns")))


def test_shipped_patterns_survive_the_wiki(curriculum: Curriculum, tmp_path: Path) -> None:
    """Every learning pattern of ours, exported and imported, is the same, with marks for translators or without."""
    for made in curriculum.patterns.values():
        for translate in (False, True):
            draft = from_page(to_page(made, translate=translate), "", TODAY)
            assert draft.notes == ()
            assert_same(made, loaded(draft, tmp_path))


def a_pattern(body: str = "", **fields: object) -> Entry[Pattern]:
    given = {
        "title": "Quiet rooms",
        "problem": "It is loud.",
        "solution": "Keep a room quiet.",
        "topics": ["event", "low budget"],
        "status": "stable",
        "created": "2026-01-02",
        "review": {"kind": "law", "reviewed": "2026-01-02", "review_by": "2027-01-02", "by": "A"},
        "authors": ["A"],
        "licence": "CC-BY-SA-4.0",
    }
    return entry(Pattern.model_validate(given | fields), body, "quiet-rooms")


STEPS = "## See also\n\nMore.\n\n## What is the solution?\n\n1. **Look.**\n2. Ask *them*.\n\n## Kitchen\n\nSoup.\n"
USE = {
    "event": "A day",
    "date": "2025-03-04",
    "worked": "no",
    "outcome": "Nobody came.",
    "by": "B",
    "audience": "glam",
}
SOURCE = {"title": "A report", "url": "https://example.org/report", "accessed": "2026-01-02"}
RETIRED = {"step": 2, "since": "2026-02-03", "because": "They left."}


def test_page_as_people_see_it() -> None:
    """A page has the infobox, sections in the library's order, struck steps, endorsements, sources, categories."""
    made = a_pattern(STEPS, used=[USE], sources=[SOURCE], no_longer_valid=[RETIRED])
    assert page(made.value, made.texts["body"].text).split("\n\n") == [
        "{{Evaluation/Pattern/Infobox\n|title = Quiet rooms\n|problem = It is loud.\n|solution = Keep a room quiet.\n"
        "|category = event, low budget\n|creator = A\n|created = 2026-01-02\n|reviewed = 2026-01-02\n}}",
        "== What is the solution? ==",
        "# '''Look.'''\n# <s>Ask <em>them</em>.</s> ''(no longer valid since 2026-02-03: They left.)''",
        "== Kitchen ==",
        "Soup.",
        "== Endorsements ==",
        "* '''A day''' (2025-03-04, worked: no): Nobody came. — ''B''",
        "== See also ==",
        "More.",
        "== References ==",
        "* [https://example.org/report A report], accessed 2026-01-02",
        "[[Category:Learning patterns]]\n[[Category:Event learning patterns]]\n",
    ]


def test_marks_for_translators() -> None:
    """Asked for, every heading, paragraph and sentence of the infobox is a unit with a number of its own."""
    text = to_page(a_pattern(STEPS, used=[USE]), translate=True)
    assert text.startswith("<languages />\n")
    numbers = [int(part.partition("-->")[0]) for part in text.split("<!--T:")[1:]]
    assert numbers == list(range(1, 10))
    assert "|problem = <translate><!--T:1--> It is loud.</translate>" in text
    assert "== Kitchen == <!--T:5-->\n\n<!--T:6-->\nSoup.\n</translate>" in text
    assert "<translate>" not in text.partition("* '''A day'''")[2].partition("\n")[0]
    assert text.count("<translate>") == text.count("</translate>")


CHANGES = {
    "a problem": ("|problem = It is loud.", "|problem = It is very loud.", {"problem": "It is very loud."}),
    "a review": ("|reviewed = 2026-01-02", "|reviewed = 2026-05-06", {}),
    "a step that holds again": ("<s>Ask <em>them</em>.</s> ''(no", "Ask ''them''. ''(no", {"no_longer_valid": ()}),
    "a draft again": ("|created", "|status = DRAFT\n|created", {"status": "draft"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_page_wins_over_the_comment(change: str, tmp_path: Path) -> None:
    """What somebody changed on the page counts; what the page still tells or never told comes from the comment."""
    made = a_pattern(STEPS, used=[USE], sources=[SOURCE], no_longer_valid=[RETIRED], related=["other"])
    old, new, fields = CHANGES[change]
    text = to_page(made)
    assert text.count(old) == 1
    read_again = loaded(from_page(text.replace(old, new), "", TODAY), tmp_path).value
    assert read_again.model_dump(include=set(fields)) == fields
    assert (read_again.used, read_again.sources) == (made.value.used, made.value.sources)
    assert read_again.related == ("other",)
    assert read_again.review.kind == "law"
    assert read_again.review.reviewed == dt.date(2026, 5, 6) or change != "a review"


def test_a_use_more(tmp_path: Path) -> None:
    """A line added to the endorsements is a use more; those before keep what only the comment tells of them."""
    line = "* '''A day''' (2025-03-04, worked: no): Nobody came. — ''B''\n"
    text = to_page(a_pattern(STEPS, used=[USE]))
    more = line.replace("A day", "A night").replace("worked: no", "worked: yes")
    used = loaded(from_page(text.replace(line, line + more), "", TODAY), tmp_path).value.used
    assert [(use.event, use.worked, use.audience) for use in used] == [
        ("A day", "no", "glam"),
        ("A night", "yes", None),
    ]


@pytest.mark.parametrize("comment", ["{not json", '{"status": "unheard of"}', "[1]"])
def test_a_comment_that_cannot_be_read(comment: str, tmp_path: Path) -> None:
    """A comment that somebody broke is kept as a leftover, and the page alone is read."""
    text = to_page(a_pattern(STEPS)).partition("<!-- rumbo:")[0] + f"<!-- rumbo: {comment} -->\n"
    draft = from_page(text, "", TODAY)
    assert any("comment" in note for note in draft.notes)
    made = loaded(draft, tmp_path)
    assert made.value.problem == "It is loud."
    assert comment in made.texts["body"].text
