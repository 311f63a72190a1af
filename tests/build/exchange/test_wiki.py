"""Learning patterns to pages of the library on Meta-Wiki and back."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.content.load import load
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.exchange.wiki import Draft, from_page, to_page
from rumbo.build.exchange.wiki_names import SECTIONS
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
    """What each section of a text says; of two with one title both."""
    found: dict[tuple[Part, ...], tuple[Part, ...]] = {}
    for title, text, _ in sections(body):
        if title or text:
            heading = parts(f"## {title}")
            found[heading] = (*found.get(heading, ()), *parts(text))
    return found


def assert_same(one: Entry[Pattern], other: Entry[Pattern]) -> None:
    assert other.id == one.id
    assert other.value == one.value
    assert said(other.texts["body"].text) == said(one.texts["body"].text)


@settings(max_examples=60, deadline=None)
@given(PATTERNS, TEXTS.filter(allowed), BODIES)
def test_patterns_survive_the_wiki(
    tmp_path_factory: pytest.TempPathFactory, pattern: Pattern, lead: str, body: list[tuple[str, str]]
) -> None:
    """A pattern, written as a page and read again, has the same id, fields and sections."""
    text = "\n\n".join([lead, *(f"## {title}\n\n{words}" for title, words in body)])
    made = entry(pattern, text)
    assert_same(made, loaded(from_page(to_page(made), "", TODAY), tmp_path_factory.mktemp("patterns")))
