"""Many documents to PDF: what is told of each, and who prints it."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rumbo.build.outcome import Document
from rumbo.build.problem import Problem
from rumbo.build.render.book import Book, book_of
from rumbo.build.render.html import to_html
from rumbo.build.render.lint import faults
from rumbo.build.render.memory import Known, Memory
from rumbo.build.render.printed import Job, Means, Printed
from rumbo.build.render.scripts import strange
from rumbo.build.render.tell import letters_of
from rumbo.build.style import Style

if TYPE_CHECKING:
    from rumbo.build.render.pdf import Printer


def printed(
    documents: Iterable[Document], style: Style, templates: tuple[Path, ...], means: Means
) -> Generator[tuple[Printed, list[Problem]], None, None]:
    """The PDF of each document with what went wrong on it. Raises LayoutError, TemplateFault, OSError."""
    memory = Memory(means.cache, style, templates)
    with _Press(style, templates, means) as press:
        orders: list[_Order] = []
        for document in documents:
            orders.append(_Order(document, style, templates, memory))
            press.add(orders[-1].fresh)
        fresh = "".join(job.html for order in orders for job in order.fresh)
        odd = tuple(strange(fresh, press)) if fresh else ()
        made = press.made()
        for order in orders:
            known = order.done(made, press)
            letters = letters_of(order.document.name, order.html, odd, known.printed)
            yield known.printed, [*_told(order.document, known.faults), *letters]
    memory.bound()


class _Order:
    """A document to be printed: what of it is known, and what is to be laid out."""

    def __init__(self, document: Document, style: Style, templates: tuple[Path, ...], memory: Memory) -> None:
        self.document = document
        self.html = ""
        """The page, if it had to be made."""
        self.fresh: list[Job] = []
        self._memory = memory
        self._book: Book | None = None
        self._parts: list[tuple[Job, Known | None]] = []
        self._known = memory.told(document)
        if self._known is None:
            self._make(style, templates)

    def _make(self, style: Style, templates: tuple[Path, ...]) -> None:
        """Makes the page, and finds out what of it was printed before."""
        whole = Job(to_html(self.document, templates), self.document.pictures)
        self.html = whole.html
        self._known = self._memory.known(self.document, whole)
        if self._known is None:
            self._book = book_of(whole, style, templates)
            jobs = self._book.jobs() if self._book else [whole]
            self._parts = [(job, self._memory.known(self.document, job) if self._book else None) for job in jobs]
            self.fresh = [job for job, known in self._parts if not known]

    def done(self, made: Iterator[Printed], press: "_Press") -> Known:
        """The document; `made` gives what it was missing, `press` prints what depends on that."""
        known = self._known or self._laid_out(made, press)
        if self.html:
            self._memory.keep_told(self.document, known)
        return known

    def _laid_out(self, made: Iterator[Printed], press: "_Press") -> Known:
        parts = [known.printed if known else self._keep(job, next(made)) for job, known in self._parts]
        whole = self._book.whole(parts, lambda job: self._one(job, press)) if self._book else parts[0]
        return self._kept(Job(self.html, self.document.pictures), Known(whole, faults(self.html)))

    def _one(self, job: Job, press: "_Press") -> Printed:
        """A part that is laid out after others."""
        known = self._memory.known(self.document, job)
        return known.printed if known else self._keep(job, press.one(job))

    def _keep(self, job: Job, made: Printed) -> Printed:
        """Keeps a part of a book for the next time."""
        return self._kept(job, Known(made, ())).printed if self._book else made

    def _kept(self, job: Job, known: Known) -> Known:
        self._memory.keep(self.document, job, known)
        return known


def _told(document: Document, found: Iterable[str]) -> Iterator[Problem]:
    """What would make the tags of a document invalid."""
    for fault in found:
        hint = f"look at {document.template} in templates/documents, or at the text that it shows"
        yield Problem(document.name, 0, 0, "R105", f"{fault}; programs that read aloud will stumble", hint)


class _Press:
    """Prints here, or in several processes as soon as there is more than one page to print."""

    def __init__(self, style: Style, templates: tuple[Path, ...], means: Means) -> None:
        self._set_up = (style, templates)
        self._workers = means.workers
        self._pool = means.pool
        self._is_own = False
        self._here: Printer | None = None
        self._jobs: list[Job] = []
        self._places: list[int] = []
        if self._pool is not None:
            self._pool.set_up(*self._set_up)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None and self._is_own:
            self._pool.__exit__(kind, error, trace)

    def add(self, jobs: Iterable[Job]) -> None:
        """Takes in pages; other processes begin with them while the rest of the pages are being made."""
        self._jobs.extend(jobs)
        if self._pool is None and min(len(self._jobs), self._workers) > 1:
            from rumbo.build.render.pool import Pool

            self._pool, self._is_own = Pool(self._workers, *self._set_up), True
        if self._pool is not None:
            self._places += [self._pool.add(job) for job in self._jobs[len(self._places) :]]

    def made(self) -> Iterator[Printed]:
        """The PDFs of all pages in the order they were added. Raises LayoutError at a page that has none."""
        return map(self._pool.result, self._places) if self._pool is not None else map(self.one, self._jobs)

    def print(self, html: str, pictures: Mapping[str, bytes]) -> Printed:
        """The PDF of one page. Raises LayoutError."""
        return self.one(Job(html, pictures))

    def one(self, job: Job) -> Printed:
        """The PDF of a page that others wait for. Raises LayoutError."""
        if self._pool is not None:
            return self._pool.result(self._pool.add(job, at_once=True))
        return self._printer().print(job.html, job.pictures, job.numbers)

    def _printer(self) -> "Printer":
        if self._here is None:
            from rumbo.build.render.pdf import Printer

            self._here = Printer(*self._set_up)
        return self._here
