"""The branding of a profile: colours that can be read on white paper, and a logo that is a picture."""

from collections.abc import Iterator

from rumbo.build.check.pictures import picture_fault
from rumbo.build.curriculum import Entry
from rumbo.build.model import Profile
from rumbo.build.problem import Problem

LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, success criterion 1.4.3)."""
_SHARES = (0.2126, 0.7152, 0.0722)


def branding(entry: Entry[Profile]) -> Iterator[Problem]:
    """Colours too pale for words on white, and a logo that must not be printed."""
    brand = entry.value.branding
    for index, colour in enumerate(brand.colours):
        ratio = contrast(colour)
        if ratio < LEAST:
            message = f"{colour} has a contrast of {ratio:.1f} to 1 with white paper, words need {LEAST} to 1"
            yield entry.problem("N109", ("branding", "colours", index), message, "take a darker colour")
    fault = picture_fault(str(brand.logo), entry.pictures.get(brand.logo or ""))
    if fault:
        yield entry.problem("H111", ("branding", "logo"), f"{brand.logo} {fault}", "or save it as PNG")


def contrast(colour: str) -> float:
    """The contrast ratio of a colour such as #0b3d5c with white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    lightness = sum(share * part for share, part in zip(_SHARES, linear, strict=True))
    return 1.05 / (lightness + 0.05)
