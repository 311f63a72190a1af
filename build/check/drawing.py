"""How much a picture draws, before anybody draws it: small files can unfold to what no computer holds."""

import re
import struct
from collections import defaultdict
from xml.etree import ElementTree

MOST_DOTS = 40_000_000
"""Dots of a picture; a whole page at 600 dots an inch has thirty-five million."""
MOST_STEPS = 50_000
"""Elements of an SVG, each counted as often as something shows it."""
MOST_NESTED = 60
_SHOWS = re.compile(r"#([^\s'\")]+)")
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""Markers of a JPEG behind which its size stands (ITU-T T.81, table B.1)."""


def dots_fault(content: bytes) -> str:
    """Why a PNG or JPEG must not be printed: it is none, or has more dots than a page can show."""
    size = _size(content)
    if size is None:
        return "is not readable as PNG or JPEG"
    width, height = size
    if not 0 < width * height <= MOST_DOTS:
        return f"has {width} × {height} dots, more than fit on a page; save it smaller"
    return ""


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height as the head of the file tells them."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _size_of_jpeg(content) if content[:2] == b"\xff\xd8" else None


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        alone = marker == 0xFF or 0xD0 <= marker <= 0xD8
        place += 1 if marker == 0xFF else 2 if alone else 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return None


def drawing_fault(root: ElementTree.Element) -> str:
    """Why an SVG must not be drawn: it shows itself, is nested too deeply, or unfolds to too much."""
    by_id = {name: element for element in root.iter() if (name := element.get("id"))}
    if _depth(root) > MOST_NESTED:
        return f"is nested more than {MOST_NESTED} levels deep; take groups out"
    return _Count(by_id).fault(root)


def _depth(root: ElementTree.Element) -> int:
    level, depth = [root], 0
    while level and depth <= MOST_NESTED:
        level, depth = [inner for element in level for inner in element], depth + 1
    return depth


class _Count:
    """Counts what is drawn, once for each element, however often it is shown."""

    def __init__(self, by_id: dict[str, ElementTree.Element]) -> None:
        self.by_id = by_id
        self.steps: defaultdict[ElementTree.Element, int] = defaultdict(int)
        self.inside: set[ElementTree.Element] = set()

    def fault(self, root: ElementTree.Element) -> str:
        """The sentence on what is wrong, if something is."""
        try:
            steps = self.count(root, 0)
        except RecursionError:
            return "shows parts of itself within themselves; take that out"
        return f"draws {steps:,} things, more than {MOST_STEPS:,}; make it simpler" if steps > MOST_STEPS else ""

    def count(self, element: ElementTree.Element, depth: int) -> int:
        """How many elements are drawn for this one. Raises RecursionError if it is drawn for itself."""
        if element in self.inside or depth > MOST_NESTED * 2:
            raise RecursionError
        if element not in self.steps:
            self.inside.add(element)
            shown = [self.by_id[name] for name in _shown(element) if name in self.by_id]
            self.steps[element] = 1 + sum(self.count(inner, depth + 1) for inner in (*element, *shown))
            self.inside.discard(element)
        return self.steps[element]


def _shown(element: ElementTree.Element) -> list[str]:
    """The ids of what an element draws as well: what it uses, and its patterns, markers, masks and gradients."""
    values = [value for name, value in element.attrib.items() if "#" in value and not name.startswith("aria-")]
    return [name for value in values if "url(" in value or value.startswith("#") for name in _SHOWS.findall(value)]
