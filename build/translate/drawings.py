"""The words in drawings (SVG): taken out, and put in again in another language at the same places.

A text that becomes longer than its place is set smaller, down to a limit, for a drawing does not reflow.
"""

import html
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from rumbo.build.letters import width
from rumbo.build.marks import unmarked

_TEXT = re.compile(r"<(text|tspan)\b([^>]*)>([^<]+)</\1>")
_SIZE = re.compile(r'\sfont-size="[^"]*"')
_WORD = re.compile(r"[^\W\d_]{2}")
_SPACE = "{http://www.w3.org/2000/svg}"
DEFAULT_SIZE = 16.0
"""Units of a text whose size is given nowhere (CSS: medium)."""
ROOM, SMALLEST = 1.12, 0.62
"""How much wider than the source a text may be, in times, and to which part of its size it may shrink."""


def with_words(svg: bytes, place: str, say: Callable[[str, str, str], str]) -> bytes:
    """The drawing with each of its texts as `say` gives it; places are numbers from 1: `…/map.svg/3`."""
    text = svg.decode("utf-8", errors="replace")
    sizes = iter(_sizes(text))
    number = 0

    def told(found: re.Match[str]) -> str:
        nonlocal number
        name, attributes, content = found.groups()
        size = next(sizes, DEFAULT_SIZE)
        source = " ".join(html.unescape(content).split())
        if not _WORD.search(source):
            return found[0]
        number += 1
        target = unmarked(say(f"{place}/{number}", source, "drawing"))
        if target == source:
            return found[0]
        return f"<{name}{_fitting(attributes, size, source, target)}>{html.escape(target, quote=False)}</{name}>"

    new = _TEXT.sub(told, text)
    return svg if new == text else new.encode()


def _fitting(attributes: str, size: float, source: str, target: str) -> str:
    """The attributes of a text with a size in which its new words take about the room of the old ones."""
    weight = "Bold" if 'font-weight="bold"' in attributes else "Regular"
    needed = width(target, size, weight)
    factor = max(SMALLEST, min(1.0, ROOM * width(source, size, weight) / needed if needed else 1.0))
    if factor > 0.99:
        return attributes
    return f'{_SIZE.sub("", attributes)} font-size="{size * factor:.1f}"'


def _sizes(svg: str) -> Iterator[float]:
    """The size in which each text without elements inside is set, in the order of the drawing."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return
    waiting = [(root, DEFAULT_SIZE)]
    while waiting:
        element, size = waiting.pop()
        size = _number(element.get("font-size"), size)
        if element.tag in (f"{_SPACE}text", f"{_SPACE}tspan") and not len(element) and (element.text or "").strip():
            yield size
        waiting += [(child, size) for child in reversed(element)]


def _number(text: str | None, otherwise: float) -> float:
    found = re.match(r"\d+(?:\.\d+)?", text or "")
    return float(found[0]) if found else otherwise
