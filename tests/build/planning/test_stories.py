"""The shipped profiles, from file to clock times: what a trainer gets who changes nothing."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from conftest import founding_of
from rumbo.build import pipeline
from rumbo.build.curriculum import Layer
from rumbo.build.exchange.rows import plan_data
from rumbo.build.labels import Labels
from rumbo.build.outcome import Plan

HOME = Path(pipeline.__file__).resolve().parents[1]
TODAY = dt.date(2026, 12, 1)


@cache
def reading() -> pipeline.Reading:
    everything = pipeline.read([Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")], TODAY)
    return replace(everything, curriculum=founding_of(everything.curriculum))


def plan(name: str) -> Plan:
    return pipeline.plan_for(reading().curriculum.profiles[name].value, reading().curriculum)


def times(name: str) -> list[tuple[str, str, str, str]]:
    return [
        (f"{session.day:%m-%d}", f"{session.start:%H:%M}", f"{session.end:%H:%M}", session.then)
        for session in plan(name).sessions
    ]


def starts(name: str) -> dict[str, str]:
    """When each module begins."""
    found: dict[str, str] = {}
    for session in plan(name).sessions:
        for slot in session.slots:
            found.setdefault(slot.module, f"{session.day:%m-%d} {slot.start:%H:%M}")
    return found


def test_the_museum_learns_the_movement_first_and_openrefine_last() -> None:
    """The museum's path opens with the movement and leaves out what its people have done already."""
    found = plan("glam-partner-mexico")
    assert [(step.module, step.minutes) for step in found.steps] == [
        ("movement-basics", 60),
        ("media-training", 90),
        ("wikidata-onboarding", 120),
        ("openrefine-onboarding", 120),
    ]
    assert [(left.module, left.reason.label) for left in found.left_out] == [("editing-basics", "left-known")]
    assert found.minutes == 390


def test_the_museum_has_two_mornings() -> None:
    """Sessions and modules of the museum begin and end at these times, within the two mornings."""
    assert times("glam-partner-mexico") == [
        ("03-12", "09:00", "10:30", "break"),
        ("03-12", "10:45", "12:15", "break"),
        ("03-12", "12:30", "13:15", "end"),
        ("03-13", "09:00", "10:30", "break"),
        ("03-13", "10:45", "12:00", "end"),
    ]
    assert starts("glam-partner-mexico") == {
        "movement-basics": "03-12 09:00",
        "media-training": "03-12 10:00",
        "wikidata-onboarding": "03-12 11:45",
        "openrefine-onboarding": "03-13 09:45",
    }
    assert plan("glam-partner-mexico").spare == {dt.date(2027, 3, 12): 15, dt.date(2027, 3, 13): 90}


def test_the_advocates_have_lunch_on_their_long_day() -> None:
    """The long day of the advocates holds four short workshops around lunch; the last ends on the second day."""
    found = plan("advocacy-network")
    assert [(step.module, step.minutes) for step in found.steps] == [
        ("movement-basics", 60),
        ("ai-basics", 100),
        ("copyright-basics", 75),
        ("media-training", 90),
    ]
    assert found.left_out == ()
    assert times("advocacy-network") == [
        ("05-20", "10:00", "11:15", "break"),
        ("05-20", "11:30", "12:15", "lunch"),
        ("05-20", "13:15", "14:40", "break"),
        ("05-20", "14:55", "16:20", "end"),
        ("05-21", "10:00", "10:35", "end"),
    ]
    assert found.spare == {dt.date(2027, 5, 20): 10, dt.date(2027, 5, 21): 115}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["advocacy-network", "glam-partner-mexico"])
def test_every_reason_of_a_shipped_plan_is_a_sentence(name: str, language: str) -> None:
    """No reason has an open place, an unread plural or a bare id in it, in English and in Spanish."""
    data = plan_data(plan(name), reading().curriculum, Labels(language))
    sentences = [reason for row in data["modules"] for reason in row["reasons"]]
    sentences += [left["reason"] for left in data["left_out"]]
    assert sentences
    for sentence in sentences:
        assert sentence.strip()
        assert "$" not in sentence
        assert "{{" not in sentence
        assert not any(name in sentence.split() for name in reading().curriculum.modules)
