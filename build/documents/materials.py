"""What to bring: each thing once, counted for the people expected, with what it is for."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.circumstances import activities
from rumbo.build.documents.kit import Kit
from rumbo.build.model import Material
from rumbo.build.outcome import Document, Plan, Slot

PAIR, GROUP_OF = 2, 4
"""People who share one set of materials, in pairs and in groups."""
SPARE = 10
"""Per cent more of what each person needs, and at least one more."""


@dataclass(frozen=True, slots=True)
class Need:
    """A thing that an activity or an energiser needs, how many, and when."""

    item: str
    number: int
    personal: bool
    """Whether every person needs their own."""
    used_up: bool
    purpose: str
    """The title of the module or method it is for."""
    day: dt.date
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class Supply:
    """A thing to bring: how many, and how many of these are spare."""

    item: str
    number: int
    spare: int
    purposes: tuple[str, ...]


def needed(materials: Iterable[Material], grouping: str, people: int) -> tuple[tuple[str, int], ...]:
    """Each thing with how many a group needs: for each person, each pair or group, or the room."""
    heads = _heads(grouping, people)
    return tuple((material.item, material.quantity * heads[material.per]) for material in materials)


def _heads(grouping: str, people: int) -> Mapping[str, int]:
    return {"person": people, "group": shares(grouping, people), "room": 1}


def shares(grouping: str, people: int) -> int:
    """How many pairs or groups people make, each of which shares one set of things."""
    return math.ceil(people / (PAIR if grouping == "pairs" else GROUP_OF))


def people_at(module: str, participants: int, plan: Plan) -> int:
    """How many take a module at once: all, or the part of them that is in its group."""
    taught = [session.slots for session in plan.sessions if any(slot.module == module for slot in session.slots)]
    alone = any(slot.module == module and not slot.group for slots in taught for slot in slots)
    groups = 1 if alone else max((slot.group for slots in taught for slot in slots), default=1)
    return math.ceil(participants / groups)


def materials(kit: Kit) -> Iterator[Document]:
    """The list for whoever buys and borrows; nothing where nothing is to be brought."""
    found = supplies(kit.plan, kit.value.participants, kit.curriculum)
    if found:
        yield kit.document(
            "prepare/materials.pdf",
            "materials.html.j2",
            "materials-title",
            readers="organiser",
            supplies=found,
            spare=SPARE,
        )


def supplies(plan: Plan, participants: int, curriculum: Curriculum) -> tuple[Supply, ...]:
    """Every thing of a plan once, by name; names that differ in case or spaces alone are one thing."""
    by_name: dict[str, list[Need]] = {}
    for need in needs(plan, participants, curriculum):
        by_name.setdefault(_folded(need.item), []).append(need)
    return tuple(_supply(found) for _, found in sorted(by_name.items()))


def _folded(item: str) -> str:
    return " ".join(item.split()).casefold()


def needs(plan: Plan, participants: int, curriculum: Curriculum) -> Iterator[Need]:
    """What activities, their methods and energisers need, in teaching order."""
    slots = [(session.day, slot) for session in plan.sessions for slot in session.slots]
    at = {(slot.module, slot.activity): (day, slot) for day, slot in slots if slot.kind == "activity"}
    for name, module, activity in activities(plan, curriculum):
        people = people_at(name, participants, plan)
        method = curriculum.methods.get(activity.method or "")
        listed = _one_each((*activity.materials, *(method.value.materials if method else ())))
        if (name, activity.id) in at:
            yield from _at(listed, activity.grouping, people, module.title, *at[(name, activity.id)])
    for day, slot in slots:
        energiser = curriculum.methods.get(slot.activity) if slot.kind == "energiser" else None
        if energiser:
            method_needs = energiser.value.materials
            yield from _at(method_needs, "plenary", participants, energiser.value.title, day, slot)


def _one_each(listed: Sequence[Material]) -> Iterator[Material]:
    """The materials of one activity without those that its method names again."""
    seen = set()
    for material in listed:
        if _folded(material.item) not in seen:
            yield material
        seen.add(_folded(material.item))


def _at(
    listed: Iterable[Material], grouping: str, people: int, purpose: str, day: dt.date, slot: Slot
) -> Iterator[Need]:
    heads = _heads(grouping, people)
    for material in listed:
        number = material.quantity * heads[material.per]
        personal = material.per == "person"
        yield Need(material.item, number, personal, material.used_up, purpose, day, slot.start, slot.end)


def _supply(found: Sequence[Need]) -> Supply:
    """One thing from all that need it: all of what is used up, of what is used again the most in use at once."""
    used_up = any(need.used_up for need in found)
    number = sum(need.number for need in found) if used_up else max(sum(_together(need, found)) for need in found)
    own = max((need.number for need in found if need.personal), default=0)
    spare = math.ceil(own * SPARE / 100)
    purposes = tuple(dict.fromkeys(need.purpose for need in found))
    return Supply(found[0].item, number + spare, spare, purposes)


def _together(need: Need, found: Sequence[Need]) -> Iterator[int]:
    """The numbers of all that is in use when something begins."""
    for other in found:
        if other.day == need.day and other.start <= need.start < other.end:
            yield other.number
