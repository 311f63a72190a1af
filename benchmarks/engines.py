"""Rumbo beside what else turns twenty handouts into PDF: `make bench-engines` writes the table into the README.

Every engine gets the same words, pictures, fonts and sizes, tagged PDF is wanted of all, and every run starts from
nothing: process start to last file. The engines take turns; ratios are those of medians. Memory is measured in a run
of its own: the sum of what all processes of an engine hold, what they share divided among them (PSS).
The peers are installed into .venv/peers by this command; Chromium is used if the system has it. Rumbo is measured
as it comes, and as it is after `./set-up faster`.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from rumbo.build.render.compiled import FOLDER
from run import company, machine, write
from weigh import Run, run, weigh

HOME = Path(__file__).resolve().parents[1]
HERE = HOME / "benchmarks"
PEERS_AT = HOME / ".venv" / "peers"
PEERS = ("pypandoc-binary==1.17", "typst==0.15.2")
HANDOUTS, WORDS = 20, 1_200
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PAGES = """
import pathlib, pypdf, sys
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.pdf"))
read = [pypdf.PdfReader(path) for path in files]
tagged = sum("/StructTreeRoot" in one.trailer["/Root"] for one in read)
print(len(files), sum(len(one.pages) for one in read), tagged)
"""


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to print: its command, in which {out} is the folder to write to."""

    title: str
    command: tuple[str, ...]
    compiled: bool = False
    runs: list[Run] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    made: list[tuple[int, int, int]] = field(default_factory=list)

    def measure(self, cwd: Path, *, weighed: bool) -> None:
        """One run from nothing; how long it took, or how much memory it held and what it made."""
        with tempfile.TemporaryDirectory() as out, with_compiled(wanted=self.compiled):
            words = [word.replace("{out}", out) for word in self.command]
            if not weighed:
                self.runs.append(run(words, cwd))
                return
            self.memory.append(weigh(words, cwd))
            told = subprocess.check_output([sys.executable, "-c", PAGES, out], text=True).split()
            self.made.append((int(told[0]), int(told[1]), int(told[2])))
            if self.made[0][0] != HANDOUTS:
                raise SystemExit(f"{self.title} made {told[0]} files, not {HANDOUTS}")


@contextmanager
def with_compiled(*, wanted: bool) -> Iterator[None]:
    """Compiled modules of WeasyPrint are found meanwhile, or not."""
    aside = FOLDER.with_name("aside")
    if not wanted:
        FOLDER.rename(aside)
    try:
        yield
    finally:
        if not wanted:
            aside.rename(FOLDER)


def set_up() -> Path:
    """The Python of an environment with the peers, made if it is not there; compiled modules, too."""
    if not FOLDER.exists():
        subprocess.run([sys.executable, HOME / "scripts" / "faster.py"], check=True)
    python = PEERS_AT / "bin" / "python"
    done = PEERS_AT / "done"
    if not done.exists() or done.read_text() != repr(PEERS):
        shutil.rmtree(PEERS_AT, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", PEERS_AT], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
        done.write_text(repr(PEERS))
    return python


def chosen() -> list[str]:
    """The modules whose handouts are nearest to the wanted length."""
    lengths = {
        path.parent.name: len(path.read_text(encoding="utf-8").split())
        for path in (HOME / "curriculum" / "modules").glob("*/handout.md")
    }
    return sorted(sorted(lengths, key=lambda name: (abs(lengths[name] - WORDS), name))[:HANDOUTS])


def corpus(folder: Path, names: Sequence[str]) -> int:
    """Writes the very pages that Rumbo prints as files with style, fonts and pictures beside; gives their words."""
    from rumbo.build.content.load import load
    from rumbo.build.curriculum import Layer
    from rumbo.build.pipeline import handouts_of
    from rumbo.build.render.html import to_html
    from rumbo.build.render.sheets import sheets
    from rumbo.build.style import PLAIN

    shutil.copytree(HOME / "templates" / "fonts", folder / "fonts")
    style = "\n".join(sheets(PLAIN)).replace("rumbo:fonts/", "fonts/")
    (folder / "print.css").write_text(style, encoding="utf-8")
    curriculum, _ = load([Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")])
    words = 0
    for document in handouts_of(names, curriculum, "en", exercises=False):
        html = to_html(document)
        for address, content in document.pictures.items():
            file = address.removeprefix("rumbo:").replace("/", "-")
            (folder / file).write_bytes(content)
            html = html.replace(f'"{address}"', f'"{file}"')
        words += len(re.sub(r"<[^>]*>", " ", html).split())
        html = html.replace("</head>", '<link rel="stylesheet" href="print.css"></head>', 1)
        (folder / f"{document.name.removesuffix('.pdf')}.html").write_text(html, encoding="utf-8")
    return words


def engines(folder: Path, names: Sequence[str], peers: Path) -> Iterator[Engine]:
    """All ways to print that are there."""
    own = str(HERE / "peers.py")
    pages = tuple(f"{name}.html" for name in names)
    rumbo = (sys.executable, "-m", "rumbo.cli", "handout", *names, "-o", "{out}", "--no-cache")
    yield Engine("Rumbo", rumbo)
    yield Engine("Rumbo after ./set-up faster", rumbo, compiled=True)
    yield Engine("WeasyPrint, a plain loop", (sys.executable, own, "weasyprint", "{out}", *pages))
    pandoc = pandoc_of(peers)
    tool = str(Path(sys.executable).parent / "weasyprint")
    title = "pandoc with --pdf-engine=weasyprint, a document each"
    yield Engine(title, (sys.executable, own, "pandoc", "{out}", pandoc, tool, *pages))
    browser = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if browser:
        yield Engine("Chromium, one for all", (sys.executable, own, "chromium", "{out}", browser, *pages))
    for page in pages:
        source = folder / page.replace(".html", ".typ")
        subprocess.run([pandoc, "-s", "-f", "html", page, "-t", "typst", "-o", source], cwd=folder, check=True)
    sources = tuple(page.replace(".html", ".typ") for page in pages)
    yield Engine("typst, one for all, its sources made before", (str(peers), own, "typst", "{out}", *sources))


def pandoc_of(peers: Path) -> str:
    """The program in its Python package."""
    code = "import pypandoc; print(pypandoc.get_pandoc_path())"
    return subprocess.check_output([peers, "-c", code], text=True).strip()


def table(measured: Sequence[Engine]) -> str:
    """All engines, each beside the first."""
    head = ("engine", "seconds", "times Rumbo", "processor seconds", "most MiB", "pages", "tagged files", "runs")
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    base = statistics.median(run.wall for run in measured[0].runs)
    for one in measured:
        wall = statistics.median(run.wall for run in one.runs)
        cpu = statistics.median(run.cpu for run in one.runs)
        _, pages, tagged = one.made[0]
        cells = [one.title, f"{wall:.2f}", f"{wall / base:.1f}", f"{cpu:.2f}"]
        cells += [f"{max(one.memory):.0f}", str(pages), str(tagged), str(len(one.runs))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measures, and writes the table after each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dry", action="store_true", help="Print the table instead of writing it.")
    chosen_options = parser.parse_args()
    peers, names = set_up(), chosen()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = corpus(folder, names)
        measured = list(engines(folder, names, peers))
        where, load = machine(), os.getloadavg()[0]
        for one in measured:
            one.measure(folder, weighed=True)
        for number in range(chosen_options.rounds):
            # Always in another order: what comes after a long run may meet a slower processor.
            for one in random.Random(number).sample(measured, len(measured)):
                one.measure(folder, weighed=False)
            what = f"{len(names)} handouts of {words // len(names):,} words. {where} {company(load)}"
            told = f"{what}\n\n{table(measured)}"
            if not chosen_options.dry:
                write("engines", told)
            print(f"round {number + 1} of {chosen_options.rounds} done\n{told}", file=sys.stderr)


if __name__ == "__main__":
    main()
