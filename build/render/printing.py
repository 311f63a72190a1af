"""Many documents to PDF: what is told of each, and who prints it."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rumbo.build.outcome import Document
from rumbo.build.problem import Problem
from rumbo.build.render.book import book_of
from rumbo.build.render.html import to_html
from rumbo.build.render.lint import faults
from rumbo.build.render.memory import Known, Memory
from rumbo.build.render.printed import Job, Means, Printed
from rumbo.build.render.scripts import strange
from rumbo.build.render.tell import letters_of
from rumbo.build.style import Style

if TYPE_CHECKING:
    from rumbo.build.render.pdf import Printer
    from rumbo.build.render.pool import Pool


def printed(
    documents: Iterable[Document], style: Style, templates: tuple[Path, ...], means: Means
) -> Generator[tuple[Printed, list[Problem]], None, None]:
    """The PDF of each document with what went wrong on it. Raises LayoutError, TemplateFault, OSError."""
    memory = Memory(means.cache, style, templates)
    with _Press(style, templates, means) as press:
        orders: list[_Order] = []
        for document in documents:
            orders.append(_Order(document, style, templates, memory))
            press.get_ready(sum(len(order.fresh) for order in orders))
        fresh = [job for order in orders for job in order.fresh]
        # Before any time goes into laying out pages.
        odd = tuple(strange("".join(job.html for job in fresh), press)) if fresh else ()
        made = press.each(fresh)
        for order in orders:
            known = order.done(made, press)
            letters = letters_of(order.document.name, order.job.html, odd, known.printed)
            yield known.printed, [*_told(order.document, known.faults), *letters]
    memory.bound()


class _Order:
    """A document to be printed: what of it is known, and what is to be laid out."""

    def __init__(self, document: Document, style: Style, templates: tuple[Path, ...], memory: Memory) -> None:
        self.document = document
        self.job = Job(to_html(document, templates), document.pictures)
        self._memory = memory
        self._known = memory.known(document, self.job)
        self._book = None if self._known else book_of(self.job, style, templates)
        jobs = self._book.jobs() if self._book else [] if self._known else [self.job]
        self._parts = [(job, self._book and memory.known(document, job)) for job in jobs]
        self.fresh = [job for job, known in self._parts if not known]

    def done(self, made: Iterator[Printed], press: "_Press") -> Known:
        """The document; `made` gives what it was missing, `press` prints what depends on that."""
        if self._known:
            return self._known
        parts = [known.printed if known else self._keep(job, next(made)) for job, known in self._parts]
        whole = self._book.whole(parts, lambda job: self._one(job, press)) if self._book else parts[0]
        return self._kept(self.job, Known(whole, faults(self.job.html)))

    def _one(self, job: Job, press: "_Press") -> Printed:
        """A part that is laid out after others."""
        known = self._memory.known(self.document, job)
        return known.printed if known else self._keep(job, next(press.each([job])))

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
        self._pool: Pool | None = None
        self._here: Printer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)

    def get_ready(self, pages: int) -> None:
        """Starts other processes if they pay for so many pages, while the rest of them is being made."""
        if self._pool is None and min(pages, self._workers) > 1:
            from rumbo.build.render.pool import Pool

            self._pool = Pool(self._workers, *self._set_up)

    def print(self, html: str, pictures: Mapping[str, bytes]) -> Printed:
        """The PDF of one page. Raises LayoutError."""
        return (self._pool or self._printer()).print(html, pictures)

    def each(self, jobs: Sequence[Job]) -> Iterator[Printed]:
        """The PDFs of pages in their order. Raises LayoutError when it is the turn of a page that has none."""
        if self._pool is not None:
            return self._pool.each(jobs)
        return (self._printer().print(job.html, job.pictures, job.numbers) for job in jobs)

    def _printer(self) -> "Printer":
        if self._here is None:
            from rumbo.build.render.pdf import Printer

            self._here = Printer(*self._set_up)
        return self._here
