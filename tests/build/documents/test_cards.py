"""What fits on one page or less: cheat sheets, method cards, pattern cards."""

import dataclasses
import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.documents import pattern_cards
from rumbo.build.documents.cheat_sheets import cheat_sheet, cheat_sheets
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.method_cards import method_cards, notes
from rumbo.build.documents.participant import handout_of
from rumbo.build.model import Module
from rumbo.build.model.library import Retired
from rumbo.build.outcome import Plan, Session, Slot, Step

from tests.build.documents.kits import (
    DAY,
    handout_with,
    of_kind,
    printed,
    profile,
    with_module,
    words,
)
from tests.build.render.printed import MODULES
from tests.strategies import module

# Cheat sheets


def all_modules(curriculum: Curriculum, language: str) -> Kit:
    """A plan with every shipped module and the longest that a profile puts on a page."""
    contact = {"affiliate": "Wikimedia Chile", "email": "somebody@example.org"}
    steps = tuple(Step(name, 60, ()) for name in curriculum.modules)
    return Kit(profile(language=language, contact=contact), Plan(steps, (), ()), curriculum)


@pytest.mark.parametrize("language", ["en", "es"])
def test_cheat_sheet_is_one_page(language: str, curriculum: Curriculum) -> None:
    """The cheat sheet of every shipped module fits on one A4 page."""
    found = {a.name: a.pages for a, _ in pipeline.print_all(cheat_sheets(all_modules(curriculum, language)))}
    assert len(found) == len(curriculum.modules)
    assert {name: pages for name, pages in found.items() if pages != 1} == {}


@pytest.mark.parametrize("name", MODULES)
def test_cheat_sheet_has_steps_and_help(name: str, curriculum: Curriculum) -> None:
    """Every shipped module has numbered steps on its cheat sheet and says where to find help."""
    sheet = cheat_sheet(handout_of(curriculum.modules[name]))
    assert sum(len(one.steps) for one in sheet.lists) >= 4
    assert re.search(r"help|ask", sheet.help_title, re.IGNORECASE)
    assert not [one.title for one in sheet.lists if "example" in one.title.lower()]


def test_help_is_the_last_section_that_only_tells() -> None:
    """Boxes to tick, lines to fill and steps are no help, and a very long section is left to the handout."""
    after = "## Check\n\n- [ ] Done.\n\n## Mine\n\n```write 2\nMine:\n```\n\n## Steps\n\n1. Go.\n"
    assert cheat_sheet(handout_with(f"## Ask\n\nAna.\n\n{after}")).help == "Ana."
    assert cheat_sheet(handout_with(after)).help == ""
    assert cheat_sheet(handout_with(f"## Ask\n\n{'Ana. ' * 200}\n")).help == ""


# Cards


def with_methods(curriculum: Curriculum, minutes: int = 40) -> Kit:
    """A plan that uses every shipped method as an energiser."""
    slots = tuple(
        Slot("", name, dt.time(9), dt.time(9, minutes), minutes, "energiser", entry.value.title)
        for name, entry in curriculum.methods.items()
    )
    session = Session(DAY, dt.time(9), dt.time(9, minutes), slots, "end")
    return Kit(profile(), Plan((), (), (session,)), curriculum)


def test_every_method_has_one_card(curriculum: Curriculum, tmp_path: Path) -> None:
    """The card of each shipped method is one A5 page, with steps that take just the minutes of its slot."""
    (document,) = method_cards(with_methods(curriculum))
    assert document.readers == "trainers"
    assert printed([document], tmp_path)["cards/methods.pdf"].pages == len(curriculum.methods)
    for card in document.content["cards"]:
        assert sum(step.minutes for step in card.steps) == 40
        assert [title.lower() for title, _ in card.notes] == ["debrief", "take care"]


def test_a_method_of_an_activity_has_a_card(curriculum: Curriculum) -> None:
    """A method that an activity names has a card that says for what and when, with materials for the people."""
    name, entry = next(iter(curriculum.methods.items()))
    base = module(20).model_dump()
    fields = {**base, "activities": [{**base["activities"][0], "kind": "method", "method": name}]}
    kit = with_module(Module.model_validate(fields))
    kit = dataclasses.replace(kit, curriculum=dataclasses.replace(kit.curriculum, methods={name: entry}))
    (document,) = of_kind(kit, "method-cards")
    (card,) = document.content["cards"]
    assert (card.method, card.minutes, len(card.uses)) == (entry.value, 20, 1)
    told = words(document)
    assert fields["title"] in told
    assert {item for item, _ in card.materials} == {material.item for material in entry.value.materials}


def test_notes_of_a_method_without_known_sections() -> None:
    """A text whose sections have other titles is shown whole."""
    text = "## Debrief\n\nA?\n\n## Variants\n\nB.\n\n## Take care\n\nC."
    assert notes(text, text) == (("Debrief", "A?"), ("Take care", "C."))
    text = "Intro.\n\n## Cierre\n\nB."
    assert notes(text, text) == (("", "Intro."), ("Cierre", "B."))


def test_notes_of_a_translated_method() -> None:
    """The sections are known by the titles they were written with."""
    written = "## Debrief\n\nA?\n\n## Variants\n\nB."
    assert notes("## Cierre\n\n¿A?\n\n## Variantes\n\nB.", written) == (("Cierre", "¿A?"),)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_pattern_cards_four_on_a_sheet(
    paper: str, curriculum: Curriculum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cards of all shipped patterns stand four on a sheet, and each ends within its quarter."""
    helping = list(curriculum.patterns.values())
    monkeypatch.setattr(pattern_cards, "MOST", len(helping))
    monkeypatch.setattr(pattern_cards, "patterns_for", lambda *_: helping)
    documents = list(pattern_cards.pattern_cards(Kit(profile(paper=paper), Plan((), (), ()), curriculum)))
    assert printed(documents, tmp_path)["cards/patterns.pdf"].pages == -(-len(helping) // 4)
    told = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "cards-patterns.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    height = float(re.findall(r'height="([\d.]+)"', told)[0])
    ends = [
        float(y)
        for y in re.findall(r'yMax="([\d.]+)"[^>]*>CC-BY-SA-4.0<|yMax="([\d.]+)">SA-4.0<', told)
        for y in y
        if y
    ]
    assert ends
    assert all(y % (height / 2) < height / 2 - 20 for y in ends)


def test_pattern_card_leaves_out_what_holds_no_more(curriculum: Curriculum) -> None:
    """A step that is struck out is not on the card; the others keep their numbers."""
    name, entry = next(iter(curriculum.patterns.items()))
    gone = (Retired(step=2, since=dt.date(2026, 11, 1), because="changed"),)
    old = entry.value.model_copy(update={"no_longer_valid": gone})
    whole, without = (pattern_cards.card(dataclasses.replace(entry, value=value)) for value in (entry.value, old))
    assert whole.steps[1][0] == 2
    assert without.steps == (whole.steps[0], *whole.steps[2:])
    assert (whole.id, whole.review_by) == (name, entry.value.review.review_by)
