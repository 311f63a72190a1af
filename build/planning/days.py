"""A day that is being filled: the next moment for what is taught, with breaks, lunch, pinned blocks and energiser.

Rules: nothing is cut; at most 90 minutes are taught without a break of 15; a long day (`is_long`) has lunch
unless a pinned block is there at noon; pinned blocks stand where the profile puts them. Times are minutes since
midnight here, and become clock times where a slot is made.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rumbo.build.model import LONGEST_ACTIVITY, Day, Pin
from rumbo.build.outcome import PAUSES, Session, Slot

SITTING = LONGEST_ACTIVITY
"""Most minutes without a break."""
BREAK = PAUSES["break"]
LUNCH = PAUSES["lunch"]
LONG_DAY = 6 * 60
"""Minutes; a longer day has lunch."""
LONG_OVER_NOON = LONG_DAY - 30
"""Minutes; so has a day of this length from before noon until after `LATE_LUNCH`."""
NOON = 12 * 60
LATE_LUNCH = 14 * 60
"""Whoever is free by then can eat afterwards."""
SHORTEST_MEAL = 30
"""Minutes; a pinned block over noon that is shorter (a photo, a greeting) does not stand for lunch."""


@dataclass(frozen=True, slots=True)
class Energiser:
    """A method that wakes people up after lunch."""

    method: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Part:
    """One activity within a block, with the minutes from the block's start to its own."""

    module: str
    activity: str
    offset: int
    minutes: int
    group: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """What is taught in one go: an activity, or activities of groups that work in parallel."""

    minutes: int
    most: int
    """Minutes if everything takes its most."""
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Sitting:
    start: int
    end: int
    slots: list[Slot] = field(default_factory=list)
    then: Literal["break", "lunch", "pinned", "teaching", "end"] = "end"
    growth: int = 0
    pinned: bool = False


_Pause = Literal["", "break", "lunch"]


@dataclass(slots=True)
class OpenDay:
    """A day that is being filled, from its start to `clock`."""

    day: Day
    clock: int
    end: int
    lunch_at: int | None
    pins: list[Pin]
    energiser: Energiser | None = None
    sittings: list[_Sitting] = field(default_factory=list)
    since: int | None = None  # when the teaching began that no break has ended yet
    drowsy: bool = False  # lunch is just over
    missed: int = 0  # energisers that there was no time for

    @classmethod
    def of(cls, day: Day, energiser: Energiser | None = None) -> "OpenDay":
        """An empty day; what is taught after lunch begins with the energiser, if there is time."""
        start, end = minute(day.start), minute(day.end)
        pins = sorted(day.pinned, key=lambda pin: (pin.start, pin.end))
        return cls(day, start, end, _lunch_at(day, start, end), pins, energiser)

    def copy(self) -> "OpenDay":
        """The same day, to be filled in another way."""
        sittings = [replace(sitting, slots=list(sitting.slots)) for sitting in self.sittings]
        return replace(self, pins=list(self.pins), sittings=sittings)

    def place(self, block: Block) -> bool:
        """Puts a block at the next moment it fits today; says whether there was one."""
        while True:
            pause = self._pause_before(block.minutes)
            start = self.clock + PAUSES.get(pause, 0)
            if start + block.minutes <= self._stop:
                self._put(block, start, pause)
                return True
            if not self.pins:
                return False
            self._pass_pin()

    @property
    def _stop(self) -> int:
        """The moment that nothing can run past."""
        return min(minute(self.pins[0].start), self.end) if self.pins else self.end

    def _pause_before(self, minutes: int) -> _Pause:
        if not self.sittings:
            return ""
        too_long = self.since is not None and self.clock - self.since + minutes > SITTING
        if self._lunch_comes_before(self.clock + (BREAK if too_long else 0) + minutes):
            return "lunch"
        return "break" if too_long else ""

    def _lunch_comes_before(self, later: int) -> bool:
        """Whether lunch is nearer to its time now than at a later moment, and can be had before the next pin."""
        if self.lunch_at is None or (self.pins and self.clock + LUNCH > minute(self.pins[0].start)):
            return False
        return self.lunch_at - self.clock < later - self.lunch_at

    def _put(self, block: Block, start: int, pause: _Pause) -> None:
        if pause:
            self._rest(pause)
        elif self.sittings and self.sittings[-1].pinned:
            self.sittings[-1].then = "teaching"
        if pause or not self.sittings or self.sittings[-1].pinned:
            self.sittings.append(_Sitting(start, start))
        start = self._wake(start, block.minutes)
        sitting = self.sittings[-1]
        for part in sorted(block.parts, key=lambda part: (part.offset, part.group)):
            begin = start + part.offset
            times = (time(begin), time(begin + part.minutes), part.minutes)
            sitting.slots.append(Slot(part.module, part.activity, *times, group=part.group))
        sitting.growth += block.most - block.minutes
        self.since = sitting.start if self.since is None else self.since
        self.clock = sitting.end = start + block.minutes

    def _rest(self, pause: Literal["break", "lunch"]) -> None:
        self.sittings[-1].then = pause
        self.clock += PAUSES[pause]
        self.since = None
        if pause == "lunch":
            self.lunch_at = None
            self.drowsy = True

    def _wake(self, start: int, minutes: int) -> int:
        """Begins with the energiser if lunch is just over and there is time; when to go on after it."""
        awake, self.drowsy = not self.drowsy, False
        method = self.energiser
        if awake or not method:
            return start
        end = start + method.minutes
        if end + minutes > self._stop or method.minutes + minutes > SITTING:
            self.missed += 1
            return start
        slot = Slot("", method.method, time(start), time(end), method.minutes, "energiser", method.title)
        self.sittings[-1].slots.append(slot)
        return end

    def _pass_pin(self) -> None:
        """Goes on after the next pinned block. Together with idle minutes before it, 15 of them are a break."""
        start, end = minute(self.pins[0].start), minute(self.pins[0].end)
        hungry = self.lunch_at is not None and self.lunch_at - self.clock < LUNCH
        if self.sittings and hungry and self._lunch_comes_before(end):
            self._rest("lunch")
        elif self.sittings:
            self.sittings[-1].then = "pinned"
        pin = self.pins.pop(0)
        slot = Slot("", "", pin.start, pin.end, end - start, "pinned", pin.title)
        self.sittings.append(_Sitting(start, end, [slot], pinned=True))
        self.since = None if end - self.clock >= BREAK else self.since
        self.drowsy = _is_meal(pin)
        self.clock = max(self.clock, end)

    def finish(self) -> None:
        """Adds the pinned blocks that follow the last thing taught."""
        while self.pins:
            self._pass_pin()

    @property
    def spare(self) -> int:
        """Minutes between the last thing taught and the end of a finished day that nothing else takes."""
        taught = [sitting for sitting in self.sittings if not sitting.pinned]
        now = taught[-1].end if taught else minute(self.day.start)
        free = -LUNCH if taught and taught[-1].then == "lunch" else 0
        for sitting in self.sittings:
            if sitting.pinned and sitting.start >= now:
                free += sitting.start - now
                now = sitting.end
        return max(0, free + self.end - now)

    def sessions(self) -> tuple[Session, ...]:
        """The sittings of a finished day, each with its slack."""
        given = minute(self.day.lunch) if self.day.lunch else None
        return tuple(
            Session(
                self.day.day, time(sitting.start), time(sitting.end), tuple(sitting.slots), sitting.then, slack, late
            )
            for run, fixed in _runs(self.sittings, self.end, given)
            for sitting, slack, late in _slack(run, fixed)
        )


def _runs(sittings: Sequence[_Sitting], end: int, lunch: int | None) -> list[tuple[list[_Sitting], int]]:
    """Sittings that move together, with the moment they must end: a pinned block, a given lunch, the day's end."""
    runs: list[tuple[list[_Sitting], int]] = []
    run: list[_Sitting] = []
    for sitting in sittings:
        if sitting.pinned:
            runs += [(run, sitting.start - (LUNCH if run and run[-1].then == "lunch" else 0)), ([sitting], 0)]
            run = []
        else:
            run.append(sitting)
            if sitting.then == "lunch" and lunch is not None:
                runs.append((run, lunch))
                run = []
    return [*runs, (run, end)]


def _slack(run: Sequence[_Sitting], fixed: int) -> list[tuple[_Sitting, int, int]]:
    """Each sitting with the minutes it may run longer and those it runs late if everything takes its most."""
    late = 0
    found = []
    for sitting in run:
        late += sitting.growth
        found.append((sitting, max(0, fixed - run[-1].end), late))
    return found


def _lunch_at(day: Day, start: int, end: int) -> int | None:
    """When lunch is due, to be taken at the nearest end of an activity: as given, else amid a long day."""
    if day.lunch is not None:
        return minute(day.lunch)
    if not is_long(start, end) or any(_is_meal(pin) for pin in day.pinned):
        return None
    middle = (start + end) // 2 - LUNCH
    return max(middle, NOON) if start < NOON < end - LUNCH else middle


def is_long(start: int, end: int) -> bool:
    """Whether people must eat between two moments of a day."""
    over_noon = start < NOON and end > LATE_LUNCH
    return end - start > LONG_DAY or (over_noon and end - start >= LONG_OVER_NOON)


def _is_meal(pin: Pin) -> bool:
    """Whether people can eat during a pinned block in the middle of the day."""
    start, end = minute(pin.start), minute(pin.end)
    return start <= NOON < end and end - start >= SHORTEST_MEAL


def merged(days: Sequence[Day]) -> list[Day]:
    """The days in order. Blocks with no time for a break between them are one: nobody sits through both."""
    blocks: list[Day] = []
    for day in sorted(days, key=lambda day: (day.day, day.start)):
        last = blocks[-1] if blocks else None
        if last and last.day == day.day and minute(day.start) < minute(last.end) + BREAK:
            more = {"end": max(last.end, day.end), "lunch": last.lunch or day.lunch}
            blocks[-1] = last.model_copy(update={**more, "pinned": (*last.pinned, *day.pinned)})
        else:
            blocks.append(day)
    return blocks


def minute(time: dt.time) -> int:
    """A time of day as minutes since midnight."""
    return time.hour * 60 + time.minute


def time(minute: int) -> dt.time:
    """Minutes since midnight as a time of day; past midnight only while a longer day is tried."""
    return dt.time(minute // 60 % 24, minute % 60)
