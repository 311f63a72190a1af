"""The steps of a method in the time there is."""

from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.documents.method import timed_steps
from rumbo.build.model import Method

REVIEW = {"kind": "general", "reviewed": "2026-01-01", "review_by": "2099-01-01", "by": "A"}
PARTS = st.lists(st.integers(1, 90), min_size=1, max_size=12)


def method(parts: list[int]) -> Method:
    """A method with steps of these minutes."""
    steps = [{"title": f"Step {number}", "minutes": part, "text": "Go."} for number, part in enumerate(parts)]
    fields = {"title": "Go", "purpose": "Go.", "room": "Any.", "authors": ["A"], "licence": "CC0", "review": REVIEW}
    return Method.model_validate(
        {**fields, "minutes": min(1440, sum(parts)), "group": {"least": 1, "most": 9}, "steps": steps}
    )


@given(PARTS, st.integers(1, 300))
def test_steps_fill_the_time(parts: list[int], minutes: int) -> None:
    """The steps take exactly the minutes there are, in order, and none is empty if there are enough minutes."""
    steps = timed_steps(method(parts), minutes)
    assert sum(step.minutes for step in steps) == minutes
    assert [step.title for step in steps] == [f"Step {number}" for number in range(len(parts))]
    assert minutes < len(parts) or min(step.minutes for step in steps) >= 1
    assert [step.elapsed for step in steps] == [sum(s.minutes for s in steps[:n]) for n in range(len(steps))]


@given(PARTS)
def test_the_time_it_takes_changes_nothing_much(parts: list[int]) -> None:
    """In its own time a method keeps its minutes, but for a minute of rounding."""
    for step, part in zip(timed_steps(method(parts), sum(parts)), parts, strict=True):
        assert abs(step.minutes - part) <= max(1, part * len(parts) // sum(parts))
