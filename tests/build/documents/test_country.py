"""What a handout says in one country."""

import datetime as dt
from pathlib import Path

from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.documents.country import told_in
from rumbo.build.model import Local, Module

from tests.strategies import module

TODAY = dt.date(2027, 3, 1)


def entry(**replaces: str) -> Entry[Module]:
    """A module with two sections about Mexico, which take the place of others if that is said."""
    fields = {
        "country": "MX",
        "title": "México",
        "sections": [{"id": name, "title": f"{name} here", "replaces": replaces.get(name)} for name in ("a", "b")],
        "review": {"kind": "law", "reviewed": "2026-01-01", "review_by": "2027-02-01", "by": "A"},
        "licence": "CC0",
        "authors": ["A"],
    }
    text = File(Path("mx.md"), "## a\n\nAbout a.\n\n## b\n\nAbout b.")
    local = Entry("mx", Local.model_validate(fields), text, "made", texts={"local": text})
    texts = {"handout": File(Path("h"), "Intro.\n\n## Uno\n\nOne.\n\n## Dos\n\nTwo.")}
    written = {"handout": File(Path("h"), "Intro.\n\n## One\n\nOne.\n\n## Two\n\nTwo.")}
    return Entry("m", module(10), text, "made", texts=texts, written=written, local={"mx": local})


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.split("\n") if line.startswith("## ")]


def test_sections_come_after_all_others() -> None:
    """What replaces nothing is added at the end, and nothing of the handout is lost."""
    text, abroad = told_in(entry(), "MX", TODAY)
    assert headings(text) == ["Uno", "Dos", "a here", "b here"]
    assert text.startswith("Intro.")
    assert abroad is not None
    assert (abroad.title, abroad.overdue) == ("México", True)


def test_a_section_takes_the_place_of_the_one_it_names() -> None:
    """Headings are named as they were written, also where the handout is translated."""
    text, _ = told_in(entry(a="Two"), "MX", None)
    assert headings(text) == ["Uno", "a here", "b here"]
    assert "Two." not in text


def test_elsewhere_the_handout_is_as_it_was() -> None:
    """Without a country, or with one of which the module says nothing, the text stays."""
    one = entry()
    for country in (None, "CL"):
        assert told_in(one, country, TODAY) == (one.texts["handout"].text, None)


def test_every_shipped_section_is_printed(curriculum: Curriculum) -> None:
    """All sections of all countries stand in the handout."""
    one = curriculum.modules["copyright-basics"]
    assert len(one.local) >= 7
    for country, local in one.local.items():
        text, _ = told_in(one, country, None)
        assert {section.title for section in local.value.sections} <= set(headings(text)), country
