"""The sheet to read before a workshop: what is taken for known, what will be taught, and the minutes it takes."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rumbo.build.curriculum import Entry
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import handout_of
from rumbo.build.model import Module
from rumbo.build.outcome import Document

WORDS_A_MINUTE = 180
"""Slow readers, and readers in a language that is not their own."""
_KNOWN = frozenset({"left-known", "left-known-through", "left-has"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Assumed:
    """A module that the group is taken to know, with the titles of those that build on it."""

    title: str
    objectives: tuple[str, ...]
    key_points: tuple[str, ...]
    minutes: int
    needed_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """A module of the plan in one line: the first thing that people can do afterwards."""

    title: str
    objective: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything on the sheet, and the minutes all of it takes."""

    assumed: tuple[Assumed, ...]
    coming: tuple[Coming, ...]
    minutes: int


def pre_reading(kit: Kit) -> Iterator[Document]:
    """One sheet for each participant, to be sent out with the invitation."""
    yield kit.document(
        "prepare/pre-reading.pdf",
        "pre-reading.html.j2",
        "pre-reading-title",
        copies=kit.value.participants,
        reading=reading(kit),
    )


def reading(kit: Kit) -> Reading:
    """What to read before, from the participants' view of the modules."""
    assumed = tuple(_assumed(kit.curriculum.modules[name], kit) for name in assumed_modules(kit))
    coming = tuple(Coming(view.title, view.objectives[0] if view.objectives else "") for view in kit.handouts)
    words = [text for one in assumed for text in (one.title, *one.objectives, *one.key_points)]
    words += [text for one in coming for text in (one.title, one.objective)]
    return Reading(assumed, coming, minutes_for(words))


def assumed_modules(kit: Kit) -> tuple[str, ...]:
    """The ids of what modules of the plan require or are better after, and the group is taken to know."""
    known = {left.module for left in kit.plan.left_out if left.reason.label in _KNOWN} | set(kit.value.known)
    taught = {entry.id for entry in kit.entries}
    before = [name for entry in kit.entries for one in entry.value.prerequisites for name in one.choices]
    return tuple(name for name in dict.fromkeys(before) if name in known - taught and name in kit.curriculum.modules)


def _assumed(entry: Entry[Module], kit: Kit) -> Assumed:
    view = handout_of(entry)
    builds_on_it = [
        other.value.title
        for other in kit.entries
        if any(entry.id in needed.choices for needed in other.value.prerequisites)
    ]
    minutes = minutes_for((view.title, *view.objectives, *view.key_points))
    return Assumed(view.title, view.objectives, view.key_points, minutes, tuple(builds_on_it))


def minutes_for(texts: Iterable[str]) -> int:
    """Whole minutes that reading takes, at least one."""
    words = sum(len(_WORD.findall(text)) for text in texts)
    return max(1, math.ceil(words / WORDS_A_MINUTE))
