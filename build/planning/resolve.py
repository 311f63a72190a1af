"""From gaps to an ordered path: what is asked for, what closes the gaps, and what these require.

The path is closed (every required prerequisite is inside or known), minimal (no module can be taken out) and
the same for any order of the files. Only a module asked for by name may miss a prerequisite that the profile
excludes: `check` tells that. The algorithm sees nothing but ids, levels, minutes and prerequisites.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rumbo.build.model import LEVELS, Audience, Module, Wishes
from rumbo.build.outcome import Gap, LearningPath, LeftOut, Reason, Step
from rumbo.build.planning.needs import needs


@dataclass(frozen=True, slots=True)
class _Task:
    """What a path must achieve, and what it may build on."""

    modules: Mapping[str, Module]
    fixed: frozenset[str]  # asked for by name, or opening the audience's path
    openers: frozenset[str]
    gaps: tuple[Gap, ...]
    known: frozenset[str]
    barred: Mapping[str, str]  # excluded, or out of reach for that; with the excluded module


def known_modules(wishes: Wishes, modules: Mapping[str, Module]) -> dict[str, Reason]:
    """Every module the group need not take, and why: named, required by a named one, or all of it there."""
    known = {name: Reason("left-known") for name in wishes.known if name in modules}
    waiting = sorted(known)
    while waiting:
        after = waiting.pop()
        for needed in modules[after].prerequisites:
            before = needed.module
            if needed.strength == "required" and before and before in modules and before not in known:
                known[before] = Reason("left-known-through", (("modules", after),))
                waiting.append(before)
    for name, module in sorted(modules.items()):
        gives = module.competencies.gives
        if name not in known and all(wishes.has.get(what, 0) >= level for what, level in gives.items()):
            known[name] = Reason("left-has", tuple(("competencies", what) for what in sorted(gives)))
    return known


def resolve(wishes: Wishes, modules: Mapping[str, Module], audiences: Mapping[str, Audience]) -> LearningPath:
    """The path for a profile, with the reasons of every module in it and of those left out.

    Names in the profile that are not modules are passed over: `check` has told them.
    """
    known = known_modules(wishes, modules)
    opening = [
        name for group in wishes.audience if group in audiences for name in audiences[group].starts_with
    ]
    barred = _barred(wishes.without, modules, known)
    openers = frozenset(opening).intersection(modules) - barred.keys() - set(wishes.known)
    asked = frozenset(wishes.modules).intersection(modules) - set(wishes.without)
    gaps = needs(wishes, modules, known)
    usable = frozenset(known) - openers - asked
    task = _Task(modules, asked | openers, openers, gaps, usable, barred)
    chosen = _prune(_choose(task), task)
    order = _order(chosen, task)
    steps = tuple(
        Step(name, modules[name].minutes, _reasons(name, chosen, wishes, audiences, task)) for name in order
    )
    return LearningPath(steps, _left_out(chosen, known, task, opening))


def _barred(
    without: Iterable[str], modules: Mapping[str, Module], known: Mapping[str, Reason]
) -> dict[str, str]:
    """What is excluded, and what cannot be taken because it requires that; each with the excluded module."""
    barred = {name: name for name in without}
    while True:
        more = {name: _bar(modules[name], barred, modules, known) for name in modules if name not in barred}
        if not any(more.values()):
            return barred
        barred |= {name: bar for name, bar in more.items() if bar}


def _bar(
    module: Module, barred: Mapping[str, str], modules: Mapping[str, Module], known: Mapping[str, Reason]
) -> str:
    """The excluded module that stands in the way of this one, or nothing."""
    for choices in _required(module):
        there = [choice for choice in choices if choice in modules]
        if there and barred.keys() >= set(there) and not known.keys() & set(there):
            return barred[there[0]]
    return ""


def path_of(names: Iterable[str], modules: Mapping[str, Module]) -> LearningPath:
    """The path that leads to modules asked for by name, with all they require."""
    task = _Task(modules, frozenset(names), frozenset(), (), frozenset(), {})
    chosen = _prune(_choose(task), task)
    steps = tuple(
        Step(name, modules[name].minutes, (*_asked(name, task.fixed), *_required_by(name, chosen, task)))
        for name in _order(chosen, task)
    )
    return LearningPath(steps)


def _choose(task: _Task) -> frozenset[str]:
    chosen = _close(task.fixed, task)
    for gap in task.gaps:
        if any(_closes(name, gap, task) for name in chosen):
            continue
        candidates = [name for name in task.modules if name not in task.barred and _closes(name, gap, task)]
        if candidates:
            chosen = min((_close(chosen | {name}, task) for name in candidates), key=_cost(task))
    return chosen


def _closes(name: str, gap: Gap, task: _Task) -> bool:
    return task.modules[name].competencies.gives.get(gap.competency, 0) >= gap.wanted


def _cost(task: _Task):  # type: ignore[no-untyped-def]
    """Sorts sets of modules by their minutes, then by their names."""
    return lambda names: (sum(task.modules[name].minutes for name in names), sorted(names))


def _close(names: frozenset[str], task: _Task) -> frozenset[str]:
    """The modules with everything they require; of alternatives the one that costs the fewest minutes."""
    chosen = _forced(names, task)
    while unmet := _unmet(chosen, task):
        options = [choice for choice in unmet if choice in task.modules and choice not in task.barred]
        if not options:
            return chosen
        chosen = min((_forced(chosen | {choice}, task) for choice in options), key=_cost(task))
    return chosen


def _forced(names: frozenset[str], task: _Task) -> frozenset[str]:
    """The modules with all required prerequisites that leave no choice."""
    chosen = set(names)
    waiting = list(names)
    while waiting:
        for choices in _required(task.modules[waiting.pop()]):
            if len(choices) == 1 and choices[0] in task.modules:
                new = set(choices) - chosen - task.known - task.barred.keys()
                chosen |= new
                waiting += new
    return frozenset(chosen)


def _required(module: Module) -> list[tuple[str, ...]]:
    return [needed.choices for needed in module.prerequisites if needed.strength == "required"]


def _unmet(chosen: frozenset[str], task: _Task) -> tuple[str, ...]:
    """The choices of the first required prerequisite that nothing meets yet, or nothing."""
    for name in sorted(chosen):
        for choices in _required(task.modules[name]):
            open_choices = [c for c in choices if c in task.modules and c not in task.barred]
            if open_choices and not (chosen | task.known).intersection(choices):
                return tuple(open_choices)
    return ()


def _prune(chosen: frozenset[str], task: _Task) -> frozenset[str]:
    """Without modules that nothing needs any more; later and longer ones go first.

    Taking out one at a time is enough: if a smaller closed set exists, so does one that lacks a single module
    on which nothing else depends.
    """
    wished = [gap for gap in task.gaps if any(_closes(name, gap, task) for name in chosen)]
    for name in sorted(
        chosen - task.fixed, key=lambda name: (task.modules[name].minutes, name), reverse=True
    ):
        rest = chosen - {name}
        closed = not _unmet(rest, task)
        if closed and all(any(_closes(other, gap, task) for other in rest) for gap in wished):
            return _prune(rest, task)
    return chosen


def _order(chosen: frozenset[str], task: _Task) -> list[str]:
    """Prerequisites first (also recommended ones); then openers and what leads to them, level, id decide."""
    modules = task.modules
    before = {
        name: {choice for needed in modules[name].prerequisites for choice in needed.choices} & chosen
        for name in chosen
    }

    early = _leading_to(task.openers, before)

    def rank(name: str) -> tuple[bool, int, str]:
        return name not in early, LEVELS.index(modules[name].level), name

    order: list[str] = []
    waiting = sorted(chosen, key=rank)
    while waiting:
        # A circle is a problem that `check` tells; here it must only not hang.
        after = next((name for name in waiting if before[name] <= set(order)), waiting[0])
        waiting.remove(after)
        order.append(after)
    return order


def _leading_to(names: Iterable[str], before: Mapping[str, set[str]]) -> set[str]:
    """The modules and all that comes before them."""
    found = set(names)
    waiting = list(found)
    while waiting:
        new = before[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _asked(name: str, asked: Iterable[str]) -> list[Reason]:
    return [Reason("reason-asked")] if name in asked else []


def _reasons(
    name: str, chosen: frozenset[str], wishes: Wishes, audiences: Mapping[str, Audience], task: _Task
) -> tuple[Reason, ...]:
    reasons = _asked(name, wishes.modules)
    for gap in task.gaps:
        if _closes(name, gap, task):
            reasons.append(Reason("reason-wanted", (("competencies", gap.competency),), gap.wanted))
    for group in wishes.audience:
        if name in task.openers and group in audiences and name in audiences[group].starts_with:
            reasons.append(Reason("reason-opens", (("audiences", group),)))
    return (*reasons, *_required_by(name, chosen, task))


def _required_by(name: str, chosen: frozenset[str], task: _Task) -> list[Reason]:
    reasons = [
        Reason("reason-required", (("modules", after),), text=needed.because)
        for after in sorted(chosen)
        for needed in task.modules[after].prerequisites
        if needed.strength == "required" and name in needed.choices
    ]
    return list(dict.fromkeys(reasons))


def _left_out(
    chosen: frozenset[str], known: Mapping[str, Reason], task: _Task, opening: Iterable[str]
) -> tuple[LeftOut, ...]:
    """What is known and would be in the path, what else teaches what is wanted, what is excluded."""
    left = {name: known[name] for name in _missed(chosen, task) if name in known}
    for gap in task.gaps:
        instead = [other for other in sorted(chosen) if _closes(other, gap, task)]
        for name in sorted(set(task.modules) - chosen - set(left)):
            if _closes(name, gap, task) and instead:
                left[name] = Reason("left-instead", (("modules", instead[0]),))
            elif _closes(name, gap, task) and name in task.barred:
                left[name] = Reason("left-needs", (("modules", task.barred[name]),))
    stopped = task.barred.keys() & set(opening)
    left |= {name: Reason("left-needs", (("modules", task.barred[name]),)) for name in stopped}
    left |= {name: Reason("left-without") for name, bar in task.barred.items() if bar == name}
    left |= {name: reason for name, reason in known.items() if reason.label == "left-known"}
    return tuple(LeftOut(name, left[name]) for name in sorted(left) if name in task.modules.keys() - chosen)


def _missed(chosen: frozenset[str], task: _Task) -> frozenset[str]:
    """What is known and would otherwise be in the path."""
    everything = _Task(task.modules, task.fixed, task.openers, task.gaps, frozenset(), task.barred)
    met = {
        choice
        for name in chosen
        for choices in _required(task.modules[name])
        for choice in choices
        if choice in task.known
    }
    return (_close(chosen | met, everything) | met) - chosen
