"""A record: what happened at a workshop, so that the next one is better.

It holds no personal data unless somebody asked for it: people are counted, owners of tasks are roles or initials.
"""

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, model_validator
from rumbo.build.model.common import EventDay, Id, Language, Line, Text, Value
from rumbo.build.model.library import Worked

Count = Annotated[int, Field(ge=0, le=100_000)]


class Attendance(Value):
    """How many people came. A number that nobody knows is left out."""

    invited: Count | None = None
    came: Count | None = Field(None, description="Different people over all days.")
    accounts: Count | None = Field(None, description="New accounts made at the event.")
    by_day: dict[EventDay, Count] = {}

    @model_validator(mode="after")
    def _no_day_above_all(self) -> Self:
        if self.came is not None and any(number > self.came for number in self.by_day.values()):
            raise ValueError("more people on one day than came in all")
        return self


class Timing(Value):
    """Minutes of an activity as they were planned and as they were; 0 if it was left out."""

    planned: int = Field(ge=1, le=600)
    actual: int = Field(ge=0, le=600)


class Asked(Value):
    """The questions that were asked at the end, and how many people answered."""

    question_set: Id = Field(alias="set")
    people: int = Field(ge=1)


class Trouble(Value):
    """Something that did not work, in the words of whoever was there."""

    what: Text
    module: Id | None = Field(None, description="Where it happened.")
    pattern: Id | None = Field(None, description="The learning pattern that was tried against it.")


class Task(Value):
    """Something to do after the event."""

    task: Text
    owner: Text | None = Field(None, description="A role or initials; no names unless they are wanted.")
    due: dt.date | None = None


class Tried(Value):
    """How a learning pattern worked at this event."""

    id: Id
    worked: Worked
    outcome: Text = Field(description="What happened.")


class Record(Value):
    """What happened at one event that was planned here."""

    id: Id
    title: Line
    plan: Id = Field(description="The id of the plan it was held by.")
    days: tuple[EventDay, ...] = Field(min_length=1)
    made_on: dt.date
    audience: tuple[Id, ...] = ()
    language: Language
    attendance: Attendance = Attendance()
    minutes: dict[Id, dict[Id, Timing]] = Field({}, description="By module and activity, where somebody looked.")
    worked: tuple[Text, ...] = ()
    did_not_work: tuple[Trouble, ...] = ()
    follow_ups: tuple[Task, ...] = ()
    patterns: tuple[Tried, ...] = ()
    taught: dict[Id, tuple[Text, ...]] = Field({}, description="Names of trainers by module, if they want it.")
    asked: Asked | None = None
    survey: dict[Id, dict[Id, Count]] = Field({}, description="How many gave each answer, by question.")
    words: dict[Id, tuple[Text, ...]] = Field({}, description="Answers in words, by question.")

    @model_validator(mode="after")
    def _days_belong(self) -> Self:
        if list(self.days) != sorted(set(self.days)):
            raise ValueError("the days must rise")
        if not set(self.attendance.by_day) <= set(self.days):
            raise ValueError("attendance counts a day that is not one of the days")
        return self

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules of which something was taught, in the order of the record."""
        return tuple(name for name, times in self.minutes.items() if any(timing.actual for timing in times.values()))
