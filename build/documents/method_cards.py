"""Method cards: how to run a method, in the hand of who runs it, with minutes that fit the slot it has."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.build.curriculum import Entry
from rumbo.build.documents.circumstances import activities
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.materials import needed, people_at
from rumbo.build.documents.method import TimedStep, timed_steps
from rumbo.build.markdown import sections
from rumbo.build.model import Activity, Method
from rumbo.build.outcome import Document, Slot

_NOTES = ("debrief", "take care")
"""Titles of the sections that are needed in the room; content is written in English."""


@dataclass(frozen=True, slots=True)
class Use:
    """When a method is used, and for what: an activity of a module, or nothing for an energiser."""

    method: str
    day: dt.date
    slot: Slot
    module: str = ""
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class MethodCard:
    """A method for a number of minutes, with everything for which it is used in these minutes."""

    method: Method
    minutes: int
    uses: tuple[Use, ...]
    materials: tuple[tuple[str, int], ...]
    steps: tuple[TimedStep, ...]
    notes: tuple[tuple[str, str], ...]


def method_cards(kit: Kit) -> Iterator[Document]:
    """The cards of all methods in a plan, one set for each trainer; nothing where no method is used."""
    cards = tuple(_cards(kit))
    if cards:
        copies = max(1, len(kit.value.trainers))
        yield kit.document(
            "cards/methods.pdf",
            "method-cards.html.j2",
            "method-cards-title",
            copies=copies,
            readers="trainers",
            cards=cards,
        )


def _cards(kit: Kit) -> Iterator[MethodCard]:
    """A card for each method, and one more for each other length it is used in."""
    by_length: dict[tuple[str, int], list[Use]] = {}
    for use in uses(kit):
        by_length.setdefault((use.method, use.slot.minutes), []).append(use)
    for (name, minutes), found in by_length.items():
        yield _card(kit.curriculum.methods[name], minutes, found, kit)


def _card(entry: Entry[Method], minutes: int, found: Sequence[Use], kit: Kit) -> MethodCard:
    method = entry.value
    return MethodCard(
        method,
        minutes,
        tuple(found),
        _materials(method, found, kit),
        timed_steps(method, minutes),
        notes(entry.texts["body"].text, (entry.written or entry.texts)["body"].text),
    )


def uses(kit: Kit) -> Iterator[Use]:
    """Every use of a method that exists, in the order of the timetable."""
    taught = {(name, a.id): (module.title, a) for name, module, a in activities(kit.plan, kit.curriculum)}
    for session in kit.plan.sessions:
        for slot in session.slots:
            title, activity = taught.get((slot.module, slot.activity), ("", None))
            method = slot.activity if slot.kind == "energiser" else activity and activity.method
            if method in kit.curriculum.methods:
                yield Use(method or "", session.day, slot, title, activity)


def _materials(method: Method, found: Sequence[Use], kit: Kit) -> tuple[tuple[str, int], ...]:
    """What the largest use of a method needs."""
    most: dict[str, int] = {}
    for use in found:
        everybody = kit.value.participants
        people = people_at(use.slot.module, everybody, kit.plan) if use.activity else everybody
        for item, count in needed(method.materials, use.activity.grouping if use.activity else "plenary", people):
            most[item] = max(count, most.get(item, 0))
    return tuple(most.items())


def notes(body: str, written: str) -> tuple[tuple[str, str], ...]:
    """The sections of a method's text that its card shows: debrief and care, or all if none has such a title.

    `written` is the text in the language it was written in, whose titles tell which is which.
    """
    found = [(source, title, text) for (title, text, _), (source, *_) in _alongside(body, written) if text]
    chosen = [(title, text) for source, title, text in found if source.casefold() in _NOTES]
    return tuple(chosen or [(title, text) for _, title, text in found])


def _alongside(body: str, written: str) -> Iterator[tuple[tuple[str, str, int], tuple[str, str, int]]]:
    """The sections of a text, each beside the section that it is a translation of."""
    yield from zip(sections(body), sections(written), strict=True)
