"""The learning patterns that help with a plan, and why each of them does."""

from collections.abc import Collection, Iterable, Iterator

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.circumstances import holds, methods, needs_accounts
from rumbo.build.documents.evidence import evidence
from rumbo.build.helping import Helping
from rumbo.build.model import Applies, Circumstances, Module, Profile
from rumbo.build.outcome import Plan, Reason

MOST = 12
"""Learning patterns that are printed with a plan; more would not be read."""


def patterns_for(plan: Plan, profile: Profile, curriculum: Curriculum) -> tuple[Helping, ...]:
    """The stable learning patterns that serve the audience and apply to something in the plan, the best first.

    A pattern applies where one of its modules or methods is used or one of its competencies is taught, and all
    its conditions hold; one that names nothing of the kind applies wherever its conditions hold.
    """
    if not plan.steps:
        return ()
    used = _used(plan, curriculum)
    accounts = needs_accounts(profile, plan, curriculum)
    day = min(session.day for session in plan.sessions)
    found = []
    for entry in curriculum.patterns.values():
        pattern = entry.value
        reasons = tuple(_reasons(pattern.applies, used))
        meant = not pattern.audiences or set(pattern.audiences) & set(profile.audience)
        held = holds(pattern.applies.conditions, profile, accounts=accounts)
        if pattern.status == "stable" and meant and held and reasons:
            found.append(Helping(entry.id, pattern, reasons, evidence(pattern, day)))
    return tuple(sorted(found, key=lambda one: (-one.rank, one.id)))


def _used(plan: Plan, curriculum: Curriculum) -> dict[str, Collection[str]]:
    """The ids of the modules, methods and competencies of a plan, in teaching order."""
    given = [name for step in plan.steps for name in _gives(curriculum.modules[step.module].value, step.variant)]
    return {
        "modules": [step.module for step in plan.steps],
        "methods": methods(plan, curriculum),
        "competencies": list(dict.fromkeys(given)),
    }


def _gives(module: Module, variant: str) -> Collection[str]:
    """The competencies that a module leads to in the form in which it is taught."""
    short = next((form.gives for form in module.variants if form.id == variant), None)
    return module.competencies.gives if short is None else short


def _reasons(applies: Applies, used: dict[str, Collection[str]]) -> Iterator[Reason]:
    """What of the plan a pattern names; its conditions alone if it names nothing but them."""
    named = {kind: getattr(applies, kind) for kind in used}
    for kind, names in named.items():
        both = _both(names, used[kind])
        if both:
            yield Reason(f"pattern-{kind}", tuple((kind, name) for name in both))
    if not any(named.values()) and applies.conditions != Circumstances():
        yield Reason("pattern-conditions")


def _both(names: Iterable[str], used: Collection[str]) -> list[str]:
    """The names that are used, in the order of their use."""
    return [name for name in used if name in set(names)]
