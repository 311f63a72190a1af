"""rumbo list"""

from pathlib import Path
from typing import Any

import click
from rumbo.build.layer import KINDS_OF_CONTENT
from rumbo.cli.again import from_content
from rumbo.cli.options import as_json, curriculum_option, format_option, noted, table

COLUMNS = {
    "modules": ("id", "title", "minutes", "level", "prerequisites"),
    "paths": ("id", "title", "modules"),
    "profiles": ("id", "title", "language", "participants"),
    "patterns": ("id", "title", "status"),
    "methods": ("id", "title", "minutes"),
    "assessments": ("id", "title", "questions", "minutes"),
    "surveys": ("id", "title", "questions", "minutes"),
    "notices": ("id", "title", "reviewed"),
    "checklists": ("id", "title", "items"),
    "competencies": ("id", "title"),
    "audiences": ("id", "title"),
    "glossary": ("id", "title"),
    "rows": ("id", "title", "document"),
}


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS_OF_CONTENT))
@curriculum_option
@format_option("table", "json")
def command(kind: str, folders: tuple[Path, ...], form: str) -> None:
    """List all content of one kind.

    Example:  rumbo list modules
    """
    told = from_content(("list", kind), folders, lambda: _told(kind, folders))
    for line in told["notes"]:
        click.echo(line, err=True)
    click.echo(as_json(told["rows"]) if form == "json" else table(told["rows"], COLUMNS[kind]))


def _told(kind: str, folders: tuple[Path, ...]) -> dict[str, Any]:
    """The rows, and what is to be said of content that could not be read."""
    from rumbo.build.exchange.rows import row
    from rumbo.cli.content import loaded

    curriculum, problems = loaded(folders)
    return {"rows": [row(kind, entry) for entry in curriculum.of(kind).values()], "notes": noted(problems)}
