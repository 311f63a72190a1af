"""A book in two languages: the pages of one on the left and of the other on the right, chapter beside chapter."""

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Any


def spreads(first: Sequence[int], second: Sequence[int]) -> Iterator[tuple[int | None, int | None]]:
    """The pages on the left and on the right of each opening, from 0; None is an empty page.

    Each book is told by the pages on which its chapters begin, and at the end by how many pages there are. A chapter
    begins in both books at the same opening; the shorter one is followed by empty pages.
    """
    for (left, left_end), (right, right_end) in zip(pairwise(first), pairwise(second), strict=True):
        yield from zip_longest(range(left, left_end), range(right, right_end))


def facing(first: bytes, second: bytes) -> tuple[bytes, int]:
    """The PDF of two books side by side, for the printer alone (it has no tags and no links), and its pages.

    The cover of the first book comes first, on a right-hand page. Books whose chapters do not match stand side by
    side from beginning to end.
    """
    from pypdf import PageObject, PdfReader, PdfWriter

    books = [PdfReader(io.BytesIO(content)) for content in (first, second)]
    starts = [_starts(book) for book in books]
    if len(starts[0]) != len(starts[1]):
        starts = [[1, len(book.pages)] for book in books]
    written = PdfWriter()
    written.add_page(books[0].pages[0])
    size = books[0].pages[0].mediabox
    for opening in spreads(*starts):
        for book, number in zip(books, opening, strict=True):
            empty = PageObject.create_blank_page(width=float(size.width), height=float(size.height))
            written.add_page(empty if number is None else book.pages[number])
    result = io.BytesIO()
    written.write(result)
    return result.getvalue(), len(written.pages)


def _starts(book: Any) -> list[int]:
    """The pages on which the chapters of a book begin, by its outline, and how many pages it has."""
    entries = [entry for entry in book.outline if not isinstance(entry, list)]
    pages = {book.get_destination_page_number(entry) for entry in entries}
    return [*sorted(page for page in pages if page), len(book.pages)]
