"""Ways of printing: paper, large print, one ink, two sides, booklets. Each keeps PDF/UA-1, but for the booklet."""

import io
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import page
import pypdf
import pytest
from conftest import HOME, make_curriculum
from PIL import Image, ImageChops
from rumbo.build import pipeline, press
from rumbo.build.curriculum import Curriculum
from rumbo.build.outcome import Artifact, Document
from rumbo.build.render.booklet import imposed, order
from rumbo.build.render.html import to_html
from rumbo.build.render.pdf import Printer
from rumbo.build.render.sheets import LARGE_TEXT, enlarged, own_pages, sheets
from rumbo.build.style import PLAIN, Style
from rumbo.build.translate.apply import Tongue

from tests.build.render.small_pack import PEOPLE, small_curriculum, small_pack

SIZES = {"a4": (595, 842), "letter": (612, 792), "a5": (420, 595)}
LARGE, BLACK = Style(large_print=True), Style(ink="black")
EVERYTHING = Style("a5", large_print=True, ink="black", two_sided=True, booklet=True)
PROFILE = """\
title: Our group
audience: [everyone]
language: LANGUAGE
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The documents of a small pack by name."""
    draft = make_curriculum(tmp_path_factory.mktemp("style"))
    draft.write("profiles/group.yaml", PROFILE.replace("LANGUAGE", "en"))
    curriculum = draft.read().curriculum
    group = curriculum.profiles["group"]
    plan = pipeline.plan_for(group.value, curriculum)
    return {document.name: document for document in pipeline.documents_of(group, plan, curriculum)}


NAMES = ("plan.pdf", "agenda.pdf", "facilitator-guide.pdf", "participant-handbook.pdf")


def printed(documents: dict[str, Document], style: Style, names: tuple[str, ...] = NAMES) -> dict[str, Artifact]:
    """Some documents printed in a style."""
    made = press.print_all([documents[name] for name in names], style)
    return {artifact.name: artifact for artifact, problems in made}


def reader(artifact: Artifact) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(artifact.content))


def size(sheet: pypdf.PageObject) -> tuple[int, int]:
    return round(sheet.mediabox.width), round(sheet.mediabox.height)


def body(inside: str, style: str = "") -> str:
    head = f"<title>t</title><style>{style}</style>"
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><h1>t</h1>{inside}</body></html>'


@pytest.mark.parametrize("style", [LARGE, BLACK, Style(two_sided=True), Style("letter"), EVERYTHING])
def test_every_style_keeps_pdf_ua(style: Style, documents: dict[str, Document], tmp_path: Path) -> None:
    """Whatever way a document is printed, it keeps the rules of PDF/UA-1 and has the paper's size on each page."""
    for artifact in printed(documents, style).values():
        path = tmp_path / "page.pdf"
        path.write_bytes(artifact.content)
        found = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
        assert found.is_compliant, (artifact.name, [failure.message for failure in found.failures])
        assert {size(sheet) for sheet in reader(artifact).pages} == {SIZES[style.paper]}


def test_pages_with_a_size_of_their_own_keep_it() -> None:
    """A poster or a card has the size that its style sheet gives it, whatever the paper is."""
    sheet = "@page poster { size: 297mm 420mm } .poster { page: poster }"
    found = Printer(Style("letter", two_sided=True)).print(body('<div class="poster"><h2>p</h2></div>', sheet), {})
    assert size(pypdf.PdfReader(io.BytesIO(found.content)).pages[-1]) == (842, 1191)


def test_a_pack_on_letter_paper_has_pages_of_that_paper_alone(tmp_path: Path, curriculum: Curriculum) -> None:
    """Everything comes on letter paper, turned or not, posters on twice and cards on half of it; A4 is nowhere."""
    profile, content = small_curriculum(tmp_path, curriculum)
    made = small_pack(pipeline.on_paper(profile, "letter"), content, Tongue("en"), PEOPLE)
    letter, tabloid, half = (612, 792), (792, 1224), (396, 612)
    for artifact, _ in press.print_all(made, Style("letter")):
        if artifact.name.endswith(".pdf"):
            sizes = {tuple(sorted(size(sheet))) for sheet in reader(artifact).pages}
            own = {"agenda-poster.pdf": tabloid, "cards/methods.pdf": half}
            assert sizes == {own.get(artifact.name, letter)}, artifact.name


def sizes_of_text(artifact: Artifact) -> set[float]:
    """The sizes of text in a document, in points."""
    found: set[float] = set()

    def note(text: str, page: list[float], line: list[float], _: object, points: float) -> None:
        found.update({round(points * abs(line[3] * page[3]), 1)} if text.strip() else ())

    for sheet in reader(artifact).pages:
        sheet.extract_text(visitor_text=note)
    return found


def test_large_print_is_large(documents: dict[str, Document]) -> None:
    """In large print nothing on a page is smaller than 18 points, but for head and foot with 13."""
    for name, artifact in printed(documents, LARGE, ("agenda.pdf", "facilitator-guide.pdf", "plan.pdf")).items():
        found = sizes_of_text(artifact)
        assert min(found - {13.0}) >= LARGE_TEXT, name
        assert max(found) > LARGE_TEXT, name


def test_large_print_keeps_order_of_sizes_and_leaves_cards_alone() -> None:
    """A larger heading stays larger, and what has pages of its own size keeps its sizes of text."""
    css = (
        "@page card { size: 85mm 55mm }\n/* Cards */ .card { page: card; font-size: 7pt }\n"
        ".card h2 { font-size: 9pt } h1 { font-size: 19pt } h2 { font-size: 12pt } p { font-size: 8pt }"
    )
    assert own_pages(css) == {"card"}
    large = enlarged(css)
    assert ".card { page: card; font-size: 7pt }" in large
    assert ".card h2 { font-size: 9pt }" in large
    one, two, three = (
        float(re.findall(rf"[}}] {tag} {{ font-size: ([\d.]+)pt", large)[0]) for tag in ("h1", "h2", "p")
    )
    assert one > two > three == LARGE_TEXT


COLOURED = """<p style="color: red; background: #ffe000">a</p><p style="border: 2mm solid blue">b</p>
<p style="background: linear-gradient(red, green); height: 9mm">c</p>
<p><img src="rumbo:modules/first/dots.png" alt="d"></p><p><img src="rumbo:modules/first/lines.svg" alt="l"></p>"""
LINES = b"""<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><defs><linearGradient id="g">
<stop offset="0" stop-color="red"/><stop offset="1" stop-color="#00f"/></linearGradient></defs>
<rect width="30" height="30" fill="url(#g)"/><circle cx="45" cy="15" r="9" fill="tomato" stroke="green"/></svg>"""


def dots() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 90)).save(written, "PNG")
    return written.getvalue()


def chroma(content: bytes, folder: Path) -> int:
    """The largest difference between red, green and blue in any dot of any page."""
    (folder / "page.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "40", "-png", "page.pdf", "dots"], cwd=folder, check=True)
    most = 0
    for path in folder.glob("dots*.png"):
        red, green, blue = Image.open(path).convert("RGB").split()
        for one, other in ((red, green), (green, blue), (red, blue)):
            most = max(most, ImageChops.difference(one, other).getextrema()[1])  # type: ignore[operator]
        path.unlink()
    return most


def test_black_ink_prints_greys_alone(documents: dict[str, Document], tmp_path: Path) -> None:
    """With one ink no dot of any page has a colour: text, boxes, blends, drawings and photographs."""
    pictures = {"rumbo:modules/first/dots.png": dots(), "rumbo:modules/first/lines.svg": LINES}
    assert chroma(Printer().print(body(COLOURED), pictures).content, tmp_path) > 100
    assert chroma(Printer(BLACK).print(body(COLOURED), pictures).content, tmp_path) <= 1
    for artifact in printed(documents, BLACK).values():
        assert chroma(artifact.content, tmp_path) <= 1, artifact.name


def test_black_ink_leaves_a_broken_picture_to_be_told() -> None:
    """What is no picture at all is told as always."""
    with pytest.raises(Exception, match="cannot be drawn"):
        Printer(BLACK).print(body('<p><img src="rumbo:a/b.png" alt="a"></p>'), {"rumbo:a/b.png": b"x"})


@cache
def two_sided() -> pypdf.PdfReader:
    chapter = '<div class="chapter"><h1>c</h1><p>text</p></div>'
    found = Printer(Style(two_sided=True)).print(body(chapter * 2), {})
    return pypdf.PdfReader(io.BytesIO(found.content))


def test_chapters_begin_on_the_right() -> None:
    """Printed on two sides, chapters begin on odd pages; the page between is quite empty."""
    texts = [sheet.extract_text().strip() for sheet in two_sided().pages]
    assert [text[:1] for text in texts] == ["t", "", "c", "", "c"]


def test_a_poster_has_no_back() -> None:
    """Each day of a poster is one sheet, in two-sided packs as well."""
    page = '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body class="poster">%s</body></html>'
    days = '<div class="largest"><h1>One</h1></div><div class="largest chapter"><h1>Two</h1></div>'
    assert Printer(Style(two_sided=True)).print(page % days, {}).pages == 2


def test_margins_are_mirrored() -> None:
    """Text on a right-hand page stands further right than on a left-hand one, for the wide margin is at the back."""
    words = "<p>word " + "more words " * 900 + "</p>"
    found = Printer(Style(two_sided=True)).print(body(words), {})
    right, left = (_start(sheet) for sheet in pypdf.PdfReader(io.BytesIO(found.content)).pages[:2])
    assert right > left + 20


def _start(sheet: pypdf.PageObject) -> float:
    """Where the first letters of a page's lines stand, in points from its left edge."""
    found: list[float] = []

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        found.extend([page[4] + line[4] * page[0]] if text.strip() else [])

    sheet.extract_text(visitor_text=note)
    return min(found)


def test_order_of_a_booklet() -> None:
    """Eight pages lie on two sheets as in any saddle-stitched booklet; from right to left they are mirrored."""
    assert list(order(8)) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert list(order(8, backwards=True)) == [(1, 8), (7, 2), (3, 6), (5, 4)]
    assert list(order(1)) == [(4, 1), (2, 3)]


@pytest.mark.parametrize("pages", range(1, 14))
def test_every_page_is_in_the_booklet_once(pages: int) -> None:
    """Whatever their number, all pages are there once, and no more than three halves are empty."""
    found = sorted(number for side in order(pages) for number in side)
    assert found == list(range(1, len(found) + 1))
    assert 0 <= len(found) - pages < 4


def test_folded_booklet_reads_in_order() -> None:
    """Front and back of a sheet belong together: behind the right half of a front lies the left half of its back."""
    sides = list(order(12))
    leaves = [((front[1], back[0]), (back[1], front[0])) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    assert [leaf for leaf, _ in leaves] == [(1, 2), (3, 4), (5, 6)]
    assert [leaf for _, leaf in leaves] == [(11, 12), (9, 10), (7, 8)]


def test_booklet_is_written_beside_the_handbook(documents: dict[str, Document]) -> None:
    """The handbook in A5 makes a booklet on A4 with all its words, the first page on the right of the first side."""
    style = Style("a5", booklet=True)
    made = printed(documents, style)
    (booklet,) = press.booklets([documents[name] for name in NAMES], made.values(), style)
    book, sheets_ = reader(made["participant-handbook.pdf"]), reader(booklet)
    assert booklet.name == "participant-handbook-booklet.pdf"
    assert booklet.pages == len(sheets_.pages) == -(-len(book.pages) // 4) * 2
    assert {size(sheet) for sheet in sheets_.pages} == {(839, 595)}
    words = {word for sheet in sheets_.pages for word in sheet.extract_text().split()}
    assert {word for sheet in book.pages for word in sheet.extract_text().split()} == words
    assert "Our group" in sheets_.pages[0].extract_text()
    assert list(press.booklets(documents.values(), made.values(), PLAIN)) == []


def test_booklet_of_a_language_from_right_to_left(documents: dict[str, Document]) -> None:
    """In Arabic the first page lies on the left half of the first side."""
    content = printed(documents, Style("a5"), ("participant-handbook.pdf",))["participant-handbook.pdf"].content
    forward, backward = (imposed(content, backwards=turned)[0] for turned in (False, True))
    assert forward != backward
    assert imposed(content)[0] == forward


def test_style_is_frozen_and_plain_by_default() -> None:
    """Without wishes pages are A4 in colour as they always were, and a style cannot change while it is used."""
    assert next(iter(sheets(PLAIN))) == (HOME / "templates" / "styles" / "print.css").read_text(encoding="utf-8")
    assert len(list(sheets(PLAIN))) == 2
    assert replace(PLAIN, paper="a4") == PLAIN


SCENE = (
    '<div class="scene"><h2>Head</h2><p class="kicker">10 minutes</p><p class="lead-in">Pencils</p>'
    '<div class="box whole"><p>Goal</p></div></div>'
)
FIGURE = '<span class="figure"><img src="rumbo:a.svg" alt="a"><span class="caption">Goal</span></span>'
ROWS = "".join(f"<tr><td>{word}</td></tr>" for word in ("One", "Two", "Goal", "Four"))
LAST = '<div class="chapter" style="break-before: auto"><ol><li>Head</li></ol><p class="small">Goal</p></div>'


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("guide", SCENE),
        ("handout", f"<h2>Head</h2><p>Line</p><p>{FIGURE}</p>"),
        ("plan", f"<h2>Head</h2><table><tbody>{ROWS}</tbody></table>"),
        ("guide", LAST),
    ],
    ids=["activity", "picture", "timetable", "credits"],
)
def test_nothing_stands_alone_at_the_foot(kind: str, inside: str) -> None:
    """A heading is on the page of what it announces: the task, the picture, the third row; credits follow a text."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect width="200" height="60"/></svg>'
    above = '<div style="break-before: page; height: %smm">x</div>'
    filled = "".join(above % high + inside for high in range(200, 258, 2))
    html = f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body class="{kind}">{filled}</body></html>'
    printed = pypdf.PdfReader(io.BytesIO(Printer().print(html, {"rumbo:a.svg": svg}).content))
    heads = [text for sheet in printed.pages if "Head" in (text := sheet.extract_text())]
    assert len(heads) == 29
    assert all("Goal" in text for text in heads)


def test_a_blank_of_a_query_is_not_broken(tmp_path: Path) -> None:
    """In code a question mark and the name after it stay on one line; elsewhere they are left alone."""
    template = tmp_path / "documents" / "note.html.j2"
    template.parent.mkdir()
    template.write_text('{% extends "_base.html.j2" %}{% block body %}<h1>t</h1>{{ text | markdown }}{% endblock %}')
    html = to_html(Document("a.pdf", "note.html.j2", "t", "en", {"text": "Why?so `p:P18 ?image .`"}), (tmp_path,))
    assert 'Why?so <code>p:P18 <span class="together">?image</span> .</code>' in html
    widths = (f'<div style="width: {wide}mm">{html.partition("</h1>")[2]}</div>' for wide in range(30, 60))
    pages = pypdf.PdfReader(io.BytesIO(Printer(LARGE).print(body("".join(widths)), {}).content)).pages
    assert sum(sheet.extract_text().count("?image") for sheet in pages) == 30
