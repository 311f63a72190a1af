"""Joins the stages for saved plans: writing one, reading it with the edits somebody made, laying it out anew."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from rumbo.build import pipeline
from rumbo.build.check.plans import check_plan
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import is_plan, load_plan
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.guide import patterns_for
from rumbo.build.exchange.manifest import manifest
from rumbo.build.exchange.saved import changes, edited, path_of_saved, saved
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.outcome import Artifact, Change, Plan
from rumbo.build.planning.timetable import lay, setting_of
from rumbo.build.problem import Problem

__all__ = ["changes_since", "files_of", "holds_plan", "plan_again", "profile_in", "read_plan", "save"]


def holds_plan(path: Path) -> bool:
    """Whether a file holds a saved plan rather than a profile."""
    return is_plan(path)


def read_plan(
    path: Path, curriculum: Curriculum, today: dt.date
) -> tuple[Entry[SavedPlan] | None, tuple[Problem, ...]]:
    """A saved plan from a file, checked against the curriculum, the profile inside it too."""
    entry, problems = load_plan(path)
    if entry is not None:
        problems += check_plan(entry, curriculum)
        problems += check_profile(profile_in(entry), curriculum, today)
    return entry, tuple(sorted(problems))


def profile_in(entry: Entry[SavedPlan]) -> Entry[Profile]:
    """The profile that a saved plan carries. It follows no assessment any more: what that found stands in it."""
    profile = entry.value.profile.model_copy(update={"assessment": None})
    return Entry(entry.value.id, profile, entry.file, entry.layer, place=("profile",))


def plan_again(entry: Entry[SavedPlan], curriculum: Curriculum) -> tuple[Plan, Curriculum]:
    """A saved plan laid out anew with its edits, and the curriculum with the minutes that it sets."""
    profile = entry.value.profile
    changed = edited(entry.value, curriculum)
    path = path_of_saved(entry.value, pipeline.plan_for(profile, curriculum), changed)
    setting = setting_of(profile, pipeline.methods_of(changed))
    plan = lay(path, profile.when, pipeline.modules_of(changed), setting)
    return pipeline.warned(plan, profile, changed), changed


def changes_since(entry: Entry[SavedPlan], curriculum: Curriculum) -> tuple[Change, ...]:
    """What content has moved on since a plan was saved."""
    return tuple(changes(entry.value, curriculum))


def save(profile: Entry[Profile], plan: Plan, curriculum: Curriculum, name: str, today: dt.date) -> Artifact:
    """A plan as a file that can be edited by hand and used again."""
    patterns = patterns_for([step.module for step in plan.steps], profile.value, curriculum)
    return Artifact(name, saved(profile, plan, patterns, curriculum, today).encode())


def files_of(
    profile: Entry[Profile], plan: Plan, printed: Iterable[Artifact], curriculum: Curriculum, today: dt.date
) -> Iterator[Artifact]:
    """The saved plan of a pack, and the list of everything in it with hashes and pages."""
    plan_file = save(profile, plan, curriculum, "plan.yaml", today)
    yield plan_file
    yield manifest((*printed, plan_file), [step.module for step in plan.steps])
