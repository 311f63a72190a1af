"""Folders that only a run in progress needs, and the swap that ends it: what build/write.py is made of.

Each staging folder is locked by its run; the system frees the lock when the run ends, even if it was killed. What
has no lock is what such a run has left, and the next run sweeps it (see docs/decisions/0020-nothing-lost.md).
"""

import ctypes
import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

_PART, _OLD = ".rumbo.part", ".rumbo.old"
_LEFT = re.compile(r"\.(.+)-[a-z0-9_]{8}\.rumbo\.(part|old)")
"""The names of staging folders, and of packs that have to make way."""
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF)
"""What systems say that cannot lock: some folders of a network. Work goes on there without."""
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of renameat2(2)."""


@contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """Makes a folder with those above it; takes away again what has stayed empty. Raises OSError."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        for path in missing:
            with suppress(OSError):  # it holds something, or somebody else took it away
                path.rmdir()


@contextmanager
def staging_folder(near: Path, name: str) -> Iterator[Path]:
    """A new folder in another one that is gone afterwards, or has become something else. Raises OSError."""
    settle(near, name)
    staging, lock = _new_folder(near, name)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        os.close(lock)


def _new_folder(near: Path, name: str) -> tuple[Path, int]:
    """A new folder and the descriptor that locks it."""
    while True:
        staging = Path(tempfile.mkdtemp(prefix=f".{name}-", suffix=_PART, dir=near))
        with suppress(FileNotFoundError):  # another run took it for a leftover before it was locked
            lock = os.open(staging, os.O_RDONLY)
            _lock(lock)
            if staging.exists():
                return staging, lock
            os.close(lock)


def settle(near: Path, name: str) -> None:
    """Gives a pack its name back that a run was killed in swapping, and sweeps what else such runs have left."""
    for path in _leftovers(near, name):
        with suppress(OSError):  # it is not left, or not ours to touch
            lock = os.open(path, os.O_RDONLY)
            try:
                _lock(lock, fcntl.LOCK_NB)
                if path.suffix == Path(_OLD).suffix and not (near / name).exists():
                    path.rename(near / name)
                shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(lock)


def _leftovers(near: Path, name: str) -> list[Path]:
    try:
        names = sorted(os.listdir(near))  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []
    return [near / left for left in names if (found := _LEFT.fullmatch(left)) and found[1] == name]


def swap(staging: Path, folder: Path) -> None:
    """Puts the new folder in the place of the old one, in one step where the system can. Raises OSError."""
    if not folder.exists():
        staging.rename(folder)
    elif not _exchanged(staging, folder):
        _swap_in_two_steps(staging, folder)


def _exchanged(staging: Path, folder: Path) -> bool:
    """Exchanges the names of two folders in one step; False if the system or the disk cannot do it."""
    call = _renameat2()
    return call is not None and call(_HERE, os.fsencode(staging), _HERE, os.fsencode(folder), _EXCHANGE) == 0


@cache
def _renameat2() -> Any:
    """The call of the C library (Linux 3.15, glibc 2.28), or nothing. Python has no name for it."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call


def _swap_in_two_steps(staging: Path, folder: Path) -> None:
    """The same with a moment at which the old pack has another name; `settle` gives it back if we die in it."""
    old = staging.with_name(staging.name.removesuffix(_PART) + _OLD)  # free, as the name of the staging folder was
    lock = os.open(folder, os.O_RDONLY)
    try:
        _lock(lock)  # so that no other run takes it for a leftover
        folder.rename(old)
        try:
            staging.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        os.close(lock)


@contextmanager
def alone(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Holds a lock file, which is taken away afterwards. Calls `wait` before it waits for another run."""
    lock, folder = _lock_in_folder(path, wait)
    with folder:
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()
            os.close(lock)


def _lock_in_folder(path: Path, wait: Callable[[], None]) -> tuple[int, ExitStack]:
    """The descriptor of a locked file and the folder that was made for it; another run may take it away, empty."""
    while True:
        with ExitStack() as folder:
            folder.enter_context(made_folder(path.parent))
            with suppress(FileNotFoundError):
                return _lock_file(path, wait), folder.pop_all()


def _lock_file(path: Path, wait: Callable[[], None]) -> int:
    """The descriptor of a locked file that nobody has taken away while we waited."""
    while True:
        lock = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            _lock(lock, fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            _lock(lock)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), path.stat()):
                return lock
        os.close(lock)


def _lock(descriptor: int, how: int = 0) -> None:
    """Locks what is open; with LOCK_NB, BlockingIOError is raised where that would mean waiting."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | how)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
