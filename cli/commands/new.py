"""rumbo new"""

import datetime as dt
from pathlib import Path

import click
from rumbo.build.model import is_id
from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem
from rumbo.build.starters import STARTERS, starter
from rumbo.build.write import write_files, write_new
from rumbo.cli.content import stop

NEXT = {
    "module": ("check", "handout {}"),
    "pattern": ("check", "show {}"),
    "profile": ("plan {}", "pack {}"),
}
UNTIL_EDITED = {
    "module": "Change `gives` in module.yaml first: until then plans for people who want that may take this module."
}
"""What a starting file does as it is, which nobody may want."""


@click.command("new")
@click.argument("kind", type=click.Choice(tuple(STARTERS)))
@click.argument("name", metavar="ID")
@click.option(
    "--curriculum",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("curriculum"),
    show_default=True,
    metavar="DIR",
    help="The curriculum folder to write into.",
)
def command(kind: str, name: str, folder: Path) -> None:
    """Write a commented starting file that passes `check`.

    ID becomes its name: lower-case letters, digits and hyphens. Nothing that exists is overwritten. The schema by
    which editors complete and check it is put into docs/schemas of the working folder, too.

    Example:  rumbo new module oral-history
    """
    if not is_id(name):
        raise click.UsageError(f"'{name}' cannot be an id; use lower-case letters, digits and hyphens, up to 60.")
    home = _home(kind, folder)
    schemas = Path("docs/schemas")
    artifacts = tuple(starter(kind, name, home, schemas, dt.date.today()))
    problem = write_new(artifacts, home) or _schema(kind, schemas)
    if problem:
        stop(problem)
    for artifact in artifacts:
        click.echo(home / artifact.name)
    if kind in UNTIL_EDITED:
        click.echo(f"\n{UNTIL_EDITED[kind]}")
    option = "" if folder == Path("curriculum") else f" --curriculum {folder}"
    steps = [f"rumbo {step.format(name)}{option}" for step in NEXT[kind]]
    click.echo(f"\nNext: edit, then {', then '.join(steps)}")


def _home(kind: str, folder: Path) -> Path:
    """Patterns lie beside the curriculum of the working folder, and inside a curriculum folder of one's own."""
    if kind != "pattern":
        return folder
    return Path("learning_patterns") if folder == Path("curriculum") else folder / "learning_patterns"


def _schema(kind: str, schemas: Path) -> Problem | None:
    """The schema that the starting file names, written if it is not there yet."""
    from rumbo.build.exchange.schemas import schemas as all_schemas

    wanted: list[Artifact] = [a for a in all_schemas() if a.name == f"{kind}.schema.json"]
    return None if (schemas / wanted[0].name).exists() else write_files(wanted, schemas)
