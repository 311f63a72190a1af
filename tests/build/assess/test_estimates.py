"""How long activities take, from the minutes of many records."""

import datetime as dt
from collections.abc import Sequence

import pytest
from rumbo.build.assess.estimates import FEW, MANY, Estimate, estimates
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Minutes, Module, Record

MODULE, ACTIVITY = "first", "change"


def record(actual: int, planned: int = 15, activity: str = ACTIVITY) -> Record:
    """An event at which one activity was looked at."""
    return Record.model_validate(
        {
            "id": "a-day",
            "title": "A day",
            "plan": "group",
            "days": [dt.date(2027, 3, 12)],
            "made_on": dt.date(2027, 3, 20),
            "language": "en",
            "minutes": {MODULE: {activity: {"planned": planned, "actual": actual}}},
        }
    )


def estimated(actual: Sequence[int], minutes: tuple[int, int, int], module: Module) -> Estimate:
    """What is made of an activity that took so long at so many events."""
    least, typical, most = minutes
    now = Minutes(least=least, typical=typical, most=most)
    activity = module.activities[0].model_copy(update={"id": ACTIVITY, "minutes": now})
    changed = module.model_copy(update={"activities": (activity,)})
    (one,) = estimates([record(number) for number in actual], {MODULE: changed})
    return one


@pytest.fixture
def module(curriculum: Curriculum) -> Module:
    """Any module."""
    return curriculum.modules["editing-basics"].value


def test_what_was_seen_is_told(module: Module) -> None:
    """Number of events, middle, least and most are those of the records."""
    one = estimated([10, 30, 14, 20], (10, 15, 25), module)
    assert (one.times, one.planned, one.middle, one.least, one.most) == (4, 15, 17, 10, 30)


@pytest.mark.parametrize("actual", [[40], [40, 40]])
def test_few_events_propose_nothing(actual: list[int], module: Module) -> None:
    """With fewer than three events nothing is proposed, however far off they were."""
    assert len(actual) < FEW
    assert estimated(actual, (10, 15, 25), module).proposed is None


def test_some_events_only_widen(module: Module) -> None:
    """From three events on the middle becomes typical, and the author's range grows where it was left."""
    proposed = estimated([18, 20, 30], (10, 15, 25), module).proposed
    assert proposed == Minutes(least=10, typical=20, most=30)


def test_many_events_stand_for_themselves(module: Module) -> None:
    """From ten events on the range is what was seen, even where it is narrower."""
    proposed = estimated([18] * (MANY - 1) + [21], (10, 15, 25), module).proposed
    assert proposed == Minutes(least=18, typical=18, most=21)


def test_right_minutes_stay(module: Module) -> None:
    """Nothing is proposed where the events say what is there already."""
    assert estimated([15, 15, 16], (10, 15, 25), module).proposed is None


def test_nobody_sits_longer_than_possible(module: Module) -> None:
    """The typical minutes stay at what people can sit through, and the three numbers in their order."""
    assert estimated([120] * MANY, (10, 15, 25), module).proposed == Minutes(least=90, typical=90, most=120)


def test_a_half_minute_is_rounded_up(module: Module) -> None:
    """The middle of an even number of events is a whole minute."""
    proposed = estimated([10, 16, 17, 30], (10, 15, 30), module).proposed
    assert proposed
    assert proposed.typical == 17


def test_left_out_is_no_duration(module: Module) -> None:
    """An activity that was left out does not count as one of no minutes, nor one that is no longer there."""
    there = module.model_copy(update={"activities": (module.activities[0].model_copy(update={"id": ACTIVITY}),)})
    assert estimates([record(0), record(10, activity="gone")], {MODULE: there}) == ()
