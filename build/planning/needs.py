"""The gap between what a group wants and what it has (UNDP capacity assessment: desired against existing)."""

from collections.abc import Iterable, Mapping

from rumbo.build.model import Module, Wishes
from rumbo.build.outcome import Gap


def needs(wishes: Wishes, modules: Mapping[str, Module], known: Iterable[str]) -> tuple[Gap, ...]:
    """The gaps by competency id; what known modules give counts as present. A gap is never negative."""
    present = dict(wishes.has)
    for name in known:
        for competency, level in modules[name].competencies.gives.items():
            present[competency] = max(present.get(competency, 0), level)
    return tuple(
        Gap(competency, present.get(competency, 0), wanted)
        for competency, wanted in sorted(wishes.wants.items())
        if wanted > present.get(competency, 0)
    )
