"""rumbo check"""

import datetime as dt
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rumbo.build.problem import Problem, failed
from rumbo.build.words import counted
from rumbo.cli.again import Checks
from rumbo.cli.options import as_json, as_text, curriculum_option, format_option

if TYPE_CHECKING:
    from rumbo.build.curriculum import Curriculum


@click.command("check")
@click.argument("profiles", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@curriculum_option
@format_option("text", "json", "github")
def command(profiles: tuple[Path, ...], folders: tuple[Path, ...], form: str) -> None:
    """Find every problem in the content, all at once.

    Each is told as `file:line:column: CODE sentence` with a hint; docs/problems.md explains the codes. PROFILES are
    files outside of the curriculum to check as well. Exit code 0 if there is no error, else 1.

    Example:  rumbo check --format github
    """
    checks = Checks.of(folders, dt.date.today())
    known = None if profiles else checks.before()
    problems, counts = (list(known.problems), known.counts) if known else _worked_out(profiles, checks)
    if form == "json":
        rows = [_row(problem) for problem in problems]
        click.echo(as_json({"problems": rows, "checked": counts}))
    else:
        show = as_text if form == "text" else _as_github
        for problem in problems:
            click.echo(show(problem))
    if form == "text":
        click.echo(_summary(problems, counts))
    sys.exit(1 if failed(problems) else 0)


def _worked_out(profiles: Iterable[Path], checks: Checks) -> tuple[list[Problem], dict[str, int]]:
    """The problems of all content and of further files, and how much there is."""
    from rumbo.cli.content import read_all

    reading = read_all(checks.folders, checks)
    further = [problem for path in profiles for problem in _of_file(path, reading.curriculum)]
    return [*reading.problems, *further], reading.curriculum.counts()


def _of_file(path: Path, curriculum: "Curriculum") -> "list[Problem]":
    """The problems of a profile, a record or a saved plan; that a plan is too long only if nothing else is wrong."""
    from rumbo.build import pipeline, records, replay

    if records.holds_record(path):
        return list(records.read_record(path, curriculum)[1])
    if not replay.holds_plan(path):
        return list(pipeline.read_profile(path, curriculum, dt.date.today())[1])
    entry, problems = replay.read_plan(path, curriculum, dt.date.today())
    tight = [] if entry is None or failed(problems) else replay.too_long(entry, curriculum)
    return [*problems, *tight]


def _summary(problems: list[Problem], counts: dict[str, int]) -> str:
    checked = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}" if errors or warnings else "no problem"
    return f"Checked {checked}: {found}."


def _row(problem: Problem) -> dict[str, object]:
    names = ("file", "line", "column", "code", "severity", "message", "hint")
    return {name: getattr(problem, name) for name in names}


def _as_github(problem: Problem) -> str:
    kind = {"error": "error", "warning": "warning", "note": "notice"}[problem.severity]
    text = f"{problem.message}\n{problem.hint}".strip()
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = re.sub(r"[%\r\n:,]", lambda sign: f"%{ord(sign[0]):02X}", problem.file)  # as GitHub's own toolkit does
    place = f"file={file},line={max(problem.line, 1)},col={max(problem.column, 1)}"
    return f"::{kind} {place},title={problem.code}::{text}"
