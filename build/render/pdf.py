"""HTML to tagged PDF (PDF/UA-1): the only import of WeasyPrint.

Nothing is fetched: pages get their style sheets, fonts and the pictures of their own document from memory or from
our own templates; any other address stops the page.
"""

import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rumbo.build.render import weasyprint_patches as patches
from rumbo.build.render.engine import weasyprint
from rumbo.build.render.ink import grey_drawing, grey_picture
from rumbo.build.render.printed import LayoutError as LayoutError
from rumbo.build.render.printed import Numbers
from rumbo.build.render.printed import Printed as Printed
from rumbo.build.render.sheets import read_sheet, sheets
from rumbo.build.render.tags import mend_list_items
from rumbo.build.style import PLAIN, Style
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_FONT = "rumbo:fonts/"
_DOTS = ("png", "jpg", "jpeg")
"""Endings of pictures that are made of dots."""
_NO_PICTURE = ("Failed to load image", "Failed to render SVG image")
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "ttf": "font/ttf",
}


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives our fonts and the pictures of the document at hand, and nothing else."""

    def __init__(self, style: Style) -> None:
        super().__init__(allowed_protocols=frozenset({"rumbo"}))
        self.grey = style.ink == "black"
        self.fonts = {path.name: path for path in (TEMPLATES / "fonts").iterdir()}
        self.pictures: Mapping[str, bytes] = {}

    def fetch(self, url: str, headers: object = None) -> Any:
        del headers
        ending = url.rpartition(".")[2].lower()
        if url.startswith(_FONT) and url.removeprefix(_FONT) in self.fonts:
            content = self.fonts[url.removeprefix(_FONT)].read_bytes()
        elif url in self.pictures:
            content = self.pictures[url]
            content = grey_picture(content) if self.grey and ending in _DOTS else content
        else:
            raise FatalURLFetchingError(f"{url} is not part of this document")
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES.get(ending, "application/octet-stream")})


class _Warnings(logging.Handler):
    """Collects what WeasyPrint says about a page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class Printer:
    """Prints many documents with style sheets and fonts that are set up once."""

    def __init__(self, style: Style = PLAIN, templates: Sequence[Path] = ()) -> None:
        patches.apply()
        self._style = style
        self._fetcher = _Fetcher(style)
        self._fonts = FontConfiguration()
        self._images: dict[str, Any] = {}
        try:
            base, *others = map(self._parsed, sheets(style, templates))
            self._sheets = {"ltr": [base, *others]}
            self._sheets["rtl"] = [base, self._parsed(read_sheet("right-to-left", templates)), *others]
        except FatalURLFetchingError as error:
            raise LayoutError(f"a style sheet asks for something else: {error}") from None

    def print(self, html: str, pictures: Mapping[str, bytes], numbers: Numbers = "with") -> Printed:
        """The PDF of a page. Raises LayoutError if something on it may not or cannot be printed."""
        with _collecting_after():
            return self._print(html, pictures, numbers)

    def _print(self, html: str, pictures: Mapping[str, bytes], numbers: Numbers) -> Printed:
        if not self._fetcher.pictures.items() <= pictures.items():
            self._images = {}  # the same address may mean another picture now, or none
        self._fetcher.pictures = pictures
        with _listening() as warnings:
            try:
                document = self._layout(html)
                unnumbered = _number(document, numbers)
                content = document.write_pdf(pdf_variant="pdf/ua-1", finisher=self._finish)
            except FatalURLFetchingError as error:
                raise LayoutError(str(error)) from None
        failed = next((said for said in warnings.said if said.startswith(_NO_PICTURE)), "")
        if failed:
            self._images = {}  # a picture that failed is remembered as one to leave out
            raise LayoutError(next((f"{name} cannot be drawn" for name in pictures if name in failed), failed))
        missing = {chr(point) for font in document.fonts.values() for point in getattr(font, "missing", {})}
        families = {str(font.family) for font in document.fonts.values()}
        return Printed(content, len(document.pages), tuple(sorted(families)), tuple(sorted(missing)), unnumbered)

    def _finish(self, document: object, pdf: Any) -> None:
        mend_list_items(document, pdf)
        patches.print_links(pdf)
        if self._style.ink == "black":
            grey_drawing(pdf)

    def _parsed(self, sheet: str) -> Any:
        return weasyprint.CSS(string=sheet, font_config=self._fonts, url_fetcher=self._fetcher)

    def _layout(self, html: str) -> Any:
        page = weasyprint.HTML(string=html, url_fetcher=self._fetcher, base_url="rumbo:page")
        own = self._sheets[page.etree_element.get("dir", "ltr")]
        return page.render(stylesheets=own, font_config=self._fonts, cache=self._images)


def _number(document: Any, numbers: Numbers) -> tuple[int, ...]:
    """Takes from the margins of all pages what is not wanted, and gives the pages, from 0, that have no number."""
    unnumbered = []
    for place, page in enumerate(document.pages):
        box = page._page_box
        told = [(_tells_number(child), child) for child in box.children]
        if not any(tells for tells, _ in told):
            unnumbered.append(place)
        if numbers != "with":
            box.children = [child for tells, child in told if tells in (None, numbers == "alone")]
    return tuple(unnumbered)


def _tells_number(box: Any) -> bool | None:
    """Whether what is in a margin tells the number of its page; None for what is no margin."""
    if not hasattr(box, "at_keyword"):
        return None
    content = box.style["content"]
    return content not in ("normal", "none") and any(kind == "counter()" for kind, _ in content)


@contextmanager
def _collecting_after() -> Iterator[None]:
    """Looks for garbage once a page is done rather than all the time; what was there before is left out of it.

    A page makes a hundred thousand objects that refer to each other and all go at once.
    """
    enabled = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
        if enabled:
            gc.enable()


@contextmanager
def _listening() -> Iterator[_Warnings]:
    """WeasyPrint's warnings, kept from the terminal."""
    logger = logging.getLogger("weasyprint")
    warnings = _Warnings()
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [warnings]
    try:
        yield warnings
    finally:
        logger.propagate, logger.handlers = before
