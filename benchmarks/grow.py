"""What a batch holds in memory while it makes 20, 200 and 2,000 packs: `make bench-batch`, half an hour.

A batch may take all night; it must not need more memory for the last pack than for the first.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from run import RUMBO, machine, write
from weigh import weigh

SIZES = (20, 200, 2_000)
PAUSE = 0.5
"""Seconds between two looks at the memory, which take a tenth of a second."""
ROW = "glam-partner-mexico,group-{number},Group {number}"


def held(packs: int, folder: Path) -> float:
    """The most MiB that all processes hold together while so many packs of one document are made and written."""
    table = folder / f"{packs}.csv"
    rows = [ROW.format(number=number) for number in range(packs)]
    table.write_text("\n".join(["profile,pack,title", *rows, ""]), encoding="utf-8")
    out = folder / f"out-{packs}"
    command = [sys.executable, *RUMBO, "batch", str(table), "--only", "agenda", "-o", str(out)]
    most = weigh(command, folder, {**os.environ, "RUMBO_CACHE": ""}, PAUSE)
    made = len(list(out.glob("*/agenda.pdf")))
    if made != packs:
        raise SystemExit(f"{made} packs were made, not {packs}")
    return most


def main() -> None:
    """Weighs, and writes the table into the README."""
    lines = ["| packs | most MiB |", "| ---: | ---: |"]
    with tempfile.TemporaryDirectory() as folder:
        lines += [f"| {packs:,} | {held(packs, Path(folder)):.0f} |" for packs in SIZES]
    write("batch", "\n".join([f"{machine().partition(' Medians')[0]}", "", *lines]))


if __name__ == "__main__":
    main()
