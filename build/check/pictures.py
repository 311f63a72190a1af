"""The pictures of a module: described, credited, shown, and harmless."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from xml.etree import ElementTree

from rumbo.build.check.drawing import dots_fault, drawing_fault
from rumbo.build.check.texts import at, markdown_fields
from rumbo.build.curriculum import Entry
from rumbo.build.markdown import Image, images, parse
from rumbo.build.model import Module
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place

MAX_SVG = 1_000_000
"""Bytes; the largest that ships has four thousand."""
_LOADS = re.compile(r"@import[^;]*|url\(\s*['\"]?(?!['\"#\s])[^)]*\)?", re.IGNORECASE)
"""What a style sheet takes from elsewhere; url(#name) stays inside of the picture."""


def pictures(entry: Entry[Module]) -> Iterator[Problem]:
    """Every picture shown is there, described and credited; every one listed is shown."""
    credited = {picture.file for picture in entry.value.pictures}
    shown: set[str] = set()
    for problem, image in _images(entry):
        shown.add(image.file)
        if not image.alt:
            hint = "write between the square brackets what the picture tells"
            yield problem("H102", f"{image.file} has no alternative text", hint)
        if image.file not in credited:
            yield problem("H103", *_not_listed(image.file))
    yield from _listed(entry, shown)


def _images(entry: Entry[Module]) -> Iterator[tuple[Callable[..., Problem], Image]]:
    """Every picture that the texts and fields of a module show, with what makes a problem at its place."""
    for file in entry.texts.values():
        for image in _shown(file.text):
            yield partial(at, file, image.line), image
    for place, content in markdown_fields(entry.value):
        for image in _shown(content):
            yield partial(_at_field, entry, place), image


def _shown(text: str) -> list[Image]:
    """The pictures of a text; most have none, and to take a text apart costs time."""
    return images(parse(text)) if "![" in text else []


def _at_field(entry: Entry[Module], place: Place, code: str, message: str, hint: str = "") -> Problem:
    return entry.problem(code, place, message, hint)


def _not_listed(name: str) -> tuple[str, str]:
    if "/" in name or "\\" in name or ":" in name:
        return f"{name} is not a picture of this folder", "copy it beside this file and use its plain name"
    return f"{name} is not listed in module.yaml", "add it under pictures with author, source and licence"


def _listed(entry: Entry[Module], shown: set[str]) -> Iterator[Problem]:
    for index, picture in enumerate(entry.value.pictures):
        place = ("pictures", index, "file")
        if picture.file not in shown:
            yield entry.problem("H105", place, f"{picture.file} is shown nowhere", "show it, or take it out")
        fault = picture_fault(picture.file, entry.pictures.get(picture.file))
        if fault:
            yield entry.problem("H111", place, f"{picture.file} {fault}", "or save it as PNG")


def picture_fault(name: str, content: bytes | None) -> str:
    """Why a picture must not be printed; empty if it may, or is not there, which is told elsewhere."""
    if content is None:
        return ""
    return svg_fault(content) if name.endswith(".svg") else dots_fault(content)


def svg_fault(content: bytes) -> str:
    """Why an SVG must not be printed: unreadable, with entities or scripts, loading from elsewhere, or too much."""
    if len(content) > MAX_SVG:
        return f"is larger than {MAX_SVG:,} bytes"
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        return "declares a document type; take that line out"
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two: unknown encodings
        return f"is not readable as SVG: {error}"
    if _local(root.tag) != "svg":
        return f"is not readable as SVG: it holds <{_local(root.tag)}>"
    fault = next((fault for element in root.iter() if (fault := _element_fault(element))), "")
    return fault or drawing_fault(root)


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
