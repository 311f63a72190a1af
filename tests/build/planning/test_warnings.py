"""What may go wrong with a plan is told beforehand, each thing in its own words and with its numbers."""

import datetime as dt
from typing import Any

import pytest
from rumbo.build.model import Local, Method, Module, Profile
from rumbo.build.outcome import Plan, Reason
from rumbo.build.planning.timetable import lay, setting_of
from rumbo.build.planning.warnings import warnings

from tests.build.planning.frames import path_through
from tests.strategies import Case, after, module, wishes

MORNING = {"day": "2027-03-12", "from": "09:00", "to": "13:00"}
ANA = {"name": "Ana", "competencies": ["other"], "languages": ["en"]}
BO = {"name": "Bo", "competencies": ["other"], "languages": ["en"]}


def profile(**fields: Any) -> Profile:
    """Ten people on one morning with two trainers who can teach everything here, and good conditions."""
    there: dict[str, Any] = {"internet": "good", "devices": "own"}
    least = {"title": "T", "audience": ["people"], "language": "en", "participants": 10, "when": [MORNING]}
    return Profile.model_validate({**least, "trainers": [ANA, BO], "conditions": there, **fields})


def delivered(value: Module, **fields: Any) -> Module:
    """The module with other needs."""
    return Module.model_validate(value.model_dump() | {"delivery": {**value.delivery.model_dump(), **fields}})


def method(minutes: int = 8, most: int = 40) -> Method:
    fields = {"title": "Stretch", "purpose": "Wake up.", "room": "Any.", "authors": ["A"], "licence": "CC-BY-SA-4.0"}
    review = {"kind": "general", "reviewed": "2026-01-01", "review_by": "2099-01-01", "by": "A"}
    group, step = {"least": 2, "most": most}, {"title": "Up", "minutes": minutes, "text": "Stand up."}
    return Method.model_validate({**fields, "minutes": minutes, "group": group, "review": review, "steps": [step]})


def told(value: Profile, modules: dict[str, Module], methods: dict[str, Method] | None = None) -> list[Reason]:
    """The warnings of a plan with all the modules in the order of their ids."""
    plan = planned(value, modules, methods or {})
    return list(warnings(value, plan, modules, methods or {}, {}))


def planned(value: Profile, modules: dict[str, Module], methods: dict[str, Method]) -> Plan:
    path = path_through(Case(modules, wishes(), {}), *modules)
    return lay(path, value.when, modules, setting_of(value, methods))


def labels(value: Profile, modules: dict[str, Module], methods: dict[str, Method] | None = None) -> list[str]:
    return [reason.label for reason in told(value, modules, methods)]


def test_a_plan_in_good_order_has_no_warning() -> None:
    """Where everything is there, nothing is told."""
    assert told(profile(), {"a": module(30)}) == []


@pytest.mark.parametrize(("people", "warned"), [(6, False), (7, True)])
def test_more_than_six_new_accounts_need_a_request(people: int, warned: bool) -> None:
    """The request must be sent 72 hours before the first module that needs accounts, better two weeks before."""
    modules = {"a": module(30), "b": delivered(module(30), accounts=True), "c": delivered(module(), accounts=True)}
    found = told(profile(participants=people), modules)
    dates = (dt.datetime(2027, 3, 9, 9, 30), dt.date(2027, 2, 26))
    expected = Reason("warn-accounts", (("modules", "b"), ("modules", "c")), people, more=dates)
    assert found == ([expected] if warned else [])
    offline = profile(participants=people, conditions={"internet": "none", "devices": "own"})
    assert told(offline, modules) == [], "nobody makes an account without internet"


@pytest.mark.parametrize(
    ("there", "needed", "warned"),
    [
        ("none", "weak", ["warn-internet-none"]),
        ("none", "good", ["warn-internet-none"]),
        ("weak", "good", ["warn-internet-good"]),
        ("weak", "weak", []),
        ("good", "weak", []),
        ("none", "none", []),
    ],
)
def test_internet_weaker_than_needed(there: str, needed: str, warned: list[str]) -> None:
    """A module that needs better internet than the place has is told by what it needs, or as offline."""
    value = profile(conditions={"internet": there, "devices": "own"})
    assert labels(value, {"a": delivered(module(30), internet=needed)}) == warned


@pytest.mark.parametrize(
    ("there", "needed", "warned"),
    [
        ("none", "phones", ["warn-devices-phones"]),
        ("phones", "shared", ["warn-devices-shared"]),
        ("shared", "own", ["warn-devices-own"]),
        ("own", "phones", []),
        ("phones", "none", []),
    ],
)
def test_fewer_devices_than_needed(there: str, needed: str, warned: list[str]) -> None:
    """A module that needs more devices than people have is told by what it needs."""
    value = profile(conditions={"internet": "good", "devices": there})
    assert labels(value, {"a": delivered(module(30), devices=needed)}) == warned


def test_groups_too_large_and_too_small() -> None:
    """A module tells how many take part and how many it is made for; parallel groups are smaller."""
    modules = {
        "a": delivered(module(20), group={"least": 2, "most": 8}),
        "b": delivered(module(20), group={"least": 12, "most": 30}),
    }
    assert told(profile(), modules) == [
        Reason("warn-many", (("modules", "a"),), 10, more=(8,)),
        Reason("warn-few", (("modules", "b"),), 10, more=(12,)),
    ]
    assert told(profile(parallel=[["a", "b"]]), modules) == [Reason("warn-few", (("modules", "b"),), 5, more=(12,))]


def test_a_group_too_large_for_the_method_of_an_activity() -> None:
    """An activity that follows a method has the limits of that method."""
    activity = module(20).activities[0].model_dump() | {"kind": "method", "method": "stretch"}
    modules = {"a": Module.model_validate(module(20).model_dump() | {"activities": [activity]})}
    found = told(profile(), modules, {"stretch": method(most=6)})
    assert found == [Reason("warn-many", (("methods", "stretch"),), 10, more=(6,))]


def test_why_a_module_has_no_trainer() -> None:
    """Nobody can, nobody who can speaks the language, or nobody who can and does is there."""
    modules = {"a": module(30)}
    away = {
        "name": "Ana",
        "competencies": ["other"],
        "hours": [{"day": "2027-03-12", "from": "09:15", "to": "13:00"}],
    }
    cases: list[tuple[list[dict[str, Any]], Reason]] = [
        ([], Reason("warn-trainers-unnamed")),
        ([{"name": "Ana"}, {"name": "Bo"}], Reason("warn-trainer-nobody", (("modules", "a"),))),
        ([{**ANA, "languages": ["fr"]}], Reason("warn-trainer-language", (("modules", "a"),))),
        ([away, {**away, "name": "Bo"}], Reason("warn-trainer-hours", (("modules", "a"),), 30)),
    ]
    for trainers, expected in cases:
        assert told(profile(trainers=trainers), modules) == [expected]


def test_what_only_one_trainer_can_teach() -> None:
    """A competency of the plan that hangs on one person is told with that person; others do not count."""
    modules = {"a": module(30, gives={"alpha": 1}), "b": module(30, gives={"beta": 1, "gamma": 1})}
    ana = {**ANA, "competencies": ["alpha", "beta", "gamma", "delta"]}
    bo = {**BO, "competencies": ["beta"]}
    found = told(profile(trainers=[ana, bo]), modules)
    alone = (("competencies", "alpha"), ("competencies", "gamma"))
    assert found == [Reason("warn-bottleneck", alone, text="Ana")]


def test_what_one_group_learns_and_all_need() -> None:
    """A module for everybody that requires one of the parallel modules is told."""
    modules = {"a": module(30), "b": module(30), "c": module(30, title="Third", prerequisites=(after("a"),))}
    found = told(profile(parallel=[["a", "b"]]), modules)
    assert found == [Reason("warn-split", (("modules", "a"),), text="Third")]


def test_no_time_for_the_energiser() -> None:
    """An energiser that is asked for and finds no place after lunch is told; without lunch none is due."""
    day = {"day": "2027-03-12", "from": "09:00", "to": "12:30", "lunch": "10:30"}
    modules, methods = {"a": module(90, 60)}, {"stretch": method()}
    full = profile(when=[day], energiser="stretch")
    assert labels(full, modules, methods) == ["warn-energiser"]
    assert labels(profile(when=[{**day, "to": "13:00"}], energiser="stretch"), modules, methods) == []
    assert labels(profile(energiser="stretch"), modules, methods) == []


def test_a_day_that_is_likely_to_run_over() -> None:
    """The most minutes a day may lack are told once for that day."""
    minutes = {"least": 50, "typical": 60, "most": 90}
    activities = [activity.model_dump() | {"minutes": minutes} for activity in module(60, 60, 60).activities]
    modules = {"a": Module.model_validate(module().model_dump() | {"activities": activities})}
    assert told(profile(), modules) == [Reason("warn-over", number=60, more=(dt.date(2027, 3, 12),))]


def reviewed_until(value: Module, day: str) -> Module:
    """The module with another day by which its text must be read again."""
    return Module.model_validate(value.model_dump() | {"review": {**value.review.model_dump(), "review_by": day}})


def test_a_text_to_be_read_again_before_the_last_day_is_told() -> None:
    """What is current when the plan is made may be out of date when it is handed out; on the day itself it is not."""
    until = {"a": "2027-03-11", "b": "2027-03-12", "c": "2027-03-11"}
    modules = {name: reviewed_until(module(20), day) for name, day in until.items()}
    assert told(profile(), modules) == [
        Reason("warn-review", (("modules", "a"), ("modules", "c")), more=(dt.date(2027, 3, 11),))
    ]


@pytest.mark.parametrize(("day", "warned"), [("2027-03-11", True), ("2027-03-12", False)])
def test_law_to_be_read_again_before_the_last_day_is_told(day: str, warned: bool) -> None:
    """So is what a module says of the country of the workshop, by the name of the country."""
    fields = {
        "country": "MX",
        "title": "Mexico",
        "sections": [{"id": "a", "title": "Here"}],
        "review": {"kind": "law", "reviewed": "2026-01-01", "review_by": day, "by": "A"},
        "licence": "CC0",
        "authors": ["A"],
    }
    value, modules = profile(country="MX"), {"a": module(20), "b": module(20)}
    found = warnings(value, planned(value, modules, {}), modules, {}, {"a": Local.model_validate(fields)})
    names = [(reason.label, reason.names, reason.text) for reason in found]
    assert names == ([("warn-review-country", (("modules", "a"),), "Mexico")] if warned else [])
