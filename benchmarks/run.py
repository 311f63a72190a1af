"""Measures what a person waits for and writes the table into benchmarks/README.md: `make bench`.

Every figure is the median of several fresh processes. The cases take turns, so that a slow moment of the machine
spoils one round of all of them rather than all rounds of one.
"""

import argparse
import datetime as dt
import itertools
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import choose
from generate import generate, profiles
from weigh import Run, run, weigh

HOME = Path(__file__).resolve().parents[1]
README = HOME / "benchmarks" / "README.md"
HANDOUTS = ("ai-basics", "wikidata-onboarding")
"""Two of the handouts, printed alone."""
RUMBO = ("-m", "rumbo.cli")
VERSIONS = """
import weasyprint
from weasyprint.text.ffi import pango
number = pango.pango_version()
print(weasyprint.__version__, f"{number // 10000}.{number // 100 % 100}.{number % 100}")
"""
PAGES = """
import pathlib, pypdf, sys
print(sum(len(pypdf.PdfReader(path).pages) for path in pathlib.Path(sys.argv[1]).rglob("*.pdf")))
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure; `{}` in the command stands for a new empty folder."""

    title: str
    command: tuple[str, ...]
    prints: bool = False
    most_rounds: int = 100
    cache: str = ""
    """Where it finds what it worked out before, in the run that is weighed; empty for nowhere."""
    prepare: Callable[[], object] = lambda: None
    """What is done before each run."""
    runs: list[Run] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def measure(self, cwd: Path) -> None:
        """One more run in a fresh process; before the first, one that is weighed and whose pages are counted."""
        environment = {**os.environ, "RUMBO_CACHE": self.cache}
        with tempfile.TemporaryDirectory() as output:
            self.prepare()
            if not self.memory:
                self.memory.append(weigh(self._words(f"{output}/first"), cwd, environment))
                self.pages.extend([pages_in(Path(output))] if self.prints else [])
                self.prepare()
            self.runs.append(run(self._words(f"{output}/out"), cwd, environment))

    def _words(self, output: str) -> list[str]:
        return [sys.executable, *(word.replace("{}", output) for word in self.command)]

    def row(self) -> str:
        """The line of the table."""
        wall = statistics.median(run.wall for run in self.runs)
        cpu = statistics.median(run.cpu for run in self.runs)
        pages = self.pages[0] if self.pages else 0
        cells = [
            self.title,
            seconds(wall),
            seconds(min(run.wall for run in self.runs)),
            seconds(cpu),
            f"{self.memory[0]:.0f}",
            str(len(self.runs)),
        ]
        cells += [str(pages), f"{pages / wall:.1f}"] if pages else ["", ""]
        return f"| {' | '.join(cells)} |"


def seconds(value: float) -> str:
    """Three digits that matter."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def pages_in(folder: Path) -> int:
    """The pages of all PDFs in a folder, counted in another process to keep this one small."""
    return int(subprocess.check_output([sys.executable, "-c", PAGES, folder]))


def cases(generated: Path, count: int) -> list[Case]:
    """Everything that is measured."""
    check = (*RUMBO, "check", "--curriculum", str(generated))
    edits = edited(min((generated / "modules").iterdir()) / "handout.md")
    start = [
        Case("bare interpreter", ("-c", "pass")),
        Case("`rumbo --version`", (*RUMBO, "--version")),
        Case("`rumbo --help`", (*RUMBO, "--help")),
        Case("`rumbo list modules`", (*RUMBO, "list", "modules")),
        Case("`rumbo path openrefine-onboarding`", (*RUMBO, "path", "openrefine-onboarding")),
        Case("`rumbo plan glam-partner-mexico`", (*RUMBO, "plan", "glam-partner-mexico")),
        Case("`rumbo check`, the shipped content", (*RUMBO, "check")),
        Case(
            f"`rumbo list modules`, {count:,} generated", (*RUMBO, "list", "modules", "--curriculum", str(generated))
        ),
        Case(f"`rumbo check`, {count:,} generated modules", check, most_rounds=3),
        Case("`rumbo pack glam-partner-mexico`", (*RUMBO, "pack", "glam-partner-mexico", "-o", "{}"), prints=True),
    ]
    kept = str(generated.parent / "kept")
    again = [
        Case("`rumbo list modules`, again", (*RUMBO, "list", "modules"), cache=kept),
        Case("`rumbo plan glam-partner-mexico`, again", (*RUMBO, "plan", "glam-partner-mexico"), cache=kept),
        Case(
            "`rumbo pack glam-partner-mexico`, again",
            (*RUMBO, "pack", "glam-partner-mexico", "-o", str(generated.parent / "pack")),
            cache=kept,
        ),
    ]
    handouts = [
        Case(f"`rumbo handout {name}`", (*RUMBO, "handout", name, "-o", "{}"), prints=True) for name in HANDOUTS
    ]
    large = [
        Case(f"`rumbo check`, {count:,} generated modules, again", check, cache=kept),
        Case(f"`rumbo check`, one of {count:,} changed", check, cache=kept, prepare=lambda: next(edits)),
    ]
    return [*start, *again, *large, changed(generated.parent / "layer", kept), *handouts]


def changed(layer: Path, kept: str) -> Case:
    """A pack of which everything is known but the handout of one of its four modules."""
    module = layer / "curriculum" / "modules" / "media-training"
    shutil.copytree(HOME / "curriculum" / "modules" / module.name, module)
    profile = layer / "group.yaml"
    shipped = HOME / "curriculum" / "profiles" / "glam-partner-mexico.yaml"
    text = shipped.read_text(encoding="utf-8").replace("language: es", "language: en")
    profile.write_text(text.replace("languages: [es]", "languages: [es, en]"), encoding="utf-8")
    edits = edited(module / "handout.md")
    return Case(
        "`rumbo pack`, one of four handouts changed",
        (*RUMBO, "pack", str(profile), "--curriculum", str(layer / "curriculum"), "-o", str(layer / "pack")),
        cache=kept,
        prepare=lambda: next(edits),
    )


def edited(path: Path) -> Iterator[None]:
    """A text with another line at its end each time."""
    before = path.read_text(encoding="utf-8")
    for number in itertools.count():
        path.write_text(f"{before}\nOne word more: {number}.\n", encoding="utf-8")
        yield


def packs(folder: Path) -> list[Case]:
    """Whole packs of 8 and of 30 modules, a long handbook, and many certificates; the profiles lie in a folder."""
    names = sorted(path.parent.name for path in (HOME / "curriculum" / "modules").glob("*/module.yaml"))
    people = profiles(folder, names)
    whole = [
        Case(
            f"the whole pack of {count} modules",
            (*RUMBO, "pack", str(folder / f"{count}.yaml"), "-o", "{}"),
            prints=True,
            most_rounds=3,
        )
        for count in (8, 30)
    ]
    alone = {
        "the handbook of 30 modules in large print": ("30.yaml", "--only", "handbook", "--large-print"),
        "certificates for 500 people": ("8.yaml", "--only", "certificates", "--participants", str(people)),
    }
    for title, (profile, *options) in alone.items():
        command = (*RUMBO, "pack", str(folder / profile), *options, "-o", "{}")
        whole.append(Case(title, command, prints=True, most_rounds=3))
    return whole


def machine() -> str:
    """Where and how the figures are made, in a sentence or two."""
    weasyprint, pango = subprocess.check_output([sys.executable, "-c", VERSIONS], text=True).split()
    cpu = next(
        (line.split(":")[1].strip() for line in cpu_info() if line.startswith("model name")), platform.machine()
    )
    return (
        f"{dt.date.today()}, {os.cpu_count()} cores ({cpu}), {platform.system()}, "
        f"Python {platform.python_version()}, WeasyPrint {weasyprint}, Pango {pango}. "
        "Medians of as many fresh processes as `runs` says, the cases alternated."
    )


def company(before: float) -> str:
    """How much else the machine had to do."""
    load = f"{before:.1f} before, {os.getloadavg()[0]:.1f} after"
    return (
        f"Load average {load}; these commands alone make 1. Above that, other programs ran beside: then believe "
        "`processor seconds` and `fastest` rather than `seconds`, and no difference under a fifth."
    )


def cpu_info() -> list[str]:
    """What Linux says about the processor."""
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def table(measured: Sequence[Case]) -> str:
    """All figures as Markdown."""
    head = ("what", "seconds", "fastest", "processor seconds", "most MiB", "runs", "pages", "pages a second")
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return "\n".join([*lines, *(case.row() for case in measured if case.runs)])


def main() -> None:
    """Measures what was asked for and puts the tables into the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--modules", type=int, default=10_000)
    parser.add_argument("--only", choices=("table", "packs", "choose"), help="One of the tables instead of all.")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "empty").mkdir()
        if chosen.only in (None, "table"):
            generate(here / "generated", chosen.modules)
            rounds("table", cases(here / "generated", chosen.modules), chosen.rounds, here / "empty")
        if chosen.only in (None, "packs"):
            rounds("packs", packs(here), chosen.rounds, here / "empty")
    if chosen.only in (None, "choose"):
        write("choose", "\n".join(choose.rows()))
    print(README.read_text(encoding="utf-8"))


def rounds(name: str, measured: Sequence[Case], count: int, cwd: Path) -> None:
    """Runs the cases by turns, and writes their table after each round: a run that is cut short leaves its rounds."""
    where, load = machine(), os.getloadavg()[0]
    for number in range(count):
        for case in measured:
            if number >= count - case.most_rounds:
                case.measure(cwd)
        print(f"{name}: round {number + 1} of {count} done", file=sys.stderr)
        write(name, f"{where} {company(load)}\n\n{table(measured)}")


def write(name: str, text: str) -> None:
    """Puts a text between the two marks of the README that have this name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = README.read_text(encoding="utf-8").partition(begin)
    README.write_text(f"{before}{begin}\n\n{text}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
