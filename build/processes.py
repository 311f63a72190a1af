"""How further processes are started and ended, and how many can work at once."""

import multiprocessing
import os
import tempfile
import threading

MOST_BYTES = 104
"""The longest name of a socket that every Unix takes, with the zero at its end."""
_SOCKET = len("/pymp-12345678/listener-12345678") + 1
"""What Python puts behind the folder for temporary files."""


def start_method() -> str:
    """`forkserver`, copies of one process that has everything loaded, or `spawn` where the folder for temporary files
    has too long a name for the socket that it needs.
    """
    return "forkserver" if len(os.fsencode(tempfile.gettempdir())) + _SOCKET <= MOST_BYTES else "spawn"


def cores() -> int:
    """How many processes can work at once; containers give a program fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_the_first() -> None:
    """From here on this process ends when the one that started it does, however that was ended. Returns at once."""
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)
