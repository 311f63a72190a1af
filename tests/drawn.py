"""Where the words of a drawing stand, measured in the fonts that we ship."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from rumbo.build.letters import width

SPACE = "{http://www.w3.org/2000/svg}"
ABOVE, BELOW = 0.72, 0.2
"""How far letters reach from their line, in parts of their size."""
INHERITED = ("font-size", "font-weight", "text-anchor")


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a drawing: its sides, and the words in it if there are any."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""
    size: float = 0
    """In which the words are set."""

    def meets(self, other: "Area", by: float = 0) -> bool:
        """Whether two areas share more than a rim of that width."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide > by and min(self.bottom, other.bottom) - max(self.top, other.top) > by

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def faults(svg: bytes) -> Iterator[str]:
    """What is wrong with the words of a drawing: two lie on each other, or one leaves its box or meets another."""
    root = ElementTree.fromstring(svg)
    words, boxes = list(texts(root, {})), list(_boxes(root))
    for one, other in combinations(words, 2):
        if one.meets(other, 1.5):
            yield f"'{one.words}' lies on '{other.words}'"
    for text in words:
        middle = (text.left + text.right) / 2, (text.top + text.bottom) / 2
        for box in boxes:
            inside = box.holds(*middle)
            if inside and not (box.left - 1 <= text.left and text.right <= box.right + 1):
                yield f"'{text.words}' runs out of its box by {max(box.left - text.left, text.right - box.right):.0f}"
            if not inside and not box.holds(text.left, middle[1]) and box.meets(text):
                yield f"'{text.words}' runs into a box"


def texts(element: ElementTree.Element, above: dict[str, str]) -> Iterator[Area]:
    """Each text that is not turned, in the order of the drawing; `above` is what it inherits."""
    told = above | {name: element.attrib[name] for name in INHERITED if name in element.attrib}
    back = element.get("transform") == "scale(-1 1)"  # of a text in a drawing that is mirrored
    if element.tag == f"{SPACE}text" and "transform" in element.attrib and not back:
        return
    if element.tag != f"{SPACE}text":
        for child in element:
            yield from texts(child, told)
        return
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    for part, words in ((element, element.text), *((part, part.text) for part in element)):
        own = told | {name: part.attrib[name] for name in INHERITED if name in part.attrib}
        size = float(own.get("font-size", 16))
        text = " ".join((words or "").split())
        wide = width(
            text.strip("\u2066\u2067\u2069"), size, "Bold" if own.get("font-weight") == "bold" else "Regular"
        )
        at, anchor = float(part.get("x", x)), own.get("text-anchor", "start")
        left = (-at if back else at) - wide * {"middle": 0.5, "start" if back else "end": 1}.get(anchor, 0)
        x, y = left + wide, float(part.get("y", y)) + float(part.get("dy", 0))
        if text:
            yield Area(left, y - ABOVE * size, x, y + BELOW * size, text, size)


def _boxes(root: ElementTree.Element) -> Iterator[Area]:
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    yield Area(0, 0, wide, high)
    for box in root.iter(f"{SPACE}rect"):
        x, y, wide, high = (float(box.get(name, 0)) for name in ("x", "y", "width", "height"))
        yield Area(x, y, x + wide, y + high)
