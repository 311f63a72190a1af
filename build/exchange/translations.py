"""Translations for other tools: XLIFF 1.2 and JSON, and back. What comes from elsewhere is text and nothing more."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from rumbo.build.catalogue import Catalogue, Message, State

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_STATES: Mapping[State, str] = {
    "translated": "translated",
    "fuzzy": "needs-review-translation",
    "missing": "needs-translation",
}
Known = tuple[Message, str]
"""A text by place and words, and its translation."""


class Unreadable(Exception):  # noqa: N818 - it is the fault of a file
    """A file of translations that cannot be read; says why."""


def to_json(name: str, catalogue: Catalogue, source_language: str) -> str:
    """The translations of a unit as JSON: one object a text, in the order of the texts."""
    texts = [
        {
            "place": one.message.place,
            "kind": one.message.kind,
            "source": one.message.source,
            "target": one.target,
            "state": one.state,
        }
        for one in catalogue
    ]
    whole = {"unit": name, "source_language": source_language, "language": catalogue.language, "texts": texts}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> tuple[str, list[Known]]:
    """The language of a JSON file and its translations, but for those that are not done. Raises Unreadable."""
    try:
        whole: Any = json.loads(text)
        rows = [(row["place"], row["source"], row["target"], row.get("state")) for row in whole["texts"]]
        language = whole["language"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable("it is not JSON as `rumbo translate export` writes it") from None
    if not all(isinstance(part, str) for row in rows for part in (*row[:3], language)):
        raise Unreadable("place, source and target must be texts")
    done = ((Message(place, source), target) for place, source, target, state in rows if target and state != "fuzzy")
    return language, list(done)


def to_xliff(name: str, catalogue: Catalogue, source_language: str) -> str:
    """The translations of a unit as XLIFF 1.2."""
    ElementTree.register_namespace("", _SPACE)
    root = ElementTree.Element(f"{{{_SPACE}}}xliff", {"version": "1.2"})
    about = {"original": name, "datatype": "x-markdown", "source-language": source_language}
    file = ElementTree.SubElement(root, f"{{{_SPACE}}}file", {**about, "target-language": catalogue.language})
    body = ElementTree.SubElement(file, f"{{{_SPACE}}}body")
    for one in catalogue:
        unit = ElementTree.SubElement(body, f"{{{_SPACE}}}trans-unit", {"id": one.message.place})
        unit.set(f"{_XML}space", "preserve")
        ElementTree.SubElement(unit, f"{{{_SPACE}}}source").text = one.message.source
        target = ElementTree.SubElement(unit, f"{{{_SPACE}}}target", {"state": _STATES[one.state]})
        target.text = one.target
        ElementTree.SubElement(unit, f"{{{_SPACE}}}note").text = one.message.kind
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def from_xliff(text: str) -> tuple[str, list[Known]]:
    """The language of an XLIFF file and its translations, but for those that need a look. Raises Unreadable."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("it declares a document type, which translations do not need")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise Unreadable(f"it is not XML: {error}") from None
    file = root.find(f".//{{{_SPACE}}}file")
    if file is None:
        raise Unreadable("it is not XLIFF 1.2")
    return file.get("target-language", ""), list(_units(file.iter(f"{{{_SPACE}}}trans-unit")))


def _units(units: Iterable[ElementTree.Element]) -> Iterator[Known]:
    for unit in units:
        source, target = unit.find(f"{{{_SPACE}}}source"), unit.find(f"{{{_SPACE}}}target")
        if source is not None and target is not None and not target.get("state", "").startswith("needs-"):
            yield Message(unit.get("id", ""), "".join(source.itertext())), "".join(target.itertext())
