"""A book in two languages: the pages of one on the left and of the other on the right, chapter beside chapter."""

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


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
    import pikepdf

    with pikepdf.open(io.BytesIO(first)) as one, pikepdf.open(io.BytesIO(second)) as other, pikepdf.new() as written:
        books = (one, other)
        starts = [_starts(book) for book in books]
        if len(starts[0]) != len(starts[1]):
            starts = [[1, len(book.pages)] for book in books]
        written.pages.append(one.pages[0])
        width, height = map(float, one.pages[0].mediabox[2:])
        for opening in spreads(*starts):
            for book, number in zip(books, opening, strict=True):
                if number is None:
                    written.add_blank_page(page_size=(width, height))
                else:
                    written.pages.append(book.pages[number])
        result = io.BytesIO()
        written.save(result, deterministic_id=True)
        return result.getvalue(), len(written.pages)


def _starts(book: "pikepdf.Pdf") -> list[int]:
    """The pages on which the chapters of a book begin, by its outline, and how many pages it has."""
    numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(book.pages)}
    with book.open_outline() as outline:
        entries: list[Any] = list(outline.root)
        pages = {numbers[entry.destination[0].objgen] for entry in entries}
    return [*sorted(page for page in pages if page), len(book.pages)]
