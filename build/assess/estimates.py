"""How long activities really take: minutes of many records, and what to plan from now on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from rumbo.build.model import LONGEST_ACTIVITY, Activity, Minutes, Module, Record

FEW = 3
"""Events from which on a proposal is made: one bad projector is no estimate."""
MANY = 10
"""Events from which on what was seen stands for itself; with fewer it only widens what the author wrote."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One activity over all records: what is planned with, how long it took, and what to plan with."""

    module: str
    activity: str
    index: int
    """The place of the activity in its module, from 0."""
    now: Minutes
    times: int
    """At how many events somebody looked."""
    planned: float
    """The middle of what was planned at these events."""
    middle: float
    least: int
    most: int
    proposed: Minutes | None
    """Nothing where too few have looked or the minutes are right as they are."""


def estimates(records: Iterable[Record], modules: Mapping[str, Module]) -> tuple[Estimate, ...]:
    """An estimate for each activity that some record has minutes for, in the order of the modules."""
    seen: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for record in records:
        for name, times in record.minutes.items():
            for activity, timing in times.items():
                if timing.actual:  # what was left out says nothing about how long it takes
                    seen.setdefault((name, activity), []).append((timing.planned, timing.actual))
    return tuple(_estimates(seen, modules))


def _estimates(
    seen: Mapping[tuple[str, str], list[tuple[int, int]]], modules: Mapping[str, Module]
) -> Iterator[Estimate]:
    for name, module in modules.items():
        for index, activity in enumerate(module.activities):
            pairs = seen.get((name, activity.id))
            if pairs:
                planned, actual = zip(*pairs, strict=True)
                yield Estimate(
                    name,
                    activity.id,
                    index,
                    activity.minutes,
                    len(pairs),
                    float(median(planned)),
                    float(median(actual)),
                    min(actual),
                    max(actual),
                    _proposed(activity, actual),
                )


def _proposed(activity: Activity, actual: tuple[int, ...]) -> Minutes | None:
    """The middle as typical; the edges as seen, or the author's where these are wider and few have looked."""
    if len(actual) < FEW:
        return None
    now = activity.minutes
    least, most = min(actual), max(actual)
    if len(actual) < MANY:
        least, most = min(least, now.least), max(most, now.most)
    typical = min(LONGEST_ACTIVITY, int(median(actual) + 0.5))
    proposed = Minutes(least=min(least, typical), typical=typical, most=max(most, typical))
    return None if proposed == now else proposed
