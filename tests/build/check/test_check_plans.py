"""A saved plan that somebody has edited, against the curriculum."""

from typing import Any

import pytest
from conftest import Draft
from rumbo.build import replay
from rumbo.build.problem import Problem, failed
from saved_plans import BECAUSE, Saved, saved, two_modules


@pytest.fixture
def plan(draft: Draft) -> Saved:
    """The plan of a group that takes `first` and then `second`."""
    return saved(draft.folder.parent / "p.yaml", two_modules(draft).read(), "group")


def only(plan: Saved, fields: Any) -> Problem:
    """The one problem of changed fields."""
    plan.write(fields)
    (problem,) = plan.read()[1]
    return problem


def test_what_rumbo_saves_is_right(plan: Saved) -> None:
    """A plan that nobody has touched has no problem."""
    assert plan.reading.problems == ()
    assert plan.told() == []
    assert [module["id"] for module in plan.fields["modules"]] == ["first", "second"]


def test_unknown_module(plan: Saved) -> None:
    """A module that is not there is a T111 at its id, with the one that may be meant."""
    fields = plan.fields
    fields["modules"][1]["id"] = "secnd"
    problem = only(plan, fields)
    assert (problem.code, problem.severity) == ("T111", "error")
    assert (problem.message, problem.hint) == ("'secnd' is not a module", "did you mean 'second'?")
    assert plan.told() == ["T111 id: secnd"]


def test_module_with_mistakes(draft: Draft, plan: Saved) -> None:
    """A module that is there but cannot be read is a T111 too: nothing can be laid out without it."""
    draft.write("modules/second/module.yaml", "title: [\n")
    broken = Saved(plan.path, draft.read())
    (problem,) = broken.read()[1]
    assert problem.code == "T111"
    assert (problem.message, problem.hint) == (
        "'second' has mistakes of its own and cannot be used",
        "`rumbo check` tells them",
    )


@pytest.mark.parametrize(
    ("change", "told", "hint"),
    [
        ({"variant": "shrt"}, "T112 variant: shrt", "did you mean 'short'?"),
        ({"variant": "quite-another"}, "T112 variant: quite-another", "known here: short"),
        ({"minutes": {"chnge": 10}}, "T112 chnge: 10", "did you mean 'change'?"),
        ({"minutes": {"change": 91}}, "M112 change: 91", "nobody sits longer than 90 minutes without a break"),
    ],
)
def test_unknown_part_of_a_module(plan: Saved, change: dict[str, Any], told: str, hint: str) -> None:
    """A variant or an activity that the module lacks is a T112 at its place; too many minutes are told as well."""
    fields = plan.fields
    fields["modules"][1] |= change
    problem = only(plan, fields)
    assert plan.told() == [told]
    assert problem.severity == "error"
    assert problem.hint == hint


def test_variant_of_a_module_without_any(plan: Saved) -> None:
    """Where there is nothing to choose from, the repair is to take the choice out."""
    fields = plan.fields
    fields["modules"][0]["variant"] = "short"
    problem = only(plan, fields)
    assert (problem.code, problem.hint) == ("T112", "take this line out")


def test_prerequisite_after_its_dependant(plan: Saved) -> None:
    """A module before one that it requires is a T113, a warning with the author's reason; the plan is made so."""
    fields = plan.fields
    fields["modules"].reverse()
    problem = only(plan, fields)
    assert (problem.code, problem.severity) == ("T113", "warning")
    assert problem.message == f"'second' comes before 'first', which it requires: {BECAUSE}"
    assert plan.told()[0].startswith("T113 id: second")
    assert not failed([problem])
    assert [step.module for step in plan.again().steps] == ["second", "first"]


def test_prerequisite_that_is_known(plan: Saved) -> None:
    """What the group knows already may be repeated anywhere."""
    fields = plan.fields
    fields["modules"].reverse()
    fields["profile"]["known"] = ["first"]
    plan.write(fields)
    assert plan.told() == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("language", "qx", "L101 language: qx"),
        ("audience", ["nobody"], "N102 - nobody"),
        ("known", ["thrd"], "N103 - thrd"),
        ("participants", 0, "S103 participants: 0"),
        ("when", [{"day": "2027-02-30", "from": "09:00", "to": "13:00"}], "S103 day: '2027-02-30'"),
        ("when", [{"day": "2027-03-12", "from": "13:00", "to": "09:00"}], "T101 to: 09:00"),
    ],
)
def test_profile_inside(plan: Saved, field: str, value: Any, told: str) -> None:
    """A mistake in the profile of a plan is told at its place in the file of the plan."""
    fields = plan.fields
    fields["profile"][field] = value
    plan.write(fields)
    (found,) = plan.told()
    assert found == told or found == told.replace("- ", "")


def test_assessment_inside(plan: Saved) -> None:
    """A plan holds what an assessment found; the name of its file there would be read by nobody, so it is told."""
    fields = plan.fields
    fields["profile"]["assessment"] = "result.yaml"
    problem = only(plan, fields)
    assert problem.code == "S101"
    assert plan.told() == ["S101 assessment: result.yaml"]


def test_module_twice(plan: Saved) -> None:
    """A module stands in a plan once."""
    fields = plan.fields
    fields["modules"].append(fields["modules"][0])
    plan.write(fields)
    assert plan.told() == ["S105 id: first"]


def test_module_added_by_hand(plan: Saved) -> None:
    """A module added by hand needs nothing but its id."""
    fields = plan.fields
    fields["modules"] = [{"id": "second"}]
    plan.write(fields)
    assert plan.told() == []
    assert [(step.module, step.minutes) for step in plan.again().steps] == [("second", 40)]


def test_days_that_have_become_too_short(plan: Saved) -> None:
    """A module that no longer fits after an edit is a T114 at its place that tells what is missing; not before."""
    entry, _ = plan.read()
    assert entry is not None
    assert replay.too_long(entry, plan.reading.curriculum) == []
    fields = plan.fields
    fields["modules"][1]["minutes"] = dict.fromkeys(fields["modules"][1]["minutes"], 90)
    plan.write(fields)
    longer, _ = plan.read()
    assert longer is not None
    (problem,) = replay.too_long(longer, plan.reading.curriculum)
    assert (problem.code, problem.severity) == ("T114", "warning")
    assert problem.message == "'second' does not fit into the days any more"
    assert problem.hint.endswith("more minutes would bring it in")
