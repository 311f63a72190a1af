"""A plan as the rows of a timetable: what happens from when to when, with the pauses between."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from rumbo.build.outcome import PAUSES, Plan, Session, Slot

LONGEST_BREAK = 30
"""Minutes; a longer pause before a pinned block is told as free time."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of one module within a sitting, a pinned block, an energiser, or a pause."""

    kind: Literal["module", "pinned", "energiser", "break", "lunch", "free"]
    start: dt.time
    end: dt.time
    module: str = ""
    slots: tuple[Slot, ...] = ()
    continued: bool = False
    """Whether the module began in an earlier row."""
    elapsed: int = 0
    """Minutes since the day began."""

    @property
    def title(self) -> str:
        """What the profile or the method calls it; empty for a module."""
        return self.slots[0].title if self.slots else ""

    @property
    def group(self) -> int:
        """The number of the group it is for, or 0 for everybody."""
        return self.slots[0].group if self.slots else 0

    @property
    def trainers(self) -> tuple[str, ...]:
        """Who teaches, each once, in order."""
        return tuple(dict.fromkeys(slot.trainer for slot in self.slots if slot.trainer))

    @property
    def unstaffed(self) -> bool:
        """Whether nobody teaches some of it."""
        return self.kind == "module" and not all(slot.trainer for slot in self.slots)


@dataclass(frozen=True, slots=True)
class DayRows:
    """The timetable of one day, with its sittings for who wants to know how tight they are."""

    day: dt.date
    rows: tuple[Row, ...]
    sittings: tuple[Session, ...]


def timeline(plan: Plan) -> tuple[DayRows, ...]:
    """The days of a plan in order, each with its rows."""
    days = []
    begun: set[str] = set()
    for day, group in groupby(plan.sessions, key=lambda session: session.day):
        sessions = list(group)
        rows = [row for session in sessions[:1] for row in _taught(session, plan, begun)]
        for before, after in pairwise(sessions):
            rows += _pauses(before, after)
            rows += _taught(after, plan, begun)
        days.append(DayRows(day, tuple(rows), tuple(session for session in sessions if session.risk)))
    return tuple(days)


def _taught(session: Session, plan: Plan, begun: set[str]) -> list[Row]:
    """A row for each module and group, in the order in which they begin."""
    rows: dict[tuple[str, int], list[Slot]] = {}
    for slot in session.slots:
        rows.setdefault((slot.module, slot.group), []).append(slot)
    return [_row(session, slots, plan, begun) for slots in rows.values()]


def _row(session: Session, slots: list[Slot], plan: Plan, begun: set[str]) -> Row:
    first, last = slots[0], slots[-1]
    kind: Literal["module", "pinned", "energiser"] = "module" if first.kind == "activity" else first.kind
    elapsed = plan.elapsed(session.day, first.start)
    row = Row(kind, first.start, last.end, first.module, tuple(slots), first.module in begun, elapsed)
    if kind == "module":
        begun.add(first.module)
    return row


def _pauses(before: Session, after: Session) -> list[Row]:
    """What lies between two sittings: lunch as long as it is, and what is free after it or before a pinned block."""
    if before.then == "end" or before.end >= after.start:
        return []
    if before.then == "break":
        return [Row("break", before.end, after.start)]
    free_from = before.end
    rows = []
    if before.then == "lunch":
        free_from = min(after.start, _later(before.end, PAUSES["lunch"]))
        rows.append(Row("lunch", before.end, free_from))
    if free_from < after.start:
        short = after.start <= _later(free_from, LONGEST_BREAK)
        rows.append(Row("break" if short else "free", free_from, after.start))
    return rows


def _later(moment: dt.time, minutes: int) -> dt.time:
    """A time of the same day some minutes later, midnight at the latest."""
    later = min(moment.hour * 60 + moment.minute + minutes, 24 * 60 - 1)
    return dt.time(later // 60, later % 60)
