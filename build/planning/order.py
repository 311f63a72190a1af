"""The order of a path: what must or should come first does, and equals always stand alike."""

from collections.abc import Iterable, Mapping

from rumbo.build.model import LEVELS
from rumbo.build.planning.task import Task


def in_order(chosen: Iterable[str], task: Task) -> list[str]:
    """Prerequisites first (also recommended ones); then openers and what leads to them, level, id decide."""
    modules, inside = task.modules, frozenset(chosen)
    before = {
        name: {choice for needed in modules[name].prerequisites for choice in needed.choices} & inside
        for name in inside
    }
    early = _leading_to(task.openers & inside, before)

    def rank(name: str) -> tuple[bool, int, str]:
        return name not in early, LEVELS.index(modules[name].level), name

    order: list[str] = []
    waiting = sorted(inside, key=rank)
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
