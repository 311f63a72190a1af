"""Learning patterns: all sections, real steps, relations both ways, and use that is told."""

import datetime as dt
import re
from collections.abc import Iterator

from rumbo.build.check.modules import unknown
from rumbo.build.check.texts import at, text
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.markdown import sections
from rumbo.build.model import Applies, Pattern
from rumbo.build.problem import Problem
from rumbo.build.steps import numbered_steps

SOLUTION = "What is the solution?"
SECTIONS = (
    "What problem does this solve?",
    SOLUTION,
    "Things to consider",
    "When to use",
    "See also",
)
"""The sections of a learning pattern on Meta-Wiki, in the order of its starting text."""
_VERB = re.compile(r"(?:~~)?\*\*([^\s*]+)[^*]*\*\*")
UNUSED_DAYS = 730
"""Days after which somebody should have used a pattern: two years, as long as a general text goes without review."""


def patterns(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """What learning patterns name, and whether they are used. `today` decides whether one has waited too long."""
    related = {name for entry in curriculum.patterns.values() for name in entry.value.related}
    for entry in curriculum.patterns.values():
        yield from _names(entry, curriculum)
        yield from _relations(entry, curriculum)
        yield from _place(entry, related)
        yield from _evidence(entry, today)


def solutions(entry: Entry[Pattern]) -> Iterator[Problem]:
    """A learning pattern has all its sections, and a solution in steps."""
    yield from text(entry.texts["body"])
    if entry.texts["body"].text.strip():  # an empty text is told already
        yield from _body(entry)


def _body(entry: Entry[Pattern]) -> Iterator[Problem]:
    body = entry.texts["body"]
    found = {title: content for title, content, _ in sections(body.text)}
    for title in SECTIONS:
        if not found.get(title):
            yield at(body, 0, "P101", f'the section "{title}" is missing or empty', f"write it under ## {title}")
    solution = found.get(SOLUTION, "")
    steps = [step for steps in numbered_steps(solution) for step in steps.steps]
    if solution and not steps:
        yield at(body, 0, "P106", "the solution has no numbered steps", "write them as 1. 2. 3.")
    verbs = [found[1].casefold() for found in map(_VERB.match, steps) if found]
    if steps and not verbs:
        hint = "begin steps with a verb in bold: 1. **Ask** at registration who has an account"
        yield at(body, 0, "P110", "no step of the solution begins with a verb", hint)
    first = entry.value.problem.split()[0].casefold()
    if first in verbs:
        message = f"the problem begins like a step of the solution: {first}"
        yield entry.problem("P111", ("problem",), message, "say what goes wrong, and for whom")
    for index, retired in enumerate(entry.value.no_longer_valid):
        if retired.step > len(steps):
            message = f"there is no step {retired.step} that could be no longer valid"
            yield entry.problem("P113", ("no_longer_valid", index, "step"), message, f"there are {len(steps)} steps")


def _names(entry: Entry[Pattern], curriculum: Curriculum) -> Iterator[Problem]:
    """Whatever a pattern names exists."""
    for index, name in enumerate(entry.value.related):
        yield from unknown(entry, curriculum, "P102", "patterns", name, ("related", index))
    for index, name in enumerate(entry.value.audiences):
        yield from unknown(entry, curriculum, "M104", "audiences", name, ("audiences", index))
    for index, use in enumerate(entry.value.used):
        if use.audience:
            yield from unknown(entry, curriculum, "M104", "audiences", use.audience, ("used", index, "audience"))
    for kind in ("modules", "methods", "competencies"):
        for index, name in enumerate(getattr(entry.value.applies, kind)):
            yield from unknown(entry, curriculum, "P103", kind, name, ("applies", kind, index))


def _relations(entry: Entry[Pattern], curriculum: Curriculum) -> Iterator[Problem]:
    """A related pattern that does not name this one."""
    for index, name in enumerate(entry.value.related):
        other = curriculum.patterns.get(name)
        if other and other.id != entry.id and entry.id not in other.value.related:
            hint = f"add {entry.id} to related in {other.file.path.name}, or take it out here"
            yield entry.problem("P109", ("related", index), f"'{name}' does not relate back to this pattern", hint)


def _place(entry: Entry[Pattern], related: set[str]) -> Iterator[Problem]:
    """A stable pattern that nothing leads to: it applies to nothing, and no other pattern names it."""
    pattern = entry.value
    dated = pattern.before or pattern.after
    if pattern.status == "stable" and pattern.applies == Applies() and not dated and entry.id not in related:
        hint = "say under applies to which modules, methods, competencies or conditions it belongs"
        yield entry.problem("P112", ("title",), "nothing leads to this pattern", hint)


def _evidence(entry: Entry[Pattern], today: dt.date) -> Iterator[Problem]:
    """A stable pattern that nobody has used for a long time since it was written."""
    pattern = entry.value
    waited = (today - pattern.created).days
    if pattern.status == "stable" and not pattern.used and waited > UNUSED_DAYS:
        message = f"nobody has told of using it in the {waited // 365} years since it was written"
        hint = "add a line under used when it was, or set status: outdated"
        yield entry.problem("P114", ("status",), message, hint)
