"""A needs assessment: the questions that are asked, and what a group answered on one day.

Levels are those of competencies, 0 to 3, with robustness beside them (the two values of the Community Capacity Map
of the Wikimedia movement), and every question belongs to one of three dimensions of capacity building.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from rumbo.build.model.common import Answers, Dimension, Id, Review, Source, Text, Title, Value, Words

Measure = Literal["present", "wanted", "robustness"]
MEASURES: tuple[Measure, ...] = ("present", "wanted", "robustness")
"""What is there, what is wanted, and how much of it would stay if one person left."""
AssessedLevel = Annotated[int, Field(ge=0, le=3)]
Scale = Annotated[tuple[Words, ...], Field(min_length=4, max_length=4)]
Tally = Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=4, max_length=4)]
DEFAULT_MONTHS = 12


class Choice(Value):
    """One answer that can be chosen, and the levels that follow from choosing it."""

    id: Id
    text: Words
    present: dict[Id, AssessedLevel] = {}
    wanted: dict[Id, AssessedLevel] = {}
    robustness: dict[Id, AssessedLevel] = {}

    def levels(self, measure: Measure) -> Mapping[str, int]:
        """The levels of one measure by competency."""
        levels: Mapping[str, int] = getattr(self, measure)
        return levels


class AssessmentQuestion(Value):
    """One question: a level from 0 to 3, a choice, or words of one's own."""

    id: Id
    text: Words
    help: Words | None = Field(None, description="What `?` explains.")
    kind: Literal["level", "choice", "text"]
    dimension: Dimension
    competency: Id | None = Field(None, description="What a level is about.")
    measure: Measure | None = Field(None, description="What a level tells of the competency.")
    levels: Scale = Field((), description="Own words for the levels 0 to 3, in place of the set's scale.")
    answers: tuple[Choice, ...] = Field((), max_length=20)
    several: bool = Field(False, description="Whether more than one answer may be chosen.")
    required: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.kind == "level") != (self.competency is not None and self.measure is not None):
            raise ValueError("a question of the kind level, and no other, has competency and measure")
        if (self.kind == "choice") != (len(self.answers) > 1):
            raise ValueError("a question of the kind choice, and no other, has answers, at least two")
        return self


class Scales(Value):
    """What 0, 1, 2 and 3 mean, in the words of the people who answer."""

    present: Scale = ()
    wanted: Scale = ()
    robustness: Scale = ()


class QuestionSet(Value):
    """The questions of one assessment, in the order they are asked."""

    title: Title
    purpose: Words
    intro: Words = Field(description="What people read before the first question.")
    minutes: int = Field(ge=1, le=240, description="How long answering takes.")
    audiences: tuple[Id, ...] = ()
    expires_after: int = Field(
        DEFAULT_MONTHS, ge=1, le=60, description="Months until a result is too old to plan by."
    )
    scales: Scales = Scales()
    questions: tuple[AssessmentQuestion, ...] = Field(min_length=1)
    review: Review
    licence: Text
    authors: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()
    answers: Answers = ()

    @model_validator(mode="after")
    def _scales_there(self) -> Self:
        for question in self.questions:
            if question.measure and not self.scale_of(question):
                raise ValueError(
                    f"the question '{question.id}' needs the scale {question.measure}, or levels of its own"
                )
        return self

    def scale_of(self, question: AssessmentQuestion) -> tuple[str, ...]:
        """The words for the levels 0 to 3 of a question; nothing for other kinds."""
        if question.measure is None:
            return ()
        shared: tuple[str, ...] = getattr(self.scales, question.measure)
        return question.levels or shared


class Raters(Value):
    """How many people answered; their names only if they were given on purpose."""

    number: int = Field(ge=1)
    names: tuple[Text, ...] = ()


class Levels(Value):
    """The level of each measure, 0 to 3, that the middle rater gave, and the dimension it was asked for."""

    dimension: Dimension | None = None
    present: AssessedLevel | None = None
    wanted: AssessedLevel | None = None
    robustness: AssessedLevel | None = None

    @property
    def gap(self) -> int | None:
        """Wanted above present, never negative; None where nobody was asked what is wanted."""
        return None if self.wanted is None else max(0, self.wanted - (self.present or 0))


class Spread(Value):
    """How many raters said 0, 1, 2 and 3."""

    present: Tally = ()
    wanted: Tally = ()
    robustness: Tally = ()


class Assessment(Value):
    """What one or more raters answered to a question set."""

    question_set: Id = Field(alias="set")
    date: dt.date
    expires: dt.date
    raters: Raters
    levels: dict[Id, Levels] = {}
    spread: dict[Id, Spread] = Field(
        {}, description="How many raters said 0, 1, 2 and 3, where not all raters said the same."
    )
    choices: dict[Id, dict[Id, Annotated[int, Field(ge=0)]]] = Field(
        {}, description="How many raters chose each answer, by question."
    )
    answers: dict[Id, tuple[Text, ...]] = Field({}, description="Words of the raters, by question.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.expires <= self.date:
            raise ValueError("expires must be later than date")
        return self

    @property
    def wants(self) -> dict[str, int]:
        """The wanted level of each competency that is wanted at all."""
        return {name: levels.wanted for name, levels in self.levels.items() if levels.wanted}

    @property
    def has(self) -> dict[str, int]:
        """The present level of each competency that is there at all."""
        return {name: levels.present for name, levels in self.levels.items() if levels.present}
