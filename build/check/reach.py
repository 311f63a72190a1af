"""What nothing reaches: modules that others outdo in everything or whose way is closed, levels that paths promise."""

import datetime as dt
from collections.abc import Iterator
from typing import get_args

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Module
from rumbo.build.model.common import Devices, Internet
from rumbo.build.problem import Problem

INTERNET, DEVICES = get_args(Internet), get_args(Devices)
"""From what asks for the least to what asks for the most."""


def modules(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Modules that no wish brings into a plan; only their name would.

    A module is safe if anything names it, or if it has short forms. What a later layer does better than an
    earlier one is meant to be so.
    """
    del today
    named = _named(curriculum)
    alike: dict[frozenset[str], list[Entry[Module]]] = {}
    for entry in curriculum.modules.values():
        alike.setdefault(frozenset(entry.value.competencies.gives), []).append(entry)
    minutes = {name: entry.value.minutes for name, entry in curriculum.modules.items()}
    for entry in curriculum.modules.values():
        if entry.id in named or entry.value.variants:
            continue
        rivals = alike[frozenset(entry.value.competencies.gives)]
        shorter = (rival for rival in rivals if minutes[rival.id] < minutes[entry.id])
        better = next((rival for rival in shorter if _outdoes(rival, entry, curriculum)), None)
        if better:
            message = f"'{better.id}' gives the same in fewer minutes and asks for no more"
            hint = "raise what this module gives, or make it a part of a path, an audience's start or a profile"
            yield entry.problem("M119", ("competencies", "gives"), message, hint)


def _named(curriculum: Curriculum) -> set[str]:
    """Every module that an audience, a profile, a path or another module asks for by name."""
    named = {name for entry in curriculum.audiences.values() for name in entry.value.starts_with}
    named |= {leg.module for entry in curriculum.paths.values() for leg in entry.value.modules}
    for profile in curriculum.profiles.values():
        named.update(profile.value.modules, *profile.value.parallel)
    for module in curriculum.modules.values():
        named.update(*(needed.choices for needed in module.value.prerequisites))
    return named


def _outdoes(one: Entry[Module], other: Entry[Module], curriculum: Curriculum) -> bool:
    """Whether a planner takes the one, which is shorter, whenever it could take the other."""
    layers = [layer.name for layer in curriculum.layers]
    mine, theirs = one.value, other.value
    return (
        layers.index(one.layer) <= layers.index(other.layer)
        and set(mine.audiences) >= set(theirs.audiences)
        and all(mine.competencies.gives[name] >= level for name, level in theirs.competencies.gives.items())
        and _easier(mine, theirs)
        and all(_way(other, curriculum).intersection(needed.choices) for needed in mine.prerequisites)
    )


def _easier(one: Module, other: Module) -> bool:
    """Whether a module can be taught wherever the other one can."""
    mine, theirs = one.delivery, other.delivery
    return (
        set(mine.modes) >= set(theirs.modes)
        and INTERNET.index(mine.internet) <= INTERNET.index(theirs.internet)
        and DEVICES.index(mine.devices) <= DEVICES.index(theirs.devices)
        and mine.group.least <= theirs.group.least
        and mine.group.most >= theirs.group.most
    )


def _way(entry: Entry[Module], curriculum: Curriculum) -> set[str]:
    """What surely comes before a module: all that is required without a choice."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        for needed in waiting.pop().value.prerequisites:
            before = curriculum.modules.get(needed.module or "")
            if needed.strength == "required" and before and before.id not in found:
                found.add(before.id)
                waiting.append(before)
    return found


def audiences(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Modules that require another one which is for nobody whom they are for."""
    del today
    for entry in curriculum.modules.values():
        for index, needed in enumerate(entry.value.prerequisites):
            before = [curriculum.modules[name] for name in needed.choices if name in curriculum.modules]
            people = {audience for other in before for audience in other.value.audiences}
            if (
                needed.strength == "required"
                and len(before) == len(needed.choices)
                and not people & set(entry.value.audiences)
            ):
                message = f"'{before[0].id}', which it requires, is for none of its audiences"
                hint = f"add one of {', '.join(entry.value.audiences)} to the audiences of '{before[0].id}'"
                yield entry.problem("M120", ("prerequisites", index), message, hint)


def promises(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Levels that a curated path promises and that none of its modules gives, nor what these require."""
    del today
    for entry in curriculum.paths.values():
        legs = [curriculum.modules.get(leg.module) for leg in entry.value.modules]
        taken = [leg for leg in legs if leg]
        before = {name for leg in taken for name in _way(leg, curriculum)}
        levels = [leg.value.competencies.gives for leg in (*taken, *(curriculum.modules[name] for name in before))]
        for name, level in entry.value.reaches.items():
            yield from unknown(entry, curriculum, "M103", "competencies", name, ("reaches", name))
            best = max((gives.get(name, 0) for gives in levels), default=0)
            if best < level and len(taken) == len(legs) and curriculum.has("competencies", name):
                message = f"its modules give {name} {best}, not {name} {level}"
                hint = "add a module that gives it, or promise less"
                yield entry.problem("P107", ("reaches", name), message, hint)
