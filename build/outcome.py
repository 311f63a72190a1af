"""What the stages work out: learning paths with their reasons, plans, documents and files to write."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MANIFEST = "manifest.json"
"""A folder that holds this file is a pack that Rumbo made and may make anew."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency that is wanted above the level that is there (Cedefop: skill gap)."""

    competency: str
    present: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a module is in or out: a label's name and the values it speaks of, so that any language can say it.

    `names` are (kind, id) pairs whose titles are shown; `text` is the author's own "because".
    """

    label: str
    names: tuple[tuple[str, str], ...] = ()
    number: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A module of a path with every reason it is there."""

    module: str
    minutes: int
    reasons: tuple[Reason, ...]
    variant: str = ""
    """The id of the shorter form that is taught, or nothing for the whole module."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A module that could have been there, and why it is not."""

    module: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class LearningPath:
    """The ordered modules that close the gaps, and those left out."""

    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def minutes(self) -> int:
        """Typical minutes of all modules together, without breaks."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True, slots=True)
class Slot:
    """Something at its time: an activity of a module, a pinned block (with `title`) or an energiser (a method)."""

    module: str
    activity: str
    start: dt.time
    end: dt.time
    minutes: int
    kind: Literal["activity", "pinned", "energiser"] = "activity"
    title: str = ""
    trainer: str = ""
    group: int = 0
    """The number of the group where groups work in parallel, else 0."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting between two breaks or ends; `then` is what follows it."""

    day: dt.date
    start: dt.time
    end: dt.time
    slots: tuple[Slot, ...]
    then: Literal["break", "lunch", "end"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A path laid on days. `spare` holds the minutes left at the end of each day."""

    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    sessions: tuple[Session, ...]
    spare: Mapping[dt.date, int] = field(default_factory=dict)
    warnings: tuple[Reason, ...] = ()
    """What may go wrong with this plan: devices, internet, group size, trainers, accounts."""
    chosen_by: Literal["optimal", "greedy", "time limit"] = "optimal"
    """How the modules were chosen: proved best, by the readable fallback, or the best found within the time limit."""

    @property
    def minutes(self) -> int:
        """Minutes taught, without breaks."""
        return sum(slot.minutes for session in self.sessions for slot in session.slots)


def picture_address(module: str, file: str) -> str:
    """The address under which pages refer to a picture of a module."""
    return f"rumbo:modules/{module}/{file}"


@dataclass(frozen=True, slots=True)
class Document:
    """Something to print: where it goes, the template that shapes it and what the template tells."""

    name: str
    template: str
    title: str
    language: str
    content: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by the address the page uses."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file before it is on disk; `pages` is None where there are none to count."""

    name: str
    content: bytes
    pages: int | None = None
