"""One ink: every colour of a finished document as the grey that is as light as it is."""

import io
import re
from typing import Any

from rumbo.build.render.engine import pydyf

LUMA = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue make of lightness (ITU-R BT.709)."""
_COLOUR = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (rg|RG)")
_OPERATORS = {b"rg": b"g", b"RG": b"G"}


def grey(red: float, green: float, blue: float) -> float:
    """The lightness of a colour; all numbers are from 0 to 1."""
    return round(sum(share * part for share, part in zip(LUMA, (red, green, blue), strict=True)), 4)


def grey_drawing(pdf: Any) -> None:
    """Makes greys of the colours of all that is drawn; pictures made of dots are not drawn but stored."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            item.stream = [_grey_operation(part) for part in item.stream]
            _grey_blend(item.extra)
        elif isinstance(item, pydyf.Dictionary):
            _grey_blend(item)


def _grey_operation(part: Any) -> Any:
    """One step of drawing; only those that choose a colour become other ones."""
    found = _COLOUR.fullmatch(part) if isinstance(part, bytes) else None
    if not found:
        return part
    return b"%s %s" % (f"{grey(*map(float, found.groups()[:3])):g}".encode(), _OPERATORS[found[4]])


def _grey_blend(item: Any) -> None:
    """The colours at the two ends of a blend, wherever it stands inside of an object."""
    for name, value in item.items() if isinstance(item, dict) else ():
        if name in ("C0", "C1") and len(value) == len(LUMA):
            item[name] = pydyf.Array([grey(*value)] * len(LUMA))
        elif isinstance(value, dict):
            _grey_blend(value)
        elif isinstance(value, list):
            for inner in value:
                _grey_blend(inner)


def grey_picture(content: bytes) -> bytes:
    """A PNG or JPEG in greys; what is none is given back as it is, to be told by who draws it."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            form = picture.format
            clear = "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBA")
            plain = picture.convert("RGBA" if clear else "RGB").convert("LA" if clear else "L")
    except (UnidentifiedImageError, OSError, ValueError):
        return content
    written = io.BytesIO()
    plain.save(written, form)
    return written.getvalue()
