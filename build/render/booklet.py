"""A booklet: the pages of a PDF two by two on sheets that are folded in the middle."""

import io
from collections.abc import Iterator

from rumbo.build.render.overlay import lay_over

ON_A_SHEET = 4
"""Pages on both sides of one folded sheet."""


def order(pages: int, *, backwards: bool = False) -> Iterator[tuple[int, int]]:
    """The pages on the left and right of each side, from 1; 0 or more than there are is an empty half.

    Sheets lie inside of each other (saddle stitch), so the outermost holds the last page beside the first.
    `backwards` is for languages that are read from right to left.
    """
    whole = -(-pages // ON_A_SHEET) * ON_A_SHEET
    for first in range(1, whole // 2 + 1):
        outer = whole + 1 - first
        right_is_first = (first % 2 == 1) != backwards
        yield (outer, first) if right_is_first else (first, outer)


def imposed(content: bytes, *, backwards: bool = False) -> tuple[bytes, int]:
    """The PDF of the sheets, for the printer alone (it has no tags and no links), and the number of its sides."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as book, pikepdf.new() as sheets:
        pages = book.pages
        width, height = map(float, pages[0].mediabox[2:])
        sides = list(order(len(pages), backwards=backwards))
        for halves in sides:
            side = sheets.add_blank_page(page_size=(2 * width, height))
            for place, number in enumerate(halves):
                if number <= len(pages):
                    lay_over(side, pages[number - 1], f"Half{place}", place * width)
        written = io.BytesIO()
        sheets.save(written, deterministic_id=True)
    return written.getvalue(), len(sides)
