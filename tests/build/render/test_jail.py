"""What a page may load: the shipped fonts and its own pictures. Everything else is refused before it is opened."""

import contextlib
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import weasyprint
from conftest import HOME, Draft
from rumbo.build import pipeline
from rumbo.build.outcome import Document
from rumbo.build.render.html import to_html
from rumbo.build.render.pdf import LayoutError, Printer

ADDRESS = "rumbo:modules/first/wiki.svg"
NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")
# Python itself, its packages, and what WeasyPrint needs: our fonts and its own folder of the moment.
PACKAGES = Path(weasyprint.__file__).parents[1]
ALLOWED = tuple(str(path) for path in (sys.prefix, sys.base_prefix, PACKAGES, HOME / "templates"))


class _Watch:
    """Notes what the process opens and whom it calls while it is on (PEP 578; a hook cannot be taken off)."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event == "open" and isinstance(arguments[0], str):
            if not arguments[0].startswith(ALLOWED):
                self.seen.append(f"open {arguments[0]}")
        elif self.on and event.startswith(NETWORK):
            self.seen.append(f"{event} {arguments!r}")


WATCH = _Watch()


@pytest.fixture
def seen() -> Iterator[list[str]]:
    """What was opened or called during a test, outside of Python and the templates."""
    WATCH.seen = []
    WATCH.on = True
    yield WATCH.seen
    WATCH.on = False


@pytest.fixture(scope="module")
def printer() -> Printer:
    """A Printer whose fonts are loaded."""
    made = Printer()
    made.print(page("<p>a</p>"), {})
    return made


def page(inside: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><h1>t</h1>{inside}</body></html>'


def test_the_watch_sees(seen: list[str], tmp_path: Path) -> None:
    """The watch of these tests does see files that are opened and names that are looked up."""
    import socket

    (tmp_path / "secret").write_text("x", encoding="utf-8")
    with contextlib.suppress(OSError):
        socket.create_connection(("localhost", 1), timeout=0.1)
    assert any(line == f"open {tmp_path / 'secret'}" for line in seen)
    assert any(line.startswith("socket.") for line in seen)


ADDRESSES = (
    "http://127.0.0.1:9/x.png",
    "https://127.0.0.1:9/x.png",
    "HTTP://127.0.0.1:9/x.png",
    "//127.0.0.1:9/x.png",
    "ftp://127.0.0.1:9/x.png",
    "file:///etc/hostname",
    "FILE:///etc/hostname",
    "file://localhost/etc/hostname",
    "/etc/hostname",
    "../../../../etc/hostname",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/svg+xml,<svg/>",
    "wiki.svg",
    "rumbo:",
    "rumbo:page",
    "rumbo:fonts/",
    "rumbo:fonts/.",
    "rumbo:fonts/..",
    "rumbo:fonts/nothing.ttf",
    "rumbo:fonts/../i18n/en.json",
    "rumbo:fonts/%2e%2e/i18n/en.json",
    "rumbo:fonts/..%2fi18n%2fen.json",
    "rumbo:fonts//etc/hostname",
    "rumbo:styles/print.css",
    "rumbo:modules/first/../second/wiki.svg",
    "rumbo:modules/second/wiki.svg",
    "RUMBO:modules/first/wiki.svg",
    "rumbo:modules/first/wiki.svg?x",
    "rumbo://modules/first/wiki.svg",
    "unknown:x",
)
WAYS = (
    '<img src="{}" alt="a">',
    '<object data="{}">a</object>',
    '<embed src="{}">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">a</a>',
    "<style>@import url('{}');</style>",
    "<style>@font-face {{ font-family: x; src: url('{}') }} p {{ font-family: x }}</style><p>a</p>",
    "<p style=\"background-image: url('{}')\">a</p>",
    "<ul style=\"list-style-image: url('{}')\"><li>a</li></ul>",
    "<style>p::before {{ content: url('{}') }}</style><p>a</p>",
)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_is_refused(address: str, printer: Printer, seen: list[str]) -> None:
    """An address outside of the document is refused in a sentence that names it, and nothing is opened."""
    with pytest.raises(LayoutError) as refusal:
        printer.print(page(f'<p><img src="{address}" alt="a"></p>'), {ADDRESS: PICTURE})
    said = str(refusal.value)
    assert said.endswith(" is not part of this document")
    assert address.rpartition("/")[2].replace("<", "%3C")[:8] in said.replace("<", "%3C")
    assert seen == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "file:///etc/hostname", "rumbo:fonts/.."])
def test_every_way_is_refused(way: str, address: str, printer: Printer, seen: list[str]) -> None:
    """Whatever part of a page asks for it, nothing from elsewhere is loaded or attached."""
    with pytest.raises(LayoutError, match="is not part of this document"):
        printer.print(page(way.format(address)), {ADDRESS: PICTURE})
    assert seen == []


def test_frames_and_redirects_are_not_followed(printer: Printer, seen: list[str]) -> None:
    """What a browser would load by itself is left alone."""
    loads = '<iframe src="http://127.0.0.1:9/"></iframe><script src="http://127.0.0.1:9/x.js"></script>'
    refresh = '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'
    plain = printer.print(page("<p>a</p>"), {})
    assert printer.print(page(f"{refresh}{loads}<p>a</p>"), {}).pages == plain.pages
    assert seen == []


def svg(inside: str, head: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{head}<svg {names} width="50" height="50">{inside}</svg>'.encode()


LETTERS = "abcdefghi"
BOMB = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(LETTERS))
PICTURES = {
    "script": svg('<script>fetch("http://127.0.0.1:9/")</script><rect width="9" height="9" onload="x()"/>'),
    "image": svg('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'),
    "old image": svg('<image xlink:href="file:///etc/hostname" width="9" height="9"/>'),
    "use": svg('<use href="http://127.0.0.1:9/x.svg#a"/>'),
    "use of a file": svg('<use href="file:///etc/hostname#a"/>'),
    "import": svg("<style>@import url(http://127.0.0.1:9/x.css);</style><rect width='9' height='9'/>"),
    "font": svg("<style>@font-face{font-family:x;src:url(http://127.0.0.1:9/f)}</style><text>a</text>"),
    "fill": svg('<rect width="9" height="9" fill="url(http://127.0.0.1:9/x#a)"/>'),
    "style sheet": svg("<rect width='9' height='9'/>", '<?xml-stylesheet href="http://127.0.0.1:9/x.css"?>'),
    "entity": svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    "bomb": svg("<text>&i;</text>", f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{BOMB}]>'),
    "document type": svg("<text>a</text>", '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/svg.dtd">'),
    "foreign": svg('<foreignObject><iframe src="http://127.0.0.1:9/"/></foreignObject>'),
    "itself": svg('<g id="a"><use href="#a"/></g>'),
    "inner picture": svg('<image href="rumbo:modules/second/wiki.svg" width="9" height="9"/>'),
}
DRAWS_IN_PART = ("script", "use", "use of a file", "fill", "style sheet", "document type", "foreign")
"""What is left out of the picture without harm; `check` refuses these pictures before they come here."""


@pytest.mark.parametrize("name", PICTURES)
def test_picture_reaches_nothing(name: str, printer: Printer, seen: list[str]) -> None:
    """An SVG that asks for something is refused in a sentence or drawn without it; nothing is opened."""
    inside = page(f'<p><img src="{ADDRESS}" alt="a"></p>')
    if name in DRAWS_IN_PART:
        assert printer.print(inside, {ADDRESS: PICTURES[name]}).pages == 1
    else:
        with pytest.raises(LayoutError, match=r"cannot be drawn|is not part of this document"):
            printer.print(inside, {ADDRESS: PICTURES[name]})
    assert seen == []


# The same through whole documents, with the pictures of both modules at hand.


@pytest.fixture
def two(draft: Draft) -> Draft:
    """A curriculum with two modules, the first of which has a picture."""
    draft.copy("modules/first", "modules/second")
    draft.write("modules/first/wiki.svg", PICTURE)
    credit = "pictures: [{file: wiki.svg, author: A, source: own work, licence: CC0}]\nlicence: CC-BY-SA-4.0"
    draft.edit("modules/first/module.yaml", "licence: CC-BY-SA-4.0", credit)
    draft.edit("modules/first/handout.md", "Edit one page a week.", "![A sign](wiki.svg)")
    assert draft.problems() == []
    return draft


def shown_by_second(two: Draft, name: str) -> tuple[Document, dict[str, bytes]]:
    """The handout of the second module, showing a picture, with all pictures that a handbook would have."""
    two.edit("modules/second/handout.md", "Edit one page a week.", f"![A sign]({name})")
    reading = two.read()
    assert "H103" in [problem.code for problem in reading.problems], "check says it too"
    documents = pipeline.handouts_of(["first", "second"], reading.curriculum, "en", exercises=True)
    return documents[1], {**documents[0].pictures, **documents[1].pictures}


def test_own_picture_is_given(two: Draft, printer: Printer, seen: list[str]) -> None:
    """A module shows its own picture by its plain name."""
    (document,) = pipeline.handouts_of(["first"], two.read().curriculum, "en", exercises=False)
    assert list(document.pictures) == [ADDRESS]
    html = to_html(document)
    seen.clear()
    assert printer.print(html, document.pictures).pages == 1
    assert seen == []


@pytest.mark.parametrize(
    "name", ["../first/wiki.svg", ADDRESS, "wiki.svg", "/etc/hostname", "http://127.0.0.1:9/x.svg"]
)
def test_picture_of_another_module_is_not_given(name: str, two: Draft, printer: Printer, seen: list[str]) -> None:
    """Even in a book that has it, a module cannot show the picture of another one, by whatever name."""
    document, pictures = shown_by_second(two, name)
    assert ADDRESS in pictures
    html = to_html(document)
    seen.clear()
    with pytest.raises(LayoutError, match=r"^rumbo:modules/second/.* is not part of this document$"):
        printer.print(html, pictures)
    assert seen == []


def test_texts_can_name_no_file(two: Draft, printer: Printer) -> None:
    """Markdown does not even make a picture of an address of a file or a script; it stays as words."""
    for name in ("file:///etc/hostname", "javascript:alert(1)", "vbscript:x"):
        two.write("modules/second/handout.md", f"![A sign]({name})\n")
        (document,) = pipeline.handouts_of(["second"], two.read().curriculum, "en", exercises=False)
        assert "<img" not in to_html(document)
        assert printer.print(to_html(document), {}).pages == 1
