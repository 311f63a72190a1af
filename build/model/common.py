"""Types that several kinds of content share: ids, texts, minutes, review dates, sources."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

LONGEST_ID = 60
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Names that Windows keeps for devices, with whatever ending; a folder with one cannot be copied there."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
WrittenIn = Annotated[Language | None, Field(description="The language it is written in; en if it is left out.")]
MAX_LINE, MAX_FIELD, MAX_URL = 200, 10_000, 1000
"""Characters of a line (the longest title has seventy), of a field (the longest has two thousand), and of an address,
which must fit into a code to scan.
"""
ONE_LINE = r"^[^\n\r]*$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_FIELD)]

Line = Annotated[Text, StringConstraints(pattern=ONE_LINE, max_length=MAX_LINE)]
"""A text that is one line by its nature: a title, a name, a place. Mails and calendars rely on it."""
EventDay = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2100, 12, 31))]
"""A day of a workshop, in years that can be meant; sums of days stay days."""


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text that people read on paper and that translators translate; its form says how it is taken apart."""

    form: Literal["line", "markdown"]


Title = Annotated[Line, Translatable("line")]
"""A title in the language of the content, with inline Markdown."""
Words = Annotated[Text, Translatable("line")]
"""A text of one paragraph in the language of the content, with inline Markdown."""
Prose = Annotated[Text, Translatable("markdown")]
"""A text of several paragraphs in the language of the content, as Markdown."""
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=MAX_URL)]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpe?g)$")]
RowTag = Annotated[str, StringConstraints(pattern=r"^\d{3}-\d{2}$")]
"""A row of the documents the curriculum grew from, such as 001-18 (docs/coverage.md)."""
Answers = Annotated[tuple[RowTag, ...], Field(description="Rows of the source documents that this answers.")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$", to_upper=True)]
"""A country or territory by its two letters (ISO 3166-1), such as MX; small ones become large."""
Level = Literal["introductory", "intermediate", "advanced"]
LEVELS: tuple[Level, ...] = ("introductory", "intermediate", "advanced")
Dimension = Literal["communities", "governance", "affiliates"]
Internet = Literal["none", "weak", "good"]
Devices = Literal["none", "phones", "shared", "own"]
CompetencyLevel = Annotated[int, Field(ge=1, le=3)]
Competencies = dict[Id, CompetencyLevel]
DAY_MINUTES = 24 * 60
LONGEST_ACTIVITY = 90
"""Minutes; nobody sits longer without a break, and a plan never splits an activity."""


def is_id(name: str) -> bool:
    """Whether a name can be an id, and that of a file or folder everywhere."""
    return len(name) <= LONGEST_ID and name not in RESERVED and bool(re.fullmatch(ID_PATTERN, name))


class Value(BaseModel):
    """Base of all types here: frozen, and strict about unknown fields."""

    # Most types are parts of others and never read alone: what reads a type is made when that is first done.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Minutes(Value):
    """Planned time in minutes: least, typical and most."""

    least: int = Field(ge=1, le=DAY_MINUTES)
    typical: int = Field(ge=1, le=DAY_MINUTES)
    most: int = Field(ge=1, le=DAY_MINUTES)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.least <= self.typical <= self.most:
            raise ValueError("least, typical and most must rise in this order")
        return self


def _one_number_is_all_three(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return {"least": value, "typical": value, "most": value}
    return value


MinutesField = Annotated[
    Minutes,
    BeforeValidator(_one_number_is_all_three),
    WithJsonSchema(
        {
            "description": "Minutes: one number, or least, typical and most.",
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": DAY_MINUTES},
                {
                    "type": "object",
                    "properties": {name: {"type": "integer", "minimum": 1} for name in Minutes.model_fields},
                    "required": list(Minutes.model_fields),
                    "additionalProperties": False,
                },
            ],
        }
    ),
]


class Material(Value):
    """A thing to bring, with how many for each person, group or room."""

    item: Words
    quantity: int = Field(1, ge=1, le=1000)
    per: Literal["person", "group", "room"]
    used_up: bool = Field(False, description="Whether it is gone afterwards, so that each activity needs new ones.")


class GroupSize(Value):
    """How many people, least and most."""

    least: int = Field(ge=1)
    most: int = Field(ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise ValueError("least must not be more than most")
        return self


class Review(Value):
    """When a text was last read for truth, and when that must happen again."""

    kind: Literal["law", "software", "policy", "general"]
    reviewed: dt.date
    review_by: dt.date
    by: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.review_by <= self.reviewed:
            raise ValueError("review_by must be later than reviewed")
        return self


class Source(Value):
    """Where a fact comes from."""

    title: Text
    url: Url | None = None
    accessed: dt.date
