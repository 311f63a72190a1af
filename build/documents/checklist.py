"""What to do before, on and after the event, by date: the shipped checklists and the tasks of learning patterns."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rumbo.build.documents.circumstances import holds, needs_accounts
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.patterns import MOST, patterns_for
from rumbo.build.model import ChecklistItem
from rumbo.build.outcome import Document

Phase = Literal["before", "day", "after"]
PHASES: tuple[Phase, ...] = ("before", "day", "after")


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do, by which day (None: on every day of the event), who does it and which pattern it is from."""

    phase: Phase
    by: dt.date | None
    task: str
    who: str = ""
    pattern: str = ""


def checklist(kit: Kit) -> Iterator[Document]:
    """The list with boxes; nothing where no checklist and no pattern has a dated task."""
    found = sorted(todos(kit), key=_by_date)
    if found:
        yield kit.document(
            "prepare/checklist.pdf",
            "checklist.html.j2",
            "checklist-title",
            readers="organiser",
            phases=[(phase, [one for one in found if one.phase == phase]) for phase in PHASES],
        )


def todos(kit: Kit) -> Iterator[Todo]:
    """Every task for this event, those of checklists first, then those of patterns."""
    helping = patterns_for(kit.plan, kit.value, kit.curriculum)[:MOST]
    said = {one.id for one in helping if one.pattern.before or one.pattern.after}
    for item in items(kit, "dated"):
        if item.days is not None and not said.intersection(item.unless):
            yield _todo(kit, item.days, item.task, item.who or "")
    for one in helping:
        for task in one.pattern.before:
            yield _todo(kit, -task.days, task.task, pattern=one.pattern.title)
        for task in one.pattern.after:
            yield _after(kit, task.days, task.task, pattern=one.pattern.title)


def items(kit: Kit, form: str) -> Iterator[ChecklistItem]:
    """The points of all checklists of a form whose conditions hold for this event."""
    accounts = needs_accounts(kit.value, kit.plan, kit.curriculum)
    audience = set(kit.value.audience)
    for entry in kit.curriculum.checklists.values():
        for item in entry.value.items if entry.value.form == form else ():
            meant = not item.when.audiences or audience & set(item.when.audiences)
            if meant and holds(item.when, kit.value, accounts=accounts):
                yield item


def _todo(kit: Kit, days: int, task: str, who: str = "", pattern: str = "") -> Todo:
    """A task some days before the first day, on the days themselves (0), or after the last."""
    if days > 0:
        return _after(kit, days, task, who, pattern)
    if days == 0:
        return Todo("day", None, task, who, pattern)
    return Todo("before", kit.days[0].day + dt.timedelta(days=days), task, who, pattern)


def _after(kit: Kit, days: int, task: str, who: str = "", pattern: str = "") -> Todo:
    """A task after the last day; on the evening of the last day itself for 0."""
    return Todo("after", kit.days[-1].day + dt.timedelta(days=days), task, who, pattern)


def _by_date(one: Todo) -> tuple[int, dt.date]:
    return PHASES.index(one.phase), one.by or dt.date.min
