"""rumbo plan"""

from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.exchange.rows import Row, plan_data
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.yaml_text import write
from rumbo.cli.content import (
    as_json,
    complete,
    curriculum_option,
    format_option,
    read_all,
    stop_if_touched,
    the_profile,
)


@click.command("plan")
@click.argument("profile", shell_complete=complete("profiles"))
@curriculum_option
@format_option("table", "json", "yaml", "markdown")
def command(profile: str, folders: tuple[Path, ...], form: str) -> None:
    """Lay the learning path of PROFILE (a file or an id) on its days, with clock times and breaks.

    Example:  rumbo plan glam-partner-mexico --format markdown
    """
    reading = read_all(folders)
    chosen = the_profile(profile, reading)
    plan = pipeline.plan_for(chosen.value, reading.curriculum)
    stop_if_touched(reading, [step.module for step in plan.steps])
    data = plan_data(plan, reading.curriculum, Labels(SOURCE_LANGUAGE))
    title = chosen.value.title
    match form:
        case "json":
            click.echo(as_json(data))
        case "yaml":
            click.echo(write(data), nl=False)
        case "markdown":
            click.echo(markdown(title, data))
        case _:
            click.echo(text(title, data))


PAUSES = {"break": "break", "lunch": "lunch"}


def text(title: str, data: Row) -> str:
    """A plan for the terminal."""
    lines = [title, ""]
    day = ""
    for session in data["sessions"]:
        if session["day"] != day:
            day = session["day"]
            lines += [day, ""]
        for slot in session["slots"]:
            when = f"{slot['start']}–{slot['end']}  {slot['minutes']:>3} min"
            lines.append(f"  {when}  {slot['module']}: {slot['title']}")
        pause = PAUSES.get(session["then"])
        lines.append(f"  {session['end']}        {pause}" if pause else "")
    lines += [f"{data['minutes']} minutes taught.", *_spare(data), "", "Why these modules:"]
    for step in data["modules"]:
        lines.append(f"  {step['id']} ({step['minutes']} min): {'; '.join(step['reasons'])}")
    if data["left_out"]:
        lines += ["", "Left out:", *(f"  {left['id']}: {left['reason']}" for left in data["left_out"])]
    return "\n".join(lines)


def _spare(data: Row) -> list[str]:
    return [f"{minutes} minutes to spare on {day}." for day, minutes in data["spare"].items() if minutes]


def markdown(title: str, data: Row) -> str:
    """A plan as Markdown, to paste into a page or a mail."""
    lines = [f"# {title}"]
    day = ""
    for session in data["sessions"]:
        if session["day"] != day:
            day = session["day"]
            lines += [
                "",
                f"## {day}",
                "",
                "| time | minutes | module | activity |",
                "| --- | ---: | --- | --- |",
            ]
        for slot in session["slots"]:
            cells = (f"{slot['start']}–{slot['end']}", str(slot["minutes"]), slot["module"], slot["title"])
            lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
        if session["then"] in PAUSES:
            lines.append(f"| {session['end']} | | | *{PAUSES[session['then']]}* |")
    lines += ["", "## Why these modules", ""]
    lines += [f"- **{s['title']}** ({s['minutes']} min): {'; '.join(s['reasons'])}" for s in data["modules"]]
    if data["left_out"]:
        lines += ["", "## Left out", "", *(f"- {left['id']}: {left['reason']}" for left in data["left_out"])]
    return "\n".join(lines)
