"""Random days with pinned blocks, trainers with hours, parallel sets and energisers, and checks that hold for all."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from rumbo.build.model import Day, Pin, Trainer
from rumbo.build.outcome import LearningPath, Plan, Reason, Slot, Step
from rumbo.build.planning.days import Energiser
from rumbo.build.planning.timetable import Setting

from tests.strategies import COMPETENCIES, Case, blocks, clock, minute


def pin(text: str, title: str = "A guest") -> Pin:
    """A pinned block from its times, such as "17:00-18:30"."""
    start, end = text.split("-")
    return Pin.model_validate({"title": title, "from": start, "to": end})


def pinned(day: Day, *pins: Pin) -> Day:
    """The day with pinned blocks."""
    return day.model_copy(update={"pinned": pins})


def trainer(name: str, *competencies: str, hours: tuple[str, ...] = (), **fields: Any) -> Trainer:
    """A trainer; hours as "2027-03-12 09:00-12:00"."""
    there = []
    for text in hours:
        date, times = text.split()
        start, end = times.split("-")
        there.append({"day": date, "from": start, "to": end})
    return Trainer.model_validate({"name": name, "competencies": competencies, "hours": there, **fields})


@st.composite
def days_with_pins(draw: st.DrawFn) -> tuple[Day, ...]:
    """Blocks of days with up to three pinned blocks in each that do not overlap, some short, some at noon."""
    return tuple(_pin(draw, day) for day in draw(blocks()))


def _pin(draw: st.DrawFn, day: Day) -> Day:
    start, end = minute(day.start), minute(day.end)
    cuts = sorted(set(draw(st.lists(st.integers(start, end), max_size=6))))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if b > a]
    pins = tuple(pin(f"{clock(a)}-{clock(b)}", f"pin {a}") for a, b in spans)
    return day.model_copy(update={"pinned": pins, "lunch": None if draw(st.booleans()) else day.lunch})


@st.composite
def trainers(draw: st.DrawFn, days: tuple[Day, ...]) -> tuple[Trainer, ...]:
    """Up to four trainers, some of them only there for a part of some days."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        able = draw(st.lists(st.sampled_from((*COMPETENCIES, "other")), unique=True))
        hours = []
        for day in draw(st.lists(st.sampled_from(days), max_size=2)):
            start = draw(st.integers(minute(day.start), minute(day.end) - 1))
            hours.append(f"{day.day} {clock(start)}-{clock(draw(st.integers(start + 1, minute(day.end))))}")
        languages = draw(st.sampled_from(((), ("es",), ("en", "es-mx"), ("en",))))
        found.append(trainer(f"T{number}", *able, hours=tuple(hours), languages=languages))
    return tuple(found)


@st.composite
def frames(
    draw: st.DrawFn, case: Case, path: LearningPath, *, parallel: bool = True
) -> tuple[tuple[Day, ...], Setting]:
    """Days with pinned blocks, and a setting for a path of a case."""
    days = draw(days_with_pins())
    names = draw(st.permutations([step.module for step in path.steps]))
    sizes = draw(st.lists(st.integers(2, 3), max_size=2)) if parallel else []
    sets, used = [], 0
    for size in sizes:
        chosen = tuple(names[used : used + size])
        used += size
        sets.append(chosen)
    awake = draw(st.none() | st.integers(5, 10).map(lambda minutes: Energiser("stretch", "Stretch", minutes)))
    people = draw(trainers(days)) if days else ()
    return days, Setting("es", people, tuple(sets), awake)


def path_through(case: Case, *names: str) -> LearningPath:
    """A path of some modules in this order."""
    return LearningPath(tuple(Step(n, case.modules[n].minutes, (Reason("reason-asked"),)) for n in names))


def taught(plan: Plan) -> list[tuple[Any, Slot]]:
    """Every activity and energiser with its day."""
    return [(s.day, slot) for s in plan.sessions for slot in s.slots if slot.kind != "pinned"]


def stretches(plan: Plan, longest_gap: int) -> Iterator[tuple[Any, int, int]]:
    """What is taught on a day without a gap of that many minutes: the day, its start and its end."""
    by_day: dict[Any, list[tuple[int, int]]] = {}
    for day, slot in taught(plan):
        by_day.setdefault(day, []).append((minute(slot.start), minute(slot.end)))
    for day, spans in by_day.items():
        start, end = sorted(spans)[0]
        for later_start, later_end in sorted(spans)[1:]:
            if later_start - end >= longest_gap:
                yield day, start, end
                start = later_start
            end = max(end, later_end)
        yield day, start, end


def overlaps(spans: list[tuple[Any, int, int]]) -> list[tuple[Any, Any]]:
    """Neighbours among (day, start, end) that overlap."""
    return [(a, b) for a, b in pairwise(sorted(spans)) if a[0] == b[0] and b[1] < a[2]]
