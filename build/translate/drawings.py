"""The words in drawings (SVG): taken out, and put in again in another language at the same places.

A text that becomes longer than its place is set smaller, down to a limit, for a drawing does not reflow.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from xml.etree import ElementTree

from rumbo.build.letters import width
from rumbo.build.marks import unmarked
from rumbo.build.words import ordered

_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_BETWEEN = re.compile(r"(?:^|(?<=>))[^<]+")
_PLACE = re.compile(r'\sx="(\d+(?:\.\d+)?)"')
_SIZE = re.compile(r'\sfont-size="[^"]*"')
_WORD = re.compile(r"[^\W\d_]{2}")
_SPACE = "{http://www.w3.org/2000/svg}"
DEFAULT_SIZE = 16.0
"""Units of a text whose size is given nowhere (CSS: medium)."""
ROOM, SPARE, SMALLEST = 1.12, 2.0, 0.7
"""How much wider than the source a text may be, in times and in letters' heights besides (short words have more room
around them than long lines), and to which part of its size it may shrink.
"""
APART = 0.3
"""Parts of the height of letters that stay free between words in columns."""
NEARLY_ALL = 0.99
Say = Callable[[str, str, str], str]


def with_words(svg: bytes, place: str, say: Say) -> bytes:
    """The drawing with each of its texts as `say` gives it; places are numbers from 1: `…/map.svg/3`."""
    text = svg.decode("utf-8", errors="replace")
    sizes = iter(_sizes(text))
    numbers = count(1)

    def told(found: re.Match[str]) -> str:
        attributes, inside = found.groups()
        size, pairs = next(sizes, DEFAULT_SIZE), list[tuple[str, str]]()
        new = _BETWEEN.sub(lambda part: _said(part[0], place, numbers, say, pairs), inside)
        return found[0] if new == inside else f"<text{_fitting(attributes, inside, size, pairs)}>{new}</text>"

    new = _TEXT.sub(told, text)
    return svg if new == text else new.encode()


def _said(part: str, place: str, numbers: Iterator[int], say: Say, pairs: list[tuple[str, str]]) -> str:
    """What stands between two marks of a text, said by `say` if there are words in it; notes old and new words."""
    source = " ".join(html.unescape(part).split())
    target = unmarked(say(f"{place}/{next(numbers)}", source, "drawing")) if _WORD.search(source) else source
    pairs.append((source, target))
    if target == source:
        return part
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{before}{html.escape(ordered(target), quote=False)}{after}"


def _fitting(attributes: str, inside: str, size: float, pairs: Sequence[tuple[str, str]]) -> str:
    """The attributes of a text with a size in which its new words take about the room of the old ones."""
    weight = "Bold" if 'font-weight="bold"' in attributes else "Regular"
    old, new = ([width(pair[side], size, weight) for pair in pairs] for side in (0, 1))
    places = [float(x) for x in _PLACE.findall(attributes + inside)]
    if len(places) == len(pairs):
        parts = list(zip(_rooms(places, old, size), new, strict=True))
    else:
        parts = [(ROOM * sum(old) + SPARE * size, sum(new))]  # words that stand one behind the other
    factor = max(SMALLEST, min((room / needed for room, needed in parts if needed), default=1.0))
    if factor > NEARLY_ALL:
        return attributes
    return f'{_SIZE.sub("", attributes)} font-size="{size * factor:.1f}"'


def _rooms(places: Sequence[float], widths: Sequence[float], size: float) -> Iterator[float]:
    """How wide each part of a text may be that has a place of its own: up to the next one on its line, if any."""
    for place, following, wide in zip(places, (*places[1:], 0.0), widths, strict=True):
        yield following - place - size * APART if following > place else ROOM * wide + SPARE * size


def _sizes(svg: str) -> Iterator[float]:
    """The size in which each text is set, in the order of the drawing."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return
    waiting = [(root, DEFAULT_SIZE)]
    while waiting:
        element, size = waiting.pop()
        size = _number(element.get("font-size"), size)
        if element.tag == f"{_SPACE}text":
            yield size
        waiting += [(child, size) for child in reversed(element)]


def _number(text: str | None, otherwise: float) -> float:
    found = re.match(r"\d+(?:\.\d+)?", text or "")
    return float(found[0]) if found else otherwise
