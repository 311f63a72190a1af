"""rumbo diff"""

import datetime as dt
from pathlib import Path

import click
from rumbo.build import replay
from rumbo.build.sentences import title
from rumbo.cli.content import as_json, curriculum_option, format_option, read_all, stop_if_failed


@click.command("diff")
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@curriculum_option
@format_option("text", "json")
def command(plan: Path, folders: tuple[Path, ...], form: str) -> None:
    """Say what content has changed since a plan was saved.

    PLAN is a file that `rumbo plan PROFILE -o plan.yaml` wrote, or the plan.yaml of a pack.

    Example:  rumbo diff packs/glam-partner-mexico/plan.yaml
    """
    reading = read_all(folders)
    entry, problems = replay.read_plan(plan, reading.curriculum, dt.date.today())
    stop_if_failed([problem for problem in problems if entry is None])
    assert entry is not None  # what cannot be read has ended the command
    found = replay.changes_since(entry, reading.curriculum)
    if form == "json":
        click.echo(as_json([{"kind": change.kind, "id": change.id, "what": change.what} for change in found]))
        return
    for change in found:
        named = title(change.kind, change.id, reading.curriculum)
        click.echo(f"{change.what}: {change.kind.removesuffix('s')} {change.id} ({named})")
    if not found:
        click.echo(f"Nothing has changed since {entry.value.made_on}.")
