"""rumbo coverage"""

from pathlib import Path

import click
from rumbo.build.exchange.coverage import answer, counted, coverage, coverage_data, coverage_markdown
from rumbo.cli.content import as_json, curriculum_option, format_option, load_only, table


@click.command("coverage")
@curriculum_option
@format_option("table", "json", "markdown")
def command(folders: tuple[Path, ...], form: str) -> None:
    """Say what answers each row of the documents behind the curriculum: content, a feature, or why nothing does.

    The rows stand in rows.yaml; modules, methods and other content name those that they answer in `answers`.

    Example:  rumbo coverage --format markdown
    """
    covered = coverage(load_only(folders))
    if form == "json":
        click.echo(as_json(coverage_data(covered)))
    elif form == "markdown":
        click.echo(coverage_markdown(covered), nl=False)
    else:
        rows: list[dict[str, object]] = [
            {"id": row.id, "item": row.item, "answered_by": answer(row)} for row in covered
        ]
        click.echo(f"{table(rows, ('id', 'item', 'answered_by'))}\n\n{counted(covered)}")
