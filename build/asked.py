"""Finds what a person asked a pack for: a profile or a saved plan, by file or id. What is wrong is told as data."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeGuard, cast

from rumbo.build import pipeline, replay
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import load_logo
from rumbo.build.content.wanted import LOGO, Wanted, changed, load_wanted
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.outcome import Plan
from rumbo.build.pipeline import Reading
from rumbo.build.problem import Problem, failed
from rumbo.build.style import PaperName
from rumbo.build.words import did_you_mean

__all__ = [
    "Asked",
    "Planned",
    "Wanted",
    "adapted",
    "asked",
    "called",
    "is_saved",
    "paper_of",
    "plan_of",
    "profile_asked",
    "read_wanted",
]
Asked = Entry[Profile] | Entry[SavedPlan]
"""What a pack can be made of."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a person asked to be planned: the profile, its plan, and the curriculum the plan is made from."""

    profile: Entry[Profile]
    plan: Plan
    curriculum: Curriculum


def profile_asked(name: str, reading: Reading, today: dt.date) -> tuple[Entry[Profile] | None, tuple[Problem, ...]]:
    """The profile of a file or an id as it is written, with its problems; no profile if one of them is an error.

    No profile and no error: there is none of that name.
    """
    path, curriculum = Path(name), reading.curriculum
    if path.is_file() or path.suffix in (".yaml", ".yml") or "/" in name:
        entry, problems = pipeline.read_profile(path, curriculum, today)
    elif name in curriculum.profiles:
        entry = curriculum.profiles[name]
        files = {entry.file.name, str(entry.file.path.parent / (entry.value.assessment or ""))}
        problems = tuple(problem for problem in reading.problems if problem.file in files)
    else:
        entry, problems = None, tuple(found for found in reading.problems if Path(found.file).stem == name)
    return (None if failed(problems) else entry), problems


def asked(name: str, reading: Reading, today: dt.date) -> tuple[Asked | None, tuple[Problem, ...]]:
    """The profile or saved plan of a file, or the profile of an id; none if there is an error, which is told."""
    path = Path(name)
    if path.is_file() and replay.holds_plan(path):
        plan, problems = replay.read_plan(path, reading.curriculum, today)
        return (None if failed(problems) else plan), problems
    profile, problems = profile_asked(name, reading, today)
    if profile is None and not failed(problems):
        hint = did_you_mean(name, reading.curriculum.profiles) or "give the path of a file, or an id"
        return None, (Problem(name, 0, 0, "N110", f"there is no profile '{name}'", hint),)
    return profile, problems


def is_saved(entry: Asked) -> TypeGuard[Entry[SavedPlan]]:
    """Whether it is a saved plan that was asked for."""
    return isinstance(entry.value, SavedPlan)


def paper_of(entry: Asked) -> PaperName:
    """What is in the printer of whoever asked."""
    return entry.value.profile.paper if is_saved(entry) else cast(Entry[Profile], entry).value.paper


def called(entry: Asked, name: str) -> Asked:
    """The same with another id, which is the name of the pack that is made of it."""
    if is_saved(entry):
        return replace(entry, id=name, value=entry.value.model_copy(update={"id": name}))
    return replace(entry, id=name)


def plan_of(entry: Asked, curriculum: Curriculum) -> Planned:
    """The plan of a profile, or a saved plan with its edits."""
    if is_saved(entry):
        return Planned(replay.profile_in(entry), *replay.plan_again(entry, curriculum))
    profile = pipeline.assessed(cast(Entry[Profile], entry), curriculum)
    return Planned(profile, pipeline.plan_for(profile.value, curriculum), curriculum)


def read_wanted(path: Path) -> tuple[tuple[Wanted, ...], list[Problem]]:
    """The rows of a table of packs, and what is wrong with the whole of it; no rows if that is an error."""
    return load_wanted(path)


def adapted(
    entry: Asked, wanted: Wanted, curriculum: Curriculum, today: dt.date
) -> tuple[Asked | None, list[Problem]]:
    """A profile or saved plan with what a row of a table says instead; what is wrong now is told by that row."""
    plan = entry if is_saved(entry) else None
    before = replay.profile_in(plan) if plan else cast(Entry[Profile], entry)
    value, problems = changed(before.value, wanted)
    if value is None:
        return None, problems
    after = replace(before, value=value)
    if LOGO in wanted.cells:
        beside, problems = load_logo(replace(after, file=File(wanted.table, "")))
        problems = [wanted.problem(LOGO, problem.code, problem.message, problem.hint) for problem in problems]
        after = replace(after, pictures=beside.pictures)
    known = {(problem.code, problem.message) for problem in check_profile(before, curriculum, today)}
    problems += [_at_row(found, wanted) for found in _new(after, known, curriculum, today)]
    if failed(problems):
        return None, problems
    if plan:
        inside = plan.value.model_copy(update={"profile": value})
        return replace(plan, value=inside, pictures=after.pictures), problems
    return after, problems


def _new(
    entry: Entry[Profile], known: Collection[tuple[str, str]], curriculum: Curriculum, today: dt.date
) -> list[Problem]:
    """What is wrong with a profile and was not before."""
    found = check_profile(entry, curriculum, today)
    return [problem for problem in found if (problem.code, problem.message) not in known]


def _at_row(problem: Problem, wanted: Wanted) -> Problem:
    return wanted.problem("profile", problem.code, problem.message, problem.hint)
