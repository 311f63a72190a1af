"""What a person asks a pack for is found by file or id, and a row of a table may change it."""

import datetime as dt
from pathlib import Path

import pytest
from conftest import TODAY, Draft
from rumbo.build import replay
from rumbo.build.asked import Asked, adapted, asked, called, plan_of
from rumbo.build.content.wanted import Wanted
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.pipeline import Reading

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


@pytest.fixture
def reading(draft: Draft) -> Reading:
    """The tiny curriculum with a profile called ours."""
    draft.write("profiles/ours.yaml", PROFILE)
    return draft.read()


def row(draft: Draft, **cells: str) -> Wanted:
    """Row 7 of a table beside the draft."""
    return Wanted(draft.folder / "groups.csv", 7, "ours", cells=cells, columns=dict.fromkeys(cells, 3))


def ours(reading: Reading) -> Asked:
    entry, problems = asked("ours", reading, TODAY)
    assert problems == ()
    assert entry is not None
    return entry


def saved(draft: Draft, reading: Reading) -> Asked:
    """A plan of ours, saved and read again."""
    planned = plan_of(ours(reading), reading.curriculum)
    artifact = replay.save(planned.profile, planned.plan, planned.curriculum, "plan.yaml", TODAY)
    entry, problems = asked(str(draft.write("plan.yaml", artifact.content)), reading, TODAY)
    assert problems == ()
    assert entry is not None
    return entry


def test_profile_by_id_and_file_and_plan(draft: Draft, reading: Reading) -> None:
    """An id and a file give the profile, a saved plan gives the plan; all three plan the same modules."""
    by_file, _ = asked(str(draft.folder / "profiles/ours.yaml"), reading, TODAY)
    assert by_file is not None
    entries = [ours(reading), by_file, saved(draft, reading)]
    assert [type(entry.value) for entry in entries] == [Profile, Profile, SavedPlan]
    plans = [plan_of(entry, reading.curriculum).plan for entry in entries]
    assert [[step.module for step in plan.steps] for plan in plans] == [["first"]] * 3


def test_what_is_not_there_is_told(draft: Draft, reading: Reading) -> None:
    """A name without a profile is an N110 with the nearest one, a missing file an F102, a wrong one its faults."""
    wrong = draft.write("wrong.yaml", PROFILE.replace(": 12", ": none"))
    for name, code in (("our", "N110"), (str(draft.folder / "nope.yaml"), "F102"), (str(wrong), "S103")):
        entry, problems = asked(name, reading, TODAY)
        assert entry is None
        assert [problem.code for problem in problems] == [code]
    assert "did you mean 'ours'" in asked("our", reading, TODAY)[1][0].hint


def test_a_row_changes_profile_and_plan(draft: Draft, reading: Reading) -> None:
    """What a row says stands in the profile, and in the profile inside a saved plan; the name becomes the id."""
    for entry in (ours(reading), saved(draft, reading)):
        after, problems = adapted(entry, row(draft, city="Puebla", start="2027-04-01"), reading.curriculum, TODAY)
        assert problems == []
        assert after is not None
        planned = plan_of(called(after, "maps"), reading.curriculum)
        assert planned.profile.id == "maps"
        assert planned.profile.value.venue.city == "Puebla"
        assert [session.day for session in planned.plan.sessions][:1] == [dt.date(2027, 4, 1)]


def test_the_logo_of_a_row_lies_beside_the_table(draft: Draft, reading: Reading) -> None:
    """The picture is read from the folder of the table; one that is not there is told by the row."""
    draft.write("maps.svg", LOGO)
    after, problems = adapted(ours(reading), row(draft, logo="maps.svg"), reading.curriculum, TODAY)
    assert problems == []
    assert after is not None
    assert after.pictures == {"maps.svg": LOGO.encode()}
    none, (problem,) = adapted(ours(reading), row(draft, logo="gone.svg"), reading.curriculum, TODAY)
    assert none is None
    assert (problem.code, Path(problem.file).name, problem.line, problem.column) == ("H104", "groups.csv", 7, 3)


def test_what_is_wrong_only_with_the_row_is_told_by_it(draft: Draft, reading: Reading) -> None:
    """A language that is none is told at the row; what is wrong with the profile itself is not told again."""
    none, (problem,) = adapted(ours(reading), row(draft, language="xx"), reading.curriculum, TODAY)
    assert none is None
    assert (problem.code, problem.line) == ("L101", 7)
    assert problem.message.startswith("row 7: ")
