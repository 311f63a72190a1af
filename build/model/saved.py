"""A saved plan: what was decided for one group, so that it can be made again, compared and edited by hand."""

import datetime as dt
from typing import Annotated, Any

from pydantic import Field
from rumbo.build.model.common import Id, Text, Value
from rumbo.build.model.profile import Profile


class SavedModule(Value):
    """A module of a saved plan, in teaching order; order, variant, minutes and note may be edited."""

    id: Id
    variant: Id | None = None
    hash: Text | None = Field(
        None,
        description="What the module said when the plan was saved (SHA-256 of its files); "
        "nothing for a module that was added by hand.",
    )
    minutes: dict[Id, Annotated[int, Field(ge=1, le=600)]] = Field({}, description="Minutes by activity.")
    note: Text | None = Field(None, description="A note of the trainer's own; printed in the facilitator guide.")


class SavedPlan(Value):
    """A plan with the profile it was made for. `sessions`, `left_out` and `reasons` are there to read; they are
    worked out anew whenever the plan is used.
    """

    id: Id = Field(description="Names the pack that is made from it.")
    title: Text
    made_by: Text
    made_on: dt.date
    profile: Profile
    modules: tuple[SavedModule, ...]
    patterns: dict[Id, Text] = Field({}, description="Learning patterns that apply, with what they said.")
    left_out: Any = None
    sessions: Any = None
    reasons: Any = None
