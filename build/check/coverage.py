"""Rows of the source documents: what content says it answers is listed."""

import datetime as dt
from collections.abc import Iterator

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import ANSWERING, Curriculum
from rumbo.build.problem import Problem


def tags(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Every row that content answers exists; a curriculum that lists no rows may name any."""
    del today
    for kind in ANSWERING if curriculum.ids("rows") else ():
        for entry in curriculum.of(kind).values():
            for index, name in enumerate(entry.value.answers):
                yield from unknown(entry, curriculum, "M124", "rows", name, ("answers", index))
