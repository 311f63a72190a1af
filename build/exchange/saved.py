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
from rumbo.build.model import Module, Profile, SavedModule, SavedPlan, Seen
from rumbo.build.outcome import PAUSES, Change, LearningPath, LeftOut, Plan, Reason, Step
from rumbo.build.yaml_text import write

HEAD = """\
# A saved plan. Edit what you like under `modules` (order, variant, minutes, note; add or take out whole modules)
# and under `profile` (days, pinned blocks, trainers, language), then:
#   rumbo check THIS-FILE    rumbo pack THIS-FILE    rumbo diff THIS-FILE
"""
TO_READ = """\

# From here on there is nothing to edit: all of it is worked out anew whenever the plan is used.
"""
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


def saved(entry: Entry[Profile], plan: Plan, patterns: Iterable[str], curriculum: Curriculum, today: dt.date) -> str:
    """The text of a file with a plan: first what can be edited, then what is there to read."""
    kept = _kept(entry, plan, patterns, curriculum, today)
    return f"{HEAD}{write(kept)}{TO_READ}{write(_shown(plan, curriculum, Labels(entry.value.language)))}"


def _kept(entry: Entry[Profile], plan: Plan, patterns: Iterable[str], curriculum: Curriculum, today: dt.date) -> Row:
    profile = entry.value
    return {
        "id": entry.id,
        "title": profile.title,
        "made_by": f"rumbo {version('rumbo')}",
        "made_on": today.isoformat(),
        "profile": profile.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"assessment"}),
        "modules": [_module(step, curriculum) for step in plan.steps],
        "patterns": {name: _seen(curriculum.patterns[name]) for name in patterns},
    }


def _shown(plan: Plan, curriculum: Curriculum, labels: Labels) -> Row:
    """Reasons, what is left out, and a line for everything that happens, by day."""
    data = plan_data(plan, curriculum, labels)
    days: dict[str, list[str]] = {}
    for session in data["sessions"]:
        lines = days.setdefault(session["day"], [])
        lines += [_line(slot) for slot in session["slots"]]
        lines += [f"{session['end']} {labels.text(session['then'])}"] if session["then"] in PAUSES else []
    reasons = {row["id"]: row["reasons"] for row in data["modules"]}
    return {"reasons": reasons, "left_out": data["left_out"], "sessions": days}


def _line(slot: Row) -> str:
    """One line of the day; commas and no colons, so that YAML needs no quotes."""
    what = f"{slot['module']}, {slot['title']}" if slot["kind"] == "activity" else slot["title"]
    group = f" [{slot['group']}]" if slot["group"] else ""
    trainer = f" ({slot['trainer']})" if slot["trainer"] else ""
    return f"{slot['start']}–{slot['end']} {what}{group}{trainer}"


def _module(step: Step, curriculum: Curriculum) -> Row:
    entry = curriculum.modules[step.module]
    minutes = {activity.id: activity.minutes.typical for activity in entry.value.taught(step.variant)}
    variant = {"variant": step.variant} if step.variant else {}
    note = {"note": step.note} if step.note else {}
    return {"id": step.module, **variant, **_seen(entry), "minutes": minutes, **note}


def _seen(entry: Entry[Any]) -> Row:
    """The day a piece of content was last reviewed, and the hash of what it says."""
    return {"version": entry.value.review.reviewed.isoformat(), "hash": digest(entry)}


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


def path_of_saved(plan: SavedPlan, fresh: Plan, curriculum: Curriculum) -> LearningPath:
    """The modules of a saved plan in its own order; `fresh` is the plan that would be made today, for the reasons."""
    steps = {step.module: step for step in fresh.steps}
    return LearningPath(
        tuple(_step(chosen, steps.get(chosen.id), curriculum) for chosen in plan.modules),
        tuple(_left_out(plan, fresh)),
    )


def _step(chosen: SavedModule, fresh: Step | None, curriculum: Curriculum) -> Step:
    """A module as it was saved; a shorter form that was chosen by hand, or given up, has no reason of ours."""
    variant = chosen.variant or ""
    minutes = sum(activity.minutes.typical for activity in curriculum.modules[chosen.id].value.taught(variant))
    same = fresh is not None and fresh.variant == variant
    why = tuple(reason for reason in fresh.reasons if same or reason.label != "reason-short") if fresh else ()
    return Step(chosen.id, minutes, why or (Reason("reason-by-hand"),), variant, chosen.note or "")


def _left_out(plan: SavedPlan, fresh: Plan) -> list[LeftOut]:
    """What today's plan leaves out, and what it has but the saved one has not."""
    kept = {chosen.id for chosen in plan.modules}
    left = [left for left in fresh.left_out if left.module not in kept]
    left += [LeftOut(step.module, Reason("left-by-hand")) for step in fresh.steps if step.module not in kept]
    return sorted(left, key=lambda left: left.module)


def changes(plan: SavedPlan, curriculum: Curriculum) -> Iterator[Change]:
    """What content has moved on since a plan was saved."""
    then: list[tuple[str, str, Seen]] = [("modules", module.id, module) for module in plan.modules]
    then += [("patterns", name, seen) for name, seen in plan.patterns.items()]
    for kind, name, seen in then:
        entry = curriculum.of(kind).get(name)
        if entry is None:
            yield Change(kind, name, "gone", seen.version)
        elif seen.hash and digest(entry) != seen.hash:
            yield Change(kind, name, "changed", seen.version, entry.value.review.reviewed)
