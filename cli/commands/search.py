"""rumbo search"""

from pathlib import Path

import click
from rumbo.build.search import search
from rumbo.cli.content import as_json, curriculum_option, format_option, load_only, table


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@curriculum_option
@format_option("table", "json")
def command(words: tuple[str, ...], folders: tuple[Path, ...], form: str) -> None:
    """Find content that holds all the WORDS, the best first.

    Titles count more than texts; accents and capitals do not matter.

    Example:  rumbo search free licence
    """
    found = search(" ".join(words), load_only(folders))
    rows: list[dict[str, object]] = [
        {"kind": kind, "id": entry.id, "title": entry.value.title} for kind, entry in found
    ]
    if form == "json":
        click.echo(as_json(rows))
    elif rows:
        click.echo(table(rows, ("kind", "id", "title")))
    else:
        click.echo("Nothing holds all these words. Try fewer, or `rumbo list modules`.")
