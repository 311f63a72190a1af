"""A checklist: what to do before, on and after an event, or what a room must have; each under its conditions."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from rumbo.build.model.common import Answers, Id, Review, Source, Text, Title, Value, Words
from rumbo.build.model.library import Circumstances


class Occasion(Circumstances):
    """Conditions under which a point of a checklist is there; all that are given must hold."""

    audiences: tuple[Id, ...] = Field((), description="For one of these audiences.")


class ChecklistItem(Value):
    """One point to tick."""

    task: Words
    days: Annotated[int, Field(ge=-730, le=730)] | None = Field(
        None, description="Days before (below 0) the first or after the last day of the event; 0 is every day of it."
    )
    part: Words | None = Field(None, description="The heading it stands under in a checklist of a place.")
    who: Literal["organiser", "trainers", "host"] | None = None
    one_for: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        None, description="One is needed for this many people; the number for the group is printed before the point."
    )
    shared_device: bool = Field(
        False, description="Whether as many are needed as the activity that shares most devices needs at once."
    )
    when: Occasion = Occasion()
    unless: tuple[Id, ...] = Field((), description="Learning patterns whose own dated tasks say the same.")


class Checklist(Value):
    """Points in the order of days (dated) or of the parts of a place."""

    title: Title
    form: Literal["dated", "place"]
    items: tuple[ChecklistItem, ...] = Field(min_length=1)
    review: Review
    authors: tuple[Text, ...] = Field(min_length=1)
    licence: Text
    sources: tuple[Source, ...] = ()
    answers: Answers = ()

    @model_validator(mode="after")
    def _placed(self) -> Self:
        for number, item in enumerate(self.items, start=1):
            if (item.days is None) == (self.form == "dated") or (item.part is None) == (self.form == "place"):
                raise ValueError(f"item {number} needs days in a dated checklist, part in one of a place, not both")
        return self
