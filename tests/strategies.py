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
    needs: dict[str, int] | None = None,
    prerequisites: tuple[dict[str, Any], ...] = (),
    variants: dict[str, tuple[int, dict[str, int]]] | None = None,
    title: str = "A title",
) -> Module:
    """A module with one activity for each number of minutes; a variant is the first few, with what it gives."""
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
            "competencies": {"gives": gives or {"other": 1}, "needs": needs or {}},
            "prerequisites": list(prerequisites),
            "objectives": [{"id": "o", "text": "Name a thing.", "competency": "other"}],
            "key_points": ["A point."],
            "activities": activities,
            "variants": [
                {"id": name, "title": name, "activities": [a["id"] for a in activities[:count]], "gives": leads_to}
                for name, (count, leads_to) in (variants or {}).items()
            ],
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


@dataclass(frozen=True, repr=False)
class Case:
    """A curriculum and what a group wants of it."""

    modules: dict[str, Module]
    wishes: Wishes
    audiences: dict[str, Audience]

    def __repr__(self) -> str:
        fields = {name: value for name, value in self.wishes if value and name != "audience"}
        lines = [f"{name}: {_sketched(module)}" for name, module in self.modules.items()]
        return "\n".join([*lines, f"wishes {fields}", f"opening {self.audiences[GROUP].starts_with}"])


def _sketched(module: Module) -> str:
    minutes = [activity.minutes.typical for activity in module.activities]
    needed = [("" if p.strength == "required" else "better ") + "|".join(p.choices) for p in module.prerequisites]
    short = [f"{v.id} {len(v.activities)} gives {dict(v.gives)}" for v in module.variants]
    return f"{minutes} gives {dict(module.competencies.gives)} after {needed} {module.level} {short}"


# What follows is drawn as plain numbers from strategies that are made once: fast, and small when it fails.
_NUMBERS = st.integers(0, MOST_MODULES - 1)
_SOME = st.lists(_NUMBERS, max_size=3)
_LEVELS = st.dictionaries(st.sampled_from(COMPETENCIES), st.integers(1, 3), max_size=2)
_WEIGHTS = st.dictionaries(st.sampled_from(COMPETENCIES), st.integers(1, 9), max_size=2)
_SKETCHES = st.tuples(
    st.lists(st.integers(1, 90), min_size=1, max_size=4),
    st.sampled_from(LEVELS),
    st.dictionaries(st.sampled_from(COMPETENCIES), st.integers(1, 3), min_size=1, max_size=2),
    st.lists(st.tuples(st.lists(_NUMBERS, min_size=1, max_size=3), st.booleans()), max_size=3),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), max_size=2),
)


@st.composite
def curricula(draw: st.DrawFn, *, acyclic: bool = True, most: int = MOST_MODULES) -> dict[str, Module]:
    """Up to `most` modules (60 at the utmost). Their ids say nothing about the order they build on each other."""
    sketches = draw(st.lists(_SKETCHES, min_size=1, max_size=most))
    step = draw(st.sampled_from((1, 7, 29)))  # 61 is prime, so every number gives another id
    names = [f"m{number * step % 61:02}" for number in range(len(sketches))]
    made = {}
    for place, (minutes, level, gives, drawn, short) in enumerate(sketches):
        others = names[:place] if acyclic else names
        needed = tuple(_prerequisite(others, numbers, optional) for numbers, optional in drawn if others)
        variants = {
            f"v{number}": (count, {what: max(1, level - less) for what, level in gives.items()})
            for number, (count, less) in enumerate(short)
        }
        made[names[place]] = module(
            *minutes, level=level, gives=gives, needs=_LOW, prerequisites=needed, variants=variants
        )
    return made


_LOW = dict.fromkeys(COMPETENCIES, 2)
"""What every module builds on: a short form that gives less is no preparation."""


def _prerequisite(others: list[str], numbers: list[int], optional: bool) -> dict[str, Any]:
    choices = dict.fromkeys(others[number % len(others)] for number in numbers)
    return after(*choices, strength="recommended" if optional else "required")


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    acyclic: bool = True,
    asking: bool = True,
    excluding: bool = True,
    most: int = MOST_MODULES,
) -> Case:
    """A curriculum with wishes; `asking` for modules by name and `excluding` some can be switched off."""
    modules = draw(curricula(acyclic=acyclic, most=most))
    names = sorted(modules)

    def some() -> tuple[str, ...]:
        return tuple(dict.fromkeys(names[number % len(names)] for number in draw(_SOME)))

    wanted = wishes(
        wants=draw(_LEVELS),
        weights=draw(_WEIGHTS),
        has=draw(_LEVELS),
        modules=some() if asking else (),
        known=some(),
        without=some() if excluding else (),
    )
    return Case(modules, wanted, audiences(*some()))


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
