"""What the stages work out: learning paths with their reasons, plans, documents and files to write."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MANIFEST = "manifest.json"
"""A folder that holds this file is a pack that Rumbo made and may make anew."""
PAUSES: Mapping[str, int] = {"break": 15, "lunch": 60}
"""Minutes of each kind of pause in a plan."""


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
    more: tuple[int | dt.date | dt.datetime, ...] = ()
    """Further numbers, days and moments, in the order in which the label tells them."""


@dataclass(frozen=True, slots=True)
class Step:
    """A module of a path with every reason it is there."""

    module: str
    minutes: int
    reasons: tuple[Reason, ...]
    variant: str = ""
    """The id of the shorter form that is taught, or nothing for the whole module."""
    note: str = ""
    """What a trainer wrote beside the module in a saved plan."""


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
class Reachable:
    """A module that can be taught next, and what speaks for it."""

    module: str
    minutes: int
    gives: Mapping[str, int]
    closes: tuple[str, ...]
    """The competencies that are wanted and that it gives."""
    better_after: tuple[str, ...]
    """Recommended modules that are not known."""
    opens: tuple[str, ...]
    """Modules that can be taught as soon as this one is known."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes of the profile that together bring a module in, and the minutes that would still be missing for it."""

    changes: tuple[Reason, ...]
    missing: int = 0
    lost: tuple[str, ...] = ()
    """Modules of the plan that would be shorter then, or out of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A module of a drawing in words: its number or letter, what it is called and what the drawing says about it."""

    sign: str
    module: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture (SVG) of what builds on what, its description, and the same in words."""

    svg: bytes
    description: str
    words: tuple[Told, ...]
    fits_page: bool


@dataclass(frozen=True, slots=True)
class Change:
    """How a module or learning pattern (`kind` in the plural) differs from what a plan was saved with."""

    kind: str
    id: str
    what: Literal["changed", "gone"]
    then: dt.date | None = None
    now: dt.date | None = None
    """The days of the last review of what was used and of what is there, as far as they are known."""


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
    """One sitting between two breaks or ends, or a pinned block alone; `then` is what follows it.

    Where groups work in parallel, their slots overlap and are sorted by start and group.
    """

    day: dt.date
    start: dt.time
    end: dt.time
    slots: tuple[Slot, ...]
    then: Literal["break", "lunch", "pinned", "teaching", "end"]
    slack: int = 0
    """Minutes it may run longer before it meets what cannot move: a pinned block, a given lunch, the day's end.
    What follows until then moves with it."""
    late: int = 0
    """Minutes it ends later than planned if everything since the last such point takes its most."""

    @property
    def minutes(self) -> int:
        """Minutes by the clock, without the pause after it."""
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute

    @property
    def over(self) -> int:
        """Minutes it runs into what cannot move if everything takes its most."""
        return max(0, self.late - self.slack)

    @property
    def risk(self) -> Literal["", "comfortable", "tight", "over"]:
        """How likely it runs over: a pause can take what is over (tight) or cannot; empty for a pinned block."""
        if self.slots[0].kind == "pinned":
            return ""
        return "comfortable" if not self.over else "tight" if self.over <= PAUSES["break"] else "over"


@dataclass(frozen=True, slots=True)
class Plan:
    """A path laid on days. `spare` holds the minutes left at the end of each day."""

    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    sessions: tuple[Session, ...]
    spare: Mapping[dt.date, int] = field(default_factory=dict)
    warnings: tuple[Reason, ...] = ()
    """What may go wrong with this plan: devices, internet, group size, trainers, accounts."""
    chosen_by: Literal["optimal", "greedy", "time limit", "saved"] = "optimal"
    """How the modules were chosen: proved best, by the readable fallback, as the best found within the time limit,
    or by the saved plan they come from."""

    @property
    def minutes(self) -> int:
        """Minutes of all modules taught, without breaks, pinned blocks and energisers; parallel ones count each."""
        slots = [slot for session in self.sessions for slot in session.slots]
        return sum(slot.minutes for slot in slots if slot.kind == "activity")

    def elapsed(self, day: dt.date, moment: dt.time) -> int:
        """Minutes from the first thing of a day to a moment on it."""
        first = next(session.start for session in self.sessions if session.day == day)
        return (moment.hour - first.hour) * 60 + moment.minute - first.minute


@dataclass(frozen=True, slots=True)
class Further:
    """What more time would bring: more minutes on the last day, or one more half day of that length."""

    minutes: int
    kind: Literal["last-day", "half-day"]
    comes: tuple[str, ...]
    """Modules that are not in the plan as it is, in order."""
    goes: tuple[str, ...]
    """Modules that better ones replace."""
    whole: tuple[str, ...]
    """Modules that are shortened now and would be taught whole."""
    shorter: Mapping[str, int]
    """Modules that would be taught in fewer minutes than now, with those minutes."""
    closed: int
    gap: int
    """The part of the gap that would be closed and the whole gap, in levels times the weights of the wishes."""
    taught: int
    """Minutes of all modules together."""


def picture_address(module: str, file: str) -> str:
    """The address under which pages refer to a picture of a module."""
    return f"rumbo:modules/{module}/{file}"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One sitting as calendars show it; `uid` stays the same when its title or hours change."""

    uid: str
    day: dt.date
    start: dt.time
    end: dt.time
    title: str
    text: str
    place: str = ""


Readers = Literal["participants", "trainers", "organiser"]
"""Who may see a document: trainers see keys and plan B, the organiser everything."""


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
    kind: str = ""
    """The name of its kind, by which it can be asked for."""
    copies: int = 1
    """How many to print; 0 for as many as are needed."""
    readers: Readers = "participants"
    private: bool = False
    """Whether it holds personal data, so that nobody else may read the file."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file before it is on disk; `pages` is None where there are none to count."""

    name: str
    content: bytes
    pages: int | None = None
    private: bool = False
    """Whether only its owner may read the file."""
    kind: str = ""
    """The name of the kind of document it is, empty for what only programs read."""
    language: str = ""
    readers: Readers | Literal[""] = ""
