"""A handbook in two languages, page beside page."""

import io

import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from rumbo.build.render.facing import facing, spreads

_LENGTHS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=6)


@given(_LENGTHS)
def test_chapters_begin_side_by_side(lengths: list[tuple[int, int]]) -> None:
    """No page is lost or turned round, and each chapter begins in both books at the same opening."""
    starts = [[sum(pair[side] for pair in lengths[:n]) for n in range(len(lengths) + 1)] for side in (0, 1)]
    found = list(spreads(*starts))
    for side in (0, 1):
        assert [opening[side] for opening in found if opening[side] is not None] == list(range(starts[side][-1]))
    for pair in zip(starts[0][:-1], starts[1][:-1], strict=True):
        assert pair in found


def book(*chapters: int) -> bytes:
    """A book with a cover, and chapters of so many pages."""
    pages = "".join(
        f"<h1 style='break-before: page'>C{n}</h1>" + "<p style='break-before: page'>x</p>" * (count - 1)
        for n, count in enumerate(chapters)
    )
    content: bytes = weasyprint.HTML(string=f"<p>cover</p>{pages}").write_pdf()
    return content


def test_the_shorter_chapter_is_followed_by_an_empty_page() -> None:
    """The cover is on a right-hand page; then left and right take turns."""
    content, pages = facing(book(2, 1), book(1, 1))
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert pages == len(texts) == 1 + 2 * 3
    assert [text.strip() for text in texts] == ["cover", "C0", "C0", "x", "", "C1", "C1"]


def test_books_that_do_not_match_stand_side_by_side() -> None:
    """A chapter that only one book has moves nothing off the paper."""
    content, pages = facing(book(1, 1, 1), book(1))
    assert pages == 1 + 2 * 3
    assert len(PdfReader(io.BytesIO(content)).pages) == pages
