"""Answers of many people, counted one after the other; only the counts and some words are kept."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rumbo.build.assess.answers import Answer
from rumbo.build.model import MEASURES, Assessment, AssessmentQuestion, Dimension, Measure, QuestionSet

LEVELS = range(4)
MOST_WORDS = 500_000
"""Bytes of words that a result keeps, so that it stays a file that a person can read and Rumbo will."""
Votes = Mapping[tuple[str, Measure], Sequence[int]]
"""How many raters said 0, 1, 2 and 3, by competency and measure."""


class Words:
    """Answers in words by question, as many as a result can hold."""

    def __init__(self) -> None:
        self.by_question: dict[str, list[str]] = {}
        self.left_over = 0
        """How many were not kept."""
        self._room = MOST_WORDS

    def add(self, name: str, words: str) -> None:
        """Keeps one answer to a question if there is room."""
        size = len(words.encode())
        if size > self._room:
            self.left_over += 1
            return
        self._room -= size
        self.by_question.setdefault(name, []).append(words)


class Tally:
    """Counts the answers to a question set."""

    def __init__(self, questions: QuestionSet) -> None:
        self.questions = {question.id: question for question in questions.questions}
        self.people = 0
        self.dimensions = dict(_dimensions(questions))
        self.votes: dict[tuple[str, Measure], list[int]] = {}
        self.choices: dict[str, Counter[str]] = {}
        self.levels: dict[str, Counter[str]] = {}
        self.words = Words()

    def add(self, said: Mapping[str, Answer]) -> None:
        """Counts the answers of one person; somebody who answered nothing is not counted."""
        self.people += bool(said)
        levels: dict[tuple[str, Measure], int] = {}
        for name, answer in said.items():
            for what, level in _levels(self.questions[name], answer):
                levels[what] = max(level, levels.get(what, 0))
            if isinstance(answer, str):
                self.words.add(name, answer)
            elif isinstance(answer, tuple):
                self.choices.setdefault(name, Counter()).update(answer)
            else:
                self.levels.setdefault(name, Counter())[str(answer)] += 1
        for what, level in levels.items():
            self.votes.setdefault(what, [0, 0, 0, 0])[level] += 1


def counted(tally: Tally) -> dict[str, dict[str, int]]:
    """How many gave each answer, by question in the order of the set; answers that nobody gave count 0."""
    counts: dict[str, dict[str, int]] = {}
    for name, question in tally.questions.items():
        given = tally.levels.get(name) or tally.choices.get(name)
        answers = [answer.id for answer in question.answers] or [str(level) for level in LEVELS]
        if given:
            counts[name] = {answer: given[answer] for answer in answers}
    return counts


def _dimensions(questions: QuestionSet) -> Iterator[tuple[str, Dimension]]:
    """The dimension of each competency: that of the first question about its level, else of a choice."""
    for question in questions.questions:
        for choice in question.answers:
            for measure in MEASURES:
                yield from ((competency, question.dimension) for competency in choice.levels(measure))
    for question in reversed(questions.questions):
        if question.competency:
            yield question.competency, question.dimension


def _levels(question: AssessmentQuestion, answer: Answer) -> Iterator[tuple[tuple[str, Measure], int]]:
    """What an answer says of competencies. What could have been chosen and was not counts as level 0."""
    if isinstance(answer, int) and question.competency and question.measure:
        yield (question.competency, question.measure), answer
    for choice in question.answers:
        for measure in MEASURES:
            for competency, level in choice.levels(measure).items():
                yield (competency, measure), level if isinstance(answer, tuple) and choice.id in answer else 0


def middle(votes: Sequence[int], measure: Measure) -> int:
    """The median level. Half between two levels the larger gap counts: what is there is taken low, wishes high."""
    half = sum(votes) / 2
    seen = 0
    for level, number in enumerate(votes):
        seen += number
        if seen > half or (seen == half and measure != "wanted"):
            return level
    return 0


def assessed(name: str, tally: Tally, expires_after: int, date: dt.date, names: Sequence[str] = ()) -> Assessment:
    """The result of a tally of at least one person, dated, with its expiry in months."""
    counted = {question: dict(sorted(chosen.items())) for question, chosen in tally.choices.items()}
    head = {"set": name, "date": date, "expires": months_later(date, expires_after)}
    raters = {"number": tally.people, "names": tuple(names)}
    levels = levels_of(tally.votes, tally.people, tally.dimensions)
    said = {"choices": counted, "answers": tally.words.by_question}
    return Assessment.model_validate({**head, "raters": raters, **levels, **said})


def levels_of(votes: Votes, raters: int, dimensions: Mapping[str, Dimension]) -> dict[str, dict[str, Any]]:
    """The fields `levels` and `spread` of a result: medians, and all votes where not all raters said the same."""
    levels: dict[str, dict[str, Any]] = {}
    spread: dict[str, dict[str, Sequence[int]]] = {}
    for competency, measure in sorted(votes, key=lambda what: (what[0], MEASURES.index(what[1]))):
        counts = votes[competency, measure]
        levels.setdefault(competency, {"dimension": dimensions.get(competency)})[measure] = middle(counts, measure)
        if max(counts) < raters:
            spread.setdefault(competency, {})[measure] = tuple(counts)
    return {"levels": levels, "spread": spread}


def months_later(date: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of a shorter month."""
    month = date.month - 1 + months
    year, month = date.year + month // 12, month % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(date.day, last))
