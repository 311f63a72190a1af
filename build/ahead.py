"""Large content is read and checked by several processes, piece by piece, before the straight line takes it up.

They find nothing that the line itself would not find: they only fill in what it looks for first. Where one of them is
lost, the line works out what is missing.
"""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rumbo.build.check import alone
from rumbo.build.content.load import load_modules, module_folders, most_modules
from rumbo.build.curriculum import Layer
from rumbo.build.pieces import Pieces
from rumbo.build.processes import end_with_the_first

LARGE = 2_000
"""Modules from which on it pays: until further processes begin to work, one has done some hundred modules."""
AT_ONCE = 100
"""Modules of one job, some tenths of a second."""


def work_ahead(layers: Sequence[Layer], fields: Pieces, checked: Pieces | None, processes: int) -> None:
    """Offers the fields of all modules, and what is wrong in each of them, if most are not known yet.

    With None for `checked`, only the fields are wanted.
    """
    number = sum(map(most_modules, layers))
    if processes < 2 or number < LARGE or len(fields.before) * 2 > number:
        return
    jobs = [job for layer in layers for job in _jobs(layer, with_checks=checked is not None)]
    with suppress(BrokenProcessPool, OSError), _workers(processes) as workers:
        for read, found in workers.map(_made, jobs):
            fields.offer(read)
            if checked is not None:
                checked.offer(found)


Job = tuple[Layer, list[Path], bool]
NO_JOB: Job = (Layer("", Path(), Path()), [], False)


def _jobs(layer: Layer, *, with_checks: bool) -> list[Job]:
    folders = module_folders(layer)
    return [(layer, folders[start : start + AT_ONCE], with_checks) for start in range(0, len(folders), AT_ONCE)]


@contextmanager
def _workers(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that Ctrl-C does not reach: only the first one answers it, and ends them, too."""
    there = {*multiprocessing.active_children()}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        spawn = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(processes, spawn, end_with_the_first)
        for _ in range(processes):
            executor.submit(_made, NO_JOB)  # starts a process, which inherits the block
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield executor
    except BaseException:  # Ctrl-C above all: nobody waits for what they are at
        for process in {*multiprocessing.active_children()} - there:
            process.kill()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _made(job: Job) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of some modules, and what is wrong in each if that is wanted. Runs in one of the processes."""
    layer, folders, with_checks = job
    fields, checked = Pieces(), Pieces()
    entries = load_modules(layer, folders, fields)
    for entry in entries if with_checks else ():
        alone("modules", entry, checked)
    return fields.now, checked.now
