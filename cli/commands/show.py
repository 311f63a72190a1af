"""rumbo show"""

from pathlib import Path
from typing import Any

import click
from rumbo.build.curriculum import KINDS_OF_CONTENT, Entry
from rumbo.build.exchange.rows import full
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import write
from rumbo.cli.content import as_json, complete, curriculum_option, format_option, load_only, sentence


@click.command("show")
@click.argument("name", metavar="ID", shell_complete=complete("modules"))
@curriculum_option
@format_option("text", "json")
def command(name: str, folders: tuple[Path, ...], form: str) -> None:
    """Show everything about the module, path, profile, pattern, method, competency, audience or word ID.

    The last lines say which layer and which file it comes from. An id that several kinds share is shown for
    each.

    Example:  rumbo show wikidata-onboarding
    """
    curriculum = load_only(folders)
    found = [(kind, curriculum.of(kind)[name]) for kind in KINDS_OF_CONTENT if name in curriculum.of(kind)]
    if not found:
        known = {other for kind in KINDS_OF_CONTENT for other in curriculum.of(kind)}
        raise click.UsageError(f"Nothing here has the id '{name}'. {sentence(did_you_mean(name, known))}".strip())
    if form == "json":
        rows = [full(kind, entry) for kind, entry in found]
        click.echo(as_json(rows[0] if len(rows) == 1 else rows))
        return
    click.echo("\n".join(_text(kind, entry) for kind, entry in found))


def _text(kind: str, entry: Entry[Any]) -> str:
    body = entry.texts.get("body")
    return write(full(kind, entry)) + (f"\n{body.text.strip()}\n" if body else "")
