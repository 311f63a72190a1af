"""Question sets: every level belongs to a competency, is read by something, and every question asks for something."""

import datetime as dt
from collections.abc import Iterator

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import MEASURES, Assessment, Measure, QuestionSet
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place

READ_WITH: dict[Measure, Measure] = {"present": "wanted", "robustness": "present"}
"""A level that is there is read against the one that is wanted, robustness against what is there."""


def question_sets(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """What sets name exists, and no question and no answer is asked for nothing."""
    del today
    for entry in curriculum.assessments.values():
        yield from _names(entry, curriculum)
        yield from _empty_questions(entry)
        yield from _unread(entry)
        yield from _alike(entry)


def surveys(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """What surveys name exists. People read their answers, so that no answer has to set a level."""
    del today
    for entry in curriculum.surveys.values():
        yield from _names(entry, curriculum)
        yield from _alike(entry)


def _names(entry: Entry[QuestionSet], curriculum: Curriculum) -> Iterator[Problem]:
    for index, name in enumerate(entry.value.audiences):
        yield from unknown(entry, curriculum, "M104", "audiences", name, ("audiences", index))
    for (_, competency), place in _levels(entry.value):
        yield from unknown(entry, curriculum, "A101", "competencies", competency, place)


def _levels(questions: QuestionSet) -> Iterator[tuple[tuple[Measure, str], Place]]:
    """Each measure of a competency that a question or an answer sets, with its place."""
    for number, question in enumerate(questions.questions):
        if question.measure and question.competency:
            yield (question.measure, question.competency), ("questions", number, "competency")
        for index, choice in enumerate(question.answers):
            for measure in MEASURES:
                for competency in choice.levels(measure):
                    yield (measure, competency), ("questions", number, "answers", index, measure, competency)


def _empty_questions(entry: Entry[QuestionSet]) -> Iterator[Problem]:
    for number, question in enumerate(entry.value.questions):
        if question.answers and not any(answer.levels(name) for answer in question.answers for name in MEASURES):
            message = f"no answer to '{question.id}' sets a level"
            hint = "let an answer set present or wanted, or ask for words (kind: text), which people read"
            yield entry.problem("A102", ("questions", number), message, hint)


def _unread(entry: Entry[QuestionSet]) -> Iterator[Problem]:
    there = {what for what, _ in _levels(entry.value)}
    told = set()
    for (measure, competency), place in _levels(entry.value):
        other = READ_WITH.get(measure)
        if other and (other, competency) not in there and (measure, competency) not in told:
            told.add((measure, competency))
            message = f"nothing reads the level {measure} of {competency}, because {other} is never asked"
            yield entry.problem("A103", place, message, f"ask for the level {other} of {competency} as well")


def _alike(entry: Entry[QuestionSet]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for number, question in enumerate(entry.value.questions):
        for name in {question.id, question.text.casefold()}:
            if name in seen:
                message = f"'{question.id}' is called like '{seen[name]}', so a column of answers fits both"
                yield entry.problem("A104", ("questions", number), message, "give it a text of its own")
            seen[name] = question.id


def result(entry: Entry[Assessment], curriculum: Curriculum) -> Iterator[Problem]:
    """Every competency of a result exists."""
    for name in entry.value.levels:
        yield from unknown(entry, curriculum, "A101", "competencies", name, ("levels", name))
