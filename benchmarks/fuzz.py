"""Tries a hundred thousand random inputs on everything that reads what people wrote: `make fuzz`.

    fuzz.py [--inputs N] [NAME...]      names: see TARGETS in tests/fuzzed.py

Each input that makes a reader fail, or takes more than ten seconds of the processor, is made small, shown and written
to the folder `fuzz-found`; it becomes a test, and the reader is mended.
"""

import argparse
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from fuzzed import TARGETS
from hypothesis import HealthCheck, given, seed, settings

AT_ONCE = 2_000
"""Inputs of one run of Hypothesis, which remembers all of a run."""
MOST_SECONDS = 10
"""Of the processor, so that a busy machine finds nothing that is not there."""


class Late(Exception):  # noqa: N818 - it is what was found
    """An input took too long."""


def main() -> None:
    """Tries all targets or those named; exit code 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("names", nargs="*", default=list(TARGETS), metavar="NAME")
    wanted = parser.parse_args()
    signal.signal(signal.SIGPROF, _late)
    sys.exit(sum(found(name, wanted.inputs) for name in wanted.names) > 0)


def _late(*about: object) -> None:
    del about
    raise Late(f"not done after {MOST_SECONDS} seconds")


def found(name: str, inputs: int) -> bool:
    """Whether one of many inputs made a reader fail; tells it."""
    make, attempt = TARGETS[name]
    strategy, start, tried = make(), time.perf_counter(), [0]

    def timed(given_input: Any) -> None:
        tried[0] += 1
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            attempt(given_input)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    number, failures = 0, 0
    while tried[0] < inputs and failures < 5:
        number += 1
        failures += _fails(given(strategy)(timed), number, name)
        if number % 5 == 0:
            print(f"{name}: {tried[0]:,} tried", flush=True)
    took = time.perf_counter() - start
    print(f"{name}: {tried[0]:,} inputs, {failures} found, {took:.0f} s", flush=True)
    return failures > 0


def _fails(attempts: Callable[[], None], number: int, name: str) -> bool:
    """One run with a seed of its own; what fails is kept."""
    run = settings(
        max_examples=AT_ONCE,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(number)(run(attempts))()
    except Exception as error:
        told = "\n".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])
        print(f"{name}, seed {number}: {told[:300]}\n{told[-1500:]}", flush=True)
        folder = Path("fuzz-found")
        folder.mkdir(exist_ok=True)
        (folder / f"{name.replace(' ', '-')}-{number}.txt").write_text(told, encoding="utf-8", errors="replace")
        return True
    return False


if __name__ == "__main__":
    main()
