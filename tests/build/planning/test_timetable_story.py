"""A salon with a social hour, two trainers with hours of their own and two modules at the same time, start to end."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.documents.guide import chapters
from rumbo.build.documents.timeline import timeline
from rumbo.build.exchange.rows import plan_data
from rumbo.build.labels import Labels
from rumbo.build.model import Profile
from rumbo.build.outcome import Plan

FRIDAY, SATURDAY = "2027-03-12", "2027-03-13"
SALON: dict[str, Any] = {
    "title": "Salon",
    "audience": ["glam"],
    "language": "es",
    "participants": 18,
    "wants": {"wikidata": 2},
    "modules": ["media-training"],
    "when": [
        {
            "day": FRIDAY,
            "from": "09:00",
            "to": "19:00",
            "pinned": [
                {"title": "Visit", "from": "11:00", "to": "11:30"},
                {"title": "Social hour", "from": "17:30", "to": "19:00"},
            ],
        },
        {"day": SATURDAY, "from": "09:00", "to": "13:00"},
    ],
    "trainers": [
        {
            "name": "Trainer A",
            "competencies": ["wikidata", "editing", "movement"],
            "languages": ["es"],
            "hours": [{"day": FRIDAY, "from": "09:00", "to": "19:00"}],
        },
        {
            "name": "Trainer B",
            "competencies": ["media", "movement"],
            "languages": ["es-mx"],
            "hours": [{"day": FRIDAY, "from": "12:00", "to": "19:00"}],
        },
    ],
    "parallel": [["media-training", "wikidata-onboarding"]],
    "energiser": "concentric-circles",
}


@pytest.fixture(scope="module")
def curriculum(founding: Curriculum) -> Curriculum:
    """The founding modules."""
    return founding


@cache
def salon() -> Profile:
    return Profile.model_validate(SALON)


@pytest.fixture
def plan(curriculum: Curriculum) -> Plan:
    return pipeline.plan_for(salon(), curriculum)


def test_the_profile_is_in_order(curriculum: Curriculum) -> None:
    """Nothing in the salon's profile is a problem."""
    entry = Entry("salon", salon(), File(Path("salon.yaml"), ""), "test")
    assert pipeline.check_profile(entry, curriculum, TODAY) == []


def test_the_social_hour_is_never_cut(plan: Plan) -> None:
    """Visit and social hour stand at their times, and teaching stops for both."""
    blocks = [(slot.title, slot.start, slot.end) for s in plan.sessions for slot in s.slots if slot.kind == "pinned"]
    assert blocks == [
        ("Visit", dt.time(11), dt.time(11, 30)),
        ("Social hour", dt.time(17, 30), dt.time(19)),
    ]


def test_both_groups_work_at_the_same_time_each_with_its_trainer(plan: Plan) -> None:
    """Media and Wikidata begin together, with the trainer who can teach each, and share their breaks."""
    apart = [session for session in plan.sessions if any(slot.group for slot in session.slots)]
    groups = {(slot.group, slot.module, slot.trainer) for session in apart for slot in session.slots if slot.group}
    assert groups == {(1, "media-training", "Trainer B"), (2, "wikidata-onboarding", "Trainer A")}
    first = {slot.group: slot.start for slot in reversed(apart[0].slots) if slot.group}
    assert first[1] == first[2]


def test_the_afternoon_begins_with_the_energiser(plan: Plan) -> None:
    """After lunch people stand up before they go on."""
    number = next(number for number, session in enumerate(plan.sessions) if session.then == "lunch")
    slot = plan.sessions[number + 1].slots[0]
    assert (slot.kind, slot.title, slot.minutes) == ("energiser", "Concentric circles", 10)


def test_the_salon_is_told_what_to_settle(plan: Plan) -> None:
    """Accounts three days before, the group that is too large, and who cannot be replaced."""
    labels = [warning.label for warning in plan.warnings]
    assert labels[0] == "warn-accounts"
    (sent,) = (warning.more for warning in plan.warnings if warning.label == "warn-accounts")
    assert (sent[0].date() if isinstance(sent[0], dt.datetime) else sent[0]) == dt.date(2027, 3, 9)
    assert {"warn-many", "warn-bottleneck"} <= set(labels)
    assert "warn-trainer-nobody" not in labels


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_warning_is_a_sentence(plan: Plan, curriculum: Curriculum, language: str) -> None:
    """No warning has an open place or a bare id in it."""
    for sentence in plan_data(plan, curriculum, Labels(language))["warnings"]:
        assert sentence.endswith(".")
        assert "$" not in sentence
        assert "{{" not in sentence
        assert not any(name in sentence.split() for name in curriculum.modules)


def test_the_pages_tell_the_same(plan: Plan, curriculum: Curriculum) -> None:
    """The timeline holds each slot once; the guide says when pauses and the energiser come, and for how many."""
    rows = [row for day in timeline(plan) for row in day.rows]
    slots = [slot for row in rows for slot in row.slots]
    everything = [slot for session in plan.sessions for slot in session.slots]
    assert sorted(slots, key=repr) == sorted(everything, key=repr)
    assert {"pinned", "energiser", "lunch", "break", "module"} <= {row.kind for row in rows}
    made = {chapter.id: chapter for chapter in chapters(plan, 18, curriculum)}
    assert (made["media-training"].people, made["movement-basics"].people) == (9, 18)
    scenes = [scene for chapter in made.values() for scene in chapter.scenes]
    assert [scene.steps != "" for scene in scenes if scene.energiser] == [True]
    assert {"Visit", "Social hour"} & {scene.pause.title for scene in scenes if scene.pause}


@pytest.mark.parametrize("name", ["glam-partner-mexico", "advocacy-network"])
def test_the_shipped_profiles_have_a_trainer_for_every_slot(name: str, curriculum: Curriculum) -> None:
    """In both shipped plans somebody teaches each activity, and every session says how likely it runs over."""
    plan = pipeline.plan_for(curriculum.profiles[name].value, curriculum)
    assert all(slot.trainer for session in plan.sessions for slot in session.slots)
    assert {session.risk for session in plan.sessions} <= {"comfortable", "tight", "over"}
    assert "warn-bottleneck" in {warning.label for warning in plan.warnings}
