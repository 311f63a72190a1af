"""Second stage, check: what no single file can tell. Each check is a function in the tuple CHECKS."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

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
from rumbo.build.curriculum import Curriculum
from rumbo.build.problem import Problem

Check = Callable[[Curriculum, dt.date], Iterable[Problem]]

CHECKS: Sequence[Check] = (
    modules.references,
    modules.objectives,
    modules.quizzes,
    modules.activities,
    modules.variants,
    modules.sources,
    modules.reviews,
    graph.prerequisites,
    graph.circles,
    graph.competencies,
    texts.handouts,
    texts.guides,
    texts.fields,
    ease.reading_ease,
    countries.countries,
    pictures.pictures,
    library.audiences,
    library.methods,
    patterns.patterns,
    library.notices,
    library.checklists,
    library.paths,
    reach.modules,
    reach.audiences,
    reach.promises,
    assessments.question_sets,
    assessments.surveys,
    coverage.tags,
)


def check(curriculum: Curriculum, today: dt.date) -> list[Problem]:
    """Every problem between the pieces of a curriculum, by place. `today` decides what is past its review."""
    return sorted(problem for run in CHECKS for problem in run(curriculum, today))
