"""What modules require of each other: known modules, no circle, and every need met by what comes before.

The rules follow exercism's configlet: unknown, circular, needed but taught nowhere before, needs what it
gives.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Module
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place

HIGHEST = 3
"""The highest level of a competency."""


def prerequisites(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Every module named as a prerequisite exists."""
    del today
    for entry in curriculum.modules.values():
        for index, needed in enumerate(entry.value.prerequisites):
            for position, name in enumerate(needed.choices):
                place: Place = ("prerequisites", index)
                place = (*place, "module") if needed.module else (*place, "any_of", position)
                for problem in unknown(entry, curriculum, "M101", "modules", name, place):
                    message = f"prerequisite '{name}' is not a module"
                    yield Problem(problem.file, problem.line, problem.column, problem.code, message, problem.hint)


def circles(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Modules that come before themselves, told once as a sentence that begins with the first by id.

    Alternatives count only where no way round is left: a choice that is free can always be taken.
    """
    del today
    edges = _in_circles(_edges(curriculum))
    told: set[frozenset[str]] = set()
    for name in edges:
        circle = _circle_through(name, edges)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            first = circle.index(min(circle))
            start, *others = circle[first:] + circle[:first]
            sentence = ", which needs ".join(f"'{step}'" for step in (*others, start))
            message = f"'{start}' needs {sentence}"
            hint = "take one of these prerequisites out"
            yield curriculum.modules[start].problem("M102", ("prerequisites",), message, hint)


def _edges(curriculum: Curriculum) -> dict[str, tuple[str, ...]]:
    """What surely comes before each module: prerequisites without a choice, and choices none of which is free."""
    free = _free(curriculum)
    return {
        name: tuple(
            choice
            for needed in entry.value.prerequisites
            if len(needed.choices) == 1 or not free.intersection(needed.choices)
            for choice in needed.choices
        )
        for name, entry in curriculum.modules.items()
    }


def _free(curriculum: Curriculum) -> set[str]:
    """The modules that can be reached at all; what could not be read is taken to be reachable."""
    unmet = {name: set(range(len(entry.value.prerequisites))) for name, entry in curriculum.modules.items()}
    met_by: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, entry in curriculum.modules.items():
        for index, needed in enumerate(entry.value.prerequisites):
            for choice in needed.choices:
                met_by[choice].append((name, index))
    free: set[str] = set()
    reached = [name for name in (*met_by, *unmet) if not unmet.get(name)]
    while reached:
        name = reached.pop()
        free.add(name)
        for after, index in met_by.pop(name, ()):
            unmet[after].discard(index)
            if not unmet[after]:
                reached.append(after)
    return free


def _in_circles(edges: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Only the modules that lead to a circle: those that lead nowhere are taken away until none is left."""
    leading: defaultdict[str, list[str]] = defaultdict(list)
    for name, after in edges.items():
        for step in after:
            leading[step].append(name)
    left = {name: sum(step in edges for step in after) for name, after in edges.items()}
    ended = [name for name, number in left.items() if not number]
    while ended:
        name = ended.pop()
        del left[name]
        for before in leading[name]:
            left[before] -= 1
            if not left[before]:
                ended.append(before)
    return {name: edges[name] for name in left}


def _circle_through(start: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a module back to itself, or nothing."""
    frontier: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while frontier:
        ways = [(*way, after) for way in frontier for after in edges.get(way[-1], ())]
        for way in ways:
            if way[-1] == start:
                return way[:-1]
        frontier = []
        for way in ways:
            if way[-1] not in seen:
                seen.add(way[-1])
                frontier.append(way)
    return ()


def competencies(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """A needed competency is given by a required prerequisite; a given one goes beyond what is needed."""
    del today
    after = _levels_after(curriculum)
    for entry in curriculum.modules.values():
        named = entry.value.competencies
        reached = _levels_before(entry.value, after) if named.needs else {}
        for name, level in named.needs.items():
            place: Place = ("competencies", "needs", name)
            if reached.get(name, 0) < level and curriculum.has("competencies", name):
                message = f"needs {name} {level}, but its required prerequisites give {name} {reached.get(name, 0)}"
                hint = "require a module that gives it, or lower the need"
                yield entry.problem("M105", place, message, hint)
            if 0 < named.gives.get(name, 0) <= level:
                message = f"gives {name} {named.gives[name]}, which it needs already"
                yield entry.problem("M106", ("competencies", "gives", name), message, "give a higher level")


def _levels_after(curriculum: Curriculum) -> dict[str, dict[str, int]]:
    """The levels that modules surely lead to with all that they require, for those before modules with a need.

    A prerequisite that is not there or cannot be read has its own problem and is taken to give everything.
    """
    everything = dict.fromkeys(curriculum.ids("competencies"), HIGHEST)
    modules = {name: entry.value for name, entry in curriculum.modules.items()}
    after = {name: dict(module.competencies.gives) for name, module in modules.items()}
    for module in modules.values():
        for name in _required(module):
            after.setdefault(name, everything)
    order = _requirements_first(modules, [name for name, module in modules.items() if module.competencies.needs])
    changed = True
    while changed:  # twice if there is no circle
        changed = False
        for name in order:
            for competency, level in _levels_before(modules[name], after).items():
                if level > after[name].get(competency, 0):
                    after[name][competency] = level
                    changed = True
    return after


def _requirements_first(modules: Mapping[str, Module], names: Iterable[str]) -> list[str]:
    """Some modules with all that they require, each after what it requires itself, as far as there is no circle."""
    order: dict[str, None] = {}
    begun: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting[-1]
        if name in begun:
            order[waiting.pop()] = None
            continue
        begun.add(name)
        waiting += [other for other in _required(modules[name]) if other in modules and other not in begun]
    return list(order)


def _required(module: Module) -> Iterator[str]:
    for needed in module.prerequisites:
        if needed.strength == "required":
            yield from needed.choices


def _levels_before(module: Module, after: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The levels that all required prerequisites together surely lead to (of alternatives: the lowest)."""
    reached: dict[str, int] = {}
    for needed in module.prerequisites:
        if needed.strength != "required":
            continue
        first, *others = [after[name] for name in needed.choices]
        for competency, level in first.items():
            sure = min([level, *(way.get(competency, 0) for way in others)]) if others else level
            if sure > reached.get(competency, 0):
                reached[competency] = sure
    return reached
