"""Second stage, check: what no single file can tell.

Each check is a function, either of one piece of content and nothing else (in ALONE), whose answer can be kept for as
long as the piece stays the same, or of the whole curriculum and the day (in CHECKS), which is asked each time.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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


def check(
    curriculum: Curriculum, today: dt.date, kept: Pieces | None = None, modules: Collection[str] | None = None
) -> list[Problem]:
    """Every problem in and between the pieces of a curriculum, by place. `today` decides what is past its review.

    What was found in a piece before and is `kept` is not looked for again. With `modules`, which may be empty, no
    other piece is looked at by itself.
    """
    found = [problem for run in CHECKS for problem in run(curriculum, today)]
    for kind in ALONE if modules is None else ("modules",):
        for entry in curriculum.of(kind).values():
            if modules is None or entry.id in modules:
                found += alone(kind, entry, kept or Pieces())
    return sorted(found)


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
