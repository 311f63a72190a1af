"""What stands in handouts and guides: headings, pictures, spaces to write, sections of activities."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rumbo.build.curriculum import Entry, File
from rumbo.build.markdown import headings, parse, raw_html_lines, sections, writing_spaces
from rumbo.build.model import Module
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import Place

HTML_HINT = "write it in Markdown; code goes between backquotes"
AFTER = "after"
"""The one section of a guide that belongs to no activity: what to do when the session is over."""
_MAY_HOLD = re.compile(r"#|^ {0,3}(?:=+|-+)[ \t]*$|```|~~~", re.MULTILINE)
"""Without one of these there is no heading and no space to write; most fields are not worth being parsed."""


def at(file: File, line: int, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a line of a text, counted from 0."""
    return Problem(file.name, file.first_line + line, 1, code, message, hint)


def handouts(entry: Entry[Module]) -> Iterator[Problem]:
    """Handouts have text, and their headings begin at the second level."""
    for file in entry.texts.values():
        yield from text(file)


def text(file: File) -> Iterator[Problem]:
    """What is asked of every text: not empty, no raw HTML, headings in steps, numbers at spaces to write."""
    if not file.text.strip():
        yield at(file, 0, "H110", "there is no text", "write it in Markdown")
        return
    tokens = parse(file.text)
    for line in raw_html_lines(file.text):
        yield at(file, line, "H101", "raw HTML is not allowed here", HTML_HINT)
    levels = [(1, "", -1), *((h.level, h.text, h.line) for h in headings(tokens))]
    for (before, _, _), (level, title, line) in pairwise(levels):
        if level == 1:
            yield at(file, line, "H106", f'"{title}" is a heading of the first level', "begin it with ##")
        elif level > before + 1:
            yield at(file, line, "H106", f'"{title}" skips a level', f"begin it with {'#' * (before + 1)}")
    for line, ruled in writing_spaces(tokens):
        if ruled is None:
            yield at(file, line, "H112", "this space to write has no number of lines", "```write 5")


def guides(entry: Entry[Module]) -> Iterator[Problem]:
    """A guide has one section for each activity, in teaching order."""
    if entry.texts["guide"].text.strip():  # an empty text is told already
        yield from _guide(entry.texts["guide"], [activity.id for activity in entry.value.activities])


def _guide(file: File, order: list[str]) -> Iterator[Problem]:
    parts = sections(file.text)[1:]
    found = [title for title, _, _ in parts if title in order]
    missing = [name for name in order if name not in found]
    hints = set()
    for title, body, line in parts:
        if title not in order and title != AFTER:
            hint = did_you_mean(title, [*missing, AFTER])
            if not hint.startswith("did you mean"):
                hint = f'use the id of an activity; what comes when all is over stands under "## {AFTER}"'
            hints.add(hint)
            yield at(file, line, "H107", f'no activity has the id "{title}"', hint)
        elif not body:
            hint = "write what the trainer does, or take it out"
            yield at(file, line, "H110", f'the section "{title}" is empty', hint)
    for name in missing:
        if f"did you mean '{name}'?" not in hints:  # a misspelt title is told already
            hint = f'write one under "## {name}"'
            yield at(file, 0, "H108", f"the activity '{name}' has no section", hint)
    if not missing and found != order:
        hint = f"the order is: {', '.join(order)}"
        yield at(file, 0, "H109", "the sections are not in the order of the activities", hint)


def fields(entry: Entry[Module]) -> Iterator[Problem]:
    """The Markdown inside of module.yaml holds no raw HTML and no headings, and its spaces to write have a number."""
    for place, content in markdown_fields(entry.value):
        if list(raw_html_lines(content)):
            yield entry.problem("H101", place, "raw HTML is not allowed here", HTML_HINT)
        if not _MAY_HOLD.search(content):
            continue
        tokens = parse(content)
        if headings(tokens):
            yield entry.problem("H106", place, "a heading does not belong here", "write a **strong** line instead")
        if any(ruled is None for _, ruled in writing_spaces(tokens)):
            message = "this space to write has no number of lines"
            yield entry.problem("H112", place, message, "```write 5")


def markdown_fields(module: Module) -> Iterator[tuple[Place, str]]:
    """The places and texts of a module's fields that may hold paragraphs and lists."""
    for index, activity in enumerate(module.activities):
        for name in ("task", "expected", "without_internet", "without_power"):
            content = getattr(activity, name)
            if content:
                yield ("activities", index, name), content
