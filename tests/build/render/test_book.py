"""Books printed part by part are the books that are laid out whole, and only what has changed is laid out again."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import page as checker
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build import press
from rumbo.build.cache import Cache
from rumbo.build.outcome import Document
from rumbo.build.render.book import book_of
from rumbo.build.render.parts import CERTIFICATES, beginnings, parts_of
from rumbo.build.render.pdf import Printer
from rumbo.build.render.printed import Job, Means, Printed
from rumbo.build.style import PLAIN, Style

HEAD = (
    '<!DOCTYPE html>\n<html lang="{0}" dir="{1}">\n<head><title>B</title></head>\n<body class="{2}" data-footer="F">'
)
FRONT = (
    '\n<div class="cover"><h1 class="document">A "good" &amp; <b>long</b> book</h1></div>\n<h1>Contents</h1>'
    '<ol class="contents"><li><a href="#one">One</a></li><li><a href="#two">Two</a></li>'
    '<li><a href="#last">Last</a></li></ol>\n'
)
TABLE = '<table><thead><tr><th scope="col">H</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>'
LONG = "<p>word " + "more words " * 900 + "</p>"
CHAPTERS = (
    f'<div class="chapter">\n<h1 id="one" data-licence=" · L1">One</h1>{TABLE}{LONG}'
    '<p><a href="#two">two</a></p></div>\n',
    f'<div class="chapter">\n<h1 id="two" data-licence=" · L2">Two</h1><p>x</p>{TABLE}'
    "<div><h2>Deep</h2></div></div>\n",
    '<div class="chapter">\n<h1 id="last">Last</h1><ul class="index"><li>w: <a href="#one" title="One"></a></li></ul>'
    '<p><a href="#last">here</a> and <a href="https://example.org">there</a></p></div>\n',
)
STYLES = (PLAIN, Style("a5", two_sided=True), Style(ink="black"), Style("letter", large_print=True))
SCALE = "50"
"""Dots an inch at which pages are compared."""


def html(language: str = "en", direction: str = "ltr", chapters: tuple[str, ...] = CHAPTERS) -> str:
    """A small book."""
    head = HEAD.format(language, direction, "pattern-sheet")
    return f"{head}{FRONT}{''.join(chapters)}</body>\n</html>\n"


class Counting:
    """Prints, and counts how often."""

    def __init__(self, style: Style = PLAIN) -> None:
        self.printer = Printer(style)
        self.jobs: list[Job] = []

    def __call__(self, job: Job) -> Printed:
        """Prints a part."""
        self.jobs.append(job)
        return self.printer.print(job.html, job.pictures, job.numbers)


def in_parts(text: str, style: Style = PLAIN) -> Printed:
    """A book that is printed part by part."""
    book, print_one = book_of(Job(text), style, ()), Counting(style)
    assert book is not None
    return book.whole([print_one(job) for job in book.jobs()], print_one)


def dots(content: bytes, folder: Path) -> list[bytes]:
    """The pages of a PDF as pictures."""
    folder.mkdir()
    (folder / "book.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", SCALE, folder / "book.pdf", folder / "p"], check=True)
    return [path.read_bytes() for path in sorted(folder.glob("p*.ppm"))]


def reader(printed: Printed) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed.content))


def outline(found: pypdf.PdfReader) -> list[tuple[str, int]]:
    """Titles and pages of all entries."""

    def walk(entries: list[object]) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
            else:
                yield entry.title, found.get_destination_page_number(entry)  # type: ignore[attr-defined]

    return list(walk(found.outline))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_same_pages_as_in_one_piece(style: Style, language: str, direction: str, tmp_path: Path) -> None:
    """Every dot of every page is the same: text, heads, feet, page numbers, and those in contents and index."""
    text = html(language, direction)
    whole, parts = Printer(style).print(text, {}), in_parts(text, style)
    assert dots(parts.content, tmp_path / "parts") == dots(whole.content, tmp_path / "whole")
    assert (parts.pages, set(parts.fonts)) == (whole.pages, set(whole.fonts))


def test_same_outline_and_places() -> None:
    """Bookmarks and what links lead to are those of the book in one piece."""
    text = html()
    whole, parts = (reader(made) for made in (Printer().print(text, {}), in_parts(text)))
    assert outline(parts) == outline(whole)
    found = [
        {name: book.get_destination_page_number(place) for name, place in book.named_destinations.items()}
        for book in (whole, parts)
    ]
    assert found[0] == found[1]
    assert found[0].keys() == {"one", "two", "last"}


def links(book: pypdf.PdfReader) -> list[tuple[int, str, str]]:
    """Page, target and description of each link."""
    told = []
    for number, sheet in enumerate(book.pages):
        for link in (found.get_object() for found in sheet.get("/Annots", [])):
            told.append((number, link.get("/Dest") or link["/A"]["/URI"], link["/Contents"]))
            assert link["/F"] == 4
    return told


def test_links_lead_to_other_parts() -> None:
    """Links between parts are links within the book; those to the web stay."""
    text = html()
    assert links(reader(in_parts(text))) == links(reader(Printer().print(text, {})))


@pytest.mark.parametrize("style", STYLES)
def test_pdf_ua(style: Style, tmp_path: Path) -> None:
    """The joined book keeps PDF/UA-1; head cells of all its tables have names of their own."""
    made = in_parts(html(), style)
    (tmp_path / "book.pdf").write_bytes(made.content)
    found = checker.validate_pdf(str(tmp_path / "book.pdf"), profile=checker.ValidationProfile.PDF_UA_1)
    assert found.is_compliant, [failure.message for failure in found.failures]
    objects = [item.get_object() for item in _elements(reader(made))]
    names = [item["/ID"] for item in objects if "/ID" in item]
    headers = [name for item in objects if "/A" in item for name in item["/A"].get("/Headers", [])]
    assert len(names) == len(set(names)) == 2
    assert set(headers) == set(names)


def _elements(book: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    """All elements of the tree of tags."""
    waiting = [book.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        yield one
        kids = one.get("/K", [])
        waiting += [kid.get_object() for kid in kids if isinstance(kid.get_object(), pypdf.generic.DictionaryObject)]


def test_same_bytes_each_time() -> None:
    """A book printed twice is the same file."""
    assert in_parts(html()).content == in_parts(html()).content


def test_only_what_changed_is_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a word has changed, one chapter is laid out, and nothing else while it fills as many pages."""
    counted: list[str] = []
    plain = Printer.print

    def counting(self: Printer, text: str, *others: object) -> Printed:
        counted.append(text)
        return plain(self, text, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Printer, "print", counting)
    cache = Cache(tmp_path / "cache")

    def made(text: str) -> bytes:
        counted.clear()
        monkeypatch.setattr("rumbo.build.render.printing.to_html", lambda *_: text)
        document = Document("book.pdf", "x", "B", "en", {"text": text})
        ((artifact, _),) = press.print_all([document], means=Means(cache=cache))
        return artifact.content

    made(html())
    assert len(counted) == 5  # three chapters, the front, the numbers of the pages
    first, second, third = CHAPTERS
    changed = html(chapters=(first, second.replace("Deep", "Deeper"), third))
    fresh = made(changed)
    assert [text.count("Deeper") for text in counted] == [1]
    assert fresh == in_parts(changed).content
    longer = made(html(chapters=(first, second.replace("<p>x", f"{LONG}<p>x"), third)))
    assert len(counted) == 4  # the chapter, the lists that tell pages (contents and index), the numbers
    assert longer != fresh


def certificates(number: int) -> str:
    """Many certificates."""
    head = HEAD.format("en", "ltr", "certificates")
    one = '<div class="certificate"><h1>Certificate</h1><p class="name">Name {}</p></div>\n'
    return f"{head}{''.join(one.format(place) for place in range(number))}</body>\n</html>\n"


@pytest.mark.parametrize("style", [PLAIN, Style(two_sided=True)])
def test_certificates_are_laid_out_in_piles(style: Style, tmp_path: Path) -> None:
    """Many certificates are the same pages as in one piece, without numbers, and keep PDF/UA-1."""
    text = certificates(CERTIFICATES + 2)
    whole, made = Printer(style).print(text, {}), in_parts(text, style)
    assert made.pages == CERTIFICATES + 2
    assert dots(made.content, tmp_path / "parts") == dots(whole.content, tmp_path / "whole")
    assert parts_of(certificates(CERTIFICATES)) is None
    (tmp_path / "book.pdf").write_bytes(made.content)
    found = checker.validate_pdf(str(tmp_path / "book.pdf"), profile=checker.ValidationProfile.PDF_UA_1)
    assert found.is_compliant, [failure.message for failure in found.failures]


@given(st.lists(st.integers(1, 9), min_size=1), st.booleans())
def test_parts_follow_each_other(pages: list[int], two_sided: bool) -> None:
    """Parts follow without a gap, or begin on the next odd page if both sides are printed."""
    begins = list(beginnings(pages, two_sided=two_sided))
    assert begins[0] == 1
    for (begin, number), following in zip(zip(begins, pages, strict=True), begins[1:], strict=False):
        gap = following - (begin + number)
        assert gap == ((begin + number + 1) % 2 if two_sided else 0)


def test_nothing_is_lost_between_parts() -> None:
    """Each piece of a book is in one part, in its order, and parts of parts are whole."""
    parts = parts_of(html())
    assert parts is not None
    assert parts.head + "".join(parts.texts) + parts.tail == html()
    assert parts.tells_pages == (0, 3)


@pytest.mark.parametrize(
    "text",
    [
        html().replace('class="contents"', ""),
        html(chapters=CHAPTERS[:1]),
        html().replace("<div><h2>", '<div><div class="chapter"><h2>'),
        "<p>no page at all</p>",
        "",
    ],
)
def test_what_is_no_book_stays_in_one_piece(text: str) -> None:
    """Without contents, with a single chapter, with chapters in chapters: laid out as it is."""
    assert parts_of(text) is None


@pytest.mark.parametrize("own", ["@page { @top-center { content: counter(page) } }", "@page :left { margin: 0 }"])
def test_styles_of_a_layer_may_need_the_whole_book(own: str, tmp_path: Path) -> None:
    """A layer that numbers pages in its own way, or tells left from right, gets the book in one piece."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "own.css").write_text("h1 { color: #333 }")
    assert book_of(Job(html()), PLAIN, (tmp_path,))
    (tmp_path / "styles" / "own.css").write_text(own)
    assert book_of(Job(html()), PLAIN, (tmp_path,)) is None
    (tmp_path / "styles" / "own.css").unlink()
    (tmp_path / "styles" / "print.css").write_text("")
    assert book_of(Job(html()), PLAIN, (tmp_path,)) is None
