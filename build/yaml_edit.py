"""Numbers of a YAML text changed at their place: every other byte stays as it is."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rumbo.build.yaml_text import Mark, Place, locate, read

_BOM = "\ufeff"
_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
"""A line as YAML counts them."""
_NUMBER = re.compile(r"""["']?[\w-]+["']?[ \t]*:[ \t]*(\d+)(?=[\s,}\]#]|$)""")
"""A field with a plain number, from the name on."""
Change = tuple[int, int, str]
"""From where to where in a text, and what comes there."""


def with_minutes(text: str, wishes: Mapping[Place, Sequence[int]]) -> str | None:
    """The text with other least, typical and most minutes in some fields; None if one is not written plainly.

    A field that holds one number holds all three afterwards, if they differ.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    before, faults = read(text)
    changes: list[Change] = []
    for place, minutes in wishes.items():
        found = None if faults else _changes(text, before, place, minutes)
        if found is None:
            return None
        changes += found
    edited = text
    for start, end, new in sorted(changes, reverse=True):
        edited = edited[:start] + new + edited[end:]
    return mark + edited if _is_meant(before, read(edited)[0], wishes) else None


def _changes(text: str, tree: object, place: Place, minutes: Sequence[int]) -> list[Change] | None:
    """What to change for one field, or nothing if its numbers cannot be found."""
    if not isinstance(_at(tree, place), dict):
        span = _span(text, place)
        return [(*span, _written(minutes))] if span else None
    spans = [_span(text, (*place, name)) for name in ("least", "typical", "most")]
    return [(*span, str(number)) for span, number in zip(spans, minutes, strict=True) if span] if all(spans) else None


def _written(minutes: Sequence[int]) -> str:
    least, typical, most = minutes
    same = least == typical == most
    return str(typical) if same else f"{{least: {least}, typical: {typical}, most: {most}}}"


def _span(text: str, place: Place) -> tuple[int, int] | None:
    """Where the number of a field begins and ends."""
    found = _NUMBER.match(text, _offset(text, locate(text, place)))
    return found.span(1) if found else None


def _offset(text: str, mark: Mark) -> int:
    line, column = mark
    starts = [found.start() for found in _LINE.finditer(text)]
    return starts[line - 1] + column - 1


def _is_meant(before: object, after: object, wishes: Mapping[Place, Sequence[int]]) -> bool:
    """Whether an edit did what was wished and nothing else."""
    for place, minutes in wishes.items():
        if tuple(_minutes(_at(after, place))) != tuple(minutes):
            return False
        _put(before, place, None)
        _put(after, place, None)
    return before == after


def _minutes(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from (value.get(name) for name in ("least", "typical", "most"))
    else:
        yield from (value, value, value)


def _at(tree: object, place: Place) -> object:
    for part in place:
        if isinstance(tree, dict):
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def _put(tree: object, place: Place, value: object) -> None:
    holder = _at(tree, place[:-1])
    if isinstance(holder, dict):
        holder[place[-1]] = value
