"""What a path or plan must achieve and may build on: a frozen task, and what is asked of it.

The algorithms that choose see nothing else: ids, levels, minutes and prerequisites.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rumbo.build.model import Audience, Module, Profile, Wishes
from rumbo.build.outcome import Gap, Reason
from rumbo.build.planning.needs import needs

Chosen = Mapping[str, str]
"""The modules of a path, each with the variant that is taught, "" for the whole module."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to teach a module: whole (variant "") or shortened. `cut` is what it saves, in minutes."""

    module: str
    variant: str
    minutes: int
    cut: int
    gives: Mapping[str, int]


@dataclass(frozen=True)
class Task:
    """What a path must achieve, and what it may build on."""

    modules: Mapping[str, Module]
    asked: frozenset[str]
    openers: frozenset[str]
    gaps: tuple[Gap, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    barred: Mapping[str, str] = field(default_factory=dict)
    """What cannot be taken: excluded, taught by nobody, or out of reach for that; with what stands in the way."""
    why_known: Mapping[str, Reason] = field(default_factory=dict)
    opening: tuple[tuple[str, str], ...] = ()
    """Audiences with the modules that open their paths."""
    untaught: frozenset[str] = frozenset()
    parallel: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def ways(self) -> Mapping[str, tuple[Form, ...]]:
        """The ways to teach each module: whole, then its variants that hold at least one activity."""
        return {name: _ways(name, module) for name, module in self.modules.items()}

    @property
    def fixed(self) -> frozenset[str]:
        """Asked for by name, or opening the audience's path."""
        return self.asked | self.openers


def task_of(
    wishes: Wishes,
    modules: Mapping[str, Module],
    audiences: Mapping[str, Audience],
    untaught: frozenset[str] = frozenset(),
) -> Task:
    """The task that a profile sets. Names in it that are not modules are passed over: `check` has told them.

    `untaught` modules, for which there is no trainer, are barred like excluded ones.
    """
    known = known_modules(wishes, modules)
    opening = [
        (group, name) for group in wishes.audience if group in audiences for name in audiences[group].starts_with
    ]
    barred = _barred((*wishes.without, *sorted(untaught)), modules, known)
    hopeless = {name for name, bar in barred.items() if bar in untaught}
    openers = frozenset(name for _, name in opening).intersection(modules) - barred.keys() - set(wishes.known)
    asked = frozenset(wishes.modules).intersection(modules) - set(wishes.without) - hopeless
    return Task(
        modules,
        asked,
        openers,
        needs(wishes, modules, known),
        wishes.weights,
        frozenset(known) - openers - asked,
        barred,
        known,
        tuple(opening),
        untaught,
        wishes.parallel if isinstance(wishes, Profile) else (),
    )


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


def _barred(without: Iterable[str], modules: Mapping[str, Module], known: Mapping[str, Reason]) -> dict[str, str]:
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
    for choices in prerequisites(module, "required"):
        there = [choice for choice in choices if choice in modules]
        if there and barred.keys() >= set(there) and not known.keys() & set(there):
            return barred[there[0]]
    return ""


def prerequisites(module: Module, strength: str) -> list[tuple[str, ...]]:
    """The choices of every prerequisite of a strength, required or recommended."""
    return [needed.choices for needed in module.prerequisites if needed.strength == strength]


def open_choices(choices: Sequence[str], task: Task) -> list[str]:
    """The choices of a prerequisite that could be taken; none where it is met by what is known."""
    if task.known.intersection(choices):
        return []
    return [name for name in choices if name in task.modules and name not in task.barred]


def closes(name: str, gap: Gap, task: Task) -> bool:
    """Whether a module leads to what is wanted."""
    return task.modules[name].competencies.gives.get(gap.competency, 0) >= gap.wanted


def _ways(name: str, module: Module) -> tuple[Form, ...]:
    whole = module.minutes
    short = [
        Form(name, variant.id, minutes, whole - minutes, variant.gives)
        for variant in module.variants
        if 0 < (minutes := sum(a.minutes.typical for a in module.taught(variant.id))) < whole
    ]
    return (Form(name, "", whole, 0, module.competencies.gives), *short)


def form(name: str, variant: str, task: Task) -> Form:
    """The form of a module that a variant stands for."""
    return next(form for form in task.ways[name] if form.variant == variant)


def is_possible(chosen: Chosen, task: Task) -> bool:
    """Whether the modules and the forms they are taught in are there at all."""
    return all(variant in {way.variant for way in task.ways.get(name, ())} for name, variant in chosen.items())


def prepares(form: Form, after: Module, task: Task) -> bool:
    """Whether a module taught in this form is enough for one that requires it.

    A short form must lead to the levels that the later module builds on, as far as the whole module does.
    """
    whole = task.modules[form.module].competencies.gives
    return all(
        form.gives.get(what, 0) >= min(level, whole[what])
        for what, level in after.competencies.needs.items()
        if what in whole
    )


def is_closed(chosen: Chosen, task: Task) -> bool:
    """Whether a set could be taught: nothing barred or known, what is required inside, the openers too."""
    if any(name in task.known or (name in task.barred and name not in task.asked) for name in chosen):
        return False
    inside = {name: form(name, variant, task) for name, variant in chosen.items()}
    for name in chosen:
        module = task.modules[name]
        for choices in prerequisites(module, "required"):
            ready = any(prepares(inside[choice], module, task) for choice in choices if choice in inside)
            if open_choices(choices, task) and not ready:
                return False
    return not chosen or task.openers <= chosen.keys()


Score = tuple[int, int, int, int, int]


def score(chosen: Chosen, task: Task) -> Score:
    """What a set is worth, the better the higher: modules that are asked for by name or open the path, levels closed
    times their weights, and below zero the minutes cut from modules, missing recommended ones, and the minutes."""
    taught = [form(name, variant, task) for name, variant in chosen.items()]
    return (
        len(task.fixed & chosen.keys()),
        closed(chosen, task),
        -sum(form.cut for form in taught),
        -missing(chosen, task),
        -sum(form.minutes for form in taught),
    )


def closed(chosen: Chosen, task: Task) -> int:
    """The part of the gap that is closed: levels times the weights of their wishes."""
    taught = [form(name, variant, task) for name, variant in chosen.items()]
    reached = {
        gap.competency: max((form.gives.get(gap.competency, 0) for form in taught), default=0) for gap in task.gaps
    }
    return sum(
        task.weights.get(gap.competency, 1) * max(0, min(reached[gap.competency], gap.wanted) - gap.present)
        for gap in task.gaps
    )


def gap_of(task: Task) -> int:
    """The whole gap, in levels times the weights of their wishes."""
    return sum(task.weights.get(gap.competency, 1) * (gap.wanted - gap.present) for gap in task.gaps)


def missing(chosen: Chosen, task: Task) -> int:
    """How many recommended prerequisites could be there and are not."""
    return sum(
        bool(open_choices(choices, task)) and not chosen.keys() & set(choices)
        for name in chosen
        for choices in prerequisites(task.modules[name], "recommended")
    )
