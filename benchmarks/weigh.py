"""What a command costs with all processes that it starts: seconds, processor seconds, memory (Linux)."""

import ctypes
import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SET_CHILD_SUBREAPER = 36
PAUSE = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall clock, and the processor seconds of the command and of all that it started."""

    wall: float
    cpu: float


def run(words: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Runs a command from beginning to end. Ends the benchmark if it fails."""
    adopt_orphans()
    before, start = os.times(), time.perf_counter()
    process = _started(words, cwd, environment)
    _finish(process, words)
    wall = time.perf_counter() - start
    _wait_for_orphans()
    after = os.times()
    used = after.children_user + after.children_system
    return Run(wall, used - before.children_user - before.children_system)


def weigh(words: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> float:
    """The most memory in MiB that all processes of a command hold together; what they share is divided among them.

    Looking takes time, so that this is not a run to be timed.
    """
    adopt_orphans()
    process = _started(words, cwd, environment)
    most = [0.0]
    looking = threading.Thread(target=_look, args=(process, most))
    looking.start()
    _finish(process, words)
    looking.join()
    _wait_for_orphans()
    return most[0]


def adopt_orphans() -> None:
    """What is left over by a command becomes a child of this process, so that its processor time counts."""
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _started(words: Sequence[str], cwd: Path, environment: Mapping[str, str] | None) -> "subprocess.Popen[bytes]":
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=cwd, env=environment, stdout=nowhere, stderr=nowhere)


def _finish(process: "subprocess.Popen[bytes]", words: Sequence[str]) -> None:
    if process.wait():
        raise SystemExit(f"failed: {' '.join(map(str, words))}")


def _wait_for_orphans() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _look(process: "subprocess.Popen[bytes]", most: list[float]) -> None:
    while process.returncode is None:
        most[0] = max(most[0], held(process.pid))
        time.sleep(PAUSE)


def held(process: int) -> float:
    """The memory in MiB that a process and all that it started hold now."""
    return sum(map(_held, _family(process)))


def _family(first: int) -> Iterator[int]:
    """A process and everything that it started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    for one in parents:
        above = one
        while above and above != first:
            above = parents.get(above, 0)
        if above == first:
            yield one


def _held(process: int) -> float:
    """The memory of a process in MiB, its part of what is shared."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
