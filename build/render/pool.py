"""Several processes that print at once: copies of one that has WeasyPrint, fonts and the plain style ready."""

import multiprocessing
import signal
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rumbo.build.processes import end_with_the_first, start_method
from rumbo.build.render import server
from rumbo.build.render.printed import Job, Lost, Printed
from rumbo.build.style import PLAIN, Style

if TYPE_CHECKING:
    from rumbo.build.render.pdf import Printer

SAMPLE = """\
<!DOCTYPE html><html lang="en"><head><title>Sample</title></head><body><h1>Sample</h1>
<p>Some <strong>words</strong> with <em>emphasis</em> and <a href="https://example.org/">a link</a>.</p>
<ul><li>First</li></ul><ol><li>First</li></ol>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table></body></html>
"""
STEP = 0.05
"""Seconds after which to look again whether something has begun that is to be ended."""
ENDED = "the system ended the process that laid it out, twice"


class Pool:
    """Prints many pages in as many processes as it is given. To be used with `with`, which ends them again.

    They start as soon as the pool does, long before there are pages, and make ready what most pages need.
    """

    def __init__(self, workers: int, style: Style = PLAIN, templates: Sequence[Path] = ()) -> None:
        self._workers = workers
        self._folder = tempfile.TemporaryDirectory(prefix="rumbo-")
        self._before = set(multiprocessing.active_children())
        self._places = count()
        self._jobs: dict[int, tuple[Job, Style, tuple[Path, ...]]] = {}
        self._waiting: list[tuple[bool, int, int]] = []
        self._running: dict[Future[Printed], int] = {}
        self._ready: dict[int, Future[Printed]] = {}
        self._aside = ThreadPoolExecutor(1)
        self.set_up(style, templates)
        self._started = self._aside.submit(self._start, workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._end()
        finally:
            self._aside.shutdown()
            self._folder.cleanup()

    def set_up(self, style: Style, templates: Sequence[Path]) -> None:
        """Pages that are added from now on are printed in this style; it costs nothing if that was expected."""
        self._set_up = (style, tuple(templates))

    def add(self, job: Job, *, at_once: bool = False) -> int:
        """Takes in a page, and gives the number by which to ask for it.

        It is begun as soon as a process is free: first what somebody waits for, then the longest, so that nobody
        waits for one page in the end.
        """
        place = next(self._places)
        self._jobs[place] = (job, *self._set_up)
        heappush(self._waiting, (not at_once, -len(job.html), place))
        if self._started.done():
            self._hand_out()
        return place

    def result(self, place: int) -> Printed:
        """The PDF of a page that was added, to be asked for once. Raises LayoutError if it has none."""
        while place not in self._ready:
            self._hand_out()
            wait(self._running, return_when=FIRST_COMPLETED)
            self._collect()
        del self._jobs[place]
        return self._ready.pop(place).result()

    def _hand_out(self) -> None:
        """Gives each process that is free a page."""
        self._collect()
        while self._waiting and len(self._running) < self._workers:
            *_, place = heappop(self._waiting)
            self._running[self._submit(place)] = place

    def _collect(self) -> None:
        """Takes back the pages that are done."""
        finished = [future for future in self._running if future.done()]
        done = {self._running.pop(future): future for future in finished}
        self._ready |= {**done, **self._repeated(done)}

    def _submit(self, place: int) -> Future[Printed]:
        try:
            return self._started.result().submit(_print, *self._jobs[place])
        except BrokenProcessPool as error:  # a process was ended while it had nothing to do
            return _failed(error)

    def _repeated(self, done: Mapping[int, Future[Printed]]) -> dict[int, Future[Printed]]:
        """Every page that was in work when a process was ended from outside, once more, each alone.

        Nobody tells which of the processes it was; alone a page also has all the memory that there is.
        """
        lost = [place for place, future in done.items() if isinstance(future.exception(), BrokenProcessPool)]
        again: dict[int, Future[Printed]] = {}
        for place in lost:
            self._restart(1)
            again[place] = self._submit(place)
            if isinstance(again[place].exception(), BrokenProcessPool):
                again[place] = _failed(Lost(ENDED))
        if lost:
            self._restart(self._workers)
        return again

    def _restart(self, workers: int) -> None:
        self._end()
        self._started = self._aside.submit(self._start, workers)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        """Begins to load what the processes need, then starts them. Runs in a thread of its own."""
        ready = "rumbo.build.render.warm" if self._set_up == (PLAIN, ()) else "rumbo.build.render.pdf"
        server.start(_printer.__module__, ready)
        executor = ProcessPoolExecutor(
            workers, multiprocessing.get_context(start_method()), _begin, (self._folder.name,)
        )
        for _ in range(workers):
            executor.submit(prepare, *self._set_up)
        return executor

    def _end(self) -> None:
        """Ends all processes at once: what they still do, nobody waits for."""
        while not self._started.cancel() and not wait([self._started], STEP).done:
            server.kill()  # they are copies of what is still loading
        for process in self._processes():
            process.kill()
        if not self._started.cancelled() and not self._started.exception():
            self._started.result().shutdown(cancel_futures=True)

    def _processes(self) -> set[BaseProcess]:
        return {*multiprocessing.active_children()} - self._before


def _failed(error: Exception) -> Future[Printed]:
    future: Future[Printed] = Future()
    future.set_exception(error)
    return future


def _begin(folder: str) -> None:
    """What every process does first: its fonts go where the first process clears up, and it ends with that one.

    SIGTERM, with which an executor ends its processes when it has lost one, means no more to it than it mostly does.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tempfile.tempdir = folder
    end_with_the_first()


@lru_cache(maxsize=1)
def _printer(style: Style, templates: tuple[Path, ...]) -> "Printer":
    from rumbo.build.render.pdf import Printer

    return Printer(style, templates)


def prepare(style: Style, templates: tuple[Path, ...]) -> "Printer":
    """What prints pages of a style. It has printed a little of everything, as the first page takes twice as long as
    those after it; that is done once, be it by the process that this one is a copy of.
    """
    before = _printer.cache_info().misses
    printer = _printer(style, templates)
    if _printer.cache_info().misses > before:
        printer.print(SAMPLE, {})
    return printer


def _print(job: Job, style: Style, templates: tuple[Path, ...]) -> Printed:
    """One page, in one of the processes."""
    return _printer(style, templates).print(job.html, job.pictures, job.numbers)
