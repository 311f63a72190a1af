"""A path laid on days: clock times, breaks and lunch. Starts are computed, never stored.

Rules: activities stay whole and in order; a sitting holds at most 90 minutes, then comes a break; a day
longer than six hours has lunch; a module that does not fit whole is left out and said so, and so is what
requires it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from rumbo.build.model import LONGEST_ACTIVITY, Activity, Day, Module
from rumbo.build.outcome import LearningPath, LeftOut, Plan, Reason, Session, Slot, Step

SITTING = LONGEST_ACTIVITY
"""Most minutes without a break."""
BREAK = 15
LUNCH = 60
LONG_DAY = 6 * 60
"""Minutes; a longer day has lunch."""
NOON = 12 * 60
_THERE = frozenset({"left-known", "left-known-through", "left-has"})
"""Reasons to leave a module out that also mean: what requires it can be taught."""


_Pause = Literal["", "break", "lunch"]
_PAUSES: Mapping[_Pause, int] = {"": 0, "break": BREAK, "lunch": LUNCH}


@dataclass(slots=True)
class _Sitting:
    start: int
    slots: list[Slot] = field(default_factory=list)
    then: Literal["break", "lunch", "end"] = "end"


@dataclass(slots=True)
class _OpenDay:
    """A day that is being filled; times are minutes since midnight."""

    day: Day
    clock: int
    end: int
    lunch_at: int | None
    sittings: list[_Sitting] = field(default_factory=list)

    @classmethod
    def of(cls, day: Day) -> "_OpenDay":
        start, end = _minute(day.start), _minute(day.end)
        return cls(day, start, end, _lunch_at(day, start, end), [_Sitting(start)])

    def copy(self) -> "_OpenDay":
        sittings = [_Sitting(sitting.start, list(sitting.slots), sitting.then) for sitting in self.sittings]
        return _OpenDay(self.day, self.clock, self.end, self.lunch_at, sittings)

    def place(self, module: str, activity: Activity) -> bool:
        """Puts an activity at the next moment it fits today; says whether there was one."""
        minutes = activity.minutes.typical
        pause = self._pause_before(minutes)
        start = self.clock + _PAUSES[pause]
        if start + minutes > self.end:
            return False
        if pause:
            self.sittings[-1].then = pause
            self.sittings.append(_Sitting(start))
            self.lunch_at = None if pause == "lunch" else self.lunch_at
        slot = Slot(module, activity.id, _time(start), _time(start + minutes), minutes)
        self.sittings[-1].slots.append(slot)
        self.clock = start + minutes
        return True

    def _pause_before(self, minutes: int) -> _Pause:
        if not self.sittings[-1].slots:
            return ""
        too_long = self.clock - self.sittings[-1].start + minutes > SITTING
        next_end = self.clock + (BREAK if too_long else 0) + minutes
        if self.lunch_at is not None and self.lunch_at - self.clock < next_end - self.lunch_at:
            return "lunch"
        return "break" if too_long else ""


def _lunch_at(day: Day, start: int, end: int) -> int | None:
    """When lunch is due, to be taken at the nearest end of an activity: as given, else amid a long day."""
    if day.lunch is not None:
        return _minute(day.lunch)
    if end - start <= LONG_DAY:
        return None
    middle = (start + end) // 2 - LUNCH
    return max(middle, NOON) if start < NOON < end - LUNCH else middle


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _time(minute: int) -> dt.time:
    return dt.time(minute // 60 % 24, minute % 60)  # past midnight only while `_missing` tries a longer day


def lay(path: LearningPath, days: Sequence[Day], modules: Mapping[str, Module]) -> Plan:
    """The plan: sessions with clock times, and what did not fit with the minutes it would need."""
    open_days = [_OpenDay.of(day) for day in _blocks(days)]
    first = 0
    kept: list[Step] = []
    dropped: list[LeftOut] = []
    there = {left.module for left in path.left_out if left.reason.label in _THERE}
    for step in path.steps:
        met = there.union(step.module for step in kept)
        blocker = _blocker(modules[step.module], met, {left.module for left in dropped})
        placed = None if blocker else _place_module(step.module, modules[step.module], open_days, first)
        if placed:
            open_days, first = placed
            kept.append(step)
        else:
            reason = _why_not(modules[step.module], blocker, open_days, first)
            dropped.append(LeftOut(step.module, reason))
    left_out = sorted((*path.left_out, *dropped), key=lambda left: left.module)
    spare: dict[dt.date, int] = {}
    for day in open_days:
        spare[day.day.day] = spare.get(day.day.day, 0) + day.end - day.clock
    return Plan(tuple(kept), tuple(left_out), _sessions(open_days), spare)


def _blocks(days: Sequence[Day]) -> list[Day]:
    """The days in order. Blocks with no time for a break between them are one: nobody sits through both."""
    blocks: list[Day] = []
    for day in sorted(days, key=lambda day: (day.day, day.start)):
        last = blocks[-1] if blocks else None
        if last and last.day == day.day and _minute(day.start) < _minute(last.end) + BREAK:
            more = {"end": max(last.end, day.end), "lunch": last.lunch or day.lunch}
            blocks[-1] = last.model_copy(update=more)
        else:
            blocks.append(day)
    return blocks


def _blocker(module: Module, met: Set[str], dropped: Set[str]) -> str:
    """A module that this one requires and that did not fit, where no other one meets the requirement."""
    for needed in module.prerequisites:
        lost = dropped & set(needed.choices)
        if needed.strength == "required" and lost and not met & set(needed.choices):
            return min(lost)
    return ""


def _place_module(
    name: str, module: Module, days: list[_OpenDay], first: int
) -> tuple[list[_OpenDay], int] | None:
    """The days with the whole module in them and the day to go on with, or None if it does not fit."""
    days = [day.copy() for day in days]
    for activity in module.activities:
        while not days[first].place(name, activity):
            first += 1
            if first == len(days):
                return None
    return days, first


def _why_not(module: Module, blocker: str, days: Sequence[_OpenDay], first: int) -> Reason:
    if blocker:
        return Reason("left-needs", (("modules", blocker),))
    return Reason("left-no-time", number=_missing(module, days, first))


def _missing(module: Module, days: Sequence[_OpenDay], first: int) -> int:
    """By how many minutes, rounded up to five, the last day is too short for the module."""
    longer = [day.copy() for day in days]
    longer[-1].end += 2 * module.minutes + LUNCH  # enough: the breaks take less than the activities
    placed = _place_module("", module, longer, first)
    over = placed[0][-1].clock - days[-1].end if placed else 0
    return max(5, -(-over // 5) * 5)


def _sessions(days: Sequence[_OpenDay]) -> tuple[Session, ...]:
    return tuple(
        Session(
            day.day.day, sitting.slots[0].start, sitting.slots[-1].end, tuple(sitting.slots), sitting.then
        )
        for day in days
        for sitting in day.sittings
        if sitting.slots
    )
