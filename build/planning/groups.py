"""What is taught at the same time: which modules go together, and how groups share sittings and breaks.

Parallel groups cost as long as the longest where the lengths of activities allow it: among all ways to cut their
activities into sittings, the one that ends first is taken. A break is never inside an activity of any group.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from rumbo.build.model import Activity, Module
from rumbo.build.outcome import Step
from rumbo.build.planning.days import BREAK, SITTING, Block, Part

Unit = tuple[Step, ...]
"""Steps that are taught at the same time; one alone for most modules."""
Places = tuple[int, ...]
"""For each group the number of activities it has done."""


def units(steps: Sequence[Step], parallel: Sequence[Sequence[str]], modules: Mapping[str, Module]) -> list[Unit]:
    """The steps in order, with those of a parallel set together.

    A set stands where its first module stands, or as late as what its other modules build on makes it; only
    steps that build on it move behind it.
    """
    places = {step.module: number for number, step in enumerate(steps)}
    sets = [tuple(steps[places[name]] for name in names if name in places) for names in parallel]
    unit_of = {step.module: unit for unit in sets if len(unit) > 1 for step in unit}
    waiting = list(dict.fromkeys(unit_of.get(step.module, (step,)) for step in steps))
    before = {unit: _before(unit, places, modules) for unit in waiting}
    order: list[Unit] = []
    done: set[str] = set()
    while waiting:
        # Modules in parallel that build on each other are a problem that `check` tells; here it must not hang.
        unit = next((unit for unit in waiting if before[unit] <= done), waiting[0])
        waiting.remove(unit)
        order.append(unit)
        done.update(step.module for step in unit)
    return order


def _before(unit: Unit, places: Mapping[str, int], modules: Mapping[str, Module]) -> set[str]:
    """What the steps build on and what comes before them in the path; its order is changed for nothing else."""
    return {
        choice
        for step in unit
        for needed in modules[step.module].prerequisites
        for choice in needed.choices
        if places.get(choice, len(places)) < places[step.module]
    } - {step.module for step in unit}


def blocks(step: Step, activities: Sequence[Activity]) -> list[Block]:
    """The activities of a step that is taught alone, each in a block of its own."""
    return [
        Block(
            activity.minutes.typical,
            activity.minutes.most,
            (Part(step.module, activity.id, 0, activity.minutes.typical),),
        )
        for activity in activities
    ]


@dataclass(frozen=True, slots=True)
class Groups:
    """The modules of a unit with the activities of each."""

    names: tuple[str, ...]
    activities: tuple[tuple[Activity, ...], ...]

    def cuts(self, at: Places) -> list[tuple[Block, Places]]:
        """Every block that may come next, and how far each group is after it; shorter blocks first."""
        totals = sorted(
            total
            for done, activities in zip(at, self.activities, strict=True)
            for total in accumulate(activity.minutes.typical for activity in activities[done:])
        )
        # An activity that is longer than a sitting is a problem that `check` tells; here it must not hang.
        limits = [total for total in totals if total <= SITTING] or totals[:1]
        return [self._block(at, self._after(at, limit)) for limit in dict.fromkeys(limits)]

    def _after(self, at: Places, limit: int) -> Places:
        """How far each group comes within some minutes."""
        places = []
        for done, activities in zip(at, self.activities, strict=True):
            totals = accumulate(activity.minutes.typical for activity in activities[done:])
            places.append(done + sum(total <= limit for total in totals))
        return tuple(places)

    def _block(self, at: Places, after: Places) -> tuple[Block, Places]:
        parts: list[Part] = []
        lengths: list[tuple[int, int]] = []
        for group, name in enumerate(self.names):
            taught = self.activities[group][at[group] : after[group]]
            offset = 0
            for activity in taught:
                parts.append(Part(name, activity.id, offset, activity.minutes.typical, group + 1))
                offset += activity.minutes.typical
            lengths.append((offset, sum(activity.minutes.most for activity in taught)))
        return Block(max(typical for typical, _ in lengths), max(most for _, most in lengths), tuple(parts)), after

    @property
    def done(self) -> Places:
        """Where every group is at its end."""
        return tuple(len(activities) for activities in self.activities)

    def rest(self) -> Callable[[Places], int]:
        """A function that says how many minutes with breaks the groups need from some places on, at the least."""
        done = self.done

        @cache
        def rest(at: Places) -> int:
            if at == done:
                return 0
            return min(
                block.minutes + (BREAK + rest(after) if after != done else 0) for block, after in self.cuts(at)
            )

        return rest
