"""What comes within reach: the modules that can be taught next, and the changes that would bring one into a plan."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from rumbo.build.model import LEVELS, Module, Wishes
from rumbo.build.outcome import Gap, Reachable, Reason
from rumbo.build.planning.task import known_modules, prerequisites


def reachable(
    known: Collection[str], modules: Mapping[str, Module], gaps: Iterable[Gap] = ()
) -> tuple[Reachable, ...]:
    """The modules not known yet all of whose required prerequisites are, nearest first.

    Near is what closes a gap, then what lacks the fewest recommended modules, then the lower level and the
    fewer minutes.
    """
    wanted = list(gaps)
    found = [
        Reachable(
            name,
            modules[name].minutes,
            modules[name].competencies.gives,
            tuple(gap.competency for gap in wanted if _closes(modules[name], gap)),
            tuple(_better_after(modules[name], known, modules)),
            tuple(sorted(ready({*known, name}, modules) - ready(known, modules))),
        )
        for name in ready(known, modules)
    ]
    return tuple(sorted(found, key=lambda one: _distance(one, modules[one.module])))


def ready(known: Collection[str], modules: Mapping[str, Module]) -> set[str]:
    """The modules not known that require nothing, or only what is known."""
    there = set(known)
    return {
        name
        for name, module in modules.items()
        if name not in there and all(there.intersection(choices) for choices in prerequisites(module, "required"))
    }


def _closes(module: Module, gap: Gap) -> bool:
    return module.competencies.gives.get(gap.competency, 0) >= gap.wanted


def _better_after(module: Module, known: Collection[str], modules: Mapping[str, Module]) -> Iterator[str]:
    for choices in prerequisites(module, "recommended"):
        if not set(choices).intersection(known):
            yield from (choice for choice in choices if choice in modules)


def _distance(one: Reachable, module: Module) -> tuple[bool, int, int, int, str]:
    return not one.closes, len(one.better_after), LEVELS.index(module.level), one.minutes, one.module


def changes(name: str, wishes: Wishes, modules: Mapping[str, Module]) -> Iterator[tuple[tuple[Reason, ...], Wishes]]:
    """What could be changed in the wishes to bring a module in, each with the wishes it leads to.

    What stands in the way comes first; whatever follows takes it away as well.
    """
    made: tuple[Reason, ...] = ()
    for field, stone in _stones(name, wishes, modules):
        kept = tuple(other for other in getattr(wishes, field) if other != stone)
        wishes = wishes.model_copy(update={field: kept})
        made = (*made, Reason(f"change-{field}", (("modules", stone),)))
        yield made, wishes
    for competency, level in modules[name].competencies.gives.items():
        if level > max(wishes.wants.get(competency, 0), wishes.has.get(competency, 0)):
            change = Reason("change-wants", (("competencies", competency),), level)
            yield (*made, change), wishes.model_copy(update={"wants": {**wishes.wants, competency: level}})
    if name not in wishes.modules:
        yield (*made, Reason("change-modules")), wishes.model_copy(update={"modules": (*wishes.modules, name)})


def _stones(name: str, wishes: Wishes, modules: Mapping[str, Module]) -> list[tuple[str, str]]:
    """The field and the entry of the wishes that keep a module out."""
    stones = [(field, name) for field in ("known", "without") if name in getattr(wishes, field)]
    through = known_modules(wishes, modules).get(name)
    if through is not None and through.label == "left-known-through":
        stones.append(("known", through.names[0][1]))
    return stones
