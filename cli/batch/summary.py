"""What came of a batch: a table for people, and the same as a file for programs."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.packs import Pack
from rumbo.build.problem import Problem
from rumbo.cli.content import table

Row = dict[str, Any]
SUMMARY = "summary.json"
COLUMNS = ("pack", "state", "pages", "files", "seconds")


@dataclass(frozen=True, slots=True)
class Line:
    """One pack: made now, kept as it was there, or failed; with why, or what is doubtful about its profile."""

    name: str
    source: str
    state: Literal["made", "kept", "failed"]
    pages: int = 0
    files: int = 0
    seconds: float = 0
    problems: tuple[Problem, ...] = ()


def kept(name: str, source: str, pack: Pack, problems: tuple[Problem, ...]) -> Line:
    """The line of a pack that is there already."""
    return Line(name, source, "kept", *_size(pack.files.values()), 0, problems)


def made(
    name: str, source: str, artifacts: Iterable[Artifact], seconds: float, problems: tuple[Problem, ...]
) -> Line:
    """The line of a pack that was just written; its list of files tells what is in it."""
    listed = next(artifact.content for artifact in artifacts if artifact.name == MANIFEST)
    return Line(name, source, "made", *_size(json.loads(listed)["files"].values()), seconds, problems)


def _size(rows: Iterable[Row]) -> tuple[int, int]:
    """Pages and files, the list of them left out."""
    rows = list(rows)
    return sum(row.get("pages") or 0 for row in rows), len(rows)


def summary(lines: Sequence[Line]) -> Artifact:
    """JSON: each pack that was asked for, in that order. The same packs give the same bytes: it tells of no clock,
    and not which packs were there already; so it leaves out what was only told while a pack was made.
    """
    ready = sum(line.state != "failed" for line in lines)
    data = {"ready": ready, "failed": len(lines) - ready, "packs": list(map(_row, lines))}
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return Artifact(SUMMARY, text.encode(errors="replace"))  # names of files need not be text


def _row(line: Line) -> Row:
    state = "failed" if line.state == "failed" else "ready"
    told = [{**asdict(problem), "severity": problem.severity} for problem in line.problems]
    row: Row = {"name": line.name, "source": line.source, "state": state}
    return {**row, "pages": line.pages, "files": line.files, "problems": told}


def as_table(lines: Sequence[Line]) -> str:
    """A line a pack."""
    return table(
        [{"pack": line.name, "state": line.state, **_counted(line)} for line in lines],
        COLUMNS,
    )


def _counted(line: Line) -> Row:
    if line.state == "failed":
        return dict.fromkeys(("pages", "files", "seconds"), "")
    return {"pages": line.pages, "files": line.files, "seconds": f"{line.seconds:.1f}" if line.seconds else ""}


def in_words(lines: Sequence[Line], folder: str) -> str:
    """How many packs there are and what became of the rest, in a sentence."""
    numbers = {state: sum(line.state == state for line in lines) for state in ("made", "kept", "failed")}
    parts = [f"{numbers['made']} of {len(lines)} packs made"]
    parts += [f"{numbers['kept']} were there already"] if numbers["kept"] else []
    parts += [f"{numbers['failed']} failed"] if numbers["failed"] else []
    return f"{', '.join(parts)}: {folder}"
