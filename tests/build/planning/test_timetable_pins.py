"""Pinned blocks, lunch, energiser, slack and parallel groups, in small days that can be worked out by hand."""

import datetime as dt

import pytest
from rumbo.build.model import Day, Module
from rumbo.build.outcome import LearningPath, Plan, Reason, Session, Step
from rumbo.build.planning.days import Energiser
from rumbo.build.planning.timetable import Setting, lay

from tests.build.planning.frames import path_through, pin, pinned, trainer
from tests.strategies import Case, after, day, module, wishes

STRETCH = Energiser("stretch", "Stretch", 10)


def laid(modules: dict[str, Module], *days: Day, **setting: object) -> Plan:
    """All the modules, in the order of their ids, on some days."""
    path = path_through(Case(modules, wishes(), {}), *modules)
    return lay(path, days, modules, Setting("en", **setting))  # type: ignore[arg-type]


def times(plan: Plan) -> list[str]:
    return [f"{session.start:%H:%M}-{session.end:%H:%M} {session.then}" for session in plan.sessions]


def told(session: Session) -> list[str]:
    """The slots of a session as "09:00 group 1: a0 (Trainer)"."""
    return [
        f"{slot.start:%H:%M} {f'group {slot.group}: ' if slot.group else ''}"
        f"{slot.title or f'{slot.module}/{slot.activity}'}{f' ({slot.trainer})' if slot.trainer else ''}"
        for slot in session.slots
    ]


def test_what_does_not_fit_before_a_pinned_block_comes_after_it() -> None:
    """An activity is not begun before a guest if the guest would cut it."""
    plan = laid({"a": module(40, 40)}, pinned(day("09:00-11:30"), pin("10:00-10:30")))
    assert times(plan) == ["09:00-09:40 pinned", "10:00-10:30 teaching", "10:30-11:10 end"]


def test_a_social_hour_at_the_end_is_not_cut_by_what_still_waits() -> None:
    """What would run into the social hour is left out, with the minutes that the day would have to go on after it."""
    plan = laid({"a": module(60), "b": module(60)}, pinned(day("17:00-19:30"), pin("18:00-19:30", "Social hour")))
    assert times(plan) == ["17:00-18:00 pinned", "18:00-19:30 end"]
    assert [(left.module, left.reason.number) for left in plan.left_out] == [("b", 60)]
    assert [slot.title for slot in plan.sessions[-1].slots] == ["Social hour"]


def test_a_pinned_block_of_fifteen_minutes_is_a_break() -> None:
    """After a block of a quarter of an hour people may sit for 90 minutes again."""
    plan = laid({"a": module(60, 90)}, pinned(day("09:00-12:00"), pin("10:00-10:15")))
    assert times(plan) == ["09:00-10:00 pinned", "10:00-10:15 teaching", "10:15-11:45 end"]


def test_a_shorter_pinned_block_is_none() -> None:
    """A photo of ten minutes does not let people sit on for more than 90 minutes."""
    plan = laid({"a": module(60, 30)}, pinned(day("09:00-12:00"), pin("10:00-10:10")))
    assert times(plan) == ["09:00-10:00 pinned", "10:00-10:10 break", "10:25-10:55 end"]


def test_idle_minutes_and_a_short_block_are_a_break_together() -> None:
    """Five idle minutes and ten of a photo are 15 minutes in which nobody learns."""
    plan = laid({"a": module(55, 90)}, pinned(day("09:00-12:00"), pin("10:00-10:10")))
    assert times(plan) == ["09:00-09:55 pinned", "10:00-10:10 teaching", "10:10-11:40 end"]


@pytest.mark.parametrize(
    ("block", "lunches"), [("11:45-12:30", 0), ("12:00-12:30", 0), ("11:55-12:05", 1), ("10:00-12:00", 1)]
)
def test_a_block_over_noon_stands_for_lunch(block: str, lunches: int) -> None:
    """A long day has no lunch of its own if half an hour or more is pinned over noon."""
    plan = laid({"a": module(*[30] * 10)}, pinned(day("09:00-18:00"), pin(block, "Meal")))
    assert [session.then for session in plan.sessions].count("lunch") == lunches


def test_lunch_is_had_before_a_guest_if_it_fits_there() -> None:
    """Lunch is taken whole on the side of a pinned block that is nearer to its time."""
    plan = laid({"a": module(60, 60, 60)}, pinned(day("10:00-16:00", lunch="12:15"), pin("13:15-14:00")))
    assert times(plan) == ["10:00-11:00 break", "11:15-12:15 lunch", "13:15-14:00 teaching", "14:00-15:00 end"]
    plan = laid({"a": module(60, 60, 60)}, pinned(day("10:00-16:00", lunch="12:15"), pin("12:30-13:00")))
    assert times(plan) == [
        "10:00-11:00 break",
        "11:15-12:15 pinned",
        "12:30-13:00 lunch",
        "14:00-15:00 end",
    ]


def test_two_pinned_blocks_that_touch_are_both_there() -> None:
    """One may begin when the other ends."""
    plan = laid({"a": module(30)}, pinned(day("09:00-11:00"), pin("09:30-10:00"), pin("09:00-09:30")))
    assert times(plan) == ["09:00-09:30 pinned", "09:30-10:00 teaching", "10:00-10:30 end"]


def test_pinned_blocks_stand_also_where_nothing_is_taught() -> None:
    """A day that nothing is left for keeps its guest, and its other time is to spare."""
    plan = laid({}, pinned(day("09:00-12:00"), pin("10:00-11:00")))
    assert (times(plan), plan.spare, plan.minutes) == (["10:00-11:00 end"], {dt.date(2027, 3, 12): 120}, 0)


def test_an_energiser_opens_the_afternoon() -> None:
    """The first thing after lunch is the energiser, run by whoever goes on."""
    ana = trainer("Ana", "other")
    plan = laid({"a": module(*[60] * 4)}, day("09:00-16:00"), energiser=STRETCH, trainers=(ana,))
    assert [session.then for session in plan.sessions] == ["break", "break", "lunch", "end"]
    assert told(plan.sessions[-1])[0].endswith(" Stretch (Ana)")
    assert plan.minutes == 240


def test_an_energiser_that_would_cost_a_module_is_left_out() -> None:
    """Ten minutes of fun do not push out what people came for."""
    modules = {"a": module(90, 90), "b": module(90)}
    plan = laid(modules, day("09:00-15:45", lunch="12:15"), energiser=STRETCH)
    assert [step.module for step in plan.steps] == ["a", "b"]
    assert not [slot for session in plan.sessions for slot in session.slots if slot.kind == "energiser"]
    shorter = {"a": module(90, 90), "b": module(80)}
    plan = laid(shorter, day("09:00-15:45", lunch="12:15"), energiser=STRETCH)
    assert told(plan.sessions[-1]) == ["13:15 Stretch", "13:25 b/a0"]


def test_slack_and_what_may_go_wrong_are_worked_out() -> None:
    """Sessions until a pinned block share its slack; what takes longest adds up until then."""
    minutes = ({"least": 30, "typical": 40, "most": 55}, {"least": 30, "typical": 60, "most": 90}, 30)
    activities = [
        activity.model_dump() | {"minutes": time}
        for activity, time in zip(module(40, 60, 30).activities, minutes, strict=True)
    ]
    long = Module.model_validate(module().model_dump() | {"activities": activities})
    plan = laid({"a": long}, pinned(day("09:00-13:00"), pin("11:15-11:30")))
    assert times(plan) == ["09:00-09:40 break", "09:55-10:55 pinned", "11:15-11:30 teaching", "11:30-12:00 end"]
    assert [(s.slack, s.late, s.over, s.risk) for s in plan.sessions] == [
        (20, 15, 0, "comfortable"),
        (20, 45, 25, "over"),
        (0, 0, 0, ""),
        (60, 0, 0, "comfortable"),
    ]


def test_a_day_with_no_minute_left_is_tight() -> None:
    """What a break can take is tight, and lunch that is given does not move for a session that runs late."""
    minutes = {"least": 50, "typical": 60, "most": 70}
    activities = [activity.model_dump() | {"minutes": minutes} for activity in module(60, 60).activities]
    tight = Module.model_validate(module().model_dump() | {"activities": activities})
    plan = laid({"a": tight}, day("09:00-13:05", lunch="10:00"))
    assert times(plan) == ["09:00-10:00 lunch", "11:00-12:00 end"]
    assert [(s.slack, s.late, s.risk) for s in plan.sessions] == [(0, 10, "tight"), (65, 10, "comfortable")]


def test_parallel_modules_cost_as_long_as_the_longest() -> None:
    """Two groups start together, have the same break, and what follows waits for both."""
    modules = {"a": module(45, 45), "b": module(30, 30), "c": module(20)}
    plan = laid(modules, day("09:00-12:00"), parallel=(("a", "b"),))
    assert times(plan) == ["09:00-10:30 break", "10:45-11:05 end"]
    assert told(plan.sessions[0]) == [
        "09:00 group 1: a/a0",
        "09:00 group 2: b/a0",
        "09:30 group 2: b/a1",
        "09:45 group 1: a/a1",
    ]
    assert plan.minutes == 90 + 60 + 20


def test_breaks_of_parallel_groups_are_cut_where_all_are_done_first() -> None:
    """With 50 and 50 beside 60 and 30 minutes, a break after an hour ends sooner than one after 90 minutes."""
    plan = laid({"a": module(50, 50), "b": module(60, 30)}, day("09:00-12:00"), parallel=(("a", "b"),))
    assert times(plan) == ["09:00-10:00 break", "10:15-11:05 end"]


def test_a_parallel_set_that_does_not_fit_is_left_out_whole() -> None:
    """Groups begin and end together, so either all of them fit or none."""
    plan = laid({"a": module(90), "b": module(10)}, day("09:00-10:00"), parallel=(("a", "b"),))
    assert [(left.module, left.reason.number) for left in plan.left_out] == [("a", 30), ("b", 30)]


def test_a_parallel_set_waits_for_what_its_modules_build_on() -> None:
    """The set stands where all its modules may; what builds on it comes after, everything else stays in place."""
    modules = {
        "a": module(10),
        "b": module(10, prerequisites=(after("a"),)),
        "c": module(10),
        "d": module(10, prerequisites=(after("c"),)),
    }
    plan = laid(modules, day("09:00-12:00"), parallel=(("a", "d"),))
    assert [step.module for step in plan.steps] == ["c", "a", "d", "b"]


def test_a_set_of_which_one_module_is_left_is_taught_to_all() -> None:
    """Where only one module of a set is in the path, nobody is split into groups."""
    plan = laid({"a": module(10)}, day("09:00-12:00"), parallel=(("a", "gone"),))
    assert told(plan.sessions[0]) == ["09:00 a/a0"]


def test_a_variant_is_laid_with_its_own_activities() -> None:
    """A step with a variant takes the activities of that variant and no others."""
    variant = {"id": "short", "title": "Short", "activities": ["a1"], "gives": {"other": 1}}
    value = Module.model_validate(module(30, 20).model_dump() | {"variants": [variant]})
    path = LearningPath((Step("a", 20, (Reason("reason-asked"),), "short"),))
    plan = lay(path, [day("09:00-12:00")], {"a": value})
    assert told(plan.sessions[0]) == ["09:00 a/a1"]


def test_work_is_shared_fairly() -> None:
    """Whoever has taught least goes on, and the order in the profile decides between equals."""
    modules = {name: module(30) for name in "abcd"}
    both = (trainer("Ana", "other"), trainer("Bo", "other"))
    plan = laid(modules, day("09:00-12:00"), trainers=both)
    names = [slot.trainer for session in plan.sessions for slot in session.slots]
    assert names == ["Ana", "Bo", "Ana", "Bo"]


def test_one_trainer_stays_for_a_whole_module() -> None:
    """A module changes hands only where nobody is there for all of it, and then once."""
    early = trainer("Early", "other", hours=("2027-03-12 09:00-10:00",))
    late = trainer("Late", "other", hours=("2027-03-12 09:30-12:00",))
    plan = laid({"a": module(30, 30, 30)}, day("09:00-12:00"), trainers=(late, early))
    assert [slot.trainer for slot in plan.sessions[0].slots] == ["Early", "Early", "Late"]
    always = trainer("Always", "other")
    plan = laid({"a": module(30, 30, 30)}, day("09:00-12:00"), trainers=(late, early, always))
    assert {slot.trainer for slot in plan.sessions[0].slots} == {"Always"}


def test_parallel_groups_get_the_trainers_that_make_it_work() -> None:
    """The one who can teach both leaves the other module to the one who can teach nothing else."""
    modules = {"a": module(30, gives={"alpha": 1}), "b": module(30, gives={"beta": 1})}
    both = (trainer("Both", "alpha", "beta"), trainer("One", "alpha"))
    plan = laid(modules, day("09:00-12:00"), trainers=both, parallel=(("a", "b"),))
    assert told(plan.sessions[0]) == ["09:00 group 1: a/a0 (One)", "09:00 group 2: b/a0 (Both)"]


def test_a_slot_nobody_can_teach_stays_in_the_plan() -> None:
    """No competency, no language, not there: the slot has no trainer and its place."""
    nobody = (
        trainer("Other", "alpha"),
        trainer("Mute", "other", languages=("fr",)),
        trainer("Away", "other", hours=("2027-03-13 09:00-12:00",)),
    )
    plan = laid({"a": module(30)}, day("09:00-12:00"), trainers=nobody)
    assert told(plan.sessions[0]) == ["09:00 a/a0"]
