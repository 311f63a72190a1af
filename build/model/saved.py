"""A saved plan: what was decided for one group, so that it can be made again, compared and edited by hand."""

import datetime as dt
from typing import Annotated, Any

from pydantic import Field
from rumbo.build.model.common import Id, Line, Text, Value
from rumbo.build.model.profile import Profile


class Seen(Value):
    """What a piece of content was when a plan was saved."""

    version: dt.date | None = Field(None, description="The day it had last been reviewed.")
    hash: Text | None = Field(
        None, description="What it said (SHA-256 of its files); nothing for what was added by hand."
    )


class SavedModule(Seen):
    """A module of a saved plan, in teaching order; order, variant, minutes and note may be edited."""

    id: Id
    variant: Id | None = None
    minutes: dict[Id, Annotated[int, Field(ge=1, le=600)]] = Field({}, description="Minutes by activity.")
    note: Text | None = Field(None, description="A note of the trainer's own; printed in the facilitator guide.")


class SavedPlan(Value):
    """A plan with the profile it was made for. `sessions`, `left_out` and `reasons` are there to read; they are
    worked out anew whenever the plan is used.
    """

    id: Id = Field(description="Names the pack that is made from it.")
    title: Line
    made_by: Text
    made_on: dt.date
    profile: Profile
    modules: tuple[SavedModule, ...]
    patterns: dict[Id, Seen] = Field({}, description="Learning patterns that apply, with what they said.")
    left_out: Any = None
    sessions: Any = None
    reasons: Any = None
