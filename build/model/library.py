"""What stands around the modules: competencies, audiences, methods, learning patterns, curated paths."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from rumbo.build.model.common import (
    Answers,
    Competencies,
    Devices,
    Dimension,
    GroupSize,
    Id,
    Internet,
    Material,
    MinutesField,
    Review,
    Source,
    Text,
    Title,
    Value,
    Words,
    WrittenIn,
)

Theme = Literal["roles", "resources", "diversity", "partnerships", "capacity", "health", "technology", "advocacy"]
"""The eight themes of the strategy track of the Wikimedia Conference 2018."""


Worked = Literal["yes", "partly", "no"]


class Competency(Value):
    """An ability proven in practice; levels 1 to 3 (EQF style)."""

    title: Title
    description: Words
    dimension: Dimension | None = Field(
        None, description="The dimension of capacity building it belongs to (Wikimedia Conference 2018)."
    )
    theme: Theme | None = None
    capacity: Text | None = Field(None, description="The group of the Community Capacity Map (2018) it belongs to.")
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[1-9]\d*$")] | None = None


class Audience(Value):
    """Whom a workshop is for."""

    title: Title
    description: Words
    starts_with: tuple[Id, ...] = Field((), description="Modules that open every path for this audience.")


class Term(Value):
    """A word of the movement in plain words."""

    term: Words
    meaning: Words
    also: tuple[Words, ...] = Field((), description="Other forms of the word, by which it is found in a text.")

    @property
    def title(self) -> str:
        """The word, under the name that titles have everywhere."""
        return self.term

    @property
    def description(self) -> str:
        """The meaning, under the name that descriptions have in other lists."""
        return self.meaning


class SourceRow(Value):
    """Something that a document behind the curriculum names. Content answers it by its id in `answers`."""

    item: Text
    document: Text
    feature: Text | None = Field(None, description="What of the program itself answers it.")
    page: Annotated[str, StringConstraints(pattern=r"^docs/[a-z-]+\.md$")] | None = Field(
        None, description="The page that shows this feature."
    )
    reason: Text | None = Field(None, description="Why nothing answers it.")

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if self.page and not self.feature:
            raise ValueError("page needs a feature that it shows")
        if self.reason and self.feature:
            raise ValueError("reason and feature do not go together")
        return self

    @property
    def title(self) -> str:
        """What is named, under the name that titles have everywhere."""
        return self.item

    @property
    def description(self) -> str:
        """Where it stands, under the name that descriptions have in other lists."""
        return self.document


class MethodStep(Value):
    """One step of a method; its minutes are scaled to the time there is."""

    title: Title
    minutes: int = Field(ge=1, le=480)
    text: Words


class Method(Value):
    """A reusable way to run an activity. The text below the front matter holds debrief, variants and care notes."""

    language: WrittenIn = None
    title: Title
    purpose: Words
    minutes: MinutesField
    group: GroupSize
    room: Words
    materials: tuple[Material, ...] = ()
    roles: tuple[Words, ...] = ()
    steps: tuple[MethodStep, ...] = Field(min_length=1)
    authors: tuple[Text, ...] = Field(min_length=1)
    licence: Text
    review: Review
    sources: tuple[Source, ...] = ()
    answers: Answers = ()


class Crowd(Value):
    """How many people a condition asks for, at least and at most."""

    least: int = Field(1, ge=1)
    most: int = Field(1000, ge=1)


class Circumstances(Value):
    """Conditions of a group under which a learning pattern applies; all that are given must hold."""

    internet: tuple[Internet, ...] = ()
    devices: tuple[Devices, ...] = ()
    participants: Crowd | None = None
    accounts: bool = Field(False, description="Whether participants need accounts on a Wikimedia project.")


class Applies(Value):
    """Where a learning pattern belongs: any of the modules, methods or competencies, under all the conditions."""

    modules: tuple[Id, ...] = ()
    methods: tuple[Id, ...] = ()
    competencies: tuple[Id, ...] = ()
    conditions: Circumstances = Circumstances()


class DatedTask(Value):
    """Something to do some days before or after an event."""

    days: int = Field(ge=0, le=730)
    task: Words


class Use(Value):
    """One time a learning pattern was used, and how it went: what an endorsement is worth."""

    event: Text
    date: dt.date
    audience: Id | None = None
    worked: Worked
    outcome: Words = Field(description="What happened.")
    by: Text


class Retired(Value):
    """A step of a solution that holds no more; it stays there to be read, struck out."""

    step: int = Field(ge=1, description="The number of the step.")
    since: dt.date
    because: Words


class Pattern(Value):
    """A recurring problem of organising and its solution (Wikimedia Learning Pattern Library; Alexander 1977)."""

    language: WrittenIn = None
    title: Title
    problem: Words
    solution: Words
    topics: tuple[Words, ...] = Field(min_length=1)
    audiences: tuple[Id, ...] = ()
    applies: Applies = Applies()
    status: Literal["draft", "stable", "outdated"]
    created: dt.date
    review: Review
    authors: tuple[Text, ...] = Field(min_length=1)
    related: tuple[Id, ...] = ()
    before: tuple[DatedTask, ...] = Field((), description="What to do days before the event; part of its checklist.")
    after: tuple[DatedTask, ...] = Field((), description="What to do days after the event.")
    no_longer_valid: tuple[Retired, ...] = ()
    used: tuple[Use, ...] = ()
    licence: Text
    sources: tuple[Source, ...] = ()
    answers: Answers = ()


class Notice(Value):
    """A sheet that hangs on the wall or is signed. Its words stand below the front matter."""

    title: Title
    adds: Literal["contacts", "photographs"] | None = Field(
        None, description="What stands below the words: whom to tell and who is on duty, or the form for photographs."
    )
    authors: tuple[Text, ...] = Field(min_length=1)
    licence: Text
    review: Review
    sources: tuple[Source, ...] = ()
    answers: Answers = ()


class Milestone(Value):
    """What people do by themselves before the next module, and how everybody can see that it is done."""

    days: int = Field(ge=1, le=365, description="Days to leave for it, at least.")
    task: Words
    done_when: Words


class Leg(Value):
    """One module of a curated path, with what it is there for."""

    module: Id
    purpose: Words
    milestone: Milestone | None = None


class FollowUp(Value):
    """When the organisers come back to the group, what they do then and what they ask."""

    days: int = Field(ge=1, le=730, description="Days after the last module.")
    task: Words
    ask: tuple[Words, ...] = ()


class Path(Value):
    """A curated learning path: modules in an order somebody recommends."""

    title: Title
    summary: Words
    audiences: tuple[Id, ...] = Field(min_length=1)
    reaches: Competencies = Field({}, description="The levels people have at the end.")
    modules: tuple[Leg, ...] = Field(min_length=1)
    follow_up: tuple[FollowUp, ...] = ()
    answers: Answers = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [later.days for later in self.follow_up]
        if days != sorted(set(days)):
            raise ValueError("the days of follow_up must rise")
        return self

    @property
    def days(self) -> int:
        """The least number of days that its milestones take together."""
        return sum(leg.milestone.days for leg in self.modules if leg.milestone)
