"""HTML to tagged PDF (PDF/UA-1): the only import of WeasyPrint.

Nothing is fetched: pages get their style sheets, fonts and the pictures of their own document from memory or from
our own templates; any other address stops the page.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import weasyprint
from rumbo.build.render.tags import mend_list_items
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_FONT = "rumbo:fonts/"
_NO_PICTURE = ("Failed to load image", "Failed to render SVG image")
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "ttf": "font/ttf",
}


class LayoutError(Exception):
    """A page could not be laid out; the text says why."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, its number of pages, the fonts in it, and the characters that no font could print."""

    content: bytes
    pages: int
    fonts: tuple[str, ...] = ()
    unprintable: tuple[str, ...] = ()


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives our fonts and the pictures of the document at hand, and nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=frozenset({"rumbo"}))
        self.fonts = {path.name: path for path in (TEMPLATES / "fonts").iterdir()}
        self.pictures: Mapping[str, bytes] = {}

    def fetch(self, url: str, headers: object = None) -> Any:
        del headers
        ending = url.rpartition(".")[2].lower()
        if url.startswith(_FONT) and url.removeprefix(_FONT) in self.fonts:
            content = self.fonts[url.removeprefix(_FONT)].read_bytes()
        elif url in self.pictures:
            content = self.pictures[url]
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

    def __init__(self) -> None:
        self._fetcher = _Fetcher()
        self._fonts = FontConfiguration()
        self._images: dict[str, Any] = {}
        style = (TEMPLATES / "styles" / "print.css").read_text(encoding="utf-8")
        self._style = weasyprint.CSS(string=style, font_config=self._fonts, url_fetcher=self._fetcher)

    def print(self, html: str, pictures: Mapping[str, bytes]) -> Printed:
        """The PDF of a page. Raises LayoutError if something on it may not or cannot be printed."""
        if not self._fetcher.pictures.items() <= pictures.items():
            self._images = {}  # the same address may mean another picture now, or none
        self._fetcher.pictures = pictures
        with _listening() as warnings:
            try:
                document = self._layout(html)
                content = document.write_pdf(pdf_variant="pdf/ua-1", finisher=mend_list_items)
            except FatalURLFetchingError as error:
                raise LayoutError(str(error)) from None
        failed = next((said for said in warnings.said if said.startswith(_NO_PICTURE)), "")
        if failed:
            self._images = {}  # a picture that failed is remembered as one to leave out
            raise LayoutError(next((f"{name} cannot be drawn" for name in pictures if name in failed), failed))
        missing = {chr(point) for font in document.fonts.values() for point in getattr(font, "missing", {})}
        families = {str(font.family) for font in document.fonts.values()}
        return Printed(content, len(document.pages), tuple(sorted(families)), tuple(sorted(missing)))

    def _layout(self, html: str) -> Any:
        page = weasyprint.HTML(string=html, url_fetcher=self._fetcher, base_url="rumbo:page")
        return page.render(stylesheets=[self._style], font_config=self._fonts, cache=self._images)


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
