"""rumbo path"""

from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.rows import Row, path_data
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.outcome import LearningPath
from rumbo.build.yaml_text import write
from rumbo.cli.ask import ask_wishes
from rumbo.cli.content import (
    as_json,
    complete,
    curriculum_option,
    format_option,
    read_all,
    stop_if_touched,
    the_modules,
    the_profile,
)


@click.command("path")
@click.argument("modules", nargs=-1, metavar="[MODULE]...", shell_complete=complete("modules"))
@click.option("--profile", metavar="FILE", help="Take wishes and what is known from a profile (file or id).")
@curriculum_option
@format_option("text", "json", "yaml")
def command(modules: tuple[str, ...], profile: str | None, folders: tuple[Path, ...], form: str) -> None:
    """Show an ordered learning path with the reason for each module.

    With MODULEs the path leads to these; with a profile it closes the gaps of the group; with neither, a few
    questions are asked.

    Example:  rumbo path openrefine-onboarding
    """
    if modules and profile:
        raise click.UsageError("Give modules or a profile, not both.")
    reading = read_all(folders)
    if modules:
        path = pipeline.path_to(the_modules(modules, reading), reading.curriculum)
    elif profile:
        path = pipeline.path_for(the_profile(profile, reading).value, reading.curriculum)
    else:
        path = pipeline.path_for(ask_wishes(reading.curriculum), reading.curriculum)
    stop_if_touched(reading, [step.module for step in path.steps])
    click.echo(_shown(path, reading.curriculum, form))


def _shown(path: LearningPath, curriculum: Curriculum, form: str) -> str:
    data = path_data(path, curriculum, Labels(SOURCE_LANGUAGE))
    if form == "json":
        return as_json(data)
    return write(data).rstrip() if form == "yaml" else "\n".join(lines(data))


def lines(data: Row) -> list[str]:
    """A path for people: numbered modules, a reason a line, then what was left out."""
    shown = []
    for number, step in enumerate(data["modules"], start=1):
        shown.append(f"{number}. {step['title']} ({step['id']}), {step['minutes']} minutes")
        shown += [f"   - {reason}" for reason in step["reasons"]]
    shown.append(f"\n{data['minutes']} minutes in {len(data['modules'])} module(s), without breaks.")
    if data["left_out"]:
        shown += ["", "Left out:", *(f"- {left['id']}: {left['reason']}" for left in data["left_out"])]
    return shown
