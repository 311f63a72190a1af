"""Plans: whole modules in order on the days there are, with breaks and lunch, and nothing lost on the way."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.model import Day, Module
from rumbo.build.outcome import LearningPath, LeftOut, Plan, Reason, Session, Step
from rumbo.build.planning.resolve import path_of, resolve
from rumbo.build.planning.timetable import BREAK, LUNCH, SITTING, is_long, lay

from tests.strategies import Case, after, blocks, cases, day, minute, module

many = settings(max_examples=50, deadline=None)
FRIDAY, SATURDAY = dt.date(2027, 3, 12), dt.date(2027, 3, 13)


def path(case: Case) -> LearningPath:
    return resolve(case.wishes, case.modules, case.audiences)


def laid(modules: dict[str, Module], *days: Day) -> Plan:
    """All the modules, in the order of their ids, on some days."""
    steps = tuple(Step(name, value.minutes, (Reason("reason-asked"),)) for name, value in modules.items())
    return lay(LearningPath(steps), days, modules)


def times(plan: Plan) -> list[str]:
    """Sessions as "09:00-10:30 break", the way they are told to people."""
    return [f"{session.start:%H:%M}-{session.end:%H:%M} {session.then}" for session in plan.sessions]


def gap(before: Session, later: Session) -> int:
    return minute(later.start) - minute(before.end)


@many
@given(cases(), blocks())
def test_minutes_are_conserved(case: Case, days: tuple[Day, ...]) -> None:
    """The minutes taught and the minutes of what did not fit are the minutes of the path, none twice."""
    found = path(case)
    plan = lay(found, days, case.modules)
    dropped = {left.module for left in plan.left_out} - {left.module for left in found.left_out}
    assert plan.minutes + sum(case.modules[name].minutes for name in dropped) == found.minutes
    assert sum(step.minutes for step in plan.steps) == plan.minutes


@many
@given(cases(), blocks())
def test_modules_are_whole_and_in_order(case: Case, days: tuple[Day, ...]) -> None:
    """What is taught are all activities of the kept modules, each once, in order and to its full length."""
    found = path(case)
    plan = lay(found, days, case.modules)
    slots = [slot for session in plan.sessions for slot in session.slots]
    assert [(slot.module, slot.activity, slot.minutes) for slot in slots] == [
        (step.module, activity.id, activity.minutes.typical)
        for step in plan.steps
        for activity in case.modules[step.module].activities
    ]
    kept = [step for step in found.steps if step in plan.steps]
    assert list(plan.steps) == kept


@many
@given(cases(), blocks())
def test_time_only_goes_forward_and_stays_inside_the_days(case: Case, days: tuple[Day, ...]) -> None:
    """Activities follow each other without overlap, and each lies inside a block of its day."""
    plan = lay(path(case), days, case.modules)
    for session in plan.sessions:
        assert (session.start, session.end) == (session.slots[0].start, session.slots[-1].end)
        assert all(before.end == later.start for before, later in pairwise(session.slots))
        assert all(minute(slot.end) - minute(slot.start) == slot.minutes for slot in session.slots)
        inside = [block for block in merged(days) if block[0] == session.day]
        assert any(start <= minute(session.start) < minute(session.end) <= end for _, start, end in inside)
    for before, later in pairwise(plan.sessions):
        assert (before.day, before.end) <= (later.day, later.start)


def merged(days: tuple[Day, ...]) -> list[tuple[dt.date, int, int]]:
    """Blocks as (day, start, end); those with less than a break between them are one."""
    found: list[tuple[dt.date, int, int]] = []
    for block in sorted(days, key=lambda block: (block.day, block.start)):
        start, end = minute(block.start), minute(block.end)
        if found and found[-1][0] == block.day and start - found[-1][2] < BREAK:
            start, end = found[-1][1], max(end, found.pop()[2])
        found.append((block.day, start, end))
    return found


@many
@given(cases(), blocks())
def test_nobody_sits_longer_than_ninety_minutes(case: Case, days: tuple[Day, ...]) -> None:
    """A sitting has at most 90 minutes, and at least 15 minutes lie between two of them."""
    plan = lay(path(case), days, case.modules)
    for session in plan.sessions:
        assert minute(session.end) - minute(session.start) <= SITTING
    for before, later in pairwise(plan.sessions):
        if before.day == later.day:
            pause = {"break": BREAK, "lunch": LUNCH}.get(before.then)
            assert gap(before, later) == pause if pause else gap(before, later) >= BREAK
        else:
            assert before.then == "end"
    assert all(session.then == "end" for session in plan.sessions[-1:])


@many
@given(cases(), blocks())
def test_a_long_day_that_goes_on_has_lunch(case: Case, days: tuple[Day, ...]) -> None:
    """In a long block nothing starts after noon and its middle without lunch before."""
    plan = lay(path(case), days, case.modules)
    for date, start, end in merged(days):
        if not is_long(start, end) or any(block.lunch for block in days):
            continue
        inside = [s for s in plan.sessions if s.day == date and start <= minute(s.start) < end]
        lunches = [minute(s.end) for s in inside if s.then == "lunch"]
        late = [slot for s in inside for slot in s.slots if minute(slot.start) >= max(12 * 60, (start + end) // 2)]
        assert len(lunches) <= 1
        assert not late or lunches


@many
@given(cases(), blocks())
def test_lunch_is_only_taken_where_it_belongs(case: Case, days: tuple[Day, ...]) -> None:
    """A block that is not long has no lunch unless one is given by hand."""
    bare = tuple(block.model_copy(update={"lunch": None}) for block in days)
    plan = lay(path(case), bare, case.modules)
    short = [block for block in merged(bare) if not is_long(block[1], block[2])]
    for date, start, end in short:
        assert not [
            s for s in plan.sessions if s.day == date and start <= minute(s.start) < end and s.then == "lunch"
        ]


@many
@given(cases(), blocks())
def test_what_is_left_out_has_a_reason(case: Case, days: tuple[Day, ...]) -> None:
    """Each step of the path is kept or left out, for lack of time or with a module that it requires."""
    found = path(case)
    plan = lay(found, days, case.modules)
    kept = {step.module for step in plan.steps}
    left = {item.module: item.reason for item in plan.left_out}
    assert len(left) == len(plan.left_out)
    assert list(left) == sorted(left)
    for step in found.steps:
        assert (step.module in kept) != (step.module in left)
        if step.module in left:
            assert left[step.module].label in ("left-no-time", "left-needs")
            assert (left[step.module].number is not None) == (left[step.module].label == "left-no-time")


@many
@given(cases(excluding=False), blocks())
def test_what_is_taught_has_all_it_requires(case: Case, days: tuple[Day, ...]) -> None:
    """Also after something was left out for lack of time, every required prerequisite is taught or known."""
    found = path(case)
    plan = lay(found, days, case.modules)
    there = {left.module for left in found.left_out}
    taught: set[str] = set()
    for step in plan.steps:
        for needed in case.modules[step.module].prerequisites:
            if needed.strength == "required":
                assert set(needed.choices) & (taught | there)
        taught.add(step.module)


@many
@given(cases(), blocks())
def test_the_minutes_named_are_honest(case: Case, days: tuple[Day, ...]) -> None:
    """A last day longer by the minutes that are named brings the module in, and ten minutes less do not."""
    days = tuple(block.model_copy(update={"lunch": block.start}) for block in days)  # longer: no other lunch
    found = path(case)
    plan = lay(found, days, case.modules)
    missing = [(left.module, left.reason.number) for left in plan.left_out if left.reason.number]
    for name, more in missing[:1]:
        steps = tuple(step for step in found.steps if step.module == name or step in plan.steps)
        steps = steps[: [step.module for step in steps].index(name) + 1]
        assert name in taught_with(more, steps, days, case)
        assert more <= 10 or name not in taught_with(more - 10, steps, days, case)


def taught_with(more: int, steps: tuple[Step, ...], days: tuple[Day, ...], case: Case) -> set[str]:
    """What is taught if the last day ends later; what would end after midnight counts as taught."""
    *others, last = sorted(days, key=lambda block: (block.day, block.start))
    end = minute(last.end) + more
    if end >= 24 * 60:
        return {step.module for step in steps} if more else set()
    longer = last.model_copy(update={"end": dt.time(end // 60, end % 60)})
    return {step.module for step in lay(LearningPath(steps), (*others, longer), case.modules).steps}


@many
@given(cases(), blocks())
def test_time_to_spare_is_what_is_left(case: Case, days: tuple[Day, ...]) -> None:
    """For every day the minutes between the last activity of each block and its end are told."""
    plan = lay(path(case), days, case.modules)
    assert set(plan.spare) == {block.day for block in days}
    for date, spare in plan.spare.items():
        ends = 0
        for _, start, end in (block for block in merged(days) if block[0] == date):
            inside = [minute(s.end) for s in plan.sessions if s.day == date and start <= minute(s.start) < end]
            ends += end - max(inside, default=start)
        assert spare == ends


@many
@given(cases(), blocks(), st.randoms(use_true_random=False))
def test_the_order_of_the_days_changes_nothing(case: Case, days: tuple[Day, ...], random: object) -> None:
    """Days may stand in the profile in any order."""
    turned = list(days)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert lay(path(case), turned, case.modules) == lay(path(case), days, case.modules)


def test_activities_of_exactly_ninety_minutes_fill_a_sitting_each() -> None:
    """Ninety minutes are one sitting; the next ninety come after a break."""
    assert times(laid({"a": module(90, 90)}, day("09:00-12:15"))) == ["09:00-10:30 break", "10:45-12:15 end"]


def test_a_sitting_may_hold_ninety_minutes_and_not_one_more() -> None:
    """The break comes before the activity that would make it 91 minutes."""
    assert times(laid({"a": module(45, 45)}, day("09:00-12:00"))) == ["09:00-10:30 end"]
    plan = laid({"a": module(45, 45, 1)}, day("09:00-12:00"))
    assert times(plan) == ["09:00-10:30 break", "10:45-10:46 end"]


@pytest.mark.parametrize(
    ("hours", "lunch"),
    [
        ("09:30-15:00", True),
        ("09:31-15:00", False),  # a minute less
        ("08:00-14:00", False),  # free by two
        ("08:35-14:05", True),
        ("07:59-14:00", True),  # more than six hours
        ("12:00-18:00", False),  # people come from lunch
        ("12:00-18:01", True),
    ],
)
def test_people_who_are_there_over_noon_and_long_have_lunch(hours: str, lunch: bool) -> None:
    """A day has lunch if it takes more than six hours, or five and a half from before noon until after two."""
    plan = laid({"a": module(*[30] * 8)}, day(hours))
    assert [session.then for session in plan.sessions].count("lunch") == lunch


def test_lunch_of_a_day_until_three_is_at_noon() -> None:
    """Nobody sits from half past nine to three with nothing but breaks of 15 minutes."""
    plan = laid({"a": module(*[30] * 8)}, day("09:30-15:00"))
    assert times(plan) == ["09:30-11:00 break", "11:15-12:15 lunch", "13:15-14:45 end"]


def test_lunch_given_by_hand_is_taken_in_a_short_day_too() -> None:
    """Whoever gives a time for lunch gets it, however short the day is."""
    plan = laid({"a": module(*[30] * 5)}, day("10:00-14:00", lunch="11:00"))
    assert times(plan) == ["10:00-11:00 lunch", "12:00-13:30 end"]


@pytest.mark.parametrize(("lunch", "taken"), [("12:00", "11:40"), ("12:17", "11:40"), ("12:18", "12:55")])
def test_lunch_is_taken_at_the_nearest_end_of_an_activity(lunch: str, taken: str) -> None:
    """Food that is ordered for noon is not an hour late because a long activity begins just before."""
    plan = laid({"a": module(70, 60, 60)}, day("10:30-17:00", lunch=lunch))
    assert [f"{session.end:%H:%M}" for session in plan.sessions if session.then == "lunch"] == [taken]


def test_nobody_has_lunch_when_the_work_is_done_before() -> None:
    """A long day that is over before its middle has neither lunch nor break at its end."""
    assert times(laid({"a": module(60)}, day("09:00-17:00"))) == ["09:00-10:00 end"]


def test_an_evening_may_end_just_before_midnight() -> None:
    """The last minute of a day can be used; what would pass midnight does not fit."""
    assert times(laid({"a": module(59)}, day("23:00-23:59"))) == ["23:00-23:59 end"]
    plan = laid({"a": module(60)}, day("23:00-23:59"))
    assert plan.sessions == ()
    assert plan.left_out == (LeftOut("a", Reason("left-no-time", number=5)),)


def test_a_module_too_long_for_any_one_day_goes_on_the_next_day() -> None:
    """A module is split between activities where the day ends, and starts again without a break owed."""
    plan = laid({"a": module(60, 60, 60)}, day("09:00-11:30", date=FRIDAY), day("09:00-11:00", date=SATURDAY))
    assert times(plan) == ["09:00-10:00 break", "10:15-11:15 end", "09:00-10:00 end"]
    assert [session.day for session in plan.sessions] == [FRIDAY, FRIDAY, SATURDAY]
    assert plan.spare == {FRIDAY: 15, SATURDAY: 60}


def test_a_module_that_does_not_fit_leaves_its_time_to_the_next_one() -> None:
    """Half a module is never taught: a shorter one takes the time."""
    plan = laid({"a": module(30, 60), "b": module(40)}, day("09:00-10:00"))
    assert [step.module for step in plan.steps] == ["b"]
    assert times(plan) == ["09:00-09:40 end"]


def test_what_requires_a_left_out_module_is_left_out_with_it() -> None:
    """A module is not taught without what it requires, nor what requires that one in turn."""
    modules = {
        "a": module(80),
        "b": module(10, prerequisites=(after("a"),)),
        "c": module(10, prerequisites=(after("b"),)),
        "d": module(10, prerequisites=(after("a", strength="recommended"),)),
    }
    plan = laid(modules, day("09:00-10:00"))
    assert [step.module for step in plan.steps] == ["d"]
    assert [(left.module, left.reason) for left in plan.left_out] == [
        ("a", Reason("left-no-time", number=20)),
        ("b", Reason("left-needs", (("modules", "a"),))),
        ("c", Reason("left-needs", (("modules", "b"),))),
    ]


def test_another_choice_that_is_taught_or_known_is_enough() -> None:
    """A module that requires any one of several stays while one of them is taught or known."""
    either = after("long", "other")
    modules = {"long": module(90), "other": module(10), "then": module(10, prerequisites=(either,))}
    plan = laid(modules, day("09:00-10:00"))
    assert [step.module for step in plan.steps] == ["other", "then"]
    steps = path_of(["long", "then"], modules).steps
    known = (LeftOut("other", Reason("left-known")),)
    plan = lay(LearningPath(steps, known), [day("09:00-10:00")], modules)
    assert [step.module for step in plan.steps] == ["then"]
    plan = lay(LearningPath(steps), [day("09:00-10:00")], modules)
    assert plan.steps == ()


def test_two_blocks_of_a_day_are_both_used() -> None:
    """A morning and an afternoon are filled one after the other; the time between is free."""
    plan = laid({"a": module(60, 60)}, day("14:00-15:30"), day("09:00-10:30"))
    assert times(plan) == ["09:00-10:00 end", "14:00-15:00 end"]
    assert plan.spare == {FRIDAY: 60}


def test_blocks_that_touch_are_one() -> None:
    """Where one block begins as another ends, people still get a break after 90 minutes, and lunch."""
    days = (day("09:00-12:00"), day("12:00-17:00"))
    plan = laid({"a": module(*[60] * 5)}, *days)
    assert times(plan) == times(laid({"a": module(*[60] * 5)}, day("09:00-17:00")))
    assert [session.then for session in plan.sessions].count("lunch") == 1


def test_a_block_too_short_for_anything_is_passed_over() -> None:
    """What does not fit into the first block goes into the second."""
    plan = laid({"a": module(45)}, day("09:00-09:30", date=FRIDAY), day("09:00-10:00", date=SATURDAY))
    assert [session.day for session in plan.sessions] == [SATURDAY]
    assert plan.spare == {FRIDAY: 30, SATURDAY: 15}


def test_an_empty_path_makes_an_empty_plan() -> None:
    """With nothing to teach there are no sessions, and all of the time is to spare."""
    plan = lay(LearningPath(()), [day("09:00-10:00")], {})
    assert (plan.steps, plan.sessions, plan.minutes, plan.spare) == ((), (), 0, {FRIDAY: 60})
