"""rumbo minutes"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rumbo.build import records
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Minutes
from rumbo.build.records import Estimate
from rumbo.build.write import write_files
from rumbo.cli import content
from rumbo.cli.content import as_json, curriculum_option, format_option, load_only, stop_if_failed, table

COLUMNS = ("module", "activity", "events", "planned", "took", "least", "most", "now", "proposed")


@click.command("minutes")
@click.argument(
    "files", nargs=-1, required=True, metavar="RECORD...", type=click.Path(dir_okay=False, path_type=Path)
)
@click.option("--apply", is_flag=True, help="Write what is proposed into the modules.")
@format_option("text", "json")
@curriculum_option
def command(files: tuple[Path, ...], form: str, folders: tuple[Path, ...], *, apply: bool) -> None:
    """Compare how long activities were planned and how long they took, over all RECORDs.

    From three events on, new least, typical and most minutes are proposed. No file is changed without --apply, and
    then only these numbers in module.yaml of the curriculum that the module comes from.

    Example:  rumbo minutes packs/*/record-*.yaml
    """
    curriculum = load_only(folders)
    found, problems = records.read_records(files, curriculum)
    stop_if_failed(problems)
    estimates = records.estimates_of(found, curriculum)
    if form == "json":
        click.echo(
            as_json([_row(one) | {"now": _fields(one.now), "proposed": _fields(one.proposed)} for one in estimates])
        )
    else:
        rows = [_row(one) | {"now": _range(one.now), "proposed": _range(one.proposed)} for one in estimates]
        click.echo(table(rows, COLUMNS) if rows else "These records hold no minutes of modules that are here.")
    if apply:
        _apply(estimates, curriculum)
    elif form == "text" and any(one.proposed for one in estimates):
        click.echo("\nNothing was changed. --apply writes what is proposed into the modules.")


def _row(one: Estimate) -> dict[str, Any]:
    return {
        "module": one.module,
        "activity": one.activity,
        "events": one.times,
        "planned": _shown(one.planned),
        "took": _shown(one.middle),
        "least": one.least,
        "most": one.most,
    }


def _shown(number: float) -> float | int:
    """A median without a fraction that says nothing."""
    return int(number) if number.is_integer() else number


def _range(minutes: Minutes | None) -> str:
    return f"{minutes.least}/{minutes.typical}/{minutes.most}" if minutes else "-"


def _fields(minutes: Minutes | None) -> dict[str, int] | None:
    return minutes.model_dump() if minutes else None


def _apply(estimates: Sequence[Estimate], curriculum: Curriculum) -> None:
    """Changes the files, and tells which were and which were not."""
    installed = not (content.HOME / "pyproject.toml").is_file()
    problems = []
    for edit in records.edits(estimates, curriculum, {"built-in"} if installed else set()):
        problem = edit.problem or (write_files([edit.artifact], edit.path.parent) if edit.artifact else None)
        if problem:
            problems.append(problem)
        else:
            click.echo(f"changed: {edit.path}", err=True)
    if not any(one.proposed for one in estimates):
        click.echo("Nothing is proposed, so nothing was changed.", err=True)
    stop_if_failed(problems)
