"""What stands in handouts and guides: headings, pictures, spaces to write, sections of activities."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.markdown import headings, images, parse, raw_html_lines, sections, writing_spaces
from rumbo.build.model import Module
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean

AFTER = "after"
"""The one section of a guide that belongs to no activity: what to do when the session is over."""


_LOADS = re.compile(r"@import[^;]*|url\(\s*['\"]?(?!['\"#\s])[^)]*\)?", re.IGNORECASE)
"""What a style sheet takes from elsewhere; url(#name) stays inside of the picture."""


def at(file: File, line: int, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a line of a text, counted from 0."""
    return Problem(file.name, file.first_line + line, 1, code, message, hint)


def handouts(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Handouts have text, and their headings begin at the second level."""
    del today
    for entry in curriculum.modules.values():
        for file in entry.texts.values():
            yield from text(file)


def text(file: File) -> Iterator[Problem]:
    """What is asked of every text: not empty, no raw HTML, headings in steps, numbers at spaces to write."""
    if not file.text.strip():
        yield at(file, 0, "H110", "there is no text", "write it in Markdown")
        return
    tokens = parse(file.text)
    for line in raw_html_lines(file.text):
        hint = "write it in Markdown; code goes between backquotes"
        yield at(file, line, "H101", "raw HTML is not allowed here", hint)
    levels = [(1, "", -1), *((h.level, h.text, h.line) for h in headings(tokens))]
    for (before, _, _), (level, title, line) in pairwise(levels):
        if level == 1:
            yield at(file, line, "H106", f'"{title}" is a heading of the first level', "begin it with ##")
        elif level > before + 1:
            yield at(file, line, "H106", f'"{title}" skips a level', f"begin it with {'#' * (before + 1)}")
    for line, ruled in writing_spaces(tokens):
        if ruled is None:
            yield at(file, line, "H112", "this space to write has no number of lines", "```write 5")


def guides(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """A guide has one section for each activity, in teaching order."""
    del today
    for entry in curriculum.modules.values():
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


def pictures(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Every picture shown is there, described and credited; every one listed is shown."""
    del today
    for entry in curriculum.modules.values():
        credited = {picture.file for picture in entry.value.pictures}
        shown: set[str] = set()
        for file in entry.texts.values():
            for image in images(parse(file.text)):
                shown.add(image.file)
                if not image.alt:
                    hint = "write between the square brackets what the picture tells"
                    yield at(file, image.line, "H102", f"{image.file} has no alternative text", hint)
                if image.file not in credited:
                    yield at(file, image.line, "H103", *_not_listed(image.file))
        yield from _listed(entry, shown)


def _not_listed(name: str) -> tuple[str, str]:
    if "/" in name or "\\" in name or ":" in name:
        return f"{name} is not a picture of this folder", "copy it beside this file and use its plain name"
    return f"{name} is not listed in module.yaml", "add it under pictures with author, source and licence"


def _listed(entry: Entry[Module], shown: set[str]) -> Iterator[Problem]:
    for index, picture in enumerate(entry.value.pictures):
        place = ("pictures", index, "file")
        if picture.file not in shown:
            yield entry.problem("H105", place, f"{picture.file} is shown nowhere", "show it, or take it out")
        content = entry.pictures.get(picture.file)
        fault = svg_fault(content) if content is not None and picture.file.endswith(".svg") else ""
        if fault:
            yield entry.problem("H111", place, f"{picture.file} {fault}", "or save it as PNG")


def svg_fault(content: bytes) -> str:
    """Why an SVG must not be printed: unreadable, with entities, with scripts, or loading from elsewhere."""
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        return "declares a document type; take that line out"
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two: unknown encodings
        return f"is not readable as SVG: {error}"
    if _local(root.tag) != "svg":
        return f"is not readable as SVG: it holds <{_local(root.tag)}>"
    return next((fault for element in root.iter() if (fault := _element_fault(element))), "")


def _element_fault(element: ElementTree.Element) -> str:
    name = _local(element.tag)
    if name in ("script", "foreignobject", "iframe"):
        return f"contains <{name}>; take it out"
    for attribute, value in element.attrib.items():
        local = _local(attribute)
        if local.startswith("on"):
            return f"runs a script ({local}); take it out"
        if local == "href" and not value.startswith("#"):
            return f"loads {value[:60]} from elsewhere; take it out"
    styles = [*element.attrib.values(), (element.text or "") if name == "style" else ""]
    loads = next((found for style in styles if (found := _LOADS.search(style))), None)
    return f"loads {loads[0][:60]} from elsewhere; take it out" if loads else ""


def _local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2].lower()
