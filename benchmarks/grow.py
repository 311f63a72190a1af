"""What all processes of a batch hold in memory while it makes 2,000 packs: `make bench-batch`, half an hour.

A batch may take all night; it must not need more memory for the last packs than for the first. The table is written
as the run goes on, so that one that is stopped leaves what it has seen.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from run import RUMBO, machine, write
from weigh import held

PACKS, WINDOW = 2_000, 200
PAUSE = 1.0
"""Seconds between two looks at the memory, which take a tenth of a second."""
ROW = "glam-partner-mexico,group-{number},Group {number}"


def looks(folder: Path) -> Iterator[tuple[int, float]]:
    """How many packs were made, and the MiB that are held, again and again until a batch is done."""
    table, out = folder / "groups.csv", folder / "out"
    rows = [ROW.format(number=number) for number in range(PACKS)]
    table.write_text("\n".join(["profile,pack,title", *rows, ""]), encoding="utf-8")
    command = [sys.executable, *RUMBO, "batch", str(table), "--only", "agenda", "-o", str(out)]
    environment, nowhere = {**os.environ, "RUMBO_CACHE": ""}, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=nowhere, stderr=nowhere) as process:
        while process.poll() is None:
            time.sleep(PAUSE)
            yield len(list(out.glob("group-*"))), held(process.pid)
    if process.returncode:
        raise SystemExit("the batch failed")


def main() -> None:
    """Weighs, and writes the table into the README."""
    where = machine().partition(" Medians")[0]
    most: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for made, now in looks(Path(folder)):
            window = min(made, PACKS - 1) // WINDOW
            fresh = window not in most
            most[window] = max(most.get(window, 0.0), now)
            if fresh:
                tell(where, dict(list(most.items())[:-1]))
    tell(where, most)


def tell(where: str, most: dict[int, float]) -> None:
    """Writes the windows that are over."""
    rows = [f"| {one * WINDOW + 1:,} to {(one + 1) * WINDOW:,} | {held:.0f} |" for one, held in most.items()]
    write("batch", "\n".join([where, "", "| packs | most MiB |", "| ---: | ---: |", *rows]))


if __name__ == "__main__":
    main()
