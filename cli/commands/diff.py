"""rumbo diff"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click
from rumbo.build import replay
from rumbo.build.outcome import Change
from rumbo.build.problem import Problem
from rumbo.build.sentences import title
from rumbo.cli.content import as_json, curriculum_option, format_option, read_to_use, stop_if_failed


@click.command("diff")
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@curriculum_option
@format_option("text", "json")
def command(plan: Path, folders: tuple[Path, ...], form: str) -> None:
    """Say what content has changed since a plan was saved.

    PLAN is a file that `rumbo plan PROFILE -o plan.yaml` wrote, or the plan.yaml of a pack.

    Example:  rumbo diff packs/glam-partner-mexico/plan.yaml
    """
    reading = read_to_use(folders)
    entry, problems = replay.read_plan(plan, reading.curriculum, dt.date.today())
    if entry is None:
        _stop(plan, problems)
    found = replay.changes_since(entry, reading.curriculum)
    if form == "json":
        click.echo(as_json([_row(change) for change in found]))
        return
    for change in found:
        named = title(change.kind, change.id, reading.curriculum)
        click.echo(f"{change.what}: {change.kind.removesuffix('s')} {change.id} ({named}){_versions(change)}")
    if not found:
        click.echo(f"Nothing has changed since {entry.value.made_on}.")


def _row(change: Change) -> dict[str, str | None]:
    days = {"then": change.then, "now": change.now}
    written = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"kind": change.kind, "id": change.id, "what": change.what, **written}


def _versions(change: Change) -> str:
    """When it was last reviewed, then and now, if that has moved on."""
    if not change.then or not change.now or change.then == change.now:
        return ""
    return f", reviewed {change.now} instead of {change.then}"


def _stop(plan: Path, problems: Iterable[Problem]) -> NoReturn:
    """Ends the command for a file that holds no plan; its fields are only told if it is meant to be one."""
    meant = replay.holds_plan(plan)
    stop_if_failed(problem for problem in problems if meant or problem.code.startswith(("F", "Y")))
    raise click.UsageError(f"{plan} is not a saved plan. `rumbo plan PROFILE -o plan.yaml` writes one.")
