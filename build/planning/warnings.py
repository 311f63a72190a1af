"""What may go wrong with a plan although every file is right: told while there is still time to do something."""

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.build.model import Local, Method, Module, Profile
from rumbo.build.outcome import Plan, Reason, Slot
from rumbo.build.planning.trainers import can_teach, speaks

MOST_ACCOUNTS = 6
"""New accounts from one address in a day (https://meta.wikimedia.org/wiki/Grants:Learning_patterns/Six_account_limit)."""
LEAST_NOTICE = dt.timedelta(hours=72)
"""Before a workshop for a higher limit (https://wikitech.wikimedia.org/wiki/Increasing_account_creation_threshold)."""
GOOD_NOTICE = dt.timedelta(days=14)
INTERNET = ("none", "weak", "good")
DEVICES = ("none", "phones", "shared", "own")


@dataclass(frozen=True, slots=True)
class _Case:
    """A plan with what is needed to judge it."""

    profile: Profile
    plan: Plan
    modules: Mapping[str, Module]
    """The modules of the plan, in its order."""
    methods: Mapping[str, Method]
    countries: Mapping[str, Local]
    """What modules say of the country of the profile, by module."""

    def slots(self) -> Iterator[tuple[dt.date, Slot]]:
        """Every slot with its day, in the order of the plan."""
        return ((session.day, slot) for session in self.plan.sessions for slot in session.slots)

    def people(self, module: str) -> int:
        """How many people take a module: all, or a part of them where groups work in parallel."""
        together = (self.modules.keys() & set(names) for names in self.profile.parallel if module in names)
        return math.ceil(self.profile.participants / max([1, *map(len, together)]))


def warnings(
    profile: Profile,
    plan: Plan,
    modules: Mapping[str, Module],
    methods: Mapping[str, Method],
    countries: Mapping[str, Local],
) -> tuple[Reason, ...]:
    """Everything that may go wrong, what must be done first at the head; the same for the same input."""
    case = _Case(profile, plan, {step.module: modules[step.module] for step in plan.steps}, methods, countries)
    return tuple(reason for warn in _WARNINGS for reason in warn(case))


def _accounts(case: _Case) -> Iterator[Reason]:
    """The day by which a request for more accounts must be sent; without internet nobody makes one there."""
    online = case.profile.conditions.internet != "none"
    names = [name for name, module in case.modules.items() if online and module.delivery.accounts]
    people = max(map(case.people, names), default=0)
    if people > MOST_ACCOUNTS:
        first = min(dt.datetime.combine(day, slot.start) for day, slot in case.slots() if slot.module in names)
        dates = (first - LEAST_NOTICE, (first - GOOD_NOTICE).date())
        yield Reason("warn-accounts", _modules(names), people, more=dates)


def _internet(case: _Case) -> Iterator[Reason]:
    """What needs internet where there is none, or good internet where it is weak."""
    needs = {name: module.delivery.internet for name, module in case.modules.items()}
    there = case.profile.conditions.internet
    if there != "none":
        yield from _too_weak("warn-internet-", INTERNET, there, needs)
    elif names := [name for name, needed in needs.items() if needed != "none"]:
        yield Reason("warn-internet-none", _modules(names), len(names))


def _devices(case: _Case) -> Iterator[Reason]:
    needs = {name: module.delivery.devices for name, module in case.modules.items()}
    return _too_weak("warn-devices-", DEVICES, case.profile.conditions.devices, needs)


def _too_weak(label: str, ranks: Sequence[str], there: str, needs: Mapping[str, str]) -> Iterator[Reason]:
    """For each level above what is there, the modules that need it."""
    for level in ranks[ranks.index(there) + 1 :]:
        names = [name for name, needed in needs.items() if needed == level]
        if names:
            yield Reason(label + level, _modules(names), len(names))


def _group(case: _Case) -> Iterator[Reason]:
    for step in case.plan.steps:
        people = case.people(step.module)
        group = case.modules[step.module].delivery.group
        yield from _size(("modules", step.module), people, group.least, group.most)
        used = {a.method for a in case.modules[step.module].taught(step.variant) if a.method in case.methods}
        for name in sorted(used - {None}, key=str):
            size = case.methods[str(name)].group
            yield from _size(("methods", str(name)), people, size.least, size.most)


def _size(name: tuple[str, str], people: int, least: int, most: int) -> Iterator[Reason]:
    if people > most:
        yield Reason("warn-many", (name,), people, more=(most,))
    if people < least:
        yield Reason("warn-few", (name,), people, more=(least,))


def _unstaffed(case: _Case) -> Iterator[Reason]:
    """Modules without a trainer: for want of competency, of language, or of somebody who is there."""
    trainers, language = case.profile.trainers, case.profile.language
    if not trainers:
        yield Reason("warn-trainers-unnamed")
        return
    for name, module in case.modules.items():
        able = [trainer for trainer in trainers if can_teach(trainer, module)]
        minutes = sum(slot.minutes for _, slot in case.slots() if slot.module == name and not slot.trainer)
        if not able:
            yield Reason("warn-trainer-nobody", (("modules", name),))
        elif not any(speaks(trainer, language) for trainer in able):
            yield Reason("warn-trainer-language", (("modules", name),))
        elif minutes:
            yield Reason("warn-trainer-hours", (("modules", name),), minutes)


def _bottlenecks(case: _Case) -> Iterator[Reason]:
    """What only one trainer can teach, by trainer: if one person leaves, it is lost."""
    taught = sorted({name for module in case.modules.values() for name in module.competencies.gives})
    speaking = [trainer for trainer in case.profile.trainers if speaks(trainer, case.profile.language)]
    holders = {name: [trainer for trainer in speaking if name in trainer.competencies] for name in taught}
    for trainer in speaking:
        alone = tuple(("competencies", name) for name in taught if holders[name] == [trainer])
        if alone:
            yield Reason("warn-bottleneck", alone, text=trainer.name)


def _split(case: _Case) -> Iterator[Reason]:
    """What only one of the parallel groups learns, and a module for all requires."""
    apart = {slot.module for _, slot in case.slots() if slot.group}
    for name, module in case.modules.items():
        for needed in module.prerequisites:
            for choice in sorted(apart.intersection(needed.choices) - {name}):
                if needed.strength == "required" and name not in apart:
                    yield Reason("warn-split", (("modules", choice),), text=module.title)


def _energiser(case: _Case) -> Iterator[Reason]:
    lunch = any(session.then == "lunch" for session in case.plan.sessions)
    awake = any(slot.kind == "energiser" for _, slot in case.slots())
    if case.profile.energiser in case.methods and lunch and not awake:
        yield Reason("warn-energiser", (("methods", str(case.profile.energiser)),))


def _over(case: _Case) -> Iterator[Reason]:
    """Days on which too much is left over if everything takes its most."""
    over: dict[dt.date, int] = {}
    for session in case.plan.sessions:
        if session.risk == "over":
            over[session.day] = max(session.over, over.get(session.day, 0))
    return (Reason("warn-over", number=minutes, more=(day,)) for day, minutes in over.items())


def _reviews(case: _Case) -> Iterator[Reason]:
    """What is to be read again before the workshop is over: nobody should hand it out as it is."""
    last = max(day.day for day in case.profile.when)
    due = {name: module.review.review_by for name, module in case.modules.items() if module.review.review_by < last}
    for day in sorted(set(due.values())):
        yield Reason("warn-review", _modules([name for name in due if due[name] == day]), more=(day,))
    for name in case.modules:
        local = case.countries.get(name)
        if local is not None and local.review.review_by < last:
            yield Reason("warn-review-country", _modules([name]), text=local.title, more=(local.review.review_by,))


def _modules(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("modules", name) for name in names)


_WARNINGS: tuple[Callable[[_Case], Iterator[Reason]], ...] = (
    _accounts,
    _internet,
    _devices,
    _group,
    _unstaffed,
    _bottlenecks,
    _split,
    _energiser,
    _over,
    _reviews,
)
