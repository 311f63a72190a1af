"""Whatever a profile pins, whoever is there and whatever runs in parallel: the rules of the timetable hold."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.outcome import LearningPath, Plan
from rumbo.build.planning.days import BREAK, LUNCH, NOON, SHORTEST_MEAL, SITTING, is_long, merged
from rumbo.build.planning.resolve import resolve
from rumbo.build.planning.timetable import Setting, lay
from rumbo.build.planning.trainers import can_teach, is_there, speaks

from tests.build.planning.frames import frames, overlaps, stretches, taught
from tests.strategies import Case, cases, minute

many = settings(max_examples=30, deadline=None)


def path(case: Case) -> LearningPath:
    return resolve(case.wishes, case.modules, case.audiences)


def laid(case: Case, data: st.DataObject, *, parallel: bool = True) -> tuple[Plan, tuple, Setting]:  # type: ignore[type-arg]
    days, setting = data.draw(frames(case, path(case), parallel=parallel))
    return lay(path(case), days, case.modules, setting), days, setting


@many
@given(cases(), st.data())
def test_pinned_blocks_keep_their_time(case: Case, data: st.DataObject) -> None:
    """Every pinned block of every day stands in the plan once, at exactly its time, whatever is taught."""
    plan, days, _ = laid(case, data)
    found = [
        (s.day, slot.title, slot.start, slot.end, len(s.slots))
        for s in plan.sessions
        for slot in s.slots
        if slot.kind == "pinned"
    ]
    pins = [(day.day, pin.title, pin.start, pin.end, 1) for day in days for pin in day.pinned]
    assert found == sorted(pins, key=lambda pin: (pin[0], pin[2]))


@many
@given(cases(), st.data())
def test_nothing_overlaps(case: Case, data: st.DataObject) -> None:
    """What is for everybody overlaps nothing, and what is for a group nothing of that group."""
    plan, _, _ = laid(case, data)
    slots = [(s.day, slot) for s in plan.sessions for slot in s.slots]
    for group in {slot.group for _, slot in slots} | {0}:
        spans = [(day, minute(slot.start), minute(slot.end)) for day, slot in slots if slot.group in (0, group)]
        assert overlaps(spans) == []


@many
@given(cases(), st.data())
def test_nothing_is_cut_or_lost(case: Case, data: st.DataObject) -> None:
    """Kept modules are taught whole, each activity once, in order and to its full length; the rest is told."""
    found = path(case)
    plan, _, _ = laid(case, data)
    for step in plan.steps:
        slots = [slot for _, slot in taught(plan) if slot.module == step.module]
        moments = [(day, slot.start, slot.end) for day, slot in taught(plan) if slot.module == step.module]
        assert [(slot.activity, slot.minutes) for slot in slots] == [
            (activity.id, activity.minutes.typical) for activity in case.modules[step.module].activities
        ]
        assert all(minute(slot.end) - minute(slot.start) == slot.minutes for slot in slots)
        assert all((a[0], a[2]) <= (b[0], b[1]) for a, b in pairwise(moments))
    dropped = {left.module for left in plan.left_out} - {left.module for left in found.left_out}
    assert sorted([*dropped, *(step.module for step in plan.steps)]) == sorted(s.module for s in found.steps)
    assert plan.minutes == sum(step.minutes for step in plan.steps)


@many
@given(cases(), st.data())
def test_nobody_goes_without_a_break(case: Case, data: st.DataObject) -> None:
    """No more than 90 minutes lie between two gaps of 15, across short pinned blocks and for all groups."""
    plan, _, _ = laid(case, data)
    assert all(end - start <= SITTING for _, start, end in stretches(plan, BREAK))


@many
@given(cases(), st.data())
def test_all_is_inside_the_days(case: Case, data: st.DataObject) -> None:
    """Everything lies inside one of the blocks of its day."""
    plan, days, _ = laid(case, data)
    for session in plan.sessions:
        blocks = [block for block in merged(days) if block.day == session.day]
        assert any(block.start <= session.start < session.end <= block.end for block in blocks)


@many
@given(cases(), st.data())
def test_order_is_kept(case: Case, data: st.DataObject) -> None:
    """Without parallel sets modules come in the order of the path, whatever is pinned."""
    found = path(case)
    plan, _, _ = laid(case, data, parallel=False)
    assert list(plan.steps) == [step for step in found.steps if step in plan.steps]
    names = list(dict.fromkeys(slot.module for _, slot in taught(plan) if slot.module))
    assert names == [step.module for step in plan.steps]


@many
@given(cases(excluding=False), st.data())
def test_prerequisites_come_first_also_in_parallel(case: Case, data: st.DataObject) -> None:
    """What a module requires is over before it starts, unless the profile teaches the two at the same time."""
    found = path(case)
    days, setting = data.draw(frames(case, found))
    apart = []
    for names in setting.parallel:  # `check` refuses sets that build on each other; one pair of free modules is left
        free = [
            n for n in names if not any(set(p.choices) & set(case.modules) for p in case.modules[n].prerequisites)
        ]
        apart.append(tuple(free))
    plan = lay(found, days, case.modules, replace(setting, parallel=tuple(apart)))
    ends = {slot.module: (day, slot.end) for day, slot in taught(plan)}
    starts: dict[str, object] = {}
    for day, slot in taught(plan):
        starts.setdefault(slot.module, (day, slot.start))
    places = {step.module: number for number, step in enumerate(found.steps)}
    for step in plan.steps:
        for needed in case.modules[step.module].prerequisites:
            for choice in set(needed.choices) & ends.keys():
                if places[choice] < places[step.module]:
                    assert ends[choice] <= starts[step.module]  # type: ignore[operator]


@many
@given(cases(), st.data())
def test_trainers_are_in_one_place_and_can_teach_what_they_teach(case: Case, data: st.DataObject) -> None:
    """Nobody teaches two slots at once, out of their hours, beyond their competencies or in another language."""
    plan, _, setting = laid(case, data)
    by_name = {trainer.name: trainer for trainer in setting.trainers}
    for name, trainer in by_name.items():
        own = [(day, slot) for day, slot in taught(plan) if slot.trainer == name]
        assert overlaps([(day, minute(slot.start), minute(slot.end)) for day, slot in own]) == []
        for day, slot in own:
            assert is_there(trainer, (day, slot.start, slot.end))
            assert speaks(trainer, "es")
            assert slot.kind == "energiser" or can_teach(trainer, case.modules[slot.module])


@many
@given(cases(), st.data())
def test_nobody_stands_idle_while_a_slot_has_no_trainer(case: Case, data: st.DataObject) -> None:
    """A slot without trainer is one that nobody who could teach it was there and free for."""
    plan, _, setting = laid(case, data)
    for day, slot in taught(plan):
        if slot.kind != "activity" or slot.trainer:
            continue
        busy = {
            other.trainer
            for date, other in taught(plan)
            if date == day and other.start < slot.end and slot.start < other.end
        }
        for trainer in setting.trainers:
            able = can_teach(trainer, case.modules[slot.module]) and speaks(trainer, "es")
            assert not able or trainer.name in busy or not is_there(trainer, (day, slot.start, slot.end))


@many
@given(cases(), st.data())
def test_trainers_change_nothing_but_names(case: Case, data: st.DataObject) -> None:
    """No module is moved or dropped for want of a trainer."""
    plan, days, setting = laid(case, data)
    alone = lay(path(case), days, case.modules, replace(setting, trainers=()))
    assert (plan.steps, plan.left_out) == (alone.steps, alone.left_out)
    bare = [[replace(slot, trainer="") for slot in session.slots] for session in plan.sessions]
    assert bare == [list(session.slots) for session in alone.sessions]


@many
@given(cases(), st.data())
def test_lunch_stands_where_it_may(case: Case, data: st.DataObject) -> None:
    """Lunch is had at most once a block, for an hour, in long days or where it is given, and not beside a meal."""
    plan, days, _ = laid(case, data)
    for block in merged(days):
        inside = [s for s in plan.sessions if s.day == block.day and block.start <= s.start < block.end]
        lunches = [n for n, session in enumerate(inside) if session.then == "lunch"]
        meals = [p for p in block.pinned if minute(p.start) <= NOON < minute(p.end)]
        meals = [p for p in meals if minute(p.end) - minute(p.start) >= SHORTEST_MEAL]
        long = is_long(minute(block.start), minute(block.end))
        assert len(lunches) <= (1 if block.lunch or (long and not meals) else 0)
        for number in lunches:
            assert minute(inside[number + 1].start) - minute(inside[number].end) >= LUNCH


@many
@given(cases(), st.data())
def test_an_energiser_wakes_people_and_costs_no_module(case: Case, data: st.DataObject) -> None:
    """Energisers open the first sitting after lunch or a meal, and the same modules are taught without them."""
    plan, days, setting = laid(case, data)
    for before, session in zip((None, *plan.sessions), plan.sessions, strict=False):
        for number, slot in enumerate(session.slots):
            if slot.kind == "energiser":
                assert number == 0
                assert before is not None
                assert before.day == session.day
                assert before.then == "lunch" or minute(before.start) <= NOON < minute(before.end)
                assert len(session.slots) > 1
    plain = lay(path(case), days, case.modules, replace(setting, energiser=None))
    assert plan.steps == plain.steps


@many
@given(cases(), st.data())
def test_slack_reaches_to_what_cannot_move(case: Case, data: st.DataObject) -> None:
    """A session that runs longer by its slack ends before the next pinned block and the end of its block."""
    plan, days, _ = laid(case, data)
    for session in plan.sessions:
        end = minute(session.end) + session.slack
        later = [
            minute(s.start) for s in plan.sessions if s.day == session.day and s.start >= session.end and not s.risk
        ]
        block = next(b for b in merged(days) if b.day == session.day and b.start <= session.start < b.end)
        if session.risk:
            assert end <= min([*later, minute(block.end)])
            assert session.over == max(0, session.late - session.slack)
        else:
            assert (session.slack, session.late) == (0, 0)


@many
@given(cases(), st.data(), st.randoms(use_true_random=False))
def test_the_same_plan_comes_out_again(case: Case, data: st.DataObject, random: object) -> None:
    """Days in another order make the same plan, trainers and all."""
    plan, days, setting = laid(case, data)
    turned = list(days)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert lay(path(case), turned, case.modules, setting) == plan
