"""Learning patterns that help with a plan, and what speaks for them: values that documents and commands share."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.build.model import Pattern
from rumbo.build.outcome import Reason

FIT: Mapping[str, int] = {
    "pattern-modules": 3,
    "pattern-methods": 3,
    "pattern-conditions": 2,
    "pattern-competencies": 1,
}
"""What each thing counts that a pattern names and a plan has; a use that worked counts two."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The uses of a pattern by outcome, the day of the last one, and what all this counts."""

    yes: int
    partly: int
    no: int
    last: dt.date | None
    fresh: bool
    """Whether the text is not past its review."""
    points: int


@dataclass(frozen=True, slots=True)
class Helping:
    """A learning pattern that helps, and what of the plan speaks for it."""

    id: str
    pattern: Pattern
    reasons: tuple[Reason, ...]
    proof: Evidence

    @property
    def rank(self) -> int:
        """How much speaks for it: what of the plan it names, and what its uses have shown."""
        return self.proof.points + sum(FIT[reason.label] * max(1, len(reason.names)) for reason in self.reasons)
