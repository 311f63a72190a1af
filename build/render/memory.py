"""Documents that were printed before, found by everything that decides their bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rumbo.build import fingerprint
from rumbo.build.cache import Cache, digest, key_of
from rumbo.build.outcome import Document
from rumbo.build.render.fonts import families
from rumbo.build.render.printed import Job, Printed
from rumbo.build.render.sheets import read_sheet, sheets
from rumbo.build.style import Style


def _sheets(style: Style, templates: Sequence[Path]) -> list[str]:
    """The texts of all style sheets that may shape a page."""
    return [*sheets(style, templates), read_sheet("right-to-left", templates)]


@dataclass(frozen=True, slots=True)
class Known:
    """A document as it was printed, with what would make its tags invalid."""

    printed: Printed
    faults: tuple[str, ...]


class Memory:
    """The documents of one way of printing that a cache holds; none without a cache.

    What holds personal data is neither looked for nor kept, nor is what has letters that no shipped font prints:
    fonts of the computer come and go.
    """

    def __init__(self, cache: Cache | None, style: Style, templates: Sequence[Path]) -> None:
        libraries = fingerprint.of_libraries() if cache else ""
        self._cache = cache if libraries else None
        self._around = key_of(
            "document",
            *((fingerprint.of_rumbo(), libraries, _sheets(style, templates)) if self._cache else ()),
            style.ink,
        )

    def known(self, document: Document, job: Job) -> Known | None:
        """The document, if it was printed before from the very same text, pictures, styles, fonts and libraries."""
        if self._cache is None or document.private:
            return None
        told = self._cache.answer(self._key(job))
        content = self._cache.content(told["content"]) if told else None
        if told is None or content is None:
            return None
        printed = Printed(content, told["pages"], tuple(told["fonts"]), (), tuple(told["unnumbered"]))
        return Known(printed, tuple(told["faults"]))

    def keep(self, document: Document, job: Job, known: Known) -> None:
        """Keeps a document for the next time."""
        done = known.printed
        if self._cache is None or document.private or done.unprintable or not families().issuperset(done.fonts):
            return
        told = {"pages": done.pages, "fonts": done.fonts, "unnumbered": done.unnumbered, "faults": known.faults}
        self._cache.keep(self._key(job), {"content": self._cache.keep_content(done.content), **told})

    def bound(self) -> None:
        """Lets go of the oldest, if there is too much."""
        if self._cache is not None:
            self._cache.bound()

    def _key(self, job: Job) -> str:
        pictures = sorted((address, digest(content)) for address, content in job.pictures.items())
        return key_of(self._around, job.html, job.numbers, pictures)
