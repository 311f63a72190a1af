"""How many minutes can be taught at most, and the same days with a last one that ends later."""

import datetime as dt
from collections.abc import Sequence

from rumbo.build.model import Day
from rumbo.build.planning.days import BREAK, LUNCH, SITTING, OpenDay, merged, minute

HALF_DAY = 240
"""Minutes of one more morning."""
_MORNING = dt.time(9)
_LATEST = 24 * 60 - 1


def most_minutes(days: Sequence[Day]) -> int:
    """An upper bound: every sitting as long as it may be, with only the breaks and the lunch that this takes.

    The time that is lost because activities stay whole is not counted: what is chosen by this number has to be
    laid out before it is believed.
    """
    return sum(_most(day) for day in merged(days))


def _most(day: Day) -> int:
    open_day = OpenDay.of(day)
    if open_day.pins or open_day.lunch_at is None:
        return sum(_taught(minutes) for minutes in _between_pins(open_day))
    # An activity may run past the time of lunch by half of what it takes with a break before it.
    without = min(open_day.lunch_at + (SITTING + BREAK) // 2 + 1, open_day.end) - open_day.clock
    return max(_taught(without), _taught(open_day.end - open_day.clock - (LUNCH - BREAK)))


def _between_pins(day: OpenDay) -> list[int]:
    """The minutes before, between and after pinned blocks."""
    found, clock = [], day.clock
    for pin in day.pins:
        found.append(min(minute(pin.start), day.end) - clock)
        clock = max(clock, minute(pin.end))
    return [*found, day.end - clock]


def _taught(minutes: int) -> int:
    """What can be taught in a stretch of time with a break after every 90 minutes."""
    full = max(0, minutes + BREAK - 1) // (SITTING + BREAK)
    return max(0, full * SITTING, minutes - full * BREAK)


def minutes_to_midnight(days: Sequence[Day]) -> int:
    """By how much the last day could be longer."""
    return _LATEST - minute(_last(days).end)


def longer(days: Sequence[Day], minutes: int) -> tuple[Day, ...]:
    """The days with a last one that ends later, before midnight."""
    last = _last(days)
    end = minute(last.end) + minutes
    later = last.model_copy(update={"end": dt.time(end // 60, end % 60)})
    return tuple(later if day is last else day for day in days)


def _last(days: Sequence[Day]) -> Day:
    return max(days, key=lambda day: (day.day, day.end))


def with_half_a_day(days: Sequence[Day]) -> tuple[Day, ...]:
    """The days and one more morning."""
    after = max(day.day for day in days) + dt.timedelta(days=1)
    end = (_MORNING.hour * 60 + HALF_DAY) // 60
    return (*days, Day.model_validate({"day": after, "from": _MORNING, "to": dt.time(end)}))
