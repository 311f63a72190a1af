"""A pack of every kind of document from a small curriculum: one tiny module, and the lists that are shipped."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from conftest import HOME, TINY, TODAY, make_curriculum
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Participant, Profile
from rumbo.build.outcome import Document
from rumbo.build.translate.apply import Tongue, localised
from rumbo.build.translation import Spoken

METHOD = HOME / "tests" / "problems" / "P108" / "curriculum" / "methods" / "pairs.md"
MOST_PATTERNS = 4
"""As many cards as there are on a sheet."""
PROFILE = """\
title: Museo Nacional
audience: [everyone]
language: en
participants: 12
modules: [first]
energiser: pairs
trainers: [{name: Ana Pérez}, {name: ליאת}]
venue: {name: Sala 1 (norte), city: México}
contact: {affiliate: Wikimedia México, email: us@example.org}
safety: [{name: Ana Pérez, reach: at the desk}]
when: [{day: 2027-03-12, from: "09:00", to: "16:00"}]
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" font-family="Noto Sans" font-size="12">
<title>Path</title><rect x="1" y="1" width="198" height="58" fill="none" stroke="#000"/>
<text x="100" y="24" text-anchor="middle">Read, then change (and look)</text>
<text x="10" y="48">From Wikidata to you.</text></svg>
"""
HANDOUT = """\
Welcome everybody.

![People read, then change.](path.svg)

- Read `[[Page]]` first.
- **Then** see [the page](https://example.org/page).

1. Open.
2. Change.

- [ ] I can do it.
"""
MODULE = {"modules/first/handout.md": HANDOUT, "modules/first/path.svg": PICTURE}
ACTIVITY = """\
    method: pairs
    materials:
      - {item: Pencil, quantity: 1, per: person}
      - {item: "Paper, `A4`", quantity: 2, per: group}
"""
PEOPLE = (
    Participant(name="Ana María Fernández", username="Ana (México)", consent="yes"),
    Participant(name="ליאת", username="User:ליאת", pronoun="היא", consent="ask"),
    Participant(name="محمد علي", consent="no", diet="No nuts", completed=True),
)


def small_curriculum(folder: Path, shipped: Curriculum) -> tuple[Entry[Profile], Curriculum]:
    """The profile of a group and a curriculum with one module, and with whatever else a pack is made from."""
    first = (TINY / "modules" / "first" / "module.yaml").read_text(encoding="utf-8")
    first = first.replace("    task: ", f"{ACTIVITY}    task: ")
    picture = "pictures: [{file: path.svg, author: A. Tester, source: own work, licence: CC-BY-SA-4.0}]\n"
    method = METHOD.read_text(encoding="utf-8").replace("minutes: 6", "minutes: 8")
    files = {"profiles/group.yaml": PROFILE, "methods/pairs.md": method, "modules/first/module.yaml": first + picture}
    own = make_curriculum(folder, {**files, **MODULE}).read().curriculum
    lists = ("surveys", "notices", "checklists", "assessments", "glossary")
    whole = replace(own, patterns=shipped.patterns, **{kind: shipped.of(kind) for kind in lists})
    profile = own.profiles["group"]
    plan = pipeline.plan_for(profile.value, whole)
    names = [one.id for one in pipeline.helping(profile.value, plan, whole)][:MOST_PATTERNS]
    return profile, replace(whole, patterns={name: shipped.patterns[name] for name in names})


def small_pack(
    profile: Entry[Profile],
    curriculum: Curriculum,
    tongue: Tongue,
    people: Sequence[Participant] = (),
    only: Sequence[str] = (),
) -> tuple[Document, ...]:
    """Every document of the pack in a language, or those of some kinds, with the translations that there are."""
    entry = replace(profile, value=profile.value.model_copy(update={"language": tongue.language}))
    plan = pipeline.plan_for(entry.value, curriculum)
    told = localised(curriculum, [tongue], list(curriculum.modules)) if tongue.language != "en" else curriculum
    return pipeline.documents_of(entry, plan, curriculum, only, tuple(people), TODAY, Spoken(told))
