"""A question set on paper: levels as tables of boxes, choices as lists, words as lines to write on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.translated import translation_of
from rumbo.build.marks import unmarked
from rumbo.build.model import AssessmentQuestion, QuestionSet
from rumbo.build.outcome import Document

LINES = 3
"""Ruled lines for an answer in words."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with the number it has on the terminal, too."""

    number: int
    question: AssessmentQuestion


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that stand together: those with one scale in a row share a table, any other stands alone.

    So do choices in a row with the same answers and the same help, which becomes what stands above the table.
    """

    kind: Literal["table", "list", "lines"]
    questions: tuple[Numbered, ...]
    answers: tuple[tuple[str, str], ...] = ()
    """What can be ticked: the number as on the terminal, and its words."""

    @property
    def help(self) -> str:
        """The explanation that all its questions share, or nothing."""
        helps = {one.question.help or "" for one in self.questions}
        return helps.pop() if len(helps) == 1 else ""


def form(unit: str, name: str, language: str, curriculum: Curriculum) -> Document:
    """The paper form of a question set (`surveys/after`), in the order in which it is asked on the terminal."""
    kind, _, known_as = unit.partition("/")
    questions: QuestionSet = curriculum.of(kind)[known_as].value
    content = {
        "set": questions,
        "blocks": tuple(_blocks(questions)),
        "lines": LINES,
        "content_language": curriculum.language,
        "translation": translation_of(curriculum, [unit]),
    }
    return Document(name, "assessment.html.j2", unmarked(questions.title), language, content)


def _blocks(questions: QuestionSet) -> Iterator[Block]:
    def together(one: Numbered) -> tuple[bool, Sequence[str] | int]:
        question = one.question
        if question.kind == "choice" and not question.several and question.help:
            return True, (question.help, *(answer.text for answer in question.answers))
        shared = question.kind == "level" and not question.levels
        return shared, questions.scale_of(question) if shared else one.number

    numbered = [Numbered(number, question) for number, question in enumerate(questions.questions, start=1)]
    for _, group in groupby(numbered, key=together):
        members = tuple(group)
        question = members[0].question
        levels = tuple((str(level), words) for level, words in enumerate(questions.scale_of(question)))
        choices = tuple((str(number), answer.text) for number, answer in enumerate(question.answers, start=1))
        if len(members) > 1:
            yield Block("table", members, levels or choices)
        else:
            yield Block("list" if levels or choices else "lines", members, levels or choices)
