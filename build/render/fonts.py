"""What the shipped fonts can print: the only use of fontTools in this stage."""

import hashlib
import re
import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "templates" / "fonts"
_FONT = b"\0\1\0\0"
"""What a font with TrueType outlines begins with."""
REPAIR = "install Rumbo again, or take that file anew from where Rumbo came from"
SHORT = 16
"""Hexadecimal digits of a fingerprint that are written."""


@cache
def fonts_hash() -> str:
    """A fingerprint of all shipped fonts."""
    whole = hashlib.sha256()
    for path in sorted(FONTS.iterdir()):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"sha256:{whole.hexdigest()[:SHORT]}"


def damaged() -> Path | None:
    """The first shipped font that is not whole, if any; whoever lays out pages would pass over it in silence."""
    return next((path for path in sorted(FONTS.glob("*.ttf")) if not _is_whole(path)), None)


def _is_whole(path: Path) -> bool:
    """Whether a file begins as a font does, and is as long as its list of tables says (OpenType, table directory)."""
    with path.open("rb") as stream:
        start = stream.read(12)
        rows = stream.read(16 * int.from_bytes(start[4:6]))
    tables = [struct.unpack(">8xII", rows[row : row + 16]) for row in range(0, len(rows) - 15, 16)]
    return start[:4] == _FONT and 0 < max(map(sum, tables), default=0) <= path.stat().st_size


def families() -> frozenset[str]:
    """The families of the shipped fonts, as they are called in style sheets."""
    return frozenset(_spaced(path.stem.partition("-")[0]) for path in FONTS.glob("*.ttf"))


def _spaced(name: str) -> str:
    """NotoSansArabic as Noto Sans Arabic."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


@cache
def _letters() -> frozenset[int]:
    """Every character that one of the shipped fonts has."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in sorted(FONTS.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def unshipped(text: str) -> str:
    """The characters of a text that no shipped font has, each once, in their order in Unicode; no invisible ones."""
    return "".join(letter for letter in sorted(set(text)) if ord(letter) not in _letters() and letter.isprintable())
