"""Sets of whole modules that hold all they require and nothing more, without a limit of time."""

from collections.abc import Callable
from dataclasses import replace

from rumbo.build.planning.task import Task, closes, open_choices, prerequisites


def shortest_path(task: Task) -> frozenset[str]:
    """Modules that close every gap that can be closed, wish by wish in as few minutes as possible; none can go."""
    chosen = close(task.fixed, task)
    for gap in task.gaps:
        if any(closes(name, gap, task) for name in chosen):
            continue
        candidates = [name for name in task.modules if name not in task.barred and closes(name, gap, task)]
        if candidates:
            chosen = min((close(chosen | {name}, task) for name in candidates), key=_cost(task))
    return _prune(chosen, task)


def close(names: frozenset[str], task: Task) -> frozenset[str]:
    """The modules with everything they require; of alternatives the one that costs the fewest minutes."""
    chosen = _forced(names, task)
    while options := _unmet(chosen, task):
        chosen = min((_forced(chosen | {choice}, task) for choice in options), key=_cost(task))
    return chosen


def would_be_in(chosen: frozenset[str], task: Task) -> frozenset[str]:
    """What is known and would otherwise be in the path."""
    everything = replace(task, known=frozenset())
    met = {
        choice
        for name in chosen
        for choices in prerequisites(task.modules[name], "required")
        for choice in choices
        if choice in task.known
    }
    return (close(chosen | met, everything) | met) - chosen


def _cost(task: Task) -> Callable[[frozenset[str]], tuple[int, list[str]]]:
    """Sorts sets of modules by their minutes, then by their names."""
    return lambda names: (sum(task.ways[name][0].minutes for name in names), sorted(names))


def _forced(names: frozenset[str], task: Task) -> frozenset[str]:
    """The modules with all required prerequisites that leave no choice."""
    chosen = set(names)
    waiting = list(names)
    while waiting:
        for choices in prerequisites(task.modules[waiting.pop()], "required"):
            if len(choices) == 1:
                new = set(open_choices(choices, task)) - chosen
                chosen |= new
                waiting += new
    return frozenset(chosen)


def _unmet(chosen: frozenset[str], task: Task) -> list[str]:
    """The choices of the first required prerequisite that nothing meets yet, or nothing."""
    for name in sorted(chosen):
        for choices in prerequisites(task.modules[name], "required"):
            options = open_choices(choices, task)
            if options and not chosen.intersection(choices):
                return options
    return []


def _prune(chosen: frozenset[str], task: Task) -> frozenset[str]:
    """Without modules that nothing needs any more; later and longer ones go first.

    Taking out one at a time is enough: if a smaller closed set exists, so does one that lacks a single module
    on which nothing else depends.
    """
    wished = [gap for gap in task.gaps if any(closes(name, gap, task) for name in chosen)]
    for name in sorted(chosen - task.fixed, key=lambda name: (task.ways[name][0].minutes, name), reverse=True):
        rest = chosen - {name}
        if not _unmet(rest, task) and all(any(closes(other, gap, task) for other in rest) for gap in wished):
            return _prune(rest, task)
    return chosen
