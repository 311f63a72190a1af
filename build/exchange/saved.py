"""Plans as files that can be edited by hand and used again, and what has changed since they were made."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.exchange.rows import Row, plan_data
from rumbo.build.labels import Labels
from rumbo.build.model import Module, Profile, SavedModule, SavedPlan
from rumbo.build.outcome import Change, LearningPath, LeftOut, Plan, Reason, Step

HEAD = (
    "# A saved plan. Edit what you like under `modules` (order, minutes, note) and under `profile`, then:\n"
    "#   rumbo check THIS-FILE    rumbo pack THIS-FILE    rumbo diff THIS-FILE\n"
)
SHORT = 16
"""Hexadecimal digits of a hash that are written: enough to tell versions of one text apart."""


def digest(entry: Entry[Any]) -> str:
    """What a piece of content says now: a hash of all its texts and pictures."""
    whole = hashlib.sha256(entry.file.text.encode())
    for name, file in sorted(entry.texts.items()):
        whole.update(f"\0{name}\0{file.text}".encode())
    for name, content in sorted(entry.pictures.items()):
        whole.update(f"\0{name}\0".encode() + content)
    return f"sha256:{whole.hexdigest()[:SHORT]}"


def saved(entry: Entry[Profile], plan: Plan, patterns: Iterable[str], curriculum: Curriculum, today: dt.date) -> Row:
    """A plan as the fields of a file."""
    profile = entry.value
    shown = plan_data(plan, curriculum, Labels(profile.language))
    return {
        "id": entry.id,
        "title": profile.title,
        "made_by": f"rumbo {version('rumbo')}",
        "made_on": today.isoformat(),
        "profile": profile.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"assessment"}),
        "modules": [_module(step, curriculum) for step in plan.steps],
        "patterns": {name: digest(curriculum.patterns[name]) for name in patterns},
        "reasons": {row["id"]: row["reasons"] for row in shown["modules"]},
        "left_out": shown["left_out"],
        "sessions": shown["sessions"],
    }


def _module(step: Step, curriculum: Curriculum) -> Row:
    entry = curriculum.modules[step.module]
    minutes = {activity.id: activity.minutes.typical for activity in entry.value.taught(step.variant)}
    variant = {"variant": step.variant} if step.variant else {}
    note = {"note": step.note} if step.note else {}
    return {"id": step.module, **variant, "hash": digest(entry), "minutes": minutes, **note}


def edited(plan: SavedPlan, curriculum: Curriculum) -> Curriculum:
    """The curriculum with the minutes that a trainer set in a saved plan."""
    modules = dict(curriculum.modules)
    for chosen in plan.modules:
        if chosen.id in modules:
            modules[chosen.id] = replace(modules[chosen.id], value=_with_minutes(modules[chosen.id].value, chosen))
    return replace(curriculum, modules=modules)


def _with_minutes(module: Module, chosen: SavedModule) -> Module:
    activities = []
    for activity in module.activities:
        minutes = chosen.minutes.get(activity.id, activity.minutes.typical)
        if minutes != activity.minutes.typical:
            around = {"least": min(minutes, activity.minutes.least), "most": max(minutes, activity.minutes.most)}
            estimate = activity.minutes.model_copy(update={"typical": minutes, **around})
            activity = activity.model_copy(update={"minutes": estimate})
        activities.append(activity)
    return module.model_copy(update={"activities": tuple(activities)})


def path_of_saved(plan: SavedPlan, fresh: LearningPath, curriculum: Curriculum) -> LearningPath:
    """The modules of a saved plan in its own order; `fresh` is the path that would be made today, for the reasons."""
    reasons = {step.module: step.reasons for step in fresh.steps}
    steps = []
    for chosen in plan.modules:
        variant = chosen.variant or ""
        activities = curriculum.modules[chosen.id].value.taught(variant)
        minutes = sum(activity.minutes.typical for activity in activities)
        why = reasons.get(chosen.id, (Reason("reason-by-hand"),))
        steps.append(Step(chosen.id, minutes, why, variant, chosen.note or ""))
    kept = {chosen.id for chosen in plan.modules}
    left = [left for left in fresh.left_out if left.module not in kept]
    left += [LeftOut(step.module, Reason("left-by-hand")) for step in fresh.steps if step.module not in kept]
    return LearningPath(tuple(steps), tuple(sorted(left, key=lambda left: left.module)))


def changes(plan: SavedPlan, curriculum: Curriculum) -> Iterator[Change]:
    """What content has moved on since a plan was saved."""
    then = [("modules", module.id, module.hash) for module in plan.modules]
    then += [("patterns", name, text) for name, text in plan.patterns.items()]
    for kind, name, text in then:
        entry = curriculum.of(kind).get(name)
        if entry is None:
            yield Change(kind, name, "gone")
        elif digest(entry) != text:
            yield Change(kind, name, "changed")
