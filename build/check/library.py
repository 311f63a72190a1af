"""What stands around the modules: audiences, methods, checklists and curated paths."""

import datetime as dt
from collections.abc import Iterator

from rumbo.build.check.modules import unknown
from rumbo.build.check.texts import at, text
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.markdown import sections
from rumbo.build.model import Method, Notice
from rumbo.build.problem import Problem


def audiences(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """The modules that open the paths of an audience exist."""
    del today
    for entry in curriculum.audiences.values():
        for index, name in enumerate(entry.value.starts_with):
            yield from unknown(entry, curriculum, "M118", "modules", name, ("starts_with", index))


METHOD_SECTIONS = ("Debrief", "Variants", "Take care")
"""What every method says besides its steps: questions afterwards, other settings, and who may be hurt by it."""


def methods(entry: Entry[Method]) -> Iterator[Problem]:
    """A method has all its sections, and steps that take as long as it does."""
    body = entry.texts["body"]
    yield from text(body)
    found = {title: content for title, content, _ in sections(body.text)}
    for title in METHOD_SECTIONS if body.text.strip() else ():
        if not found.get(title):
            yield at(body, 0, "P101", f'the section "{title}" is missing or empty', f"write it under ## {title}")
    together = sum(step.minutes for step in entry.value.steps)
    if together != entry.value.minutes.typical:
        message = f"the steps take {together} minutes together, the method {entry.value.minutes.typical}"
        yield entry.problem("P108", ("minutes",), message, "change one or the other")


def notices(entry: Entry[Notice]) -> Iterator[Problem]:
    """A notice has words, and its headings begin at the second level."""
    yield from text(entry.texts["body"])


def checklists(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """The audiences and learning patterns that a checklist names exist."""
    del today
    for entry in curriculum.checklists.values():
        for number, item in enumerate(entry.value.items):
            for index, name in enumerate(item.when.audiences):
                place = ("items", number, "when", "audiences", index)
                yield from unknown(entry, curriculum, "M104", "audiences", name, place)
            for index, name in enumerate(item.unless):
                yield from unknown(entry, curriculum, "P102", "patterns", name, ("items", number, "unless", index))


def paths(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """A curated path names modules that exist, each after those it requires."""
    del today
    for entry in curriculum.paths.values():
        order = [leg.module for leg in entry.value.modules]
        for index, name in enumerate(entry.value.audiences):
            yield from unknown(entry, curriculum, "M104", "audiences", name, ("audiences", index))
        for index, name in enumerate(order):
            yield from unknown(entry, curriculum, "P104", "modules", name, ("modules", index, "module"))
            module = curriculum.modules.get(name)
            needed = module.value.prerequisites if module else ()
            for prerequisite in needed:
                late = [choice for choice in prerequisite.choices if choice in order[index + 1 :]]
                early = [choice for choice in prerequisite.choices if choice in order[:index]]
                if prerequisite.strength == "required" and late and not early:
                    message = f"'{name}' comes before '{late[0]}', which it requires"
                    yield entry.problem("P105", ("modules", index, "module"), message, "change the order")
