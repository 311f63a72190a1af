"""What a profile says of its timetable: pinned blocks, hours of trainers, modules in parallel, the energiser."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Day, Module, Profile
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place


def check_timetable(entry: Entry[Profile], curriculum: Curriculum) -> Iterator[Problem]:
    """Every problem of what stands still in a profile's days, who is there when, and what is taught together."""
    for index, day in enumerate(entry.value.when):
        if day.minutes > 0:  # else that is told already
            yield from _pinned(entry, day, ("when", index))
    yield from _trainers(entry)
    yield from _parallel(entry, curriculum)
    if entry.value.energiser is not None:
        yield from unknown(entry, curriculum, "N108", "methods", entry.value.energiser, ("energiser",))


def _trainers(entry: Entry[Profile]) -> Iterator[Problem]:
    """Hours that end before they start or lie on another day than the workshop's, and names that mean two people."""
    days = {day.day for day in entry.value.when}
    names: set[str] = set()
    for number, trainer in enumerate(entry.value.trainers):
        if trainer.name in names:
            hint = "add a letter or the second name: a plan must know who is where"
            yield entry.problem("T109", ("trainers", number, "name"), f"two trainers are called {trainer.name}", hint)
        names.add(trainer.name)
        for index, hours in enumerate(trainer.hours):
            place: Place = ("trainers", number, "hours", index)
            if hours.end <= hours.start:
                message = f"{trainer.name} leaves at {hours.end:%H:%M}, not after coming at {hours.start:%H:%M}"
                yield entry.problem("T108", (*place, "to"), message, "from is the start, to is the end")
            elif hours.day not in days:
                message = f"{trainer.name} comes on {hours.day}, which is no day of the workshop"
                yield entry.problem("T110", (*place, "day"), message, "correct the day, or take the line out")


def _pinned(entry: Entry[Profile], day: Day, place: Place) -> Iterator[Problem]:
    """Pinned blocks that end before they start, lie outside of their day, or over another one or lunch."""
    for index, pin in enumerate(day.pinned):
        here: Place = (*place, "pinned", index)
        when = f"'{pin.title}' ({_span(pin.start, pin.end)})"
        others = [other for other in day.pinned[:index] if other.start < pin.end and pin.start < other.end]
        if pin.end <= pin.start:
            yield entry.problem("T104", here, f"{when} does not end after it starts", "from is the start, to the end")
        elif pin.start < day.start or pin.end > day.end:
            message = f"{when} is not inside its day, {_span(day.start, day.end)}"
            yield entry.problem("T104", here, message, "pinned blocks are in their day: make it longer")
        elif others:
            message = f"{when} and '{others[0].title}' ({_span(others[0].start, others[0].end)}) overlap"
            yield entry.problem("T105", here, message, "let one begin when the other has ended")
        elif day.lunch and pin.start <= day.lunch < pin.end:
            message = f"{when} lies over lunch at {day.lunch:%H:%M}"
            yield entry.problem("T105", here, message, "move one of them; if people eat in it, leave lunch out")


def _span(start: dt.time, end: dt.time) -> str:
    return f"{start:%H:%M} to {end:%H:%M}"


def _parallel(entry: Entry[Profile], curriculum: Curriculum) -> Iterator[Problem]:
    modules = {name: found.value for name, found in curriculum.modules.items()}
    seen: set[str] = set()
    for number, names in enumerate(entry.value.parallel):
        if len(names) < 2:
            message = "a parallel set has fewer than two modules"
            yield entry.problem("T106", ("parallel", number), message, "name a module for each group")
        for index, name in enumerate(names):
            place: Place = ("parallel", number, index)
            if name not in modules:
                yield from unknown(entry, curriculum, "N103", "modules", name, place)
            elif name in seen:
                message = f"'{name}' is named twice under parallel"
                yield entry.problem("T106", place, message, "a module is taught once; keep it in one set")
            elif before := _needed([name], modules).intersection(names) - {name}:
                message = f"'{name}' requires '{min(before)}', so they cannot be taught at the same time"
                yield entry.problem("T106", place, message, "teach them one after the other")
            elif name not in _within_reach(entry, curriculum, modules):
                message = f"nothing in this profile leads to '{name}'"
                yield entry.problem("T107", place, message, "ask for it under modules, or take it out of parallel")
            seen.add(name)


def _needed(names: Iterable[str], modules: Mapping[str, Module]) -> set[str]:
    """The modules with all that they require or may require, directly or through others."""
    found = set(names) & modules.keys()
    waiting = sorted(found)
    while waiting:
        required = [p for p in modules[waiting.pop()].prerequisites if p.strength == "required"]
        new = {choice for needed in required for choice in needed.choices if choice in modules} - found
        found |= new
        waiting += new
    return found


def _within_reach(entry: Entry[Profile], curriculum: Curriculum, modules: Mapping[str, Module]) -> set[str]:
    """What a path of the profile could hold: what is asked for, wanted or opens it, and what that needs."""
    profile = entry.value
    if profile.assessment is not None and entry.assessment is None:
        return set(modules)  # nobody knows what is wanted; that is told already
    wanted = (entry.assessment.value if entry.assessment else profile).wants.keys()
    giving = {name for name, module in modules.items() if wanted & module.competencies.gives.keys()}
    audiences = [curriculum.audiences[name].value for name in profile.audience if name in curriculum.audiences]
    opening = {name for audience in audiences for name in audience.starts_with}
    return _needed(giving | opening | set(profile.modules), modules) - set(profile.without)
