"""The room and its kit: what to look at before the day, and how the room stands for each method."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.build.documents.checklist import items
from rumbo.build.documents.circumstances import activities
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.materials import people_at, shares
from rumbo.build.model import ChecklistItem
from rumbo.build.outcome import Document


@dataclass(frozen=True, slots=True)
class Thing:
    """A point to tick, with how many are needed (0: not a matter of number)."""

    task: str
    number: int


@dataclass(frozen=True, slots=True)
class SetUp:
    """How the room stands for a method, and when."""

    day: dt.date
    start: dt.time
    method: str
    room: str


def room(kit: Kit) -> Iterator[Document]:
    """The list to walk through the place with; nothing where no checklist of a place is there."""
    found = parts(kit)
    if found:
        yield kit.document(
            "prepare/room.pdf",
            "room.html.j2",
            "room-title",
            readers="organiser",
            parts=found,
            set_ups=tuple(set_ups(kit)),
        )


def parts(kit: Kit) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """The points of all checklists of a place under their headings."""
    found: dict[str, list[Thing]] = {}
    for item in items(kit, "place"):
        found.setdefault(item.part or "", []).append(Thing(item.task, _number(item, kit)))
    return tuple((part, tuple(things)) for part, things in found.items())


def _number(item: ChecklistItem, kit: Kit) -> int:
    """How many of a point are needed; 0 where it is not a matter of number."""
    if item.shared_device:
        return shared_devices(kit)
    return math.ceil(kit.value.participants / item.one_for) if item.one_for else 0


def shared_devices(kit: Kit) -> int:
    """The most devices that any activity shares out at once: one for each pair or group, as its materials say."""
    numbers = [0]
    for name, module, activity in activities(kit.plan, kit.curriculum):
        needed = (activity.needs or module.delivery).devices
        if needed == "shared" and activity.grouping != "plenary":
            numbers.append(shares(activity.grouping, people_at(name, kit.value.participants, kit.plan)))
    return max(numbers)


def set_ups(kit: Kit) -> Iterator[SetUp]:
    """The room for each method of the plan, in the order of the days."""
    methods = kit.curriculum.methods
    for session in kit.plan.sessions:
        for slot in session.slots:
            name = slot.activity if slot.kind == "energiser" else _method(slot.module, slot.activity, kit)
            if name in methods:
                method = methods[name].value
                yield SetUp(session.day, slot.start, method.title, method.room)


def _method(module: str, activity: str, kit: Kit) -> str:
    """The id of the method that an activity names, or nothing."""
    entry = kit.curriculum.modules.get(module)
    found = (one.method for one in entry.value.activities if one.id == activity) if entry else iter(())
    return next(found, None) or ""
