"""The facilitator guide: per module what to prepare, and per activity what to say and do, with plan B and key."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.materials import needed, people_at
from rumbo.build.documents.method import TimedStep, timed_steps
from rumbo.build.documents.participant import asked, pictures_of, shown
from rumbo.build.documents.patterns import MOST, patterns_for
from rumbo.build.helping import Helping
from rumbo.build.markdown import sections
from rumbo.build.model import Activity, Module, Picture, Question
from rumbo.build.outcome import Document, Plan, Slot, Step
from rumbo.build.sentences import sentence

AFTER = "after"


@dataclass(frozen=True, slots=True)
class Pause:
    """What follows a sitting: a break, lunch, a pinned block with its title, or the end of the day."""

    kind: Literal["break", "lunch", "pinned", "teaching", "end"]
    start: dt.time
    title: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One activity with its time, what the trainer reads, and what participants are doing meanwhile."""

    activity: Activity
    slot: Slot
    elapsed: int
    text: str
    objectives: tuple[str, ...]
    materials: tuple[tuple[str, int], ...]
    """Each thing to bring with how many this group needs."""
    pause: Pause | None
    energiser: Slot | None
    """The energiser that comes right before it."""
    energiser_steps: tuple[TimedStep, ...]
    """How to run that energiser."""
    steps: tuple[TimedStep, ...]
    """How to run the method that the activity names, in the minutes there are."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module in the guide."""

    id: str
    module: Module
    minutes: int
    people: int
    """How many take it at once."""
    note: str
    """What a trainer wrote beside the module in a saved plan."""
    objectives: tuple[str, ...]
    left_out: tuple[str, ...]
    """The titles of activities that its short form does without."""
    preparation: str
    scenes: tuple[Scene, ...]
    after: str
    questions: tuple[Question, ...]
    """Those that participants are asked, numbered alike."""
    pictures: tuple[Picture, ...]


def guide(kit: Kit) -> Iterator[Document]:
    """The guide, one for each trainer."""
    patterns = patterns_for(kit.plan, kit.value, kit.curriculum)
    yield kit.document(
        "facilitator-guide.pdf",
        "guide.html.j2",
        "guide-title",
        copies=max(1, len(kit.value.trainers)),
        readers="trainers",
        pictures=pictures_of(*kit.entries).items(),
        chapters=chapters(kit.plan, kit.value.participants, kit.curriculum),
        patterns=[(one.pattern, _told(one, kit)) for one in patterns[:MOST]],
    )


def _told(one: Helping, kit: Kit) -> list[str]:
    """Why a pattern helps, in sentences."""
    return [sentence(reason, kit.curriculum, kit.labels) for reason in one.reasons]


def chapters(plan: Plan, participants: int, curriculum: Curriculum) -> tuple[Chapter, ...]:
    """A chapter for each module of the plan, in teaching order."""
    return tuple(_chapter(step, participants, plan, curriculum) for step in plan.steps)


def _chapter(step: Step, participants: int, plan: Plan, curriculum: Curriculum) -> Chapter:
    entry = curriculum.modules[step.module]
    (_, preparation, _), *rest = sections(entry.texts["guide"].text)
    texts = {name: text for name, text, _ in rest}
    activities = entry.value.taught(step.variant)
    people = people_at(step.module, participants, plan)
    scenes = tuple(_scenes(step, texts, people, plan, curriculum))
    tasks = [activity.task for activity in activities if activity.task]
    return Chapter(
        id=entry.id,
        module=entry.value,
        minutes=sum(scene.slot.minutes for scene in scenes),
        people=people,
        note=step.note,
        objectives=tuple(objective.text for objective in entry.value.leads_to(step.variant)),
        left_out=tuple(activity.title for activity in entry.value.activities if activity not in activities),
        preparation=preparation,
        scenes=scenes,
        after=texts.get(AFTER, ""),
        questions=asked(entry.value, step.variant),
        pictures=shown(entry.value.pictures, [entry.texts["guide"].text, *tasks]),
    )


def _scenes(step: Step, texts: Mapping[str, str], people: int, plan: Plan, curriculum: Curriculum) -> Iterator[Scene]:
    module = curriculum.modules[step.module].value
    goals = {objective.id: objective.text for objective in module.objectives}
    slots = {slot.activity: slot for session in plan.sessions for slot in session.slots if slot.module == step.module}
    after, before = _after(plan), _energisers(plan)
    elapsed = 0
    for activity in module.taught(step.variant):
        energiser = before.get((step.module, activity.id))
        yield Scene(
            activity=activity,
            slot=slots[activity.id],
            elapsed=elapsed,
            text=texts.get(activity.id, ""),
            objectives=tuple(goals[name] for name in activity.objectives if name in goals),
            materials=needed(activity.materials, activity.grouping, people),
            pause=after.get((step.module, activity.id)),
            energiser=energiser,
            energiser_steps=_steps(energiser.activity, energiser.minutes, curriculum) if energiser else (),
            steps=_steps(activity.method, slots[activity.id].minutes, curriculum),
        )
        elapsed += activity.minutes.typical


def _steps(name: str | None, minutes: int, curriculum: Curriculum) -> tuple[TimedStep, ...]:
    """The steps of a method in the minutes there are; none if there is no such method."""
    entry = curriculum.methods.get(name or "")
    return timed_steps(entry.value, minutes) if entry else ()


def _after(plan: Plan) -> dict[tuple[str, str], Pause]:
    """What follows the last activity of each group in a sitting; groups that are done early wait for the others."""
    found: dict[tuple[str, str], Pause] = {}
    for session, later in zip(plan.sessions, (*plan.sessions[1:], None), strict=True):
        pinned = later.slots[0].title if later and session.then == "pinned" else ""
        apart = max(session.slots, key=lambda slot: slot.end).group > 0
        last = {slot.group: slot for slot in session.slots if (slot.group > 0) == apart}
        pause = Pause(session.then, session.end, pinned)
        found |= {(slot.module, slot.activity): pause for slot in last.values()}
    return found


def _energisers(plan: Plan) -> dict[tuple[str, str], Slot]:
    """Energisers by the module and activity that follow them."""
    return {
        (later.module, later.activity): slot
        for session in plan.sessions
        for slot, later in pairwise(session.slots)
        if slot.kind == "energiser"
    }
