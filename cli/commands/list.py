"""rumbo list"""

from pathlib import Path

import click
from rumbo.build.curriculum import KINDS_OF_CONTENT
from rumbo.build.exchange.rows import row
from rumbo.cli.content import as_json, curriculum_option, format_option, load_only, table

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
    rows = [row(kind, entry) for entry in load_only(folders).of(kind).values()]
    click.echo(as_json(rows) if form == "json" else table(rows, COLUMNS[kind]))
