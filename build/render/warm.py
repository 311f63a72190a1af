"""What most pages need, made ready as this module is imported: by the process that all that print are copies of."""

import atexit
import gc
import os
import signal
import tempfile
from contextlib import suppress

from rumbo.build.render.pool import prepare
from rumbo.build.style import PLAIN

FOLDER = tempfile.TemporaryDirectory(prefix="rumbo-", ignore_cleanup_errors=True)
"""Where the fonts lie that all copies share; this process alone removes it."""
_FIRST = os.getpid()


def _end(*signalled: object) -> None:
    del signalled
    if os.getpid() == _FIRST:
        FOLDER.cleanup()
    os._exit(0)  # nothing else is worth waiting for


atexit.register(_end)
signal.signal(signal.SIGTERM, _end)
tempfile.tempdir = FOLDER.name
with suppress(Exception):  # whatever it is, each copy meets it again with its first page, and tells
    KEPT = prepare(PLAIN, ())
    """As soon as a copy let go of this, it would remove the fonts."""
gc.freeze()
