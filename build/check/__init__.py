"""Second stage, check: what no single file can tell.

Each check is a function, either of one piece of content and nothing else (in ALONE), whose answer can be kept for as
long as the piece stays the same, or of the whole curriculum and the day (in CHECKS), which is asked each time.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from rumbo.build.cache import digest
from rumbo.build.check import (
    assessments,
    countries,
    coverage,
    ease,
    graph,
    library,
    modules,
    patterns,
    pictures,
    reach,
    texts,
)
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Module
from rumbo.build.pieces import Pieces, key_of_piece
from rumbo.build.problem import Problem

Alone = Callable[[Entry[Any]], Iterable[Problem]]
Check = Callable[[Curriculum, dt.date], Iterable[Problem]]

ALONE: Mapping[str, Sequence[Alone]] = {
    "modules": (
        modules.objectives,
        modules.quizzes,
        modules.activities,
        modules.variants,
        texts.handouts,
        texts.guides,
        texts.fields,
        ease.reading_ease,
        countries.countries,
        pictures.pictures,
    ),
    "methods": (library.methods,),
    "patterns": (patterns.solutions,),
    "notices": (library.notices,),
}
"""By kind; one piece after the other, so that no text is taken apart twice."""
ADVICE = (ease.reading_ease,)
"""Checks of modules that stop nobody, and that take as long as all others together."""
CHECKS: Sequence[Check] = (
    modules.references,
    modules.sources,
    modules.reviews,
    countries.reviews,
    graph.prerequisites,
    graph.circles,
    graph.competencies,
    library.audiences,
    patterns.patterns,
    library.checklists,
    library.paths,
    reach.modules,
    reach.audiences,
    reach.promises,
    assessments.question_sets,
    assessments.surveys,
    coverage.tags,
)


def check(curriculum: Curriculum, today: dt.date, kept: Pieces | None = None) -> list[Problem]:
    """Every problem in and between the pieces of a curriculum, by place. `today` decides what is past its review.

    What was found in a piece before and is `kept` is not looked for again.
    """
    pieces = [(kind, entry) for kind in ALONE for entry in curriculum.of(kind).values()]
    found = [problem for kind, entry in pieces for problem in alone(kind, entry, kept or Pieces())]
    return sorted([*between(curriculum, today), *found])


def between(curriculum: Curriculum, today: dt.date) -> list[Problem]:
    """Every problem between the pieces of a curriculum, and what is past its review `today`; by check."""
    return [problem for run in CHECKS for problem in run(curriculum, today)]


def in_use(entry: Entry[Module]) -> list[Problem]:
    """Every problem in a module that is to be used, but for advice on how to write it."""
    return [problem for run in ALONE["modules"] if run not in ADVICE for problem in run(entry)]


def alone(kind: str, entry: Entry[Any], kept: Pieces) -> list[Problem]:
    """Every problem in one piece of content, whatever there is besides it and whatever the day."""
    key = key_of_piece("alone", kind, *_deciding(entry))
    told = kept.get(key)
    if told is None:
        told = [astuple(problem) for run in ALONE[kind] for problem in run(entry)]
        kept.put(key, told)
    return [Problem(*one) for one in told]


def _deciding(entry: Entry[Any]) -> Iterator[object]:
    """All that an entry holds: names and texts of its files, pictures by their hashes."""
    for file in (entry.file, *entry.texts.values()):
        yield from (file.name, file.first_line, file.text)
    for name, content in entry.pictures.items():
        yield from ("picture", name, digest(content))
    for name, local in entry.local.items():
        yield from ("local", name, *_deciding(local))
