"""Packs and handouts as the real command prints them: once a run, for all tests and all workers of pytest-xdist."""

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from conftest import HOME
from rumbo.build import translation
from rumbo.build.curriculum import Curriculum

GLAM, ADVOCACY, HANDOUTS, EXERCISES = "glam-partner-mexico", "advocacy-network", "handouts", "exercises"
PACKS = (ADVOCACY, GLAM)
MODULES = tuple(sorted(path.name for path in (HOME / "curriculum" / "modules").iterdir()))
LANGUAGES = {GLAM: "es", ADVOCACY: "en", HANDOUTS: "en", EXERCISES: "en"}
JOBS = {
    GLAM: ("pack", GLAM),
    ADVOCACY: ("pack", ADVOCACY),
    HANDOUTS: ("handout", *MODULES),
    # The exercises of all other modules stand in the two handbooks.
    EXERCISES: ("handout", "commons-upload", "editing-basics", "--exercises"),
}
# Within the page, below the head and above the foot, in points.
MARKER = re.compile(r"^(?:\d+\.|•)$", re.MULTILINE)
BODY = ("-x", "0", "-y", "52", "-W", "596", "-H", "745")


@dataclass(frozen=True, slots=True)
class Printout:
    """A folder that the command wrote, and what it said."""

    name: str
    folder: Path
    said: str
    complained: str

    @property
    def language(self) -> str:
        """The language of its labels."""
        return LANGUAGES[self.name]

    @property
    def pdfs(self) -> dict[str, Path]:
        """Every PDF by its name within the folder."""
        return {path.relative_to(self.folder).as_posix(): path for path in sorted(self.folder.rglob("*.pdf"))}

    @property
    def plan(self) -> dict[str, object]:
        """The plan that lies in a pack, laid out as data."""
        return _plan_in(self.folder)

    @property
    def modules(self) -> list[str]:
        """The modules of a pack in teaching order."""
        return [step["id"] for step in self.plan["modules"]]  # type: ignore[attr-defined]


@cache
def _plan_in(folder: Path) -> dict[str, object]:
    said = rumbo("plan", str(folder / "plan.yaml"), "--format", "yaml", cwd=folder).stdout
    plan: dict[str, object] = yaml.safe_load(said)
    return plan


_TOLD: dict[str, Curriculum] = {}


def in_its_language(printed: Printout, curriculum: Curriculum) -> Curriculum:
    """The content in the language of a printout."""
    if printed.language not in _TOLD:
        whole = tuple(curriculum.modules)
        _TOLD[printed.language], _ = translation.in_language(curriculum, printed.language, whole=whole)
    return _TOLD[printed.language]


def rumbo(
    *arguments: str, cwd: Path, environment: Mapping[str, str] | None = None, **more: object
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with nothing of ours in its environment, and without a cache."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUMBO", "PYTHON", "LC_"))}
    return subprocess.run(
        [sys.executable, "-m", "rumbo.cli", *arguments],
        cwd=cwd,
        env={**kept, "LANG": "C.UTF-8", "RUMBO_CACHE": "", **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        **more,  # type: ignore[call-overload]
    )


def printout(name: str, factory: pytest.TempPathFactory) -> Printout:
    """What a job printed. While another worker is at it, this one prints what will be wanted next."""
    base = factory.getbasetemp()
    home = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    if not _print(name, home, waiting=False):
        for other in JOBS:
            _print(other, home, waiting=False)
        _print(name, home, waiting=True)
    folder = home / f"printed-{name}"
    said, complained = ((folder / part).read_text(encoding="utf-8") for part in ("said", "complained"))
    return Printout(name, folder / "out", said, complained)


def _print(name: str, home: Path, *, waiting: bool) -> bool:
    """Prints a job unless that is done; False if somebody else is at it and we do not wait."""
    folder = home / f"printed-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        if not (folder / "complained").exists():
            done = rumbo(*JOBS[name], "-o", "out", cwd=folder)
            assert done.returncode == 0, done.stderr
            (folder / "said").write_text(done.stdout, encoding="utf-8")
            (folder / "complained").write_text(done.stderr, encoding="utf-8")
    return True


@cache
def pages(pdf: Path) -> tuple[str, ...]:
    """The text of each page in the order it was drawn, without head and foot."""
    done = subprocess.run(["pdftotext", "-raw", *BODY, str(pdf), "-"], capture_output=True, text=True, check=True)
    return tuple(done.stdout.split("\f")[:-1])


@cache
def text(pdf: Path) -> str:
    """The text of a whole document, squashed, without the markers of lists: they are drawn after a page's text, so
    they would stand inside of a sentence that goes on over the page.
    """
    laid_out = ["pdftotext", "-layout", *BODY, str(pdf), "-"]
    done = subprocess.run(laid_out, capture_output=True, text=True, check=True)
    return squash(MARKER.sub("", "\n".join(pages(pdf)))) + "\n" + squash(done.stdout)


def squash(words: str | Iterable[str]) -> str:
    """Letters and digits alone, so that hyphens, line ends and signs around them do not matter."""
    joined = words if isinstance(words, str) else "".join(words)
    return re.sub(r"[\W_]+", "", joined)
