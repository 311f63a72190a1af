"""A participant as the organiser knows them. Personal data: they go to the pages that need them and nowhere else."""

from typing import Annotated, Literal

from pydantic import Field
from rumbo.build.model.common import Text, Value

Consent = Literal["yes", "ask", "no"]
CONSENTS: tuple[Consent, ...] = ("yes", "ask", "no")
"""Photographs: yes, only when asked each time, or never."""
MOST_LETTERS = 120
"""Letters of a value; what is longer fits on no badge and is no name."""
MOST_LETTERS_OF_NEEDS = 2000
"""Letters in which a person may tell what they need."""

_Short = Annotated[str, Field(max_length=MOST_LETTERS)]
_Name = Annotated[Text, Field(max_length=MOST_LETTERS)]
_Needs = Annotated[str, Field(max_length=MOST_LETTERS_OF_NEEDS)]


class Participant(Value):
    """One person of a group; everything but the name may be unknown."""

    name: _Name
    username: _Short = Field("", description="The name of the account on the Wikimedia projects.")
    pronoun: _Short = ""
    email: _Short = ""
    language: _Short = ""
    diet: _Needs = ""
    access: _Needs = Field("", description="What the person needs in order to take part.")
    consent: Consent | None = Field(None, description="May photographs be taken; None if nobody has asked.")
    affiliation: _Short = ""
    completed: bool = Field(False, description="Whether everything that was asked for is done.")
