"""Joins the stages; nothing else."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rumbo.build.check import check
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import load, load_profile
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.model import Module, Profile, Wishes
from rumbo.build.outcome import LearningPath, Plan
from rumbo.build.planning.resolve import path_of, resolve
from rumbo.build.planning.timetable import lay
from rumbo.build.problem import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """A curriculum with every problem in it."""

    curriculum: Curriculum
    problems: tuple[Problem, ...]


def read(layers: Iterable[Layer], today: dt.date) -> Reading:
    """Loads and checks all layers and their profiles. `today` decides what is past its review."""
    curriculum, problems = load(layers)
    problems += check(curriculum, today)
    for profile in curriculum.profiles.values():
        problems += check_profile(profile, curriculum)
    return Reading(curriculum, tuple(sorted(problems)))


def read_profile(path: Path, curriculum: Curriculum) -> tuple[Entry[Profile] | None, tuple[Problem, ...]]:
    """A profile from a file, checked against the curriculum."""
    entry, problems = load_profile(path)
    if entry is not None:
        problems += check_profile(entry, curriculum)
    return entry, tuple(sorted(problems))


def modules_of(curriculum: Curriculum) -> dict[str, Module]:
    """The modules alone, without their files."""
    return {name: entry.value for name, entry in curriculum.modules.items()}


def path_to(names: Iterable[str], curriculum: Curriculum) -> LearningPath:
    """The learning path to modules asked for by name."""
    return path_of(names, modules_of(curriculum))


def path_for(wishes: Wishes, curriculum: Curriculum) -> LearningPath:
    """The learning path that closes the gaps of a profile."""
    audiences = {name: entry.value for name, entry in curriculum.audiences.items()}
    return resolve(wishes, modules_of(curriculum), audiences)


def plan_for(profile: Profile, curriculum: Curriculum) -> Plan:
    """The path of a profile laid on its days."""
    return lay(path_for(profile, curriculum), profile.when, modules_of(curriculum))


def touching(problems: Iterable[Problem], curriculum: Curriculum, modules: Iterable[str]) -> list[Problem]:
    """The problems in the files of some modules; what is wrong elsewhere need not stop tonight's printing."""
    folders = tuple(str(curriculum.modules[name].file.path.parent) for name in modules)
    return [problem for problem in problems if str(Path(problem.file).parent) in folders]
