"""Which documents a pack has, and what each is told: timetable, chapters, materials, copies, patterns."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from markupsafe import escape
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.documents.guide import chapters
from rumbo.build.documents.kinds import KINDS, pack
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.names import NAMES, PLAN
from rumbo.build.documents.participant import pictures_of, shown
from rumbo.build.documents.patterns import MOST, patterns_for
from rumbo.build.documents.plan import copies
from rumbo.build.documents.timeline import timeline
from rumbo.build.labels import Labels
from rumbo.build.model import Day, Module, Picture, Profile
from rumbo.build.outcome import Plan
from rumbo.build.planning.resolve import resolve
from rumbo.build.planning.timetable import lay
from rumbo.build.render.html import to_html

from tests.build.documents.trainer_words import told
from tests.build.render.printed import PACKS
from tests.strategies import Case, blocks, cases, minute, module

FILE = File(Path("x"), "")


def planned(name: str, curriculum: Curriculum) -> tuple[Entry[Profile], Plan]:
    profile = curriculum.profiles[name]
    return profile, pipeline.plan_for(profile.value, curriculum)


def profile(**fields: object) -> Profile:
    """A profile with the fewest fields, and others put in."""
    when = [{"day": "2027-03-12", "from": "09:00", "to": "13:00"}]
    least = {"title": "T", "audience": ["people"], "language": "en", "participants": 10, "when": when}
    return Profile.model_validate({**least, **fields})


@pytest.mark.parametrize("name", PACKS)
def test_documents_in_the_order_of_need(name: str, curriculum: Curriculum) -> None:
    """The plan comes first, then the kinds in their order; there is a handout for each module in teaching order."""
    entry, plan = planned(name, curriculum)
    made = list(pack(Kit(entry, plan, curriculum)))
    kinds = list(dict.fromkeys(document.kind for document in made))
    assert kinds == [kind for kind in NAMES if kind in kinds]
    handouts = [f"handouts/{number:02}-{step.module}.pdf" for number, step in enumerate(plan.steps, start=1)]
    assert [document.name for document in made if document.kind == "handouts"] == handouts


def test_only_what_is_asked_for(curriculum: Curriculum) -> None:
    """Kinds that are named are made alone, in the order of the pack, whatever order they are named in."""
    kit = Kit(*planned("glam-partner-mexico", curriculum), curriculum)
    assert [document.name for document in pack(kit, ["guide", "agenda"])] == ["agenda.pdf", "facilitator-guide.pdf"]
    assert [document.name for document in pack(kit, ["plan"])] == ["plan.pdf"]


@pytest.mark.parametrize("name", PACKS)
def test_every_kind_says_for_whom_it_is(name: str, curriculum: Curriculum) -> None:
    """The plan has a row for each kind, and each row a sentence that is written for it."""
    first, *others = pack(Kit(*planned(name, curriculum), curriculum))
    html = to_html(first)
    for copy in copies(others):
        assert f"<code>{copy.name}</code>" in html
        assert Labels("en").text(copy.label)


@pytest.mark.parametrize("name", PACKS)
def test_documents_bring_the_pictures_they_show(name: str, curriculum: Curriculum) -> None:
    """Every picture that a page refers to comes with its document."""
    entry, plan = planned(name, curriculum)
    for document in pack(Kit(entry, plan, curriculum)):
        html = told(document)
        asked = {part.split('"')[0] for part in html.split('src="')[1:]}
        assert asked <= set(document.pictures), document.name
        if document.name.startswith("handouts/"):
            assert asked


def laid(case: Case, days: tuple[Day, ...]) -> Plan:
    return lay(resolve(case.wishes, case.modules, case.audiences), days, case.modules)


@settings(max_examples=60, deadline=None)
@given(cases(), blocks())
def test_timeline_is_the_plan(case: Case, days: tuple[Day, ...]) -> None:
    """The rows of all days hold every slot of the plan once, in order, and pauses only between sittings."""
    plan = laid(case, days)
    rows = [row for day in timeline(plan) for row in day.rows]
    assert [slot for row in rows for slot in row.slots] == [slot for s in plan.sessions for slot in s.slots]
    pauses = [row.kind for row in rows if row.kind != "module"]
    assert pauses == [session.then for session in plan.sessions if session.then != "end"]
    assert [day.day for day in timeline(plan)] == sorted({session.day for session in plan.sessions})
    for day in timeline(plan):
        assert day.rows[0].kind == day.rows[-1].kind == "module"
        assert all(before.end <= after.start for before, after in pairwise(day.rows))


@settings(max_examples=60, deadline=None)
@given(cases(), blocks())
def test_timeline_tells_what_is_continued(case: Case, days: tuple[Day, ...]) -> None:
    """The first row of a module is its beginning; each later one is told to be continued."""
    rows = [row for day in timeline(laid(case, days)) for row in day.rows if row.kind == "module"]
    begun: set[str] = set()
    for row in rows:
        assert row.continued == (row.module in begun)
        assert {slot.module for slot in row.slots} == {row.module}
        begun.add(row.module)


@pytest.mark.parametrize("name", PACKS)
def test_guide_has_every_activity_at_its_time(name: str, curriculum: Curriculum) -> None:
    """Chapters follow the plan, scenes the activities; each has its own text, slot and minute of the module."""
    entry, plan = planned(name, curriculum)
    made = chapters(plan, entry.value.participants, curriculum)
    assert [chapter.id for chapter in made] == [step.module for step in plan.steps]
    slots = {(s.module, s.activity): s for session in plan.sessions for s in session.slots}
    for chapter in made:
        assert [scene.activity for scene in chapter.scenes] == list(chapter.module.activities)
        elapsed = 0
        for scene in chapter.scenes:
            assert scene.slot == slots[(chapter.id, scene.activity.id)]
            assert scene.elapsed == elapsed
            assert scene.text
            assert len(scene.objectives) == len(scene.activity.objectives)
            elapsed += scene.activity.minutes.typical
            assert minute(scene.slot.end) - minute(scene.slot.start) == scene.activity.minutes.typical


def guide_of(name: str, curriculum: Curriculum) -> str:
    """The HTML of the facilitator guide of a shipped profile."""
    entry, plan = planned(name, curriculum)
    return to_html(next(d for d in pack(Kit(entry, plan, curriculum)) if d.template == "guide.html.j2"))


@pytest.mark.parametrize("name", PACKS)
def test_guide_tells_every_pause(name: str, curriculum: Curriculum) -> None:
    """After the last activity of each sitting stands when it ends and what follows."""
    entry, plan = planned(name, curriculum)
    labels = Labels(entry.value.language)
    told = re.findall(r'<p class="pause">([^<]*)</p>', guide_of(name, curriculum))
    assert len(told) == len(plan.sessions)
    for words, session in zip(told, plan.sessions, strict=True):
        assert labels.time(session.end) in words
        if session.then in ("break", "lunch"):
            assert labels.text(session.then) in words


def of_one(value: Module, guide: str = "Before.\n\n## a0\n\nSay it.\n\n## after\n\nClean up.\n") -> Curriculum:
    texts = {"handout": File(Path("h"), "Text."), "guide": File(Path("g"), guide)}
    return Curriculum(modules={"one": Entry("one", value, FILE, "made", texts=texts)})


def plan_of(curriculum: Curriculum) -> Plan:
    return pipeline.plan_for(profile(modules=["one"]), curriculum)


@pytest.mark.parametrize(
    ("grouping", "per", "quantity", "people", "expected"),
    [
        ("groups", "person", 1, 18, 18),
        ("groups", "person", 3, 5, 15),
        ("groups", "group", 1, 18, 5),
        ("groups", "group", 2, 16, 8),
        ("groups", "group", 1, 1, 1),
        ("pairs", "group", 1, 18, 9),
        ("pairs", "group", 1, 7, 4),
        ("plenary", "room", 2, 40, 2),
    ],
)
def test_materials_are_counted(grouping: str, per: str, quantity: int, people: int, expected: int) -> None:
    """Materials are counted for the people expected: each, every group of four, every pair, or once for the room."""
    pens = {"item": "Pen", "quantity": quantity, "per": per}
    value = module(20).model_dump()
    value["activities"] = [{**value["activities"][0], "grouping": grouping, "materials": [pens]}]
    curriculum = of_one(Module.model_validate(value))
    (chapter,) = chapters(plan_of(curriculum), people, curriculum)
    assert chapter.scenes[0].materials == (("Pen", expected),)


def test_guide_is_cut_into_its_parts() -> None:
    """What stands before the first section is preparation; the section `after` comes when all is over."""
    curriculum = of_one(module(20))
    (chapter,) = chapters(plan_of(curriculum), 10, curriculum)
    assert (chapter.preparation, chapter.scenes[0].text, chapter.after) == ("Before.", "Say it.", "Clean up.")


def test_sections_missing_in_the_guide_are_empty() -> None:
    """A guide without a section for an activity still makes a chapter; `check` is who complains."""
    curriculum = of_one(module(20), guide="")
    (chapter,) = chapters(plan_of(curriculum), 10, curriculum)
    assert (chapter.preparation, chapter.scenes[0].text, chapter.after) == ("", "", "")


def test_copies_for_everybody(curriculum: Curriculum) -> None:
    """Everybody gets a handbook and nothing of it apart, the wall an agenda, each trainer a guide."""
    entry, plan = planned("glam-partner-mexico", curriculum)
    first, *others = pack(Kit(entry, plan, curriculum))
    counted = {copy.name: copy.copies for copy in copies(others)}
    wanted = {"agenda.pdf": 19, "facilitator-guide.pdf": 2, "participant-handbook.pdf": 18}
    wanted |= dict.fromkeys(("handouts/", "exercises/", "quiz.pdf"), 0)  # the handbook holds them
    assert counted.items() >= wanted.items()
    assert (first.name, first.copies) == ("plan.pdf", 1)
    alone = Entry("p", profile(), FILE, "made")
    (guide,) = pack(Kit(alone, pipeline.plan_for(alone.value, curriculum), curriculum), ["guide"])
    assert guide.copies == 1, "a guide for somebody, even if no trainer is named"


@pytest.mark.parametrize("name", PACKS)
def test_guide_recommends_the_patterns_that_help(name: str, curriculum: Curriculum) -> None:
    """The guide has the patterns that help most with the plan, and no other."""
    entry, plan = planned(name, curriculum)
    words = guide_of(name, curriculum)
    helping = {one.id for one in patterns_for(plan, entry.value, curriculum)[:MOST]}
    assert helping
    for pattern in curriculum.patterns.values():
        heading = f'<h2 lang="en">{escape(pattern.value.title)}</h2>'
        assert (heading in words) == (pattern.id in helping), pattern.id


def test_only_shown_pictures_are_credited() -> None:
    """A picture is credited where some text shows it, by an inline or a reference-style image."""
    made = [
        Picture(file=name, author="A", source="own work", licence="CC0")
        for name in ("a.svg", "b.svg", "c.svg", "d.svg")
    ]
    texts = ["![x](a.svg) and a.svg", "Here:\n\n![x][b]\n\n[b]: b.svg", "`![x](c.svg)` and [d.svg](d.svg)"]
    assert [picture.file for picture in shown(made, texts)] == ["a.svg", "b.svg"]


def test_pictures_have_addresses_of_their_module(curriculum: Curriculum) -> None:
    """The pictures of two modules never share an address, even if their files have the same name."""
    entries = [
        Entry(name, module(20), FILE, "made", pictures={"x.svg": content})
        for name, content in (("one", b"1"), ("two", b"2"))
    ]
    assert pictures_of(*entries) == {"rumbo:modules/one/x.svg": b"1", "rumbo:modules/two/x.svg": b"2"}


def test_days_are_written_with_a_capital(curriculum: Curriculum) -> None:
    """Headings with days begin with a capital and keep those of the language: May stays May."""
    for name, days in (("advocacy-network", "Thursday, May 20"), ("glam-partner-mexico", "Viernes, 12 de marzo")):
        entry, plan = planned(name, curriculum)
        assert plan.sessions[0].day in (dt.date(2027, 5, 20), dt.date(2027, 3, 12))
        for document in list(pack(Kit(entry, plan, curriculum)))[:3]:
            assert days in to_html(document), document.name


def test_names_are_those_of_the_kinds() -> None:
    """The names that can be asked for without loading the engine are those of all kinds, in their order."""
    assert (PLAN, *(kind.name for kind in KINDS)) == NAMES
