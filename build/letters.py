"""How wide words come out in the fonts that we ship: the only use of fontTools."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FONTS = Path(__file__).resolve().parents[1] / "templates" / "fonts"
_FIRST = "NotoSans"
"""The font whose letters are tried first; the order of style sheets."""


def width(text: str, size: float, weight: str = "Regular") -> float:
    """The width in the units of the font size: advances added up, before letters join, so rather too much."""
    return size * sum(_advance(letter, weight) for letter in text)


@cache
def _advance(letter: str, weight: str) -> float:
    """In parts of the font size; a letter that no font has counts as a whole one."""
    own = _advances(f"{_FIRST}-{weight}").get(ord(letter))
    if own is not None:
        return own
    return max((_advances(name).get(ord(letter), 0.0) for name in _others(weight)), default=0.0) or 1.0


@cache
def _others(weight: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _FONTS.glob(f"*-{weight}.ttf") if path.stem != f"{_FIRST}-{weight}"))


@cache
def _advances(name: str) -> Mapping[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(_FONTS / f"{name}.ttf", lazy=True) as font:
        units = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {point: advances[glyph][0] / units for point, glyph in font.getBestCmap().items()}


def wrapped(text: str, most: float, size: float, weight: str = "Regular") -> list[str]:
    """The text in lines of at most that width, broken between words; a word that is longer is cut with a hyphen."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, most, size, weight):
            longer = f"{lines[-1]} {part}".strip()
            if width(longer, size, weight) <= most:
                lines[-1] = longer
            else:
                lines.append(part)
    return [line for line in lines if line]


def _parts(word: str, most: float, size: float, weight: str) -> list[str]:
    if width(word, size, weight) <= most:
        return [word]
    fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(f"{word[:n]}-", size, weight) <= most)
    return [f"{word[:fits]}-", *_parts(word[fits:], most, size, weight)]
