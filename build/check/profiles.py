"""A profile against the curriculum: every name exists, every wish can be met, every day can be taught on."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rumbo.build.check.assessments import result
from rumbo.build.check.branding import branding
from rumbo.build.check.modules import unknown
from rumbo.build.check.timetable import check_timetable
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.labels import is_language, languages
from rumbo.build.model import Profile
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import Place

SHORTEST_DAY = 30
"""Minutes; nothing can be taught on a shorter one."""


def check_profile(entry: Entry[Profile], curriculum: Curriculum, today: dt.date) -> list[Problem]:
    """Every problem of one profile, sorted by place. `today` decides whether its assessment has expired."""
    found = [*_names(entry, curriculum), *_wishes(entry, curriculum), *_days(entry), *_languages(entry)]
    found += branding(entry)
    return sorted([*found, *check_timetable(entry, curriculum), *_assessment(entry, curriculum, today)])


def _assessment(entry: Entry[Profile], curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    for field in ("wants", "has"):
        if entry.value.assessment is not None and getattr(entry.value, field):
            hint = "keep one of the two; what the assessment found can be changed in its file"
            yield entry.problem("A105", (field,), f"{field} and an assessment are given together", hint)
    if entry.assessment is None:
        return
    yield from result(entry.assessment, curriculum)
    if entry.assessment.value.expires < today:
        message = f"the assessment of {entry.assessment.value.date} expired on {entry.assessment.value.expires}"
        hint = f"ask again: rumbo assess {entry.assessment.value.question_set}"
        yield entry.problem("A106", ("assessment",), message, hint)


def _names(entry: Entry[Profile], curriculum: Curriculum) -> Iterator[Problem]:
    profile = entry.value
    for index, name in enumerate(profile.audience):
        yield from unknown(entry, curriculum, "N102", "audiences", name, ("audience", index))
    competencies: list[tuple[str, Place]] = [(name, ("wants", name)) for name in profile.wants]
    competencies += [(name, ("has", name)) for name in profile.has]
    competencies += [
        (name, ("trainers", number, "competencies", index))
        for number, trainer in enumerate(profile.trainers)
        for index, name in enumerate(trainer.competencies)
    ]
    for name, place in competencies:
        yield from unknown(entry, curriculum, "N101", "competencies", name, place)
    for field in ("modules", "known", "without"):
        for index, name in enumerate(getattr(profile, field)):
            yield from unknown(entry, curriculum, "N103", "modules", name, (field, index))


def _wishes(entry: Entry[Profile], curriculum: Curriculum) -> Iterator[Problem]:
    profile = entry.value
    source = entry.assessment.value if entry.assessment else profile
    lost = profile.assessment is not None and entry.assessment is None  # that is told already
    wanted = {name: level for name, level in source.wants.items() if level > source.has.get(name, 0)}
    if not profile.modules and not wanted and not lost:
        hint = "name a competency under wants with a level above the one under has, or a module under modules"
        place = ("assessment",) if profile.assessment else ("wants",)
        yield entry.problem("N106", place, "this profile wants nothing that it does not have", hint)
    for index, name in enumerate(profile.modules):
        other = "without" if name in profile.without else "known" if name in profile.known else ""
        if other:
            message = f"'{name}' is asked for under modules and stands under {other}"
            yield entry.problem("N104", ("modules", index), message, "keep it in one of the two")
    yield from _untaught(entry, wanted, curriculum)
    yield from _excluded(entry, curriculum)


def _untaught(entry: Entry[Profile], wanted: Mapping[str, int], curriculum: Curriculum) -> Iterator[Problem]:
    """Wishes beyond what modules teach: a mistake in a profile, only a warning if a group has said so."""
    if "modules" in {kind for kind, _ in curriculum.broken}:
        return
    usable = [module.value for module in curriculum.modules.values() if module.id not in entry.value.without]
    for name, level in wanted.items():
        best = max((module.competencies.gives.get(name, 0) for module in usable), default=0)
        if best >= level or not curriculum.has("competencies", name):
            continue
        message = f"no module teaches {name} to level {level}" if best else f"no module teaches {name}"
        hint = f"the highest level taught is {best}" if best else "write a module that gives it"
        if entry.assessment:
            hint += "; the plan is made with what is taught"
            yield entry.problem("A107", ("assessment",), message, hint)
        else:
            yield entry.problem("N105", ("wants", name), message, hint)


def _excluded(entry: Entry[Profile], curriculum: Curriculum) -> Iterator[Problem]:
    """Modules asked for by name that cannot come without an excluded one; wishes are met around exclusions."""
    for index, name in enumerate(entry.value.modules):
        culprit = _closed_by(name, entry.value, curriculum, frozenset([name]))
        if culprit:
            message = f"'{name}' requires '{culprit}', which stands under without"
            hint = "take it out of without, or name it under known"
            yield entry.problem("N107", ("modules", index), message, hint)


def _closed_by(name: str, profile: Profile, curriculum: Curriculum, seen: frozenset[str]) -> str:
    """The excluded module that closes every way to a module, or nothing if a way is free."""
    module = curriculum.modules.get(name)
    for needed in module.value.prerequisites if module else ():
        choices = [choice for choice in needed.choices if choice not in seen]
        if needed.strength == "required" and choices and not set(needed.choices) & set(profile.known):
            closed = [
                choice if choice in profile.without else _closed_by(choice, profile, curriculum, seen | {choice})
                for choice in choices
            ]
            if all(closed):
                return closed[0]
    return ""


def _days(entry: Entry[Profile]) -> Iterator[Problem]:
    days = entry.value.when
    for index, day in enumerate(days):
        place: Place = ("when", index)
        if day.minutes < 0:
            message = f"the day ends ({day.end:%H:%M}) before it starts ({day.start:%H:%M})"
            yield entry.problem("T101", (*place, "to"), message, "from is the start, to is the end")
        elif day.minutes < SHORTEST_DAY:
            message = f"{day.minutes} minutes are too short to teach anything"
            yield entry.problem("T101", (*place, "to"), message, f"give at least {SHORTEST_DAY} minutes")
        elif day.lunch and not day.start < day.lunch < day.end:
            message = f"lunch at {day.lunch:%H:%M} is not between {day.start:%H:%M} and {day.end:%H:%M}"
            yield entry.problem("T103", (*place, "lunch"), message, "or leave it out: it is set by itself")
    order = sorted(range(len(days)), key=lambda index: (days[index].day, days[index].start))
    for position, after in enumerate(order):
        earlier = [days[before] for before in order[:position] if days[before].day == days[after].day]
        if any(days[after].start < day.end for day in earlier):
            message = f"two blocks of {days[after].day} overlap"
            yield entry.problem("T102", ("when", after), message, "let one begin when the other has ended")


def _languages(entry: Entry[Profile]) -> Iterator[Problem]:
    written = languages()
    named: list[tuple[str, Place]] = [(entry.value.language, ("language",))]
    named += [
        (code, ("trainers", number, "languages", index))
        for number, trainer in enumerate(entry.value.trainers)
        for index, code in enumerate(trainer.languages)
    ]
    for code, place in named:
        if not is_language(code):
            hint = did_you_mean(code, written) or "a code such as es, en or pt-br"
            yield entry.problem("L101", place, f"'{code}' is not a language", hint)
        elif code.split("-")[0] not in written:
            yield entry.problem("L102", place, f"nothing is written in '{code}' yet", _written(written))


def _written(written: Sequence[str]) -> str:
    return f"pages will be printed in English; written so far: {', '.join(written)}"
