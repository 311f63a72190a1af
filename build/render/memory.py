"""Documents that were printed before, found by everything that decides their bytes."""

import io
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

    They are found by what they tell, before there is a page of it, or by their page: not all that they tell stands on
    it. What holds personal data is neither looked for nor kept, nor is what has letters that no shipped font prints:
    fonts of the computer come and go.
    """

    def __init__(self, cache: Cache | None, style: Style, templates: Sequence[Path]) -> None:
        libraries = fingerprint.of_libraries() if cache else ""
        self._cache = cache if libraries else None
        self._around = self._templates = ""
        if self._cache:
            decides = (fingerprint.of_rumbo(), libraries, _sheets(style, templates), style.ink)
            self._around = key_of("document", *decides)
            self._templates = fingerprint.of_folders(folder / "documents" for folder in templates)

    def told(self, document: Document) -> Known | None:
        """The document, if it was printed before from the same content, templates, styles, fonts and libraries."""
        return self._answer(document, self._key_of_content(document))

    def known(self, document: Document, job: Job) -> Known | None:
        """The document or a part of it, if the very same page was printed before."""
        return self._answer(document, self._key(job))

    def keep(self, document: Document, job: Job, known: Known) -> None:
        """Keeps a document or a part of it for the next time."""
        self._keep(document, self._key(job), known)

    def keep_told(self, document: Document, known: Known) -> None:
        """Keeps a document to be found by what it tells."""
        self._keep(document, self._key_of_content(document), known)

    def bound(self) -> None:
        """Lets go of the oldest, if there is too much."""
        if self._cache is not None:
            self._cache.bound()

    def _answer(self, document: Document, key: str) -> Known | None:
        if self._cache is None or document.private:
            return None
        told = self._cache.answer(key)
        content = self._cache.content(told["content"]) if told else None
        if told is None or content is None:
            return None
        printed = Printed(content, told["pages"], tuple(told["fonts"]), (), tuple(told["unnumbered"]))
        return Known(printed, tuple(told["faults"]))

    def _keep(self, document: Document, key: str, known: Known) -> None:
        done = known.printed
        if self._cache is None or document.private or done.unprintable or not families().issuperset(done.fonts):
            return
        told = {"pages": done.pages, "fonts": done.fonts, "unnumbered": done.unnumbered, "faults": known.faults}
        self._cache.keep(key, {"content": self._cache.keep_content(done.content), **told})

    def _key(self, job: Job) -> str:
        return key_of(self._around, job.html, job.numbers, _hashes(job.pictures))

    def _key_of_content(self, document: Document) -> str:
        told = (document.template, document.language, document.title, document.name, document.content)
        return key_of(self._around, self._templates, digest(_plain(told)), _hashes(document.pictures))


def _hashes(pictures: Mapping[str, bytes]) -> list[tuple[str, str]]:
    return sorted((address, digest(content)) for address, content in pictures.items())


class _Plain(pickle.Pickler):
    """Writes frozen values so that equal ones have equal bytes, which are hashed and never read.

    Of the types of content only the fields count: which of them were set is a set, whose order is chance.
    """

    def reducer_override(self, thing: Any) -> Any:
        """How something is written."""
        if hasattr(thing, "__pydantic_fields_set__") and not isinstance(thing, type):
            return type(thing), (), thing.__dict__
        return NotImplemented


def _plain(value: object) -> bytes:
    written = io.BytesIO()
    pickler = _Plain(written, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # it does not matter which values are one object
    pickler.dump(value)
    return written.getvalue()
