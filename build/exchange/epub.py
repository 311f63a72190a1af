"""A document as an EPUB 3 book: one file a chapter, a table of contents, and what it tells of its accessibility.

EPUB 3.3 and EPUB Accessibility 1.1 (W3C). The same document of the same day gives the same bytes.
"""

import datetime as dt
import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from rumbo.build.exchange.xhtml import Chapter, chapters_of

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability")
_ROOTS = "rootfiles"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><{_ROOTS}>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</{_ROOTS}></container>
"""


@dataclass(frozen=True, slots=True)
class Book:
    """What a book is made of: a page of ours with its pictures, and what is to be told of it."""

    html: str
    pictures: Mapping[str, bytes]
    style: str
    title: str
    language: str
    direction: str
    contents: str
    """What the table of contents is called."""
    summary: str
    """A sentence on its accessibility."""
    day: dt.date


def to_epub(book: Book) -> bytes:
    """The file: first its kind, not packed, then all parts in order."""
    parts = dict(_parts(book))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in {"mimetype": b"application/epub+zip", **parts}.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


def _parts(book: Book) -> Iterator[tuple[str, bytes]]:
    chapters = chapters_of(book.html)
    files = {name: f"chapter-{number:02}.xhtml" for number, chapter in enumerate(chapters) for name in chapter.ids}
    shown = dict.fromkeys(address for chapter in chapters for address in chapter.pictures)
    pictures = {address: f"picture-{n:02}.{address.rpartition('.')[2]}" for n, address in enumerate(shown)}
    yield "META-INF/container.xml", _CONTAINER.encode()
    yield "book/package.opf", _package(book, chapters, pictures).encode()
    yield "book/contents.xhtml", _page(book, book.contents, _contents(book, chapters)).encode()
    yield "book/style.css", book.style.encode()
    for number, chapter in enumerate(chapters):
        text = _linked("".join(chapter.xml), files, pictures)
        yield f"book/chapter-{number:02}.xhtml", _page(book, chapter.title or book.title, text).encode()
    for address, name in pictures.items():
        yield f"book/{name}", book.pictures[address]


def _linked(xml: str, files: Mapping[str, str], pictures: Mapping[str, str]) -> str:
    """A chapter whose links lead to the files of this book."""
    xml = re.sub(r'href="#([^"]+)"', lambda found: f'href="{files.get(found[1], "")}#{found[1]}"', xml)
    for address, name in pictures.items():
        xml = xml.replace(f'src="{escape(address)}"', f'src="{name}"')
    return xml


def _page(book: Book, title: str, body: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{book.language}" \
xml:lang="{book.language}" dir="{book.direction}">
<head><title>{escape(" ".join(title.split()))}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""


def _contents(book: Book, chapters: Sequence[Chapter]) -> str:
    rows = "\n".join(
        f'<li><a href="chapter-{number:02}.xhtml">{escape(" ".join(chapter.title.split()) or book.title)}</a></li>'
        for number, chapter in enumerate(chapters)
    )
    return f'<nav epub:type="toc" role="doc-toc"><h1>{escape(book.contents)}</h1>\n<ol>\n{rows}\n</ol></nav>'


def _package(book: Book, chapters: Sequence[Chapter], pictures: Mapping[str, str]) -> str:
    names = [f"chapter-{number:02}" for number, _ in enumerate(chapters)]
    items = [f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names]
    items += [
        f'<item id="{name.partition(".")[0]}" href="{name}" media-type="{_TYPES[name.rpartition(".")[2].lower()]}"/>'
        for name in pictures.values()
    ]
    spine = "\n".join(f'<itemref idref="{name}"/>' for name in names)
    modes = ("textual", "visual") if pictures else ("textual",)
    told = [("accessMode", mode) for mode in modes] + [("accessibilityFeature", feature) for feature in _FEATURES]
    told += [
        ("accessModeSufficient", "textual"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", book.summary),
    ]
    meta = "\n".join(f'<meta property="schema:{name}">{escape(value)}</meta>' for name, value in told)
    identity = uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(book.html.encode()).hexdigest())
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{book.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>
<dc:title>{escape(book.title)}</dc:title>
<dc:language>{book.language}</dc:language>
<meta property="dcterms:modified">{book.day.isoformat()}T00:00:00Z</meta>
{meta}
</metadata>
<manifest>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{chr(10).join(items)}
</manifest>
<spine page-progression-direction="{book.direction}">
{spine}
</spine>
</package>
"""
