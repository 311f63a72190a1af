"""rumbo why"""

from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.exchange.rows import Row
from rumbo.build.exchange.ways import why_data
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.cli.content import (
    as_json,
    complete,
    curriculum_option,
    format_option,
    read_to_use,
    stop_if_touched,
    the_modules,
)
from rumbo.cli.planned import the_profile


@click.command("why")
@click.argument("module", shell_complete=complete("modules"))
@click.option("--profile", required=True, metavar="FILE", help="The profile (file or id) whose plan is asked about.")
@curriculum_option
@format_option("text", "json")
def command(module: str, profile: str, folders: tuple[Path, ...], form: str) -> None:
    """Say why MODULE is in the plan of a profile; or why not, and what would bring it in.

    Each line that is named was tried: with it alone, the plan holds the module.

    Example:  rumbo why commons-upload --profile glam-partner-mexico
    """
    reading = read_to_use(folders)
    (name,) = the_modules([module], reading)
    chosen = the_profile(profile, reading).value
    plan = pipeline.plan_for(chosen, reading.curriculum)
    stop_if_touched(reading, sorted({name, *(step.module for step in plan.steps)}))
    inside = name in [step.module for step in plan.steps]
    remedies = () if inside else tuple(pipeline.remedies_for(name, plan, chosen, reading.curriculum))
    otherwise = (pipeline.why_not(name, plan), remedies)
    data = why_data(name, plan, otherwise, reading.curriculum, Labels(SOURCE_LANGUAGE))
    click.echo(as_json(data) if form == "json" else "\n".join(_lines(data, chosen.title)))


def _lines(data: Row, profile: str) -> list[str]:
    state = "is in the plan" if data["in_plan"] else "is not in the plan"
    lines = [f"{data['title']} ({data['id']}, {data['minutes']} minutes) {state} of: {profile}"]
    lines += [f"- {reason}" for reason in data["reasons"]]
    if data["starts"]:
        lines.append(f"It starts on {data['starts'].replace(' ', ' at ')}.")
    if data["would_bring_it"]:
        lines += ["", "What would bring it in, each line alone:", *map(_remedy, data["would_bring_it"])]
    if not data["in_plan"] and not data["would_bring_it"]:
        lines += ["", "No single change of the profile would bring it in."]
    return lines


def _remedy(remedy: Row) -> str:
    """What to change, how many minutes are missing besides, and what it costs."""
    missing, lost = remedy["minutes_missing"], ", ".join(remedy["shorter_or_out"])
    more = f", and about {missing} minutes more" if missing else ""
    return f"- {' and '.join(remedy['changes'])}{more}" + (f" (then shorter or left out: {lost})" if lost else "")
