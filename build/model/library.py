"""What stands around the modules: competencies, audiences, methods, learning patterns, curated paths."""

import datetime as dt
from typing import Literal

from pydantic import Field
from rumbo.build.model.common import GroupSize, Id, Material, MinutesField, Review, Source, Text, Value


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


class Leg(Value):
    """One module of a curated path, with what it is there for."""

    module: Id
    purpose: Text


class Path(Value):
    """A curated learning path: modules in an order somebody recommends."""

    title: Text
    summary: Text
    audiences: tuple[Id, ...] = Field(min_length=1)
    modules: tuple[Leg, ...] = Field(min_length=1)
