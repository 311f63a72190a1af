"""rumbo plan"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click
from rumbo.build import pipeline, replay
from rumbo.build.asked import Planned
from rumbo.build.exchange.rows import Row, more_data, plan_data
from rumbo.build.sentences import origin
from rumbo.build.write import write_files
from rumbo.build.yaml_text import write
from rumbo.cli.content import as_json, complete, curriculum_option, format_option, read_to_use, stop, table
from rumbo.cli.planned import the_plan
from rumbo.cli.tell_plan import ENGLISH, markdown, pattern_rows, text


@click.command("plan")
@click.argument("profile", shell_complete=complete("profiles"))
@curriculum_option
@format_option("table", "json", "yaml", "markdown")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Save the plan as a file.")
@click.option("--what-if", is_flag=True, help="Show what each further half hour, or half a day, would bring.")
def command(profile: str, folders: tuple[Path, ...], form: str, output: Path | None, *, what_if: bool) -> None:
    """Lay the learning path of PROFILE (a file or an id) on its days, with clock times and breaks.

    With -o the plan is saved as YAML: order, minutes, notes and pinned blocks can be edited by hand, and
    `rumbo plan`, `rumbo pack` and `rumbo check` take the file in place of a profile.

    Example:  rumbo plan glam-partner-mexico --format markdown
    """
    planned = the_plan(profile, read_to_use(folders))
    if what_if:
        _show_more(planned, form)
        return
    if output:
        _save(planned, output)
        return
    data = plan_data(planned.plan, planned.curriculum, ENGLISH)
    helping = pipeline.helping(planned.profile.value, planned.plan, planned.curriculum)
    data["patterns"] = list(pattern_rows(helping, planned.curriculum))
    title = planned.profile.value.title
    match form:
        case "json":
            click.echo(as_json(data))
        case "yaml":
            click.echo(write(data), nl=False)
        case "markdown":
            click.echo(markdown(title, data))
        case _:
            click.echo(text(title, data))
            click.echo(f"\n{origin(planned.profile.value, ENGLISH)}")


def _show_more(planned: Planned, form: str) -> None:
    more = more_data(pipeline.more_for(planned.profile.value, planned.plan, planned.curriculum))
    match form:
        case "json":
            click.echo(as_json(more))
        case "yaml":
            click.echo(write(more), nl=False)
        case "markdown":
            click.echo(markdown_table(_more_rows(more), COLUMNS))
        case _:
            click.echo(f"{planned.profile.value.title}\n\n{table(_more_rows(more), COLUMNS)}")


COLUMNS = ("more_time", "brings", "wishes_met", "minutes_taught")


def _more_rows(more: list[Row]) -> list[Row]:
    """What more time would bring, for people: only what is new in each row."""
    rows, before = [], ""
    for point in more:
        brings = _brings(point)
        half_day = point["kind"] == "half-day"
        rows.append(
            {
                "more_time": f"half a day ({point['minutes']})" if half_day else f"+{point['minutes']} min",
                "brings": "nothing more" if brings == before and not half_day else brings,
                "wishes_met": f"{point['closed']} of {point['gap']}",
                "minutes_taught": point["taught"],
            }
        )
        before = brings
    return rows


def _brings(point: Row) -> str:
    """Modules that come in, are taught whole, are shorter and go, against the plan as it is."""
    told = [*point["comes"], *(f"{name} as a whole" for name in point["whole"])]
    told += [f"but {name} in only {minutes} min" for name, minutes in point["shorter"].items()]
    told += [f"without {name}" for name in point["goes"]]
    return ", ".join(told) or ("the plan as it is" if not point["minutes"] else "nothing more")


def markdown_table(rows: list[Row], columns: Sequence[str]) -> str:
    """Rows as a table in Markdown."""
    head = [f"| {' | '.join(name.replace('_', ' ') for name in columns)} |", f"|{' --- |' * len(columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(str(row[name]) for name in columns)} |" for row in rows)])


def _save(planned: Planned, output: Path) -> None:
    today = dt.date.today()
    artifact = replay.save(planned.profile, planned.plan, planned.curriculum, output.name, today)
    problem = write_files([artifact], output.parent)
    if problem:
        stop(problem)
    click.echo(f"{output}\n\nNext: edit it, then rumbo pack {output}")
