"""How much room the texts of a drawing (SVG) have: up to the edge of their box, or to what stands beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from xml.etree import ElementTree

SPACE = "{http://www.w3.org/2000/svg}"
DEFAULT_SIZE = 16.0
"""Units of a text whose size is given nowhere (CSS: medium)."""
APART = 0.3
"""Parts of the height of letters that stay free between words and what is beside them."""
_ABOVE = 0.72
"""Parts of their height that letters reach above their line."""
_INHERITED = ("font-size", "font-weight", "text-anchor", "transform")
Sides = tuple[float, float, float, float]
"""Left, top, right and bottom of a box or a line."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is set: at its start, in its middle or at its end, how large and heavy, and with how much room."""

    x: float
    y: float
    size: float
    weight: str
    anchor: str
    turned: bool
    boxed: bool = False
    """Whether it stands in a box, whose room is all its own."""
    room: float = inf
    """Endless where nothing is beside it, or where it is turned."""


def places(svg: str) -> tuple[Place, ...]:
    """The place of each text, in the order of the drawing; none of one that cannot be read."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return ()
    texts, things = tuple(_texts(root, {})), (*_boxes(root), *_lines(root))
    return tuple(text if text.turned else _measured(text, texts, things) for text in texts)


def _texts(element: ElementTree.Element, above: Mapping[str, str]) -> Iterator[Place]:
    told = {**above, **{name: element.attrib[name] for name in _INHERITED if name in element.attrib}}
    if element.tag == f"{SPACE}text":
        x, y = _number(element.get("x")), _number(element.get("y"))
        size = _number(told.get("font-size"), DEFAULT_SIZE)
        weight = "Bold" if told.get("font-weight") == "bold" else "Regular"
        yield Place(x, y, size, weight, told.get("text-anchor", "start"), "transform" in told)
    for child in element:
        yield from _texts(child, told)


def _boxes(root: ElementTree.Element) -> Iterator[Sides]:
    """All boxes but the ground that the whole drawing stands on."""
    *_, wide, high = map(_number, root.get("viewBox", "0 0").split())
    for box in root.iter(f"{SPACE}rect"):
        x, y, across, down = (_number(box.get(name)) for name in ("x", "y", "width", "height"))
        if across < wide or down < high:
            yield x, y, x + across, y + down


def _lines(root: ElementTree.Element) -> Iterator[Sides]:
    """All lines that are level or upright."""
    for line in root.iter(f"{SPACE}line"):
        x1, x2, y1, y2 = (_number(line.get(name)) for name in ("x1", "x2", "y1", "y2"))
        if x1 == x2 or y1 == y2:
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _number(text: str | None, otherwise: float = 0.0) -> float:
    found = re.match(r"-?\d+(?:\.\d+)?", text or "")
    return float(found[0]) if found else otherwise


def _measured(text: Place, texts: Iterable[Place], things: Iterable[Sides]) -> Place:
    """A text with its room."""
    near = [thing for thing in things if thing[1] < text.y and thing[3] > text.y - _ABOVE * text.size]
    free = APART * text.size
    edges = [x - text.x for left, _, right, _ in near for x in (left, right)]
    others = [other.x - text.x for other in texts if other is not text and abs(other.y - text.y) < text.size / 2]
    boxed = any(left <= text.x <= right for left, top, right, bottom in near if top < bottom)
    return replace(text, boxed=boxed, room=_room(text.anchor, edges, others, free))


def _room(anchor: str, edges: Iterable[float], others: Iterable[float], free: float) -> float:
    """The room of a text that has edges and other texts so far at its right, or at its left if below zero."""
    if anchor == "middle":
        return min(
            (*(2 * (abs(edge) - free) for edge in edges), *(abs(other) - free for other in others)), default=inf
        )
    side = -1 if anchor == "end" else 1
    return min((side * far for far in (*edges, *others) if side * far > 0), default=inf) - free
