"""Content, paths and plans as plain data, in the shapes that the command line promises for JSON and YAML."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.labels import Labels
from rumbo.build.model import Module, QuestionSet
from rumbo.build.outcome import Further, LearningPath, LeftOut, Plan, Session, Slot, Step
from rumbo.build.sentences import sentence

Row = dict[str, Any]


def row(kind: str, entry: Entry[Any]) -> Row:
    """One line of a list: at least id and title; the layer last."""
    told = _TOLD.get(kind, _described)(entry.value)
    return {"id": entry.id, "title": entry.value.title, **told, "layer": entry.layer}


def _described(value: Any) -> Row:
    return {"description": value.description}


def _prerequisites(module: Module) -> list[Row]:
    return [
        {**({"module": p.module} if p.module else {"any_of": list(p.any_of)}), "strength": p.strength}
        for p in module.prerequisites
    ]


def _asked(questions: QuestionSet) -> Row:
    return {"questions": len(questions.questions), "minutes": questions.minutes, "purpose": questions.purpose}


_TOLD: Mapping[str, Callable[[Any], Row]] = {
    "modules": lambda one: {"minutes": one.minutes, "level": one.level, "prerequisites": _prerequisites(one)},
    "methods": lambda one: {"minutes": one.minutes.typical, "purpose": one.purpose},
    "paths": lambda one: {"modules": [leg.module for leg in one.modules], "audiences": list(one.audiences)},
    "patterns": lambda one: {"status": one.status, "problem": one.problem},
    "assessments": _asked,
    "surveys": _asked,
    "notices": lambda one: {"reviewed": one.review.reviewed.isoformat()},
    "checklists": lambda one: {"items": len(one.items), "form": one.form},
    "rows": lambda one: {"document": one.document},
    "profiles": lambda one: {"language": one.language, "participants": one.participants},
}
"""What a line tells of each kind; its description where nothing stands here."""


def full(kind: str, entry: Entry[Any]) -> Row:
    """Everything a piece of content says, with its minutes, layer and file."""
    data: Row = {"id": entry.id, "kind": kind}
    data |= entry.value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if kind == "modules":
        data["minutes"] = entry.value.minutes
    return data | {"layer": entry.layer, "file": entry.file.name}


def path_data(path: LearningPath, curriculum: Curriculum, labels: Labels) -> Row:
    """A learning path: its modules in order with reasons, what was left out, and the minutes."""
    return {
        "modules": [_step(step, curriculum, labels) for step in path.steps],
        "left_out": [_left(left, curriculum, labels) for left in path.left_out],
        "minutes": path.minutes,
    }


def plan_data(plan: Plan, curriculum: Curriculum, labels: Labels) -> Row:
    """A plan: modules, what was left out, sessions with their slots, minutes taught and minutes to spare."""
    return {
        "modules": [_step(step, curriculum, labels) for step in plan.steps],
        "left_out": [_left(left, curriculum, labels) for left in plan.left_out],
        "sessions": [_session(session, plan, curriculum) for session in plan.sessions],
        "minutes": plan.minutes,
        "spare": {day.isoformat(): minutes for day, minutes in plan.spare.items()},
        "warnings": [sentence(warning, curriculum, labels) for warning in plan.warnings],
        "chosen_by": plan.chosen_by,
    }


def more_data(more: Iterable[Further]) -> list[Row]:
    """What more time would bring, a row for each point; modules by id."""
    return [
        {
            "minutes": point.minutes,
            "kind": point.kind,
            "comes": list(point.comes),
            "goes": list(point.goes),
            "whole": list(point.whole),
            "shorter": dict(point.shorter),
            "closed": point.closed,
            "gap": point.gap,
            "taught": point.taught,
        }
        for point in more
    ]


def _step(step: Step, curriculum: Curriculum, labels: Labels) -> Row:
    reasons = [sentence(reason, curriculum, labels) for reason in step.reasons]
    title = curriculum.modules[step.module].value.title
    short = {"variant": step.variant} if step.variant else {}
    return {"id": step.module, "title": title, **short, "minutes": step.minutes, "reasons": reasons}


def _left(left: LeftOut, curriculum: Curriculum, labels: Labels) -> Row:
    return {"id": left.module, "reason": sentence(left.reason, curriculum, labels)}


def _session(session: Session, plan: Plan, curriculum: Curriculum) -> Row:
    return {
        "day": session.day.isoformat(),
        "start": f"{session.start:%H:%M}",
        "end": f"{session.end:%H:%M}",
        "minutes": session.minutes,
        "then": session.then,
        "slack": session.slack,
        "late": session.late,
        "over": session.over,
        "risk": session.risk,
        "slots": [_slot(slot, plan.elapsed(session.day, slot.start), curriculum) for slot in session.slots],
    }


def _slot(slot: Slot, elapsed: int, curriculum: Curriculum) -> Row:
    entry = curriculum.modules.get(slot.module)
    title = next((a.title for a in entry.value.activities if a.id == slot.activity), "") if entry else slot.title
    return {
        "kind": slot.kind,
        "module": slot.module,
        "activity": slot.activity,
        "title": title,
        "start": f"{slot.start:%H:%M}",
        "end": f"{slot.end:%H:%M}",
        "minutes": slot.minutes,
        "elapsed": elapsed,
        "trainer": slot.trainer,
        "group": slot.group,
    }
