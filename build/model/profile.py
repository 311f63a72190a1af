"""A profile: what one group has, wants and can give."""

import datetime as dt
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints
from rumbo.build.model.common import (
    Competencies,
    Country,
    Devices,
    EventDay,
    FileName,
    Id,
    Internet,
    Language,
    Line,
    Text,
    Url,
    Value,
)

Clock = Annotated[dt.time, PlainSerializer(lambda time: f"{time:%H:%M}", return_type=str, when_used="json")]
"""A time of day, written back the way people write it."""


_NO_PLACES = ("posixrules", "localtime", "posix/", "right/")
"""What lies beside the zones in their folder; the last counts leap seconds."""


def _is_zone(name: str) -> str:
    try:
        if name.startswith(_NO_PLACES):
            raise ValueError
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("no such time zone; write region and city, such as America/Mexico_City") from None
    return name


Zone = Annotated[Line, AfterValidator(_is_zone)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Paper = Literal["a4", "letter", "a5"]


class Pin(Value):
    """A block with a time of its own: a guest, the social hour. It is never moved and never cut."""

    title: Line
    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class Hours(Value):
    """When somebody is there on one day."""

    day: EventDay
    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class Day(Hours):
    """One day of a workshop; lunch is set by itself unless it is given."""

    lunch: Clock | None = None
    pinned: tuple[Pin, ...] = ()

    @property
    def minutes(self) -> int:
        """Minutes from start to end; negative when the day ends before it starts."""
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute


class Trainer(Value):
    """Who teaches, what they can teach and in which languages."""

    name: Line
    competencies: tuple[Id, ...] = ()
    languages: tuple[Language, ...] = ()
    hours: tuple[Hours, ...] = Field((), description="When they are there; all the time if it is left out.")


class Conditions(Value):
    """What the place gives."""

    internet: Internet = "good"
    devices: Devices = "shared"


class Venue(Value):
    """Where the workshop happens."""

    name: Line | None = None
    city: Line | None = None
    address: Line | None = None


class Assessed(Value):
    """The assessment that wants and has were taken from."""

    date: dt.date
    expires: dt.date
    raters: int = Field(ge=1)


class Links(Value):
    """Pages a person would open with a phone; printed as an address and as a code to scan."""

    event_page: Url | None = None
    dashboard: Url | None = None
    survey: Url | None = None


class Network(Value):
    """What a request for more new accounts must tell."""

    addresses: tuple[Line, ...] = Field((), description="Public internet addresses or ranges of the venue.")
    wikis: tuple[Line, ...] = Field((), description="Wikis on which accounts are made, such as es.wikipedia.org.")


class SafetyContact(Value):
    """Whom to tell when somebody does not feel safe, and how to reach that person."""

    name: Line
    reach: Line = Field(description="A telephone number, an e-mail address, or where the person stands.")


class Branding(Value):
    """How a partner's documents look: a logo, one or two colours, a line at the foot."""

    logo: FileName | None = Field(None, description="A picture beside the profile.")
    colours: tuple[Colour, ...] = Field((), max_length=2)
    footer: Line | None = None


class Contact(Value):
    """Whom participants write to afterwards."""

    affiliate: Line | None = None
    email: Line | None = None


class Wishes(Value):
    """What a group wants and has: all that decides its learning path."""

    audience: tuple[Id, ...] = Field(min_length=1)
    wants: Competencies = {}
    weights: dict[Id, Annotated[int, Field(ge=1, le=9)]] = Field(
        {}, description="How much each wish matters against the others, 1 if it is left out."
    )
    has: dict[Id, Annotated[int, Field(ge=0, le=3)]] = {}
    modules: tuple[Id, ...] = ()
    known: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()


class Profile(Wishes):
    """What one group has, wants and can give."""

    title: Line
    language: Language
    fallbacks: tuple[Language, ...] = Field(
        (), description="Languages in which texts are shown that are not translated, the best first."
    )
    trainers_language: Language | None = Field(
        None, description="The language of what only trainers read, if it is another one."
    )
    second_language: Language | None = Field(
        None, description="Another language in which the handbook is printed, too, also page beside page."
    )
    country: Country | None = Field(None, description="Two letters, such as MX: its law is printed where it matters.")
    participants: int = Field(ge=1, le=1000)
    when: tuple[Day, ...] = Field(min_length=1)
    trainers: tuple[Trainer, ...] = ()
    parallel: tuple[tuple[Id, ...], ...] = Field(
        (), description="Modules taught at the same time, each to a group of its own."
    )
    energiser: Id | None = Field(None, description="A method to wake people up after lunch.")
    assessment: Text | None = Field(None, description="An assessment file in place of wants and has.")
    assessed: Assessed | None = Field(
        None, description="Where wants and has come from; Rumbo fills it in when it saves a plan."
    )
    conditions: Conditions = Conditions()
    venue: Venue = Venue()
    contact: Contact = Contact()
    safety: tuple[SafetyContact, ...] = ()
    links: Links = Links()
    network: Network = Network()
    branding: Branding = Branding()
    paper: Paper = Field("a4", description="What is in the printer.")
    timezone: Zone | None = Field(None, description="Where the clock hangs, such as America/Mexico_City.")
