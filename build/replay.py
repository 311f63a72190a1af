"""Joins the stages for saved plans: writing one, reading it with the edits somebody made, laying it out anew."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rumbo.build import pipeline
from rumbo.build.check.plans import check_plan
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import is_plan, load_plan
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.patterns import patterns_for
from rumbo.build.exchange.compare import Verdict, compared
from rumbo.build.exchange.manifest import Made, kept, manifest
from rumbo.build.exchange.saved import changes, edited, path_of_saved, saved
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.outcome import Artifact, Change, Plan
from rumbo.build.packs import Pack
from rumbo.build.planning.timetable import lay, setting_of
from rumbo.build.problem import Problem
from rumbo.build.render.libraries import versions
from rumbo.build.style import PLAIN, Style

__all__ = [
    "changes_since",
    "files_of",
    "holds_plan",
    "plan_again",
    "profile_in",
    "read_plan",
    "rows_kept",
    "save",
    "too_long",
    "verdicts",
]
PLAN_FILE = "plan.yaml"
"""What the saved plan of a pack is called."""
NOTHING: Mapping[str, Any] = MappingProxyType({})


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
    return Entry(entry.value.id, profile, entry.file, entry.layer, place=("profile",), pictures=entry.pictures)


def plan_again(entry: Entry[SavedPlan], curriculum: Curriculum) -> tuple[Plan, Curriculum]:
    """A saved plan laid out anew with its edits, and the curriculum with the minutes that it sets."""
    profile = entry.value.profile
    changed = edited(entry.value, curriculum)
    path = path_of_saved(entry.value, pipeline.plan_for(profile, curriculum), changed)
    setting = setting_of(profile, pipeline.methods_of(changed))
    plan = replace(lay(path, profile.when, pipeline.modules_of(changed), setting), chosen_by="saved")
    return pipeline.warned(plan, profile, changed), changed


def too_long(entry: Entry[SavedPlan], curriculum: Curriculum) -> list[Problem]:
    """The modules of an edited plan for which its days have become too short."""
    plan, _ = plan_again(entry, curriculum)
    order = [chosen.id for chosen in entry.value.modules]
    left = {left.module: left.reason.number for left in plan.left_out if left.module in order}
    return [_too_long(entry, order.index(name), missing) for name, missing in left.items()]


def _too_long(entry: Entry[SavedPlan], index: int, missing: int | None) -> Problem:
    message = f"'{entry.value.modules[index].id}' does not fit into the days any more"
    hint = f"{missing} more minutes would bring it in" if missing else "shorten something, or add time"
    return entry.problem("T114", ("modules", index), message, hint)


def changes_since(entry: Entry[SavedPlan], curriculum: Curriculum) -> tuple[Change, ...]:
    """What content has moved on since a plan was saved."""
    return tuple(changes(entry.value, curriculum))


def save(profile: Entry[Profile], plan: Plan, curriculum: Curriculum, name: str, today: dt.date) -> Artifact:
    """A plan as a file that can be edited by hand and used again; names of contact persons make it private."""
    patterns = [one.id for one in patterns_for(plan, profile.value, curriculum)]
    content = saved(profile, plan, patterns, curriculum, today).encode()
    return Artifact(name, content, private=bool(profile.value.safety))


def files_of(
    profile: Entry[Profile],
    plan: Plan,
    printed: Iterable[Artifact],
    curriculum: Curriculum,
    today: dt.date,
    style: Style = PLAIN,
    before: Mapping[str, Any] = NOTHING,
    request: str = "",
) -> Iterator[Artifact]:
    """The saved plan of a pack, and the list of everything in it with hashes and pages.

    `before` holds the rows of files that are in the pack already and stay there, `request` is its fingerprint.
    """
    plan_file = save(profile, plan, curriculum, PLAN_FILE, today)
    yield plan_file
    # The plan looks for its logo beside itself.
    logo = [Artifact(name, content) for name, content in profile.pictures.items()]
    yield from logo
    modules = [curriculum.modules[step.module] for step in plan.steps]
    yield manifest((*printed, plan_file, *logo), Made(modules, versions(), style, before, request))


def rows_kept(pack: Pack | None, kinds: Collection[str]) -> dict[str, Any]:
    """What stays of a pack when only some kinds of its documents are made anew; nothing if all of them are."""
    if pack is None or not kinds:
        return {}
    return {name: row for name, row in kept(pack.files, pack.style, kinds) if name in pack.there}


def verdicts(
    pack: Pack, entry: Entry[SavedPlan], again: Sequence[Artifact], curriculum: Curriculum
) -> tuple[Verdict, ...]:
    """A pack against what its saved plan makes today."""
    return tuple(compared(pack, again, changes_since(entry, curriculum), versions()))
