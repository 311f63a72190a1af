"""A path laid on days: clock times, breaks, lunch, pinned blocks and trainers. Starts are computed, never stored.

Activities stay whole and in order; a module that does not fit whole is left out and said so, and so is what
requires it. How a day is filled stands in days.py, what is taught at the same time in groups.py, who teaches in
trainers.py.
"""

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from rumbo.build.model import Day, Method, Module, Profile, Trainer
from rumbo.build.outcome import LearningPath, LeftOut, Plan, Reason
from rumbo.build.planning.days import BREAK, LUNCH, SITTING, Block, Energiser, OpenDay, is_long, merged
from rumbo.build.planning.groups import Groups, Places, Unit, blocks, units
from rumbo.build.planning.trainers import assign

__all__ = ["BREAK", "LONGEST_ENERGISER", "LUNCH", "SITTING", "Setting", "is_long", "lay", "setting_of"]

LONGEST_ENERGISER = 10
"""Minutes."""
_THERE = frozenset({"left-known", "left-known-through", "left-has"})
"""Reasons to leave a module out that also mean: what requires it can be taught."""
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Setting:
    """What a profile says of its days beside their hours; nothing of it need be there."""

    language: str = ""
    trainers: tuple[Trainer, ...] = ()
    parallel: tuple[tuple[str, ...], ...] = ()
    energiser: Energiser | None = None


def setting_of(profile: Profile, methods: Mapping[str, Method]) -> Setting:
    """The setting of a profile; an energiser that is no method is passed over: `check` has told it."""
    name = profile.energiser or ""
    method = methods.get(name)
    minutes = min(method.minutes.typical, LONGEST_ENERGISER) if method else 0
    energiser = Energiser(name, method.title, minutes) if method else None
    return Setting(profile.language, profile.trainers, profile.parallel, energiser)


def lay(
    path: LearningPath, days: Sequence[Day], modules: Mapping[str, Module], setting: Setting | None = None
) -> Plan:
    """The plan: sessions with clock times, slack and trainers, and what did not fit with the minutes it needs.

    Each step is taught with the activities of its variant (`Module.taught`). Steps of a set in `setting.parallel`
    are taught at the same time and cost as long as the longest; all others keep the order of the path. Days may
    come in any order. An energiser is left out where it would cost a module its place.
    """
    setting = setting or Setting()
    task = _Task(units(path.steps, setting.parallel, modules), modules, path)
    laid = _energised(task, merged(days), setting.energiser)
    for day in laid.days:
        day.finish()
    sessions = [session for day in laid.days for session in day.sessions()]
    left_out = sorted((*path.left_out, *laid.dropped), key=lambda left: left.module)
    spare: dict[dt.date, int] = {}
    for day in laid.days:
        spare[day.day.day] = spare.get(day.day.day, 0) + day.spare
    staffed = assign(sessions, laid.kept, modules, setting.trainers, setting.language)
    return Plan(tuple(step for unit in laid.kept for step in unit), tuple(left_out), staffed, spare)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be laid, in order."""

    units: list[Unit]
    modules: Mapping[str, Module]
    path: LearningPath


@dataclass(slots=True)
class _Laid:
    """The days as far as they are filled; `first` is the day to go on with."""

    days: list[OpenDay]
    first: int
    kept: list[Unit]
    dropped: list[LeftOut]


def _energised(task: _Task, days: Sequence[Day], energiser: Energiser | None) -> _Laid:
    """With the energiser on every day on which it costs no module its place."""
    plain = _fill(task, [OpenDay.of(day) for day in days])
    if energiser is None:
        return plain
    everywhere = _fill(task, [OpenDay.of(day, energiser) for day in days])
    if everywhere.kept == plain.kept:
        return everywhere
    awake: set[int] = set()
    for number in range(len(days)):
        tried = awake | {number}
        laid = _fill(task, [OpenDay.of(day, energiser if n in tried else None) for n, day in enumerate(days)])
        if laid.kept == plain.kept:
            plain, awake = laid, tried
    return plain


def _fill(task: _Task, days: list[OpenDay]) -> _Laid:
    laid = _Laid(days, 0, [], [])
    there = {left.module for left in task.path.left_out if left.reason.label in _THERE}
    for whole in task.units:
        met = there.union(step.module for unit in laid.kept for step in unit)
        lost = {left.module for left in laid.dropped}
        blockers = {step.module: _blocker(task.modules[step.module], met, lost) for step in whole}
        unit = tuple(step for step in whole if not blockers[step.module])
        reasons = {name: Reason("left-needs", (("modules", by),)) for name, by in blockers.items() if by}
        placed = _place(unit, task.modules, laid.days, laid.first) if unit else None
        if placed:
            laid.days, laid.first = placed
            laid.kept.append(unit)
        elif unit:
            missing = _missing(unit, task.modules, laid.days, laid.first)
            reasons |= {step.module: Reason("left-no-time", number=missing) for step in unit}
        laid.dropped += [LeftOut(step.module, reasons[step.module]) for step in whole if step.module in reasons]
    return laid


def _blocker(module: Module, met: Set[str], dropped: Set[str]) -> str:
    """A module that this one requires and that did not fit, where no other one meets the requirement."""
    for needed in module.prerequisites:
        lost = dropped & set(needed.choices)
        if needed.strength == "required" and lost and not met & set(needed.choices):
            return min(lost)
    return ""


_Placed = tuple[list[OpenDay], int]


def _place(unit: Unit, modules: Mapping[str, Module], days: Sequence[OpenDay], first: int) -> _Placed | None:
    """The days with the whole unit in them and the day to go on with, or None if it does not fit."""
    taught = [modules[step.module].taught(step.variant) for step in unit]
    if len(unit) > 1:
        names = tuple(step.module for step in unit)
        return _place_groups(Groups(names, tuple(taught)), days, first)
    copies = [day.copy() for day in days]
    for block in blocks(unit[0], taught[0]):
        place = _place_block(block, copies, first)
        if place is None:
            return None
        first = place
    return copies, first


def _place_block(block: Block, days: Sequence[OpenDay], first: int) -> int | None:
    """Puts a block on the first day it fits on, and says which that is."""
    return next((number for number in range(first, len(days)) if days[number].place(block)), None)


def _place_groups(groups: Groups, days: Sequence[OpenDay], first: int) -> _Placed | None:
    """Places block after block, each cut so that all groups begin together and are likely to be done first."""
    laid = list(days)
    at = tuple(0 for _ in groups.names)
    rest = groups.rest()
    while at != groups.done:
        best: tuple[tuple[int, int, int, int], _Placed, Places] | None = None
        for block, after in groups.cuts(at):
            copies = [day.copy() for day in laid]
            place = _place_block(block, copies, first)
            if place is None:
                continue
            waiting = sum(done == 0 for done in after)
            missed = sum(day.missed for day in copies)
            cost = (waiting, missed, place * _DAY + copies[place].clock + rest(after), -block.minutes)
            if best is None or cost < best[0]:
                best = cost, (copies, place), after
        if best is None:
            return None
        _, (laid, first), at = best
    return laid, first


def _missing(unit: Unit, modules: Mapping[str, Module], days: Sequence[OpenDay], first: int) -> int:
    """By how many minutes, rounded up to five, the last day is too short for a unit."""
    longer = [day.copy() for day in days]
    minutes = sum(a.minutes.typical for step in unit for a in modules[step.module].taught(step.variant))
    longer[-1].end += 2 * minutes + LUNCH + LONGEST_ENERGISER  # enough: the breaks take less than the activities
    placed = _place(unit, modules, longer, first)
    over = placed[0][-1].clock - days[-1].end if placed else 0
    return max(5, -(-over // 5) * 5)
