"""The facilitator guide: per module what to prepare, and per activity what to say and do, with plan B and key."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.participant import shown
from rumbo.build.markdown import sections
from rumbo.build.model import Activity, Module, Pattern, Picture, Profile
from rumbo.build.outcome import Plan, Slot

AFTER = "after"
PAIR, GROUP_OF = 2, 4
"""People who share one set of materials, in pairs and in groups."""


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
    pause: str
    """What follows it: nothing, break, lunch or end of the day."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module in the guide."""

    id: str
    module: Module
    preparation: str
    scenes: tuple[Scene, ...]
    after: str
    pictures: tuple[Picture, ...]


def chapters(plan: Plan, participants: int, curriculum: Curriculum) -> tuple[Chapter, ...]:
    """A chapter for each module of the plan, in teaching order."""
    return tuple(_chapter(curriculum.modules[step.module], participants, plan) for step in plan.steps)


def _chapter(entry: Entry[Module], participants: int, plan: Plan) -> Chapter:
    (_, preparation, _), *rest = sections(entry.texts["guide"].text)
    texts = {name: text for name, text, _ in rest}
    pauses = {
        (session.slots[-1].module, session.slots[-1].activity): session.then for session in plan.sessions
    }
    slots = {
        slot.activity: slot for session in plan.sessions for slot in session.slots if slot.module == entry.id
    }
    goals = {objective.id: objective.text for objective in entry.value.objectives}
    scenes = []
    elapsed = 0
    for activity in entry.value.activities:
        served = tuple(goals[name] for name in activity.objectives if name in goals)
        pause = pauses.get((entry.id, activity.id), "")
        text = texts.get(activity.id, "")
        needed = _materials(activity, participants)
        scenes.append(Scene(activity, slots[activity.id], elapsed, text, served, needed, pause))
        elapsed += activity.minutes.typical
    tasks = [activity.task for activity in entry.value.activities if activity.task]
    pictures = shown(entry.value.pictures, [entry.texts["guide"].text, *tasks])
    return Chapter(entry.id, entry.value, preparation, tuple(scenes), texts.get(AFTER, ""), pictures)


def _materials(activity: Activity, participants: int) -> tuple[tuple[str, int], ...]:
    size = PAIR if activity.grouping == "pairs" else GROUP_OF
    heads = {"person": participants, "group": math.ceil(participants / size), "room": 1}
    return tuple((material.item, material.quantity * heads[material.per]) for material in activity.materials)


def patterns_for(modules: Iterable[str], profile: Profile, curriculum: Curriculum) -> tuple[Pattern, ...]:
    """The stable learning patterns that name one of the modules, or none but the audience, by id."""
    names = set(modules)
    return tuple(
        entry.value
        for entry in curriculum.patterns.values()
        if entry.value.status == "stable"
        and names.intersection(entry.value.applies.modules)
        and (not entry.value.audiences or set(entry.value.audiences) & set(profile.audience))
    )
