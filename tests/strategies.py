"""Random curricula, wishes and days for property tests, and short ways to write small ones by hand."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from rumbo.build.model import LEVELS, Audience, Day, Module, Wishes

COMPETENCIES = ("alpha", "beta", "gamma", "delta")
GROUP = "people"
MOST_MODULES = 25


def module(
    *minutes: int,
    level: str = "introductory",
    gives: dict[str, int] | None = None,
    prerequisites: tuple[dict[str, Any], ...] = (),
    title: str = "A title",
) -> Module:
    """A module with one activity for each number of minutes."""
    activities = [
        {
            "id": f"a{number}",
            "title": f"Activity {number}",
            "minutes": count,
            "kind": "talk",
            "objectives": ["o"],
            "grouping": "plenary",
            "without_internet": "Paper.",
            "without_power": "Paper.",
        }
        for number, count in enumerate(minutes or (30,))
    ]
    return Module.model_validate(
        {
            "title": title,
            "summary": "A summary.",
            "level": level,
            "depth": "short",
            "audiences": [GROUP],
            "competencies": {"gives": gives or {"other": 1}},
            "prerequisites": list(prerequisites),
            "objectives": [{"id": "o", "text": "Name a thing.", "competency": "other"}],
            "key_points": ["A point."],
            "activities": activities,
            "delivery": {
                "modes": ["in-person"],
                "internet": "none",
                "devices": "none",
                "group": {"least": 1, "most": 30},
            },
            "review": {"kind": "general", "reviewed": "2026-01-01", "review_by": "2099-01-01", "by": "A"},
            "licence": "CC-BY-SA-4.0",
            "authors": ["A"],
        }
    )


def after(*choices: str, strength: str = "required") -> dict[str, Any]:
    """A prerequisite: one module, or any one of several."""
    named: dict[str, Any] = {"module": choices[0]} if len(choices) == 1 else {"any_of": list(choices)}
    return {**named, "strength": strength, "because": "it builds on that"}


def wishes(**fields: Any) -> Wishes:
    """What a group of the one audience here wants and has."""
    return Wishes.model_validate({"audience": [GROUP], **fields})


def audiences(*starts_with: str) -> dict[str, Audience]:
    """The one audience, with the modules that open its paths."""
    fields = {"title": "People", "description": "All of them.", "starts_with": starts_with}
    return {GROUP: Audience.model_validate(fields)}


def day(text: str, *, date: dt.date = dt.date(2027, 3, 12), lunch: str | None = None) -> Day:
    """A day from its times, such as "09:00-13:30"."""
    start, end = text.split("-")
    return Day.model_validate({"day": date, "from": start, "to": end, "lunch": lunch})


@dataclass(frozen=True)
class Case:
    """A curriculum and what a group wants of it."""

    modules: dict[str, Module]
    wishes: Wishes
    audiences: dict[str, Audience]


@st.composite
def curricula(draw: st.DrawFn, *, acyclic: bool = True, most: int = MOST_MODULES) -> dict[str, Module]:
    """Up to `most` modules. Ids say nothing about the order in which the modules build on each other."""
    count = draw(st.integers(1, most))
    names = draw(st.permutations([f"m{number:02}" for number in range(count)]))
    made = {}
    for place, name in enumerate(names):
        others = names[:place] if acyclic else names
        made[name] = module(
            *draw(st.lists(st.integers(1, 90), min_size=1, max_size=4)),
            level=draw(st.sampled_from(LEVELS)),
            gives=draw(_levels(min_size=1)),
            prerequisites=tuple(draw(_prerequisites(others))) if others else (),
        )
    return made


def _levels(*, min_size: int = 0) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(COMPETENCIES), st.integers(1, 3), min_size=min_size, max_size=2)


def _prerequisites(others: list[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    choices = st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True)
    strengths = st.sampled_from(("required", "required", "recommended"))
    one = st.builds(lambda names, strength: after(*names, strength=strength), choices, strengths)
    return st.lists(one, max_size=3)


@st.composite
def cases(draw: st.DrawFn, *, acyclic: bool = True, asking: bool = True, excluding: bool = True) -> Case:
    """A curriculum with wishes; `asking` for modules by name and `excluding` some can be switched off."""
    modules = draw(curricula(acyclic=acyclic))
    some = st.lists(st.sampled_from(sorted(modules)), max_size=3, unique=True)
    wanted = wishes(
        wants=draw(_levels()),
        has=draw(_levels()),
        modules=draw(some) if asking else (),
        known=draw(some),
        without=draw(some) if excluding else (),
    )
    return Case(modules, wanted, audiences(*draw(some)))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Day, ...]:
    """One to five blocks on different days or the same one, not overlapping, in any order."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        date = dt.date(2027, 3, 12) + dt.timedelta(days=number)
        start = draw(st.integers(6 * 60, 12 * 60))
        end = start + draw(st.integers(30, 11 * 60 + 59))
        cut = draw(st.none() | st.integers(start + 20, end - 10))
        gap = draw(st.sampled_from((0, 5, 15, 60)))
        pieces = [(start, end)] if cut is None or cut + gap >= end else [(start, cut), (cut + gap, end)]
        made += [_block(draw, date, *piece) for piece in pieces]
    return tuple(draw(st.permutations(made)))


def _block(draw: st.DrawFn, date: dt.date, start: int, end: int) -> Day:
    end = min(end, 24 * 60 - 1)
    lunch = draw(st.none() | st.none() | st.integers(start + 1, end - 1)) if end - start > 2 else None
    return day(f"{clock(start)}-{clock(end)}", date=date, lunch=clock(lunch) if lunch is not None else None)


def clock(minute: int) -> str:
    """Minutes since midnight as a time of day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute(time: dt.time) -> int:
    """A time of day as minutes since midnight."""
    return time.hour * 60 + time.minute
