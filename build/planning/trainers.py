"""Who teaches what: by competency, language and hours, nobody in two places, and everybody about as long.

A trainer can teach a module if they have at least one competency that it gives, speak the language of the profile
(one who names none does) and are there. One trainer stays for a whole module where somebody can. Where nobody can,
the slot stays without trainer, and a warning says so: no module is dropped for it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rumbo.build.model import Module, Trainer
from rumbo.build.outcome import Session, Slot
from rumbo.build.planning.groups import Unit

Moment = tuple[dt.date, dt.time, dt.time]


def can_teach(trainer: Trainer, module: Module) -> bool:
    """Whether somebody has at least one of the competencies that a module gives."""
    return bool(module.competencies.gives.keys() & set(trainer.competencies))


def speaks(trainer: Trainer, language: str) -> bool:
    """Whether somebody speaks a language, in any of its regional forms."""
    spoken = {code.split("-")[0] for code in trainer.languages}
    return not spoken or language.split("-")[0] in spoken


def is_there(trainer: Trainer, moment: Moment) -> bool:
    """Whether somebody is there all the time of a slot."""
    day, start, end = moment
    hours = trainer.hours
    return not hours or any(own.day == day and own.start <= start and end <= own.end for own in hours)


def assign(
    sessions: Sequence[Session],
    units: Sequence[Unit],
    modules: Mapping[str, Module],
    trainers: Sequence[Trainer],
    language: str,
) -> tuple[Session, ...]:
    """The sessions with a trainer for each slot that somebody can teach; the same for the same input."""
    moments: dict[str, dict[str, Moment]] = {}
    for session in sessions:
        for slot in session.slots:
            moments.setdefault(slot.module, {})[slot.activity] = (session.day, slot.start, slot.end)
    roster = _Roster(trainers)
    for unit in units:
        jobs = [
            _Job(
                step.module,
                moments[step.module],
                tuple(
                    number
                    for number, trainer in enumerate(trainers)
                    if can_teach(trainer, modules[step.module]) and speaks(trainer, language)
                ),
            )
            for step in unit
        ]
        roster.staff(jobs)
    return tuple(_named(session, roster) for session in sessions)


@dataclass(frozen=True, slots=True)
class _Job:
    """A module with the moments of its activities and those who can teach it."""

    module: str
    moments: Mapping[str, Moment]
    able: tuple[int, ...]


@dataclass(slots=True)
class _Roster:
    """Who teaches which activity so far, and for how long; trainers by their number in the profile."""

    trainers: Sequence[Trainer]
    teaches: dict[tuple[str, str], int] = field(default_factory=dict)
    busy: set[tuple[int, Moment]] = field(default_factory=set)
    minutes: dict[int, int] = field(default_factory=dict)

    def staff(self, jobs: Sequence[_Job]) -> None:
        """Finds trainers for modules that are taught at the same time."""
        chosen = _match({job.module: self._whole(job) for job in jobs})
        for job in jobs:
            if job.module in chosen:
                self._book(job, job.moments, chosen[job.module])
        for job in jobs:
            if job.module not in chosen:
                self._relay(job)

    def _whole(self, job: _Job) -> list[int]:
        """Who can teach all of a module, those with the fewest minutes so far first."""
        free = [who for who in job.able if all(self._free(who, moment) for moment in job.moments.values())]
        return sorted(free, key=self._fairly)

    def _fairly(self, who: int) -> tuple[int, int]:
        return self.minutes.get(who, 0), who

    def _free(self, who: int, moment: Moment) -> bool:
        day, start, end = moment
        taken = (other for number, other in self.busy if number == who and other[0] == day)
        return is_there(self.trainers[who], moment) and all(end <= other[1] or other[2] <= start for other in taken)

    def _relay(self, job: _Job) -> None:
        """Hands a module from one to the next, as seldom as can be; gaps stay where nobody is free."""
        waiting = list(job.moments)
        while waiting:
            runs = {who: self._run(who, waiting, job) for who in job.able}
            longest = max((len(run) for run in runs.values()), default=0)
            if not longest:
                waiting.pop(0)
                continue
            who = min((who for who in runs if len(runs[who]) == longest), key=self._fairly)
            self._book(job, runs[who], who)
            waiting = waiting[longest:]

    def _run(self, who: int, waiting: Sequence[str], job: _Job) -> list[str]:
        """The next activities that somebody can teach one after the other."""
        run: list[str] = []
        for activity in waiting:
            if not self._free(who, job.moments[activity]):
                return run
            run.append(activity)
        return run

    def _book(self, job: _Job, activities: Iterable[str], who: int) -> None:
        for activity in activities:
            moment = job.moments[activity]
            self.teaches[job.module, activity] = who
            self.busy.add((who, moment))
            self.minutes[who] = self.minutes.get(who, 0) + _minutes(moment)

    def name(self, slot: Slot) -> str:
        """Who teaches a slot, or nothing."""
        who = self.teaches.get((slot.module, slot.activity))
        return "" if who is None else self.trainers[who].name

    def wakes(self, slot: Slot, then: Slot, day: dt.date) -> str:
        """Who runs an energiser: whoever teaches what follows, if they are there already."""
        who = self.teaches.get((then.module, then.activity))
        there = who is not None and is_there(self.trainers[who], (day, slot.start, slot.end))
        return self.trainers[who].name if there and who is not None else ""


def _match(options: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """As many modules as can be with a trainer each, nobody twice (augmenting paths, Kuhn 1955)."""
    taken: dict[int, str] = {}

    def settle(module: str, seen: set[int]) -> bool:
        for who in options[module]:
            if who not in seen:
                seen.add(who)
                if who not in taken or settle(taken[who], seen):
                    taken[who] = module
                    return True
        return False

    for module in options:
        settle(module, set())
    return {module: who for who, module in taken.items()}


def _minutes(moment: Moment) -> int:
    _, start, end = moment
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _named(session: Session, roster: _Roster) -> Session:
    slots = list(session.slots)
    for number, slot in enumerate(slots):
        if slot.kind == "activity":
            slots[number] = replace(slot, trainer=roster.name(slot))
        elif slot.kind == "energiser":
            slots[number] = replace(slot, trainer=roster.wakes(slot, slots[number + 1], session.day))
    return replace(session, slots=tuple(slots))
