"""The words of the movement that a handbook uses, in plain words."""

import re
from collections.abc import Iterable

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.participant import Handout
from rumbo.build.labels import Labels
from rumbo.build.marks import unmarked
from rumbo.build.model import Term

_JOINED = "(?:[ובכלמהש]{1,3}|ال|[وبكلف]{1,2}(?:ال)?|لل)?"
"""What Hebrew and Arabic write before a word without a space: the, and, in, to, from, as."""


def words_used(handouts: Iterable[Handout], curriculum: Curriculum) -> tuple[Term, ...]:
    """The terms that occur in handouts and their exercises, in the order of a dictionary."""
    text = "\n".join(part for handout in handouts for part in _read(handout))
    found = [entry.value for entry in curriculum.glossary.values() if _pattern(entry.value).search(text)]
    labels = Labels(curriculum.language)
    return tuple(sorted(found, key=lambda term: labels.sorting(unmarked(term.term))))


def _read(handout: Handout) -> tuple[str, ...]:
    """What participants read of a module."""
    tasks = (exercise.task for exercise in handout.exercises)
    return (handout.title, *handout.objectives, handout.text, *tasks, *handout.key_points)


def _pattern(term: Term) -> re.Pattern[str]:
    """Whole words, whatever their case and wherever a line ends between them."""
    words = (unmarked(form).split() for form in (term.term, *term.also))
    forms = (r"\s+".join(re.escape(word) for word in form) for form in words)
    return re.compile(rf"(?<![\w-]){_JOINED}(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)
