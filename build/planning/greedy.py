"""Choosing without a solver, in the order a person would: readable, quick, and not always the best.

The openers first, then what is asked for, then the wishes by what they bring a minute; each comes in with what it
requires if all of it still fits, whole if possible, else in its short forms.
"""

from collections.abc import Callable, Iterator

from rumbo.build.planning.closure import close, shortest_path
from rumbo.build.planning.task import Chosen, Form, Task, closed, form, is_closed, prepares

Fits = Callable[[Chosen], bool]
"""Whether modules can be laid on the days there are."""


def greedy(task: Task, fits: Fits) -> Chosen:
    """The modules to teach, each with its variant. The whole path, if there is time for it."""
    path = dict.fromkeys(shortest_path(task), "")
    if _is_good(path, task, fits):
        return path
    chosen: Chosen = {}
    for name in sorted(task.asked):
        chosen = next(_ways(chosen, name, task, fits), chosen)
    while larger := _best_step(chosen, task, fits):
        chosen = larger
    return chosen


def _best_step(chosen: Chosen, task: Task, fits: Fits) -> Chosen | None:
    """With one more module that closes most of the gap for its minutes, or nothing if none fits."""
    steps: list[tuple[float, str]] = []
    for name in sorted(task.modules.keys() - chosen.keys() - task.known - task.barred.keys()):
        if _is_useful(name, task):
            whole = dict.fromkeys(close(frozenset(chosen) | task.openers | {name}, task), "")
            gain = closed({**whole, **chosen}, task) - closed(chosen, task)
            minutes = sum(task.ways[one][0].minutes for one in whole.keys() - chosen.keys())
            steps += [(-gain / minutes, name)] if gain > 0 else []
    ways = (way for _, name in sorted(steps) for way in _ways(chosen, name, task, fits))
    return next((way for way in ways if closed(way, task) > closed(chosen, task)), None)


def _is_useful(name: str, task: Task) -> bool:
    gives = task.modules[name].competencies.gives
    return any(gives.get(gap.competency, 0) > gap.present for gap in task.gaps)


def _ways(chosen: Chosen, name: str, task: Task, fits: Fits) -> Iterator[Chosen]:
    """The ways to bring a module in with all it requires: whole, with short forms for what is new, all short."""
    everything = close(frozenset(chosen) | task.openers | {name}, task)
    for shorten in (frozenset(), everything - chosen.keys(), everything):
        larger = {one: chosen.get(one, "") for one in everything}
        larger |= {one: _shortest(one, larger, task).variant for one in shorten}
        if _is_good(larger, task, fits):
            yield larger


def _shortest(name: str, chosen: Chosen, task: Task) -> Form:
    """The shortest form that is enough for what else is chosen and requires it."""
    if len(task.ways[name]) == 1:
        return task.ways[name][0]
    later = [
        task.modules[other]
        for other in chosen
        if any(name in needed.choices for needed in task.modules[other].prerequisites)
    ]
    enough = [way for way in task.ways[name] if all(prepares(way, module, task) for module in later)]
    return min(enough, key=lambda way: way.minutes, default=form(name, "", task))


def _is_good(chosen: Chosen, task: Task, fits: Fits) -> bool:
    return is_closed(chosen, task) and fits(chosen)
