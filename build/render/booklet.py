"""A booklet: the pages of a PDF two by two on sheets that are folded in the middle."""

import io
from collections.abc import Iterator

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
    from pypdf import PageObject, PdfReader, PdfWriter, Transformation

    pages = PdfReader(io.BytesIO(content)).pages
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    sheets = PdfWriter()
    sides = list(order(len(pages), backwards=backwards))
    for halves in sides:
        side = PageObject.create_blank_page(width=2 * width, height=height)
        for place, number in enumerate(halves):
            if number <= len(pages):
                side.merge_transformed_page(pages[number - 1], Transformation().translate(place * width))
        sheets.add_page(side)
    for side in sheets.pages:
        side.compress_content_streams()
    written = io.BytesIO()
    sheets.write(written)
    return written.getvalue(), len(sides)
