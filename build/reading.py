"""The first two stages: everything in the layers, and the problems in it that matter to a command."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rumbo.build.check import between, check, in_use
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import load, places_of_assessment
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.pieces import Pieces
from rumbo.build.problem import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """A curriculum with the problems in it."""

    curriculum: Curriculum
    problems: tuple[Problem, ...]
    is_whole: bool = True
    """Whether it was looked for problems in every single piece as well, not only in files and between pieces."""


def read(layers: Iterable[Layer], today: dt.date, *kept: Pieces) -> Reading:
    """Loads and checks all layers and their profiles. `today` decides what is past its review.

    What was `kept` of the fields of files, and of what is wrong in single pieces, is not worked out again.
    """
    fields, alone = kept or (None, None)
    curriculum, problems = load(layers, fields)
    return _checked(curriculum, [*problems, *check(curriculum, today, alone)], today)


def read_to_use(layers: Iterable[Layer], today: dt.date, fields: Pieces | None = None) -> Reading:
    """The same without looking into single pieces, of which a command uses only some: see `touching`."""
    curriculum, problems = load(layers, fields)
    return replace(_checked(curriculum, [*problems, *between(curriculum, today)], today), is_whole=False)


def _checked(curriculum: Curriculum, problems: list[Problem], today: dt.date) -> Reading:
    for profile in curriculum.profiles.values():
        problems += check_profile(profile, curriculum, today)
    return Reading(curriculum, tuple(sorted(problems)))


def outside(curriculum: Curriculum) -> list[Path]:
    """The files that profiles name and that may lie outside of all layers, whether they are there or not."""
    return [path for entry in curriculum.profiles.values() for path in places_of_assessment(entry)]


def touching(reading: Reading, modules: Sequence[str]) -> list[Problem]:
    """The problems of some modules, in whatever layer, and of what they require but could not be read.

    A module of one's own that cannot be read would have replaced the one that is there. What is wrong elsewhere need
    not stop tonight's printing.
    """
    curriculum = reading.curriculum
    names = {*modules, *(name for module in modules for name in _broken_below(module, curriculum))}
    folders = {str(layer.curriculum / "modules" / name) for layer in curriculum.layers for name in names}
    found = [problem for problem in reading.problems if str(Path(problem.file).parent) in folders]
    unseen = () if reading.is_whole else dict.fromkeys(modules)
    return sorted([*found, *(problem for name in unseen for problem in in_use(curriculum.modules[name]))])


def _broken_below(module: str, curriculum: Curriculum) -> Iterator[str]:
    for needed in curriculum.modules[module].value.prerequisites:
        readable = any(choice in curriculum.modules for choice in needed.choices)
        if needed.strength == "required" and not readable:
            yield from needed.choices
