"""Question sets, and profiles that take an assessment."""

import datetime as dt

import pytest
from conftest import TODAY, Draft
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import MEASURES

SET = """\
title: Some questions
purpose: To see what is there.
intro: Answer what you can.
minutes: 5
scales:
  present: [none, some, most, all]
  wanted: [none, some, most, all]
  robustness: [none, some, most, all]
questions:
  - {id: now, text: "How well now?", kind: level, dimension: communities, competency: editing, measure: present}
  - {id: later, text: "How well later?", kind: level, dimension: governance, competency: editing, measure: wanted}
review: {kind: general, reviewed: 2026-01-01, review_by: 2028-01-01, by: A}
licence: CC0
authors: [A]
"""
PATH = "assessments/some.yaml"
PROFILE = """\
title: A small group
audience: [everyone]
language: en
participants: 10
assessment: ../results/some.yaml
when:
  - {day: 2027-03-12, from: "09:00", to: "13:00"}
"""
RESULT = """\
set: some
date: 2026-11-01
expires: 2027-11-01
raters: {number: 3}
levels:
  editing: {present: 0, wanted: 1}
"""


def told(draft: Draft, old: str = "", new: str = "") -> list[str]:
    draft.write(PATH, SET.replace(old, new) if old else SET)
    return [line.removeprefix(f"{PATH}:") for line in draft.told()]


def told_of_profile(draft: Draft, profile: str = PROFILE, result: str = RESULT) -> list[str]:
    draft.write("profiles/group.yaml", profile)
    draft.write("results/some.yaml", result)
    return draft.told()


def test_a_right_set(draft: Draft) -> None:
    """A set that asks for what is there and what is wanted is right, and is listed."""
    assert told(draft) == []
    assert list(draft.read().curriculum.assessments) == ["some"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("kind: level, dimension: governance", "kind: text, dimension: governance", ["11: S103"]),
        ("kind: level, dimension: governance", "kind: choice, dimension: governance", ["11: S103"]),
        ("dimension: governance", "dimension: elsewhere", ["11: S104"]),
        ("measure: wanted}", "measure: wanted, levels: [a, b, c]}", ["11: S103"]),
        ("  wanted: [none, some, most, all]\n", "", ["1: S103"]),
        ("id: later", "id: now", ["11: S105"]),
        ("authors: [A]", "authors: [A]\naudiences: [x]", ["15: M104"]),
        ("reviewed: 2026-01-01, review_by: 2028-01-01", "reviewed: 2025-01-01, review_by: 2026-01-01", ["12: M117"]),
        ("measure: wanted}", "measure: robustness}", ["10: A103"]),
        (
            "competency: editing, measure: wanted",
            "competency: talking, measure: robustness",
            ["10: A103", "11: A103"],
        ),
    ],
)
def test_wrong_sets(draft: Draft, old: str, new: str, codes: list[str]) -> None:
    """Each mistake in a set is told at its line."""
    assert told(draft, old, new) == codes


def test_choices_set_levels(draft: Draft) -> None:
    """The answers of a choice ask for levels as questions do: they can be wrong, and they can be what is read."""
    choice = (
        "  - {id: c, text: Which?, kind: choice, dimension: affiliates, answers: "
        "[{id: a, text: A, wanted: {editing: 1}}, {id: b, text: B, robustness: {talking: 1}}]}\n"
    )
    later = SET.splitlines(keepends=True)[10]
    assert told(draft, later, choice) == ["11: A103"]
    assert told(draft, later, choice.replace("robustness: {talking", "wanted: {talk")) == ["11: A101"]


def test_a_right_profile(draft: Draft) -> None:
    """A profile that names an assessment needs no wants, and is planned by what the group said."""
    assert told_of_profile(draft) == []
    reading = draft.read()
    profile = pipeline.assessed(reading.curriculum.profiles["group"], reading.curriculum).value
    assert (profile.wants, profile.has, profile.assessment) == ({"editing": 1}, {}, None)
    assert profile.assessed
    assert (profile.assessed.date, profile.assessed.raters) == (dt.date(2026, 11, 1), 3)
    assert [step.module for step in pipeline.path_for(profile, reading.curriculum).steps] == ["first"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("assessment: ../results/some.yaml", "assessment: nowhere.yaml", ["profiles/group.yaml:5: F102"]),
        ("assessment: ../results/some.yaml", f"assessment: {'x' * 5000}.yaml", ["profiles/group.yaml:5: F102"]),
        ("when:", "wants: {editing: 1}\nwhen:", ["profiles/group.yaml:6: A105"]),
        ("when:", "has: {editing: 1}\nwhen:", ["profiles/group.yaml:6: A105"]),
    ],
)
def test_wrong_profiles(draft: Draft, old: str, new: str, codes: list[str]) -> None:
    """An assessment that is not there, or has wishes beside it, is told at the profile, once."""
    assert told_of_profile(draft, PROFILE.replace(old, new)) == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("editing: {", "editting: {", ["profiles/../results/some.yaml:6: A101"]),
        ("wanted: 1", "wanted: 4", ["profiles/../results/some.yaml:6: S103"]),
        ("present: 0", "present: 1", ["profiles/group.yaml:5: N106"]),
        ("2027-11-01", f"{TODAY - dt.timedelta(days=1)}", ["profiles/group.yaml:5: A106"]),
        ("2027-11-01", f"{TODAY}", []),
        ("2027-11-01", "2026-10-01", ["profiles/../results/some.yaml:1: S103"]),
        ("wanted: 1}", "wanted: 3}", ["profiles/group.yaml:5: A107"]),
        ("wanted: 1}", "wanted: 1}\n  talking: {wanted: 2}", ["profiles/group.yaml:5: A107"]),
    ],
)
def test_wrong_results(draft: Draft, old: str, new: str, codes: list[str]) -> None:
    """Mistakes in a result are told there, what follows from it at the profile; nothing is told twice."""
    assert told_of_profile(draft, result=RESULT.replace(old, new)) == codes


def test_what_is_not_taught_is_planned_as_far_as_it_is(draft: Draft) -> None:
    """A gap beyond what modules teach is a warning, and the plan goes as far as they do."""
    told_of_profile(draft, result=RESULT.replace("wanted: 1}", "wanted: 3}\n  talking: {wanted: 2}"))
    reading = draft.read()
    assert {problem.severity for problem in reading.problems} == {"warning"}
    profile = pipeline.assessed(reading.curriculum.profiles["group"], reading.curriculum).value
    assert profile.wants == {"editing": 1}


def test_what_is_excluded_does_not_teach(draft: Draft) -> None:
    """A module that the profile excludes is not counted among those that teach."""
    assert told_of_profile(draft, PROFILE.replace("when:", "without: [first]\nwhen:")) == [
        "profiles/group.yaml:5: A107"
    ]


def test_shipped_sets(curriculum: Curriculum) -> None:
    """The four shipped sets have 8 to 20 questions, and together all dimensions, measures and kinds of questions."""
    sets = {name: entry.value for name, entry in curriculum.assessments.items()}
    assert {"content-partnerships", "capacity-self-assessment", "advocacy-network", "before-workshop"} <= set(sets)
    questions = [question for one in sets.values() for question in one.questions]
    assert all(8 <= len(one.questions) <= 20 for one in sets.values())
    assert {question.dimension for question in questions} == {"communities", "governance", "affiliates"}
    assert {question.measure for question in questions} == {*MEASURES, None}
    assert {question.kind for question in questions} == {"level", "choice", "text"}
    assert all(one.sources and one.expires_after <= 12 for one in sets.values())
    required = [q.text for q in sets["content-partnerships"].questions if q.required]
    assert len(required) == 3  # the lead questions: experience, needs, good support
