"""rumbo schema"""

from pathlib import Path

import click
from rumbo.build.exchange.schemas import schemas
from rumbo.build.write import write_files
from rumbo.cli.content import stop


@click.command("schema")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs/schemas"),
    show_default=True,
    help="Folder to write to.",
)
def command(output: Path) -> None:
    """Write the JSON Schemas of all content files, for editors that complete fields.

    Example:  rumbo schema -o docs/schemas
    """
    artifacts = tuple(schemas())
    problem = write_files(artifacts, output)
    if problem:
        stop(problem)
    for artifact in artifacts:
        click.echo(output / artifact.name)
