"""Joins the stages; nothing else."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rumbo.build.check import check
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import load, load_profile
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.documents.pack import handout, pack
from rumbo.build.exchange.manifest import manifest
from rumbo.build.exchange.rows import plan_data
from rumbo.build.labels import Labels
from rumbo.build.model import Module, Profile, Wishes
from rumbo.build.outcome import Artifact, Document, LearningPath, Plan
from rumbo.build.planning.resolve import path_of, resolve
from rumbo.build.planning.timetable import lay
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import write as write_yaml


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


def touching(problems: Iterable[Problem], curriculum: Curriculum, modules: Sequence[str]) -> list[Problem]:
    """The problems of some modules and of what they require but could not be read.

    What is wrong elsewhere need not stop tonight's printing.
    """
    folders = {str(curriculum.modules[name].file.path.parent) for name in modules}
    names = {name for module in modules for name in _broken_below(module, curriculum)}
    return [p for p in problems if str(Path(p.file).parent) in folders or Path(p.file).parent.name in names]


def _broken_below(module: str, curriculum: Curriculum) -> Iterator[str]:
    for needed in curriculum.modules[module].value.prerequisites:
        readable = any(choice in curriculum.modules for choice in needed.choices)
        if needed.strength == "required" and not readable:
            yield from needed.choices


def documents_of(profile: Entry[Profile], plan: Plan, curriculum: Curriculum) -> tuple[Document, ...]:
    """The documents of a workshop pack, in the order a trainer needs them."""
    return tuple(pack(profile, plan, curriculum))


def handouts_of(
    names: Iterable[str], curriculum: Curriculum, language: str, *, exercises: bool
) -> tuple[Document, ...]:
    """The handouts of modules, each alone."""
    entries = [curriculum.modules[name] for name in names]
    return tuple(handout(entry, f"{entry.id}.pdf", language, exercises=exercises) for entry in entries)


def print_all(documents: Iterable[Document]) -> Iterator[tuple[Artifact, list[Problem]]]:
    """Each document as a PDF, one after the other, with what went wrong on it. Raises LayoutError, OSError."""
    from rumbo.build.render.html import to_html
    from rumbo.build.render.pdf import Printer

    printer = Printer()
    for document in documents:
        printed = printer.print(to_html(document), document.pictures)
        problems = [_unprintable(document, printed.unprintable)] if printed.unprintable else []
        yield Artifact(document.name, printed.content, printed.pages), problems


def _unprintable(document: Document, letters: Iterable[str]) -> Problem:
    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
    hint = "replace it, or install a font for its script; `rumbo doctor` tells which"
    return Problem(document.name, 0, 0, "R101", f"no shipped font can print: {named}", hint)


def data_files(
    plan: Plan, printed: Iterable[Artifact], curriculum: Curriculum, language: str
) -> Iterator[Artifact]:
    """The plan for programs, and the list of everything in the pack with hashes and pages."""
    plan_file = Artifact("plan.yaml", write_yaml(plan_data(plan, curriculum, Labels(language))).encode())
    yield plan_file
    yield manifest((*printed, plan_file), [step.module for step in plan.steps])
