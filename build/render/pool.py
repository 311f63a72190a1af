"""Several processes that print at once: WeasyPrint is loaded once for all, fonts and style sheets once in each."""

import multiprocessing
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rumbo.build.processes import end_with_the_first, start_method
from rumbo.build.render.printed import Job, Lost, Printed, longest_first
from rumbo.build.style import PLAIN, Style

if TYPE_CHECKING:
    from rumbo.build.render.pdf import Printer

ENDED = "the system ended the process that laid it out, twice"


class Pool:
    """Prints many pages in as many processes as it is given. To be used with `with`, which ends them again.

    They start as soon as the pool does, while the pages are still being made.
    """

    def __init__(self, workers: int, style: Style = PLAIN, templates: Sequence[Path] = ()) -> None:
        self._workers = workers
        self._set_up = (style, tuple(templates))
        self._folder = tempfile.TemporaryDirectory(prefix="rumbo-")
        self._before = set(multiprocessing.active_children())
        self._aside = ThreadPoolExecutor(1)
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

    def print(self, html: str, pictures: Mapping[str, bytes]) -> Printed:
        """The PDF of one page. Raises LayoutError."""
        return next(self.each([Job(html, pictures)]))

    def each(self, jobs: Sequence[Job]) -> Iterator[Printed]:
        """The PDFs of pages in their order. Raises LayoutError when it is the turn of a page that has none."""
        waiting = deque(longest_first(jobs))
        running: dict[Future[Printed], int] = {}
        ready: dict[int, Future[Printed]] = {}
        for turn in range(len(jobs)):
            while turn not in ready:
                while waiting and len(running) < self._workers:
                    place = waiting.popleft()
                    running[self._submit(jobs[place])] = place
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                ready |= {running.pop(future): future for future in finished}
                ready |= self._repeated(jobs, ready)
            yield ready.pop(turn).result()

    def _submit(self, job: Job) -> Future[Printed]:
        try:
            return self._started.result().submit(_print, job, *self._set_up)
        except BrokenProcessPool as error:  # a process was ended while it had nothing to do
            return _failed(error)

    def _repeated(self, jobs: Sequence[Job], ready: Mapping[int, Future[Printed]]) -> dict[int, Future[Printed]]:
        """Every page that was in work when a process was ended from outside, once more, each alone.

        Nobody tells which of the processes it was; alone a page also has all the memory that there is.
        """
        lost = [place for place, future in ready.items() if isinstance(future.exception(), BrokenProcessPool)]
        again: dict[int, Future[Printed]] = {}
        for place in lost:
            self._restart(1)
            again[place] = self._submit(jobs[place])
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
        _start_server()
        executor = ProcessPoolExecutor(
            workers, multiprocessing.get_context(start_method()), _begin, (self._folder.name,)
        )
        for _ in range(workers):
            executor.submit(_prepare, *self._set_up)
        return executor

    def _end(self) -> None:
        """Ends all processes at once: what they still do, nobody waits for."""
        executor = self._started.result()
        for process in self._processes():
            process.kill()
        executor.shutdown(cancel_futures=True)

    def _processes(self) -> set[BaseProcess]:
        return {*multiprocessing.active_children()} - self._before


def _failed(error: Exception) -> Future[Printed]:
    future: Future[Printed] = Future()
    future.set_exception(error)
    return future


def load_early() -> None:
    """Begins to load what every pool needs, so that it is there when the documents are; returns at once."""
    threading.Thread(target=_load, daemon=True).start()


def _load() -> None:
    with suppress(OSError):  # the pool will meet it again, and tell
        _start_server()


def _start_server() -> None:
    """Starts the process that loads WeasyPrint and that all others are copies of.

    Ctrl-C reaches every process of a terminal. Only the first one shall answer, so it is kept from the others by
    being blocked in the thread that starts them.
    """
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if start_method() != "forkserver":
        return
    multiprocessing.get_context("forkserver").set_forkserver_preload([_printer.__module__, "rumbo.build.render.pdf"])
    forkserver.ensure_running()


def _begin(folder: str) -> None:
    """What every process does first: its fonts go where the first process clears up, and it ends with that one."""
    tempfile.tempdir = folder
    end_with_the_first()


@lru_cache(maxsize=1)
def _printer(style: Style, templates: tuple[Path, ...]) -> "Printer":
    from rumbo.build.render.pdf import Printer

    return Printer(style, templates)


def _prepare(style: Style, templates: tuple[Path, ...]) -> None:
    _printer(style, templates)


def _print(job: Job, style: Style, templates: tuple[Path, ...]) -> Printed:
    """One page, in one of the processes."""
    return _printer(style, templates).print(job.html, job.pictures, job.numbers)
