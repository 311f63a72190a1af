"""A plan as the rows of a timetable: what happens from when to when, with the pauses between."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from rumbo.build.outcome import Plan, Session, Slot


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of one module within a sitting, or a pause."""

    kind: Literal["module", "break", "lunch"]
    start: dt.time
    end: dt.time
    module: str = ""
    slots: tuple[Slot, ...] = ()
    continued: bool = False
    """Whether the module began in an earlier row."""


@dataclass(frozen=True, slots=True)
class DayRows:
    """The timetable of one day."""

    day: dt.date
    rows: tuple[Row, ...]


def timeline(plan: Plan) -> tuple[DayRows, ...]:
    """The days of a plan in order, each with its rows."""
    days = []
    begun: set[str] = set()
    for day, group in groupby(plan.sessions, key=lambda session: session.day):
        sessions = list(group)
        rows = [row for session in sessions[:1] for row in _modules(session, begun)]
        for before, after in pairwise(sessions):
            if before.then != "end":
                rows.append(Row(before.then, before.end, after.start))
            rows += _modules(after, begun)
        days.append(DayRows(day, tuple(rows)))
    return tuple(days)


def _modules(session: Session, begun: set[str]) -> list[Row]:
    rows = []
    for name, group in groupby(session.slots, key=lambda slot: slot.module):
        slots = tuple(group)
        rows.append(Row("module", slots[0].start, slots[-1].end, name, slots, name in begun))
        begun.add(name)
    return rows
