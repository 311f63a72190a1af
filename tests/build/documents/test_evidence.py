"""What speaks for a learning pattern."""

import datetime as dt

import pytest
from rumbo.build.documents.evidence import evidence
from rumbo.build.model import Pattern

DAY = dt.date(2027, 1, 1)


def pattern(*used: tuple[str, str], review_by: str = "2099-01-01") -> Pattern:
    """A pattern that was used on these days with these outcomes."""
    review = {"kind": "general", "reviewed": "2020-01-01", "review_by": review_by, "by": "A"}
    uses = [
        {"event": "E", "date": day, "worked": worked, "outcome": "It went so.", "by": "A"} for day, worked in used
    ]
    return Pattern.model_validate(
        {
            "title": "T",
            "problem": "P.",
            "solution": "S.",
            "topics": ["event"],
            "status": "stable",
            "created": "2020-01-01",
            "review": review,
            "authors": ["A"],
            "licence": "CC0",
            "used": uses,
        }
    )


@pytest.mark.parametrize(
    ("used", "points"),
    [
        ((), 0),
        ((("2026-01-01", "yes"),), 2),
        ((("2026-01-01", "partly"),), 1),
        ((("2026-01-01", "no"),), -2),
        ((("2026-01-01", "yes"), ("2026-02-01", "no")), 0),
        ((("2015-01-01", "yes"),), 1),
        ((("2028-01-01", "yes"),), 0),
    ],
)
def test_outcomes_count(used: tuple[tuple[str, str], ...], points: int) -> None:
    """A use that worked counts two, an old one half of it; one that failed takes two away; the future is nothing."""
    assert evidence(pattern(*used), DAY).points == points


def test_a_stale_text_loses() -> None:
    """What is past its review counts less than the same that was read."""
    assert evidence(pattern(review_by="2026-12-31"), DAY).points == -2
    assert not evidence(pattern(review_by="2026-12-31"), DAY).fresh
    assert evidence(pattern(("2026-01-01", "yes"), review_by="2026-12-31"), DAY).points == 0


def test_uses_are_counted_by_outcome() -> None:
    """Each outcome is counted, and the last use is told."""
    told = evidence(pattern(("2024-01-01", "yes"), ("2026-01-01", "partly"), ("2025-01-01", "yes")), DAY)
    assert (told.yes, told.partly, told.no, told.last) == (2, 1, 0, dt.date(2026, 1, 1))
