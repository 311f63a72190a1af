"""What modules require of each other: known modules, no circle, and every need met by what comes before.

The rules follow exercism's configlet: unknown, circular, needed but taught nowhere before, needs what it gives.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Module
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place


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
                    yield Problem(
                        problem.file, problem.line, problem.column, problem.code, message, problem.hint
                    )


def circles(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Modules that come before themselves, told once as a sentence, at the first module of the circle by id."""
    del today
    edges = {
        name: tuple(choice for needed in entry.value.prerequisites for choice in needed.choices)
        for name, entry in curriculum.modules.items()
    }
    told: set[frozenset[str]] = set()
    for name in edges:
        circle = _circle_through(name, edges)
        if circle and frozenset(circle) not in told and name == min(circle):
            told.add(frozenset(circle))
            sentence = ", which needs ".join(f"'{step}'" for step in (*circle[1:], circle[0]))
            message = f"'{name}' needs {sentence}"
            hint = "take one of these prerequisites out"
            yield curriculum.modules[name].problem("M102", ("prerequisites",), message, hint)


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
    for entry in curriculum.modules.values():
        reached = _reached_before(entry, curriculum)
        named = entry.value.competencies
        for name, level in named.needs.items():
            place: Place = ("competencies", "needs", name)
            if reached.get(name, 0) < level and name in curriculum.ids("competencies"):
                message = (
                    f"needs {name} {level}, but its required prerequisites give {name} {reached.get(name, 0)}"
                )
                hint = "require a module that gives it, or lower the need"
                yield entry.problem("M105", place, message, hint)
            if 0 < named.gives.get(name, 0) <= level:
                message = f"gives {name} {named.gives[name]}, which it needs already"
                yield entry.problem("M106", ("competencies", "gives", name), message, "give a higher level")


def _reached_before(entry: Entry[Module], curriculum: Curriculum) -> dict[str, int]:
    """The levels that all required prerequisites together surely lead to (of alternatives: the lowest)."""
    reached: dict[str, int] = {}
    seen: set[str] = set()
    waiting = [entry]
    while waiting:
        for needed in waiting.pop().value.prerequisites:
            before = [curriculum.modules[name] for name in needed.choices if name in curriculum.modules]
            if needed.strength != "required" or not before:
                continue
            gives = [module.value.competencies.gives for module in before]
            for name in gives[0]:
                sure = min(given.get(name, 0) for given in gives)
                reached[name] = max(reached.get(name, 0), sure)
            waiting += [module for module in before if module.id not in seen]
            seen |= {module.id for module in before}
    return reached
