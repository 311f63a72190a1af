"""What stands around the modules: competencies, audiences, methods, learning patterns, curated paths."""

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator
from rumbo.build.model.common import Competencies, GroupSize, Id, Material, MinutesField, Review, Source, Text, Value


class Competency(Value):
    """An ability proven in practice; levels 1 to 3 (EQF style)."""

    title: Text
    description: Text


class Audience(Value):
    """Whom a workshop is for."""

    title: Text
    description: Text
    starts_with: tuple[Id, ...] = Field((), description="Modules that open every path for this audience.")


class Method(Value):
    """A reusable way to run an activity; its steps are the text below the front matter."""

    title: Text
    purpose: Text
    minutes: MinutesField
    group: GroupSize
    room: Text
    materials: tuple[Material, ...] = ()
    authors: tuple[Text, ...] = Field(min_length=1)
    licence: Text
    review: Review
    sources: tuple[Source, ...] = ()


class Applies(Value):
    """Where a learning pattern belongs."""

    modules: tuple[Id, ...] = ()
    methods: tuple[Id, ...] = ()
    competencies: tuple[Id, ...] = ()


class Pattern(Value):
    """A recurring problem of organising and its solution (Wikimedia Learning Pattern Library; Alexander 1977)."""

    title: Text
    problem: Text
    solution: Text
    topics: tuple[Text, ...] = Field(min_length=1)
    audiences: tuple[Id, ...] = ()
    applies: Applies = Applies()
    status: Literal["draft", "stable", "outdated"]
    created: dt.date
    review: Review
    authors: tuple[Text, ...] = Field(min_length=1)
    related: tuple[Id, ...] = ()
    licence: Text
    sources: tuple[Source, ...] = ()


class Milestone(Value):
    """What people do by themselves before the next module, and how everybody can see that it is done."""

    days: int = Field(ge=1, le=365, description="Days to leave for it, at least.")
    task: Text
    done_when: Text


class Leg(Value):
    """One module of a curated path, with what it is there for."""

    module: Id
    purpose: Text
    milestone: Milestone | None = None


class FollowUp(Value):
    """When the organisers come back to the group, what they do then and what they ask."""

    days: int = Field(ge=1, le=730, description="Days after the last module.")
    task: Text
    ask: tuple[Text, ...] = ()


class Path(Value):
    """A curated learning path: modules in an order somebody recommends."""

    title: Text
    summary: Text
    audiences: tuple[Id, ...] = Field(min_length=1)
    reaches: Competencies = Field({}, description="The levels people have at the end.")
    modules: tuple[Leg, ...] = Field(min_length=1)
    follow_up: tuple[FollowUp, ...] = ()

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
