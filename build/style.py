"""How pages are printed: paper, size of text, ink, and what is folded or bound."""

from dataclasses import dataclass
from typing import Literal

PaperName = Literal["a4", "letter", "a5"]
"""What may be in the printer."""


@dataclass(frozen=True, slots=True)
class Style:
    """How pages are printed; what is left alone makes A4 pages in colour, each document from its first page on."""

    paper: PaperName = "a4"
    large_print: bool = False
    """Text of 18 points and more, for people who see little."""
    ink: Literal["colour", "black"] = "colour"
    """Black: greys alone, as a printer without colours prints them."""
    two_sided: bool = False
    """Chapters begin on a right-hand page, and the wide margin is where the sheets are bound."""
    booklet: bool = False
    """The handbook also as sheets to be folded in the middle."""
    html: bool = False
    """All documents also as pages for screens."""
    epub: bool = False
    """The handbook also as an electronic book."""


PLAIN = Style()
"""How pages are printed if nobody wishes anything."""
