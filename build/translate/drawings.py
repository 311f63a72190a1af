"""The words in drawings (SVG): taken out, and put in again in another language at the same places.

A text that becomes longer than its room is set smaller, down to a limit, for a drawing does not reflow.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from math import inf

from rumbo.build.letters import width
from rumbo.build.marks import unmarked
from rumbo.build.translate.rooms import APART, DEFAULT_SIZE, Place, places
from rumbo.build.words import ordered

_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_BETWEEN = re.compile(r"(?:^|(?<=>))[^<]+")
_PLACE = re.compile(r'\sx="(\d+(?:\.\d+)?)"')
_SIZE = re.compile(r'\sfont-size="[^"]*"')
_WORD = re.compile(r"[^\W\d_]{2}")
_NOWHERE = Place(0, 0, DEFAULT_SIZE, "Regular", "start", turned=True)
ROOM, SPARE, SMALLEST = 1.12, 3.5, 0.7
"""How much wider than the source a text outside a box may be, in times and in letters' heights besides (short words
have more room around them than long lines), and to which part of its size it may shrink.
"""
NEARLY_ALL = 0.99
Say = Callable[[str, str, str], str]


def with_words(svg: bytes, place: str, say: Say) -> bytes:
    """The drawing with each of its texts as `say` gives it; places are numbers from 1: `…/map.svg/3`."""
    text = svg.decode("utf-8", errors="replace")
    known = iter(places(text))
    numbers = count(1)

    def told(found: re.Match[str]) -> str:
        attributes, inside = found.groups()
        place_of, pairs = next(known, _NOWHERE), list[tuple[str, str]]()
        new = _BETWEEN.sub(lambda part: _said(part[0], place, numbers, say, pairs), inside)
        return found[0] if new == inside else f"<text{_fitting(attributes, inside, place_of, pairs)}>{new}</text>"

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


def _fitting(attributes: str, inside: str, place: Place, pairs: Sequence[tuple[str, str]]) -> str:
    """The attributes of a text with a size in which its new words have room."""
    old, new = ([width(pair[side], place.size, place.weight) for pair in pairs] for side in (0, 1))
    starts = [float(x) for x in _PLACE.findall(attributes + inside)]
    if len(starts) == len(pairs) > 1:
        parts = list(zip(_rooms(starts, old, place.size), new, strict=True))
    else:
        usual = inf if place.boxed else ROOM * sum(old) + SPARE * place.size
        parts = [(max(sum(old), min(place.room, usual)), sum(new))]
    factor = max(SMALLEST, min((room / needed for room, needed in parts if needed), default=1.0))
    if factor > NEARLY_ALL:
        return attributes
    return f'{_SIZE.sub("", attributes)} font-size="{place.size * factor:.1f}"'


def _rooms(starts: Sequence[float], widths: Sequence[float], size: float) -> Iterator[float]:
    """How wide each part of a text may be that has a place of its own: up to the next one on its line, if any."""
    for start, following, wide in zip(starts, (*starts[1:], 0.0), widths, strict=True):
        yield following - start - size * APART if following > start else ROOM * wide + SPARE * size
