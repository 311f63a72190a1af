"""What more time would bring: the best plan again for days that are a little longer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from rumbo.build.outcome import Further
from rumbo.build.planning.budget import HALF_DAY, longer, minutes_to_midnight, with_half_a_day
from rumbo.build.planning.order import in_order
from rumbo.build.planning.search import SECONDS, Found, Request, search, without_limit
from rumbo.build.planning.task import Chosen, Task, closed, form, gap_of, score

GRAIN = 5
"""Minutes; time that is missing is told in steps of these."""
STEP = 30
"""Minutes from one point of the value curve to the next."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The minutes that a module lacks, and what of the plan would be shorter or out when it comes in with them."""

    minutes: int
    lost: tuple[str, ...]


def minutes_that_bring(
    names: Iterable[str], request: Request, found: Found, seconds: float = SECONDS
) -> dict[str, Missing | None]:
    """By how many minutes the last day must be longer for each module to come in; five fewer would not do.

    It comes in beside what is in the plan or, where it never does, in the place of something else. None where no
    evening is long enough, or where the solver cannot tell within the `seconds` for all together.
    """
    used = found.seconds

    @cache
    def chosen(grains: int) -> Chosen:
        nonlocal used
        if used > seconds:
            return {}
        there = search(replace(request, days=longer(request.days, grains * GRAIN)), seconds - used)
        used += there.seconds
        return there.chosen

    most = minutes_to_midnight(request.days) // GRAIN
    kept = set(found.chosen)
    now = minutes_of(found.chosen, request.task)

    def missing(name: str) -> Missing | None:
        grains = _least({name, *kept}, chosen, most) or _least({name}, chosen, most)
        return Missing(grains * GRAIN, lost(now, minutes_of(chosen(grains), request.task))) if grains else None

    return {name: missing(name) for name in sorted(names)}


def minutes_of(chosen: Chosen, task: Task) -> dict[str, int]:
    """The minutes of each chosen module in its form, in the order of the path."""
    return {name: form(name, chosen[name], task).minutes for name in in_order(chosen, task)}


def lost(now: Mapping[str, int], there: Mapping[str, int]) -> tuple[str, ...]:
    """The modules that are taught in fewer minutes there than now, or not at all."""
    return tuple(name for name in now if there.get(name, 0) < now[name])


def _least(names: set[str], chosen: Callable[[int], Chosen], most: int) -> int | None:
    """By halving: the grains of time with which modules are in, while they are not all in with one less."""
    if most < 1 or not names <= chosen(most).keys():
        return None
    out, inside = 0, most
    while inside - out > 1:
        middle = (out + inside) // 2
        out, inside = (out, middle) if names <= chosen(middle).keys() else (middle, inside)
    return inside


def curve(request: Request, now: Chosen, seconds: float = SECONDS) -> Iterator[Further]:
    """What each further half hour on the last day would bring, until nothing more comes; then one more morning.

    Begins with the plan as it is now, and ends there if all that is wanted is in it. The solver works for about
    `seconds` on all points together.
    """
    task = request.task
    most = score(without_limit(task), task)
    yield _point(0, "last-day", task, now, now)
    longest = minutes_to_midnight(request.days) if score(now, task) < most else 0
    used = 0.0
    for minutes in range(STEP, longest + 1, STEP):
        found = search(replace(request, days=longer(request.days, minutes)), seconds - used)
        used += found.seconds
        yield _point(minutes, "last-day", task, found.chosen, now)
        if used > seconds or score(found.chosen, task) >= most:
            break
    if score(now, task) < most:
        morning = search(replace(request, days=with_half_a_day(request.days)), max(1.0, seconds - used))
        yield _point(HALF_DAY, "half-day", task, morning.chosen, now)


def _point(minutes: int, kind: Literal["last-day", "half-day"], task: Task, there: Chosen, now: Chosen) -> Further:
    before, after = minutes_of(now, task), minutes_of(there, task)
    return Further(
        minutes,
        kind,
        comes=tuple(name for name in after if name not in now),
        goes=tuple(name for name in before if name not in there),
        whole=tuple(name for name in after if now.get(name) and not there[name]),
        shorter={name: after[name] for name in lost(before, after) if name in there},
        closed=closed(there, task),
        gap=gap_of(task),
        taught=-score(there, task)[-1],
    )
