"""A profile: what one group has, wants and can give."""

import datetime as dt
from typing import Annotated

from pydantic import Field
from rumbo.build.model.common import Competencies, Devices, Id, Internet, Language, Text, Value


class Day(Value):
    """One day of a workshop; lunch is set by itself unless it is given."""

    day: dt.date
    start: dt.time = Field(alias="from")
    end: dt.time = Field(alias="to")
    lunch: dt.time | None = None

    @property
    def minutes(self) -> int:
        """Minutes from start to end; negative when the day ends before it starts."""
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute


class Trainer(Value):
    """Who teaches, what they can teach and in which languages."""

    name: Text
    competencies: tuple[Id, ...] = ()
    languages: tuple[Language, ...] = ()


class Conditions(Value):
    """What the place gives."""

    internet: Internet = "good"
    devices: Devices = "shared"


class Venue(Value):
    """Where the workshop happens."""

    name: Text | None = None
    city: Text | None = None
    address: Text | None = None


class Contact(Value):
    """Whom participants write to afterwards."""

    affiliate: Text | None = None
    email: Text | None = None


class Wishes(Value):
    """What a group wants and has: all that decides its learning path."""

    audience: tuple[Id, ...] = Field(min_length=1)
    wants: Competencies = {}
    has: dict[Id, Annotated[int, Field(ge=0, le=3)]] = {}
    modules: tuple[Id, ...] = ()
    known: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()


class Profile(Wishes):
    """What one group has, wants and can give."""

    title: Text
    language: Language
    participants: int = Field(ge=1, le=1000)
    when: tuple[Day, ...] = Field(min_length=1)
    trainers: tuple[Trainer, ...] = ()
    conditions: Conditions = Conditions()
    venue: Venue = Venue()
    contact: Contact = Contact()
