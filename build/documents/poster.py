"""The agenda as a poster: a sheet for each day, to be read from the other side of the room."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.outcome import Document

SIZES = (("largest", 7), ("larger", 10), ("large", 14))
"""Sizes of type, each with the most rows that fit a sheet in it."""
SMALLEST = "least"
"""What can still be read from three metres; a longer day goes on on another sheet."""


def poster(kit: Kit) -> Iterator[Document]:
    """One poster for the wall, of as many sheets as there are days."""
    days = [(this, size_for(len(this.rows))) for this in kit.days]
    yield kit.document("agenda-poster.pdf", "poster.html.j2", "poster-title", sheets=days)


def size_for(rows: int) -> str:
    """The largest type in which a day with some rows fits on one sheet."""
    return next((name for name, most in SIZES if rows <= most), SMALLEST)
