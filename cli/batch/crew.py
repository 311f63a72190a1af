"""Who makes packs: an executor of the standard library's kind, here with processes of this machine.

What came to grief is told by what the executor says: `broken` when it is of no use any more because one of its
processes ended, `killed` when it has itself repeated a job and its process ended again.
"""

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from rumbo.build.cache import Cache
from rumbo.build.processes import start_method
from rumbo.cli.batch.job import prepare

PRELOAD = ("rumbo.cli.batch.job", "rumbo.build.render.html", "rumbo.build.render.pdf")
"""What the process from which workers are copied imports beforehand."""

EACH = 100
"""Packs for which a worker is used: set-ups of fonts are never given back, about 0.3 megabytes a pack. Pools that
replace single workers by themselves can come to a standstill (Python issue 115634), so all of them are replaced."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who makes packs: how many at a time, and the key under which they know the curriculum."""

    size: int
    key: str
    start: Callable[[int], AbstractContextManager[Executor]]
    """An executor with at most so many workers."""
    round: int | None = None
    """After how many jobs the workers are replaced by new ones; never if it is left out."""
    broken: tuple[type[BaseException], ...] = ()
    killed: tuple[type[BaseException], ...] = ()


def here(jobs: int, key: str, pickled: bytes, cache: Cache | None = None) -> Crew:
    """Processes of this machine; each is told the curriculum when it begins, and what it may keep documents in."""

    def start(workers: int) -> AbstractContextManager[Executor]:
        return _pool(min(workers, jobs), key, pickled, cache)

    return Crew(jobs, key, start, jobs * EACH, broken=(BrokenExecutor,))


@contextmanager
def _pool(workers: int, key: str, pickled: bytes, cache: Cache | None) -> Iterator[Executor]:
    """A pool of processes, with a folder for what they keep on disk for a while; all of it is gone afterwards.

    Whatever ends its use early ends the processes at once.
    """
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(start_method())
    context.set_forkserver_preload(list(PRELOAD))
    with TemporaryDirectory(prefix="rumbo-", ignore_cleanup_errors=True) as folder:
        pool = ProcessPoolExecutor(workers, context, _begin, (key, pickled, cache, folder))
        try:
            yield pool
        except BaseException:
            for process in multiprocessing.active_children():
                process.kill()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(key: str, pickled: bytes, cache: Cache | None, folder: str) -> None:
    """The beginning of a worker. Whoever started it ends it: Ctrl-C is theirs, and without them there is no use."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    parent = multiprocessing.parent_process()
    assert parent is not None  # a worker has been started by somebody

    def watch() -> None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    prepare(key, pickled, cache)
