"""The run-sheet: what comes next, at what time, who leads it and with what, one line each."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rumbo.build.documents.guide import Scene, chapters
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.timeline import DayRows, Row
from rumbo.build.outcome import Document, Plan, Slot


@dataclass(frozen=True, slots=True)
class Line:
    """An activity, an energiser, a pinned block or a pause."""

    row: Row
    start: dt.time
    end: dt.time
    elapsed: int
    """Minutes since the day began."""
    minutes: int
    opens: bool = True
    """Whether it is the first line of its row, which tells the module."""
    activity: str = ""
    trainer: str = ""
    grouping: str = ""
    materials: tuple[tuple[str, int], ...] = ()
    slack: int | None = None
    """At the end of a sitting the minutes that it may run longer."""


def run_sheet(kit: Kit) -> Iterator[Document]:
    """The run-sheet, one for each trainer."""
    made = chapters(kit.plan, kit.value.participants, kit.curriculum)
    scenes = {(chapter.id, scene.activity.id): scene for chapter in made for scene in chapter.scenes}
    yield kit.document(
        "run-sheet.pdf",
        "run-sheet.html.j2",
        "run-sheet-title",
        copies=max(1, len(kit.value.trainers)),
        readers="trainers",
        sheets=[(this.day, tuple(lines(this, kit.plan, scenes))) for this in kit.days],
    )


def lines(this: DayRows, plan: Plan, scenes: Mapping[tuple[str, str], Scene]) -> Iterator[Line]:
    """The lines of a day, in the order of its timetable."""
    spare = {sitting.end: sitting.slack for sitting in this.sittings}
    for row in this.rows:
        for slot in row.slots:
            scene = scenes.get((slot.module, slot.activity)) if slot.kind == "activity" else None
            yield _line(row, slot, plan.elapsed(this.day, slot.start), scene, spare.get(slot.end))
        if not row.slots:
            yield Line(row, row.start, row.end, plan.elapsed(this.day, row.start), _minutes(row.start, row.end))


def _line(row: Row, slot: Slot, elapsed: int, scene: Scene | None, slack: int | None) -> Line:
    return Line(
        row=row,
        start=slot.start,
        end=slot.end,
        elapsed=elapsed,
        minutes=slot.minutes,
        opens=slot == row.slots[0],
        activity=scene.activity.title if scene else "",
        trainer=slot.trainer,
        grouping=scene.activity.grouping if scene else "",
        materials=scene.materials if scene else (),
        slack=None if slot.kind == "pinned" else slack,
    )


def _minutes(start: dt.time, end: dt.time) -> int:
    return (end.hour - start.hour) * 60 + end.minute - start.minute
