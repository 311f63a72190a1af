"""Saved plans made again: with every edit of a trainer, and without any just as before."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from conftest import Draft
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build import pipeline, replay
from rumbo.build.labels import Labels
from rumbo.build.outcome import Plan
from rumbo.build.problem import failed
from saved_plans import PROFILE, Saved, saved, two_modules

LONG = """\
title: A long course
audience: [glam]
language: es
participants: 12
wants: {wikidata: 2, openrefine: 1, commons: 1}
when:
  - {day: 2027-03-12, from: "08:00", to: "23:00"}
  - {day: 2027-03-13, from: "08:00", to: "23:00"}
  - {day: 2027-03-14, from: "08:00", to: "23:00"}
"""


@pytest.fixture
def plan(draft: Draft) -> Saved:
    """The plan of a group that takes `first` and then `second`."""
    return saved(draft.folder.parent / "p.yaml", two_modules(draft).read(), "group")


@pytest.fixture(scope="module")
def course(shipped: pipeline.Reading, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """A plan of shipped modules with time for everything, whatever is done to it."""
    here = tmp_path_factory.mktemp("course")
    profile = here / "long.yaml"
    profile.write_text(LONG, encoding="utf-8")
    entry, problems = pipeline.read_profile(profile, shipped.curriculum, dt.date(2026, 11, 22))
    assert entry is not None
    assert not failed(problems)
    plan = pipeline.plan_for(entry.value, shipped.curriculum)
    path = here / "p.yaml"
    path.write_bytes(replay.save(entry, plan, shipped.curriculum, "p.yaml", dt.date(2026, 11, 22)).content)
    return Saved(path, shipped)


@pytest.mark.parametrize("profile", ["advocacy-network", "glam-partner-mexico"])
def test_nothing_edited(shipped: pipeline.Reading, profile: str, tmp_path: Any) -> None:
    """A plan that nobody touched is the plan of its profile, with every reason, time and warning."""
    fresh = pipeline.plan_for(shipped.curriculum.profiles[profile].value, shipped.curriculum)
    assert saved(tmp_path / "p.yaml", shipped, profile).again() == replace(fresh, chosen_by="saved")


def test_nothing_edited_and_no_time(draft: Draft) -> None:
    """What did not fit is left out for that reason still, not as if somebody had taken it out."""
    two_modules(draft).edit("profiles/group.yaml", "13:00", "09:30")
    draft.edit("profiles/group.yaml", "[second]", "[first, second]")
    reading = draft.read()
    fresh = pipeline.plan_for(reading.curriculum.profiles["group"].value, reading.curriculum)
    assert [(left.module, left.reason.label) for left in fresh.left_out] == [("second", "left-no-time")]
    assert saved(draft.folder.parent / "p.yaml", reading, "group").again() == replace(fresh, chosen_by="saved")


def test_no_time_at_all(draft: Draft) -> None:
    """Even a plan without any module is saved, read and filled by hand."""
    two_modules(draft).edit("profiles/group.yaml", "13:00", "09:30")
    plan = saved(draft.folder.parent / "p.yaml", draft.read(), "group")
    assert plan.fields["modules"] == []
    assert plan.again().steps == ()
    fields = plan.fields
    fields["modules"] = [{"id": "first"}]
    plan.write(fields)
    assert [step.module for step in plan.again().steps] == ["first"]


@st.composite
def edits(draw: st.DrawFn, modules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The modules of a saved plan in another order, some taken out, with other minutes and notes."""
    chosen = draw(st.lists(st.sampled_from(range(len(modules))), min_size=1, unique=True))
    letters = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
    notes = st.none() | st.text(letters, min_size=1, max_size=40).map(str.strip).filter(bool)
    found = []
    for index in chosen:
        module = dict(modules[index])
        changed = draw(st.dictionaries(st.sampled_from(sorted(module["minutes"])), st.integers(1, 60), max_size=3))
        module["minutes"] = module["minutes"] | changed
        note = draw(notes)
        found.append(module | ({"note": note} if note else {}))
    return found


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_edits_survive(course: Saved, data: st.DataObject) -> None:
    """Save, edit, make again, save: the modules stand there as they were edited, and a third time the same."""
    before = course.text
    fields = course.fields
    fields["modules"] = data.draw(edits(fields["modules"]))
    try:
        course.write(fields)
        again = course.save_again()
        course.path.write_text(again, encoding="utf-8")
        assert course.fields["modules"] == fields["modules"]
        assert course.fields["profile"] == fields["profile"]
        assert course.save_again() == again
        _is_laid(course.again(), fields["modules"])
    finally:
        course.path.write_text(before, encoding="utf-8")


def _is_laid(plan: Plan, modules: list[dict[str, Any]]) -> None:
    """Every activity stands in the plan with its edited minutes, in the edited order, with the notes."""
    slots = [slot for session in plan.sessions for slot in session.slots]
    asked = [(m["id"], name, minutes) for m in modules for name, minutes in m["minutes"].items()]
    assert [(slot.module, slot.activity, slot.minutes) for slot in slots] == asked
    assert [(step.module, step.note) for step in plan.steps] == [(m["id"], m.get("note", "")) for m in modules]
    assert {left.module for left in plan.left_out}.isdisjoint(m["id"] for m in modules)


def test_variant(plan: Saved) -> None:
    """A shorter form that a trainer chose is taught and saved."""
    fields = plan.fields
    fields["modules"][1]["variant"] = "short"
    plan.write(fields)
    assert [(step.module, step.variant, step.minutes) for step in plan.again().steps] == [
        ("first", "", 20),
        ("second", "short", 20),
    ]
    plan.path.write_text(plan.save_again(), encoding="utf-8")
    assert plan.fields["modules"][1]["variant"] == "short"
    assert plan.fields["modules"][1]["minutes"] == {"more": 10, "most": 10}


def test_whole_module_instead_of_the_variant(draft: Draft) -> None:
    """Where time only allowed the shorter form, a trainer may still choose the whole; then no reason speaks of it."""
    two_modules(draft).edit("profiles/group.yaml", "13:00", "09:45")
    plan = saved(draft.folder.parent / "p.yaml", draft.read(), "group")
    assert [reason.label for reason in plan.again().steps[1].reasons] == ["reason-asked", "reason-short"]
    fields = plan.fields
    fields["profile"]["when"][0]["to"] = "09:46"
    fields["modules"].reverse()
    del fields["modules"][0]["variant"]
    fields["modules"][0]["minutes"] = {"change": 5}
    plan.write(fields)
    whole = plan.again().steps[0]
    assert (whole.module, whole.variant, whole.minutes) == ("second", "", 25)
    assert [reason.label for reason in whole.reasons] == ["reason-asked"]


def test_days_pins_and_language(plan: Saved) -> None:
    """Days, pinned blocks and the language are those of the profile inside the plan."""
    fields = plan.fields
    guest = {"title": "A guest", "from": "10:20", "to": "11:00"}
    fields["profile"]["when"] = [{"day": "2027-05-02", "from": "10:00", "to": "12:30", "pinned": [guest]}]
    fields["profile"]["language"] = "es"
    plan.write(fields)
    assert plan.told() == []
    slots = [(s.kind, f"{s.start:%H:%M}", s.title) for session in plan.again().sessions for s in session.slots]
    assert slots[:2] == [("activity", "10:00", ""), ("pinned", "10:20", "A guest")]
    assert {session.day for session in plan.again().sessions} == {dt.date(2027, 5, 2)}
    plan.path.write_text(plan.save_again(), encoding="utf-8")
    assert plan.fields["profile"] == fields["profile"]
    assert plan.fields["sessions"]["2027-05-02"][1] == "10:20–11:00 A guest"
    assert plan.fields["reasons"]["second"] == [Labels("es").text("reason-asked")]


def test_taken_out_and_put_in(plan: Saved) -> None:
    """A module somebody took out is left out by hand, one that nothing asks for was put in by hand."""
    fields = plan.fields
    fields["profile"]["modules"] = ["first"]
    plan.write(fields)
    assert [(step.module, step.reasons[0].label) for step in plan.again().steps][1] == ("second", "reason-by-hand")
    fields["modules"] = fields["modules"][1:]
    plan.write(fields)
    assert [(left.module, left.reason.label) for left in plan.again().left_out] == [("first", "left-by-hand")]


ASSESSMENT = """\
set: before
date: 2026-11-01
expires: 2027-11-01
raters: {number: 3}
levels:
  editing: {present: 0, wanted: 2}
"""


def test_plan_from_an_assessment(draft: Draft) -> None:
    """What an assessment found stands in the plan with its day: asking again, or losing the file, changes nothing."""
    two_modules(draft)
    draft.write("profiles/group.yaml", PROFILE.replace("modules: [second]", "assessment: ../needs.yaml"))
    draft.write("needs.yaml", ASSESSMENT)
    plan = saved(draft.folder.parent / "p.yaml", draft.read(), "group")
    before = plan.again()
    assert [step.module for step in before.steps] == ["first", "second"]
    assert plan.fields["profile"]["wants"] == {"editing": 2}
    assert plan.fields["profile"]["assessed"]["date"] == "2026-11-01"
    assert "needs.yaml" not in plan.text
    (draft.folder / "needs.yaml").unlink()
    now = Saved(plan.path, draft.read())
    assert now.told() == []
    assert now.again() == before
    assert now.save_again() == plan.text


def _spoilt(value: Any, other: Any) -> Iterator[Any]:
    """A value with each of its parts in turn replaced or taken out."""
    yield other
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {name: kept for name, kept in value.items() if name != key}
            for spoilt in _spoilt(inner, other):
                yield value | {key: spoilt}
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            for spoilt in _spoilt(inner, other):
                yield [*value[:index], spoilt, *value[index + 1 :]]


@pytest.mark.parametrize("other", [None, 7, -1, "x", "second", [], ["x", "x"], {}, {"x": 1}, True, "09:00"])
def test_broken_by_hand(plan: Saved, other: Any) -> None:
    """Whatever stands in the place of whatever part: it is a problem with a place, or the plan is made and saved."""
    for fields in _spoilt(plan.fields, other):
        plan.write(fields)
        entry, problems = plan.read()
        assert entry is not None or failed(problems)
        assert all(problem.line for problem in problems)
        if not failed(problems):
            plan.save_again()


def test_lines_lost(plan: Saved) -> None:
    """A file cut off anywhere, or without one of its lines, is told or used, never a crash."""
    text = plan.text
    lines = text.splitlines(keepends=True)
    cut = [text[:end] for end in range(0, len(text), 37)]
    for left in (*cut, *("".join(lines[:n] + lines[n + 1 :]) for n in range(len(lines)))):
        plan.path.write_text(left, encoding="utf-8")
        replay.holds_plan(plan.path)
        _, problems = plan.read()
        if not failed(problems):
            plan.save_again()
