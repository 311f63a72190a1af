"""What builds on what: modules in an order with everything before that they need, and the lines between them.

A line that follows from others is dropped (the transitive reduction), so that the picture shows each reason once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from rumbo.build.labels import Labels
from rumbo.build.model import Module

Kind = Literal["required", "any", "recommended"]
State = Literal["chosen", "known", "other"]
KINDS: tuple[Kind, ...] = ("required", "any", "recommended")
"""How a module comes before another, the strongest first; of `any` one is enough."""


@dataclass(frozen=True, slots=True)
class Line:
    """One module comes before another. Lines of one prerequisite share its number."""

    before: str
    after: str
    kind: Kind
    prerequisite: int


@dataclass(frozen=True, slots=True)
class Station:
    """A module in the picture. `depth` counts from 1 what must be gone through to reach it."""

    sign: str
    """A number, in a plan that of its place; a capital letter for what is known."""
    id: str
    title: str
    minutes: int
    state: State
    depth: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Modules in an order in which they can be taught, and the lines between them."""

    stations: tuple[Station, ...]
    lines: tuple[Line, ...]

    def before(self, name: str) -> Iterator[tuple[Kind, tuple[str, ...]]]:
        """The signs of what comes before a module: all that is required, each choice, all that is recommended."""
        groups: dict[tuple[int, int], set[str]] = {}
        for line in self.lines:
            if line.after == name:
                group = (KINDS.index(line.kind), line.prerequisite if line.kind == "any" else 0)
                groups.setdefault(group, set()).add(line.before)
        for kind, prerequisite in sorted(groups):
            found = groups[kind, prerequisite]
            yield KINDS[kind], tuple(station.sign for station in self.stations if station.id in found)


def graph(
    modules: Mapping[str, Module], chosen: Mapping[str, int] | None = None, known: Collection[str] = ()
) -> Graph:
    """The modules chosen (in that order, with their minutes) and what is known before them, or all modules."""
    chosen = chosen or {}
    names = _shown(modules, chosen, known) if chosen else sorted(modules)
    lines = _reduced(_without_circles(_lines(names, modules)))
    depth = _depths(names, lines)
    place = {name: number for number, name in enumerate(chosen, start=1)}
    rank = {name: (place.get(name, 0), depth[name], name) for name in names}
    order = list(_in_order(names, lines, rank))
    signs = {name: str(number) for number, name in enumerate(chosen or order, start=1)}
    signs |= {name: _letter(number) for number, name in enumerate(name for name in order if name not in signs)}
    stations = [_station(name, signs[name], depth[name], modules[name], chosen, known) for name in order]
    return Graph(tuple(stations), tuple(lines))


def _station(
    name: str, sign: str, depth: int, module: Module, chosen: Mapping[str, int], known: Collection[str]
) -> Station:
    state: State = "chosen" if name in chosen else "known" if name in known else "other"
    return Station(sign, name, module.title, chosen.get(name, module.minutes), state, depth)


def _letter(number: int) -> str:
    """A to Z, then A1 and so on."""
    return f"{ascii_uppercase[number % 26]}{number // 26 or ''}"


def _shown(modules: Mapping[str, Module], chosen: Iterable[str], known: Collection[str]) -> list[str]:
    """What is chosen, and what is known on the way to it."""
    waiting = list(chosen)
    shown = set(waiting)
    while waiting:
        for needed in modules[waiting.pop()].prerequisites:
            new = set(needed.choices).intersection(known, modules) - shown
            shown |= new
            waiting += sorted(new)
    return sorted(shown)


def _lines(names: Sequence[str], modules: Mapping[str, Module]) -> list[Line]:
    """Every prerequisite between the modules, the strongest first; of alternatives, those that are shown."""
    found = []
    for after in names:
        for number, needed in enumerate(modules[after].prerequisites):
            choices = [choice for choice in needed.choices if choice in names and choice != after]
            kind: Kind = "required" if needed.strength == "required" else "recommended"
            if kind == "required" and len(choices) > 1:
                kind = "any"
            found += [Line(before, after, kind, number) for before in choices]
    return sorted(found, key=lambda line: (KINDS.index(line.kind), line.after, line.prerequisite, line.before))


def _without_circles(lines: Iterable[Line]) -> list[Line]:
    """The lines without those told already and those that lead back.

    A circle is a problem that `check` tells; here it must not hang.
    """
    kept: list[Line] = []
    pairs: set[tuple[str, str]] = set()
    for line in lines:
        told = line.kind != "any" and (line.before, line.after) in pairs
        if not told and line.before not in _reached(line.after, kept):
            pairs.add((line.before, line.after))
            kept.append(line)
    return kept


def _reached(start: str, lines: Iterable[Line]) -> set[str]:
    """Everything that comes after a module along the lines."""
    after: dict[str, list[str]] = {}
    for line in lines:
        after.setdefault(line.before, []).append(line.after)
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = [name for name in after.get(waiting.pop(), ()) if name not in found]
        found.update(new)
        waiting += new
    return found


def _reduced(lines: Sequence[Line]) -> list[Line]:
    """The lines that do not follow from others of the same strength or a greater one."""
    required = [line for line in lines if line.kind == "required"]
    met = {
        (line.after, line.prerequisite)
        for line in lines
        if line.kind == "any" and line.after in _reached(line.before, required)
    }
    sure = [line for line in lines if line.kind != "any"]
    enough = {"required": required, "recommended": sure}
    return [
        line
        for line in lines
        if (line.after, line.prerequisite) not in met
        and (line.kind == "any" or not _implied(line, enough[line.kind]))
    ]


def _implied(line: Line, lines: Sequence[Line]) -> bool:
    return line.after in _reached(line.before, (other for other in lines if other is not line))


def _depths(names: Sequence[str], lines: Sequence[Line]) -> dict[str, int]:
    depth = dict.fromkeys(names, 1)
    for _ in names:
        for line in lines:
            depth[line.after] = max(depth[line.after], depth[line.before] + 1)
    return depth


def _in_order(names: Sequence[str], lines: Sequence[Line], rank: Mapping[str, tuple[int, int, str]]) -> Iterator[str]:
    """The modules, each after those before it; among several that could be next the first by rank."""
    before = {name: {line.before for line in lines if line.after == name} for name in names}
    waiting = sorted(names, key=rank.__getitem__)
    done: set[str] = set()
    while waiting:
        following = next(name for name in waiting if before[name] <= done)
        waiting.remove(following)
        done.add(following)
        yield following


def facts(station: Station, graph: Graph, labels: Labels) -> tuple[str, ...]:
    """What the picture says about a module, in words: its state and what comes before it, by signs."""
    states = {"chosen": ["graph-chosen"], "known": ["graph-known"], "other": []}
    said = [labels.text(label) for label in states[station.state]]
    for kind, signs in graph.before(station.id):
        said.append(labels.text(f"graph-{kind}", labels.comma.join(signs)))
    return tuple(said)
