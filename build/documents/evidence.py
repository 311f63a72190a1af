"""How far a learning pattern has proved itself: uses with their outcome count, signatures do not."""

import datetime as dt

from rumbo.build.helping import Evidence
from rumbo.build.model import Pattern

WEIGHTS = {"yes": 2, "partly": 1, "no": -2}
"""What a use counts: one that failed takes away what one that worked has brought."""
FRESH_DAYS = 5 * 365
"""A use counts in full for so long, half afterwards: venues, software and people change."""
STALE = 2
"""What a text past its review loses: nobody has looked whether it still holds."""


def evidence(pattern: Pattern, day: dt.date) -> Evidence:
    """What speaks for a pattern on a day: its uses up to that day, and whether its text is fresh then."""
    uses = [use for use in pattern.used if use.date <= day]
    counted = {worked: sum(use.worked == worked for use in uses) for worked in WEIGHTS}
    fresh = pattern.review.review_by >= day
    points = sum(_points(use.worked, (day - use.date).days) for use in uses) - (0 if fresh else STALE)
    return Evidence(
        counted["yes"],
        counted["partly"],
        counted["no"],
        last=max((use.date for use in uses), default=None),
        fresh=fresh,
        points=points,
    )


def _points(worked: str, age: int) -> int:
    whole = WEIGHTS[worked]
    return whole if age <= FRESH_DAYS else round(whole / 2)
