"""The words of the movement that a handbook uses, in plain words."""

import re
from collections.abc import Iterable

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.participant import Handout
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.model import Term


def words_used(handouts: Iterable[Handout], curriculum: Curriculum) -> tuple[Term, ...]:
    """The terms that occur in handouts and their exercises, in the order of a dictionary."""
    text = "\n".join(part for handout in handouts for part in _read(handout))
    found = [entry.value for entry in curriculum.glossary.values() if _pattern(entry.value).search(text)]
    labels = Labels(SOURCE_LANGUAGE)
    return tuple(sorted(found, key=lambda term: labels.sorting(term.term)))


def _read(handout: Handout) -> tuple[str, ...]:
    """What participants read of a module."""
    tasks = (exercise.task for exercise in handout.exercises)
    return (handout.title, *handout.objectives, handout.text, *tasks, *handout.key_points)


def _pattern(term: Term) -> re.Pattern[str]:
    """Whole words, whatever their case and wherever a line ends between them."""
    forms = (r"\s+".join(re.escape(word) for word in form.split()) for form in (term.term, *term.also))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)
