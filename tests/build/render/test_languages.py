"""Pages hold longer words than English ones, and words that run from the right: shown in two pseudo-languages."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from rumbo.build import pipeline
from rumbo.build.outcome import Document
from rumbo.build.render.html import to_html
from rumbo.build.render.pdf import Printer
from rumbo.build.render.scripts import SCRIPTS
from rumbo.build.translate.apply import Tongue
from weasyprint.formatting_structure import boxes

from tests.build.render.small_pack import PEOPLE, small_curriculum, small_pack
from tests.pseudo import LANGUAGES, MIRRORED, SAY, catalogues, pseudo_labels

PX = 96 / 25.4
"""Units of a layout in a millimetre."""
EDGE = 3 * PX
"""What stays free at the edges of a page: printers leave about that much white."""
NEARLY = 0.5
"""Units by which a sum of lengths may be off."""
ONE_SHEET = ("badges", "pattern-cards", "cheat-sheets", "certificates", "postcards", "agenda", "poster", "consent")
"""Kinds that have the same number of pages in every language."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as it was laid out."""

    document: Document
    html: str
    pages: tuple[Any, ...]


@pytest.fixture(scope="module")
def laid(shipped: pipeline.Reading, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Laid]]:
    """The pages of a small pack in English and both pseudo-languages, by language and name of the file."""
    folder = tmp_path_factory.mktemp("languages")
    profile, curriculum = small_curriculum(folder / "curriculum", shipped.curriculum)
    printer = Printer()
    with pseudo_labels(folder):
        tongues = [Tongue("en"), *(Tongue(code, catalogues(curriculum, code)) for code in LANGUAGES)]
        return {
            tongue.language: {
                one.name: _laid(one, printer)
                for one in small_pack(
                    profile, curriculum, tongue, PEOPLE, ONE_SHEET if tongue.language == "en" else ()
                )
                if one.name.endswith(".pdf")
            }
            for tongue in tongues
        }


def _laid(document: Document, printer: Printer) -> Laid:
    html = to_html(document)
    printer._fetcher.pictures, printer._images = document.pictures, {}
    return Laid(document, html, tuple(page._page_box for page in printer._layout(html).pages))


def texts_in(box: Any) -> Iterator[Any]:
    """Every piece of text in a box that shows something."""
    return (one for one in box.descendants() if isinstance(one, boxes.TextBox) and one.text.strip())


def outside(text: Any, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether letters of a text stick out of a place; how far lines reach above and below them does not matter."""
    line = text.position_y + text.baseline
    above, below = (text.style["font_size"] * part for part in (0.7, 0.2))
    is_beside = text.position_x < left - NEARLY or text.position_x + text.width > right + NEARLY
    return is_beside or line - above < top - NEARLY or line + below > bottom + NEARLY


def cut(page: Any) -> Iterator[str]:
    """Texts that run off the page, out of a box that shows nothing beyond its edges, or out of a cell of a table."""
    for text in texts_in(page):
        if outside(text, EDGE, EDGE, page.margin_width() - EDGE, page.margin_height() - EDGE):
            yield f"off the page: {text.text}"
    for box in page.descendants():
        if isinstance(box, boxes.TableCellBox) or box.style["overflow"] == "hidden":
            left, top = box.padding_box_x(), box.padding_box_y()
            place = left, top, left + box.padding_width(), top + box.padding_height()
            yield from (
                f"out of its {box.element_tag}: {text.text}" for text in texts_in(box) if outside(text, *place)
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_in_another_language(language: str, laid: Mapping[str, Mapping[str, Laid]]) -> None:
    """Every text lies on its page, in its card, badge or cell, in longer words as in words from the right."""
    assert {(name, text) for name, one in laid[language].items() for page in one.pages for text in cut(page)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_keep_their_number_of_pages(language: str, laid: Mapping[str, Mapping[str, Laid]]) -> None:
    """What is made for one sheet stays on it."""
    pages = {
        code: {name: len(one.pages) for name, one in laid[code].items() if one.document.kind in ONE_SHEET}
        for code in ("en", language)
    }
    assert pages[language] == pages["en"]


def test_every_kind_of_document_is_there(laid: Mapping[str, Mapping[str, Laid]]) -> None:
    """No kind of document with pages is left out of these tests, but the request of accounts, which is a text."""
    kinds = {one.document.kind for one in laid[MIRRORED].values()}
    assert set(pipeline.DOCUMENTS) - kinds == {"account-request", "calendar", "invitation", "follow-up"}


def corners(page: Any) -> dict[str, str]:
    """What stands in the corners of a page."""
    margins = [box for box in page.children if isinstance(box, boxes.MarginBox)]
    return {box.at_keyword: "".join(text.text for text in texts_in(box)) for box in margins}


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_and_feet_change_sides_with_the_direction(
    language: str, laid: Mapping[str, Mapping[str, Laid]]
) -> None:
    """Chapter and licence stand where lines begin, the document and the page where they end."""
    begin, end = ("right", "left") if language == MIRRORED else ("left", "right")
    book = laid[language]["participant-handbook.pdf"].pages
    found = corners(book[2])
    assert found[f"@bottom-{begin}"] == "Rumbo · CC-BY-SA-4.0"
    assert found[f"@bottom-{end}"] == f"3 / {len(book)}"
    assert found[f"@top-{end}"] == "Museo Nacional"
    assert found[f"@top-{begin}"] == SAY[language]("First steps")


def test_what_runs_from_the_left_keeps_its_order(laid: Mapping[str, Mapping[str, Laid]]) -> None:
    """On a page from the right, names with brackets and code are laid out from the left."""
    book = laid[MIRRORED]["participant-handbook.pdf"]
    found = {text.text: text.style["direction"] for page in book.pages for text in texts_in(page)}
    assert (found["Sala 1 (norte), México"], found["[[Page]]"]) == ("ltr", "ltr")
    assert found[SAY[MIRRORED]("First steps")] == "rtl"


@pytest.mark.parametrize("language", ["th", "ja"])
def test_a_language_without_spaces_breaks_within_its_column(language: str) -> None:
    """Lines of Thai and Japanese end at the edge of a narrow column, where a font for them is there."""
    script = next(script for script in SCRIPTS if script.language == language)
    html = f'<html lang="{language}"><title>-</title><body><p style="width: 30mm">{script.line * 8}</p></body>'
    printer = Printer()
    if script.family not in printer.print(html, {}).fonts:
        pytest.skip(f"there is no {script.family} on this computer")
    (page,) = printer._layout(html).pages
    lines = list(texts_in(next(box for box in page._page_box.descendants() if box.element_tag == "p")))
    assert len(lines) > 2
    assert all(line.width <= 30 * PX + NEARLY for line in lines)


MIXED = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>t</title></head><body>
<ol class="contents"><li><a href="#x" lang="en" dir="ltr">Afar</a></li><li><a href="#x">ب</a></li></ol>
<table><tbody><tr><td lang="en" dir="ltr">Begins</td><td>ت</td></tr><tr><td>ج</td><td>ث</td></tr></tbody></table>
<h1 id="x">د</h1></body></html>"""


def test_words_from_the_left_stand_where_lines_begin() -> None:
    """On a page from the right a line of contents and a cell begin at the right, whatever their script.

    The number of a page is at the left.
    """
    content = Printer().print(MIXED, {}).content
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    words = re.findall(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>([^<]+)<', found.stdout.decode())
    ends = {word: float(right) for _, right, word in words}
    assert abs(ends["Afar"] - ends["ب"]) < 1
    assert abs(ends["Begins"] - ends["ج"]) < 1
    numbers = [float(left) for left, _, word in words if word.strip(". ") == "1"][:2]
    assert len(numbers) == 2
    assert max(numbers) < 70
