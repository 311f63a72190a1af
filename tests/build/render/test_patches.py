"""Changes to WeasyPrint: words in drawings, lines, heads and feet, links, haste; and another version."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from PIL import Image, ImageChops
from rumbo.build.render import weasyprint_patches as patches
from rumbo.build.render.fonts import families
from rumbo.build.render.pdf import Printer
from weasyprint.layout import absolute
from weasyprint.pdf import fonts
from weasyprint.text import line_break

ARABIC, HEBREW, LATIN = "المعرفة للجميع", "הידע שייך לכולם", "Knowledge AVATAR fi"
FAMILY = "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew"
ADDRESS = "rumbo:a/b.svg"


def body(inside: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>t</title><style>{head}</style></head>'
        f"<body><h1>Heading words</h1>{inside}</body></html>"
    )


def drawn(inside: str) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60" font-family="{FAMILY}" font-size="30">'
        f"{inside}</svg>".encode()
    )


def ink(content: bytes, folder: Path) -> Image.Image:
    """The last page in greys, cut to what is black on it."""
    (folder / "page.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", "144", "-gray", "-singlefile", "-f", "2", "page.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    picture = Image.open(folder / "page.pgm")
    return picture.crop(ImageChops.invert(picture).getbbox())


def alone(inside: str) -> str:
    """Something alone on the second page, without head and foot."""
    style = "@page bare { @top-left { content: none } @top-right { content: none } @bottom-left { content: none }"
    style += " @bottom-center { content: none } @bottom-right { content: none } }"
    style += " .bare { page: bare; break-before: page; font-size: 22.5pt; color: black; line-height: 2 }"
    return body(f'<div class="bare">{inside}</div>', style)


def in_drawing(words: str, folder: Path) -> Image.Image:
    picture = drawn(f'<text x="10" y="40">{words}</text>')
    return ink(Printer().print(alone(f'<p><img src="{ADDRESS}" alt="a"></p>'), {ADDRESS: picture}).content, folder)


def in_text(words: str, folder: Path) -> Image.Image:
    return ink(Printer().print(alone(f"<p>{words}</p>"), {}).content, folder)


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How much of the ink of two pictures is not in the same place, from 0 to 1."""
    size = max(one.width, other.width), max(one.height, other.height)
    sheets = []
    for picture in (one, other):
        sheet = Image.new("L", size, 255)
        sheet.paste(picture)
        sheets.append(sheet)
    ink_of = [255 * size[0] * size[1] - sum(sheet.tobytes()) for sheet in sheets]
    return sum(ImageChops.difference(*sheets).tobytes()) / max(ink_of)


@pytest.mark.parametrize("words", [ARABIC, HEBREW, LATIN], ids=["Arabic", "Hebrew", "Latin"])
def test_words_in_a_drawing_look_as_in_a_text(words: str, tmp_path: Path) -> None:
    """Letters in a drawing are joined, ordered and spaced as the same words in a paragraph."""
    one, other = in_drawing(words, tmp_path), in_text(words, tmp_path)
    assert abs(one.width - other.width) <= 2
    assert unlike(one, other) < 0.15


UNPATCHED = """
import sys
from pathlib import Path
from rumbo.build.render import weasyprint_patches as patches
patches.TESTED = ("0", "0")
sys.path.insert(0, sys.argv[1])
from tests.build.render import test_patches as here
assert patches.apply() is False
print(here.unlike(here.in_drawing(here.ARABIC, Path(sys.argv[2])), here.in_text(here.ARABIC, Path(sys.argv[2]))))
"""


def test_another_version_prints_as_it_does(tmp_path: Path) -> None:
    """With a version that nobody tried nothing is changed: pages are printed, Arabic in drawings as wrong as ever."""
    home = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", UNPATCHED, str(home), str(tmp_path)]
    done = subprocess.run(command, cwd=home / "tests", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 0.3


def test_versions_are_those_that_are_installed() -> None:
    """The pinned versions are the ones the corrections were tried with; a new one needs a look at them."""
    assert patches.fits()
    assert patches.apply()


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="10" y="40">one <tspan font-weight="bold">two</tspan> three</text>',
        '<text x="10 40 70" y="40">abc</text>',
        '<text x="10" y="40" letter-spacing="5">abc</text>',
        '<text x="10" y="40" rotate="10 20 30">abc</text>',
        '<text x="200" y="40" text-anchor="middle">middle</text>',
        '<text x="10" y="40" textLength="300">stretched</text>',
    ],
)
def test_other_words_in_drawings_stay(inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters with places of their own, spans, anchors and stretched words stay where they were."""
    html, picture = alone(f'<p><img src="{ADDRESS}" alt="a"></p>'), drawn(inside)
    after = ink(Printer().print(html, {ADDRESS: picture}).content, tmp_path)
    monkeypatch.setattr(patches, "_Whole", str)
    before = ink(Printer().print(html, {ADDRESS: picture}).content, tmp_path)
    assert abs(before.width - after.width) <= 3
    assert unlike(before, after) < 0.2


# Lines

SENTENCE = "Elige el rompehielos y la variante que se juega desde la silla."


@pytest.mark.parametrize("after", [" ", "\n<p>b</p>", " <small>(Romper el hielo)</small>"])
def test_the_space_after_a_sentence_may_hang_over_its_line(after: str) -> None:
    """No sentence that fits on its line but for the space after it ends that line within its first words."""
    widths = [f'<div lang="es" style="width: {width}px">{SENTENCE}{after}</div>' for width in range(330, 420)]
    content = Printer().print(body("".join(widths)), {}).content
    words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    lines = [line.strip() for line in words.stdout.decode().splitlines()]
    assert SENTENCE in {line.removesuffix("(Romper el hielo)").strip() for line in lines}
    assert all(len(line) > len("Elige el rompehielos") for line in lines if line.startswith("Eli"))


# Heads, feet and links

LONG = body('<p><a href="https://a.b/c">link</a></p>' + "<p>words</p>" * 120 + '<p><a href="#x" id="x">in</a></p>')


def printed() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(Printer().print(LONG, {}).content))


def artifacts(sheet: Any) -> Iterator[tuple[str, str]]:
    """The kind of each artifact of a page that has one, with the operators that draw it."""
    inside: list[str] = []
    kind = ""
    for values, operator in pypdf.generic.ContentStream(sheet.get_contents(), sheet.pdf).operations:
        if operator == b"BDC" and values[0] == "/Artifact":
            kind, inside = str(values[1].get("/Subtype", "")), []
        elif operator == b"EMC" and kind:
            yield kind, " ".join(inside)
            kind = ""
        inside.append(operator.decode())


def test_heads_and_feet_are_artifacts() -> None:
    """What stands in the margins of a page is drawn as header or footer, and its words are in no tag."""
    file = printed()
    assert len(file.pages) > 1
    for sheet in file.pages:
        found = [kind for kind, drawing in artifacts(sheet) if "TJ" in drawing or "Tj" in drawing]
        assert found.count("/Header") >= 1
        assert found.count("/Footer") >= 2
    content = Printer().print(LONG, {}).content
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    assert told.count("Heading words") == 1, "as a heading, not as the running head of each page"
    assert "Rumbo" not in told
    assert "1 / " not in told


def test_such_pages_keep_the_rules(tmp_path: Path) -> None:
    """Pages with heads and feet as artifacts, links and drawings keep PDF/UA-1."""
    (tmp_path / "page.pdf").write_bytes(Printer().print(LONG, {}).content)
    found = page.validate_pdf(str(tmp_path / "page.pdf"), profile=page.ValidationProfile.PDF_UA_1)
    assert found.is_compliant, [failure.message for failure in found.failures]


def test_links_are_printed() -> None:
    """Each link, to elsewhere and within the document, has the flag that lets it be printed."""
    links = [note.get_object() for sheet in printed().pages for note in sheet.get("/Annots", [])]
    assert len(links) == 2
    assert [link["/F"] for link in links] == [4, 4]


def test_every_document_of_a_printer_is_corrected() -> None:
    """A second document has the same bytes as the first, heads and feet included."""
    printer = Printer()
    first = printer.print(LONG, {}).content
    printer.print(body("<p>other</p>"), {})
    assert printer.print(LONG, {}).content == first


# What is faster

LOOKS = (
    "text-decoration: underline; font-weight: bold",
    "letter-spacing: 0.1em; word-spacing: 2mm",
    "overflow-wrap: anywhere; width: 3mm",
    "text-align: justify; hyphens: auto",
    "font-variant: small-caps; font-feature-settings: 'liga' 0",
    "font-kerning: none; font-variant-numeric: tabular-nums",
    "white-space: pre; tab-size: 4",
    "font-family: 'Noto Sans Mono'; font-size: 7pt; line-height: 3",
)
WORDS = {
    "en": "Knowledge belongs to everybody, and office work takes\ttwo efficient afternoons.",
    "ar": "المعرفة للجميع، وهي تحتاج إلى عمل",
    "he": "הידע שייך לכולם",
    "hi": "ज्ञान सबका है और क्षमता भी",
    "ja": "知識はみんなのもの",
}


def looks() -> str:
    """Every look with every language, again and again on some pages, so that what is shared is really shared."""
    lines = [
        f'<p lang="{language}" dir="{"rtl" if language in ("ar", "he") else "ltr"}" style="{look}">{words * 3}</p>'
        for look in LOOKS
        for language, words in WORDS.items()
    ]
    return body("".join(lines) * 2)


LISTS = (
    "<ul>{}</ul>",
    '<ol start="8">{}</ol>',
    '<ul style="list-style-type: square; font-size: 14pt">{}</ul>',
    '<ol style="list-style: upper-roman inside">{}</ol>',
    '<div style="float: left; width: 30mm; height: 20mm">beside</div><ul>{}</ul>',
    '<div style="position: relative; width: 2mm"><ul>{}</ul></div>',
    "<table><tr><td><ul>{}</ul></td><td><ol>{}</ol></td></tr></table>",
    '<ul class="odd">{}</ul>',
)
ITEMS = (
    *("<li>One</li><li>Two words <ul><li>within</li><li>again</li></ul></li>", "<li><p>A paragraph.</p></li>"),
    *("<li></li>", '<li class="odd">A class</li>', '<li lang="ar" dir="rtl">قلم</li>', "<li value='20'>Twenty</li>"),
    *(
        "<li style=\"list-style-type: 'a long marker of its own '\">Own</li>",
        "<li><table><tr><td>T</td></tr></table></li>",
    ),
)


def lists(way: str) -> str:
    """Every kind of list with every kind of item, over several pages."""
    inside = "".join(one.format(*["".join(ITEMS) * 2] * 2) for one in LISTS)
    rules = ".odd li:nth-child(odd) { font-size: 16pt } .odd li::marker { color: red }"
    return body(inside, rules).replace("<html ", f'<html dir="{way}" ')


def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes back what makes pages faster, and nothing else."""
    setup, key = line_break.Layout.setup, line_break._font_style_cache_key
    monkeypatch.setattr(line_break.Layout, "setup", setup.__wrapped__)
    monkeypatch.setattr(line_break, "_font_style_cache_key", key.__wrapped__)
    monkeypatch.setattr(fonts, "ffi", fonts.ffi._real)
    monkeypatch.setattr(absolute, "absolute_box_layout", absolute.absolute_box_layout.__wrapped__)


def test_faster_pages_have_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of many looks and scripts, alone and after others, and words in a drawing, come out as without haste."""
    picture = drawn('<text x="10" y="40" font-size="14">Wissen قلم</text>')
    pages = [looks(), alone(f'<p><img src="{ADDRESS}" alt="a"></p>'), LONG, looks(), lists("ltr"), lists("rtl")]
    quick = Printer()
    quickly = [quick.print(html, {ADDRESS: picture}).content for html in pages]
    slowly(monkeypatch)
    slow = Printer()
    assert quickly == [slow.print(html, {ADDRESS: picture}).content for html in pages]


def test_import_leaves_no_stand_ins() -> None:
    """After the quick import the modules that it puts off are imported as ever by whoever needs them."""
    code = (
        "import ctypes.util, sys; find = ctypes.util.find_library\n"
        "from rumbo.build.render.engine import weasyprint\n"
        "from weasyprint.pdf import fonts\n"
        "assert ctypes.util.find_library is find\n"
        "assert 'fontTools.subset' not in sys.modules\n"
        "assert fonts.subset.Options().hinting is True\n"
        "from fontTools import subset; print(subset.Options.__module__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "fontTools.subset\n"


def test_drawings_take_letters_of_other_scripts_from_our_fonts() -> None:
    """A drawing that names the font of its Latin words alone shows Arabic and Hebrew in ours, never in any other."""
    words = "".join(f'<text x="10" y="40">{text}</text>' for text in (LATIN, ARABIC, HEBREW))
    picture = drawn(words).replace(FAMILY.encode(), b"Noto Sans")
    printed = Printer().print(alone(f'<p><img src="{ADDRESS}" alt="a"></p>'), {ADDRESS: picture})
    assert set(printed.fonts) <= families()
    assert {"Noto Sans Arabic", "Noto Sans Hebrew"} <= set(printed.fonts)
