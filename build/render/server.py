"""The process that loads what prints, once, and that all that print are copies of."""

import atexit
import multiprocessing
import os
import signal
from contextlib import suppress
from functools import cache
from multiprocessing import forkserver, resource_tracker

from rumbo.build.processes import start_method


def start(*preload: str) -> None:
    """Starts it, if it is not there, and returns while it still imports the modules that are named.

    Ctrl-C reaches every process of a terminal, and so does the end of that terminal. Only the first one shall answer,
    so both are kept from the others by being blocked in the thread that calls this.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    resource_tracker.ensure_running()  # lets Ctrl-C through again
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if start_method() == "forkserver":
        multiprocessing.get_context("forkserver").set_forkserver_preload([*preload])
        forkserver.ensure_running()
        _end_with_this_process()


def kill() -> None:
    """Ends it, whatever it is doing; the next call of `start` starts another."""
    pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    if pid is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


@cache
def _end_with_this_process() -> None:
    """It would end by itself, but a moment later, and until then its temporary files would be there."""
    atexit.register(forkserver._forkserver._stop)  # type: ignore[attr-defined]
