"""rumbo path"""

from collections.abc import Callable
from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.rows import Row, path_data
from rumbo.build.exchange.ways import curated_data, next_data
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.outcome import LearningPath
from rumbo.build.words import counted
from rumbo.build.yaml_text import write
from rumbo.cli.ask import ask_wishes
from rumbo.cli.content import (
    as_json,
    complete,
    curriculum_option,
    format_option,
    read_to_use,
    stop_if_failed,
    stop_if_touched,
    the_modules,
)
from rumbo.cli.planned import the_profile


@click.command("path")
@click.argument("modules", nargs=-1, metavar="[MODULE]...", shell_complete=complete("modules"))
@click.option("--profile", metavar="FILE", help="Take wishes and what is known from a profile (file or id).")
@click.option("--next", "following", is_flag=True, help="Show what can be taught next, nearest first.")
@click.option(
    "--known", multiple=True, metavar="MODULE", shell_complete=complete("modules"), help="With --next: a module done."
)
@curriculum_option
@format_option("text", "json", "yaml")
def command(
    modules: tuple[str, ...],
    profile: str | None,
    known: tuple[str, ...],
    folders: tuple[Path, ...],
    form: str,
    *,
    following: bool,
) -> None:
    """Show an ordered learning path with the reason for each module.

    With MODULEs the path leads to these; with a profile it closes the gaps of the group; with neither, a few
    questions are asked. The id of a curated path (`rumbo list paths`) in place of modules shows that path with
    the purpose of each module, the milestones between them and the follow-up.

    Example:  rumbo path openrefine-onboarding
    """
    if modules and profile:
        raise click.UsageError("Give modules or a profile, not both.")
    if (known and not following) or (modules and following):
        raise click.UsageError("--next goes with --known or --profile, and --known only with --next.")
    reading = read_to_use(folders)
    if following:
        click.echo(_next(known, profile, reading, form))
        return
    if len(modules) == 1 and modules[0] in reading.curriculum.paths.keys() - reading.curriculum.modules.keys():
        click.echo(_curated(modules[0], reading, form))
        return
    if modules:
        path = pipeline.path_to(the_modules(modules, reading), reading.curriculum)
    elif profile:
        path = pipeline.path_for(the_profile(profile, reading).value, reading.curriculum)
    else:
        path = pipeline.path_for(ask_wishes(reading.curriculum), reading.curriculum)
    stop_if_touched(reading, [step.module for step in path.steps])
    click.echo(_shown(path, reading.curriculum, form))


def _shown(path: LearningPath, curriculum: Curriculum, form: str) -> str:
    return _printed(path_data(path, curriculum, Labels(SOURCE_LANGUAGE)), form, lines)


def _next(known: tuple[str, ...], profile: str | None, reading: pipeline.Reading, form: str) -> str:
    value = the_profile(profile, reading).value if profile else None
    found = pipeline.next_for(the_modules(known, reading), reading.curriculum, value)
    stop_if_touched(reading, [one.module for one in found])
    return _printed(next_data(found, reading.curriculum), form, next_lines)


def _curated(name: str, reading: pipeline.Reading, form: str) -> str:
    entry = reading.curriculum.paths[name]
    stop_if_failed([problem for problem in reading.problems if problem.file == entry.file.name])
    stop_if_touched(reading, [leg.module for leg in entry.value.modules])
    return _printed(curated_data(entry, reading.curriculum), form, curated_lines)


def _printed(data: Row, form: str, as_lines: Callable[[Row], list[str]]) -> str:
    if form == "json":
        return as_json(data)
    return write(data).rstrip() if form == "yaml" else "\n".join(as_lines(data))


def lines(data: Row) -> list[str]:
    """A path for people: numbered modules, a reason a line, then what was left out."""
    shown = []
    for number, step in enumerate(data["modules"], start=1):
        shown.append(f"{number}. {step['title']} ({step['id']}), {step['minutes']} minutes")
        shown += [f"   - {reason}" for reason in step["reasons"]]
    shown.append(f"\n{data['minutes']} minutes in {counted(len(data['modules']), 'module')}, without breaks.")
    if data["left_out"]:
        shown += ["", "Left out:", *(f"- {left['id']}: {left['reason']}" for left in data["left_out"])]
    return shown


def next_lines(data: Row) -> list[str]:
    """What can be taught next: numbered modules with what they give and what opens after them."""
    shown = []
    for number, one in enumerate(data["next"], start=1):
        shown.append(f"{number}. {one['title']} ({one['id']}), {one['minutes']} minutes")
        gives = [
            f"{name} {level}{' (wanted)' if name in one['wanted'] else ''}" for name, level in one["gives"].items()
        ]
        shown.append(f"   - gives {', '.join(gives)}")
        if one["better_after"]:
            shown.append(f"   - better after {', '.join(one['better_after'])}")
        if one["opens"]:
            shown.append(f"   - opens the way to {', '.join(one['opens'])}")
    return shown or ["Everything is known: no module comes next."]


def curated_lines(data: Row) -> list[str]:
    """A curated path for people: numbered modules with purpose and milestone, then what follows."""
    shown = [f"{data['title']} ({data['id']})", data["summary"], ""]
    for number, step in enumerate(data["modules"], start=1):
        shown.append(f"{number}. {step['title']} ({step['id']}), {step['minutes']} minutes")
        shown.append(f"   - {step['purpose']}")
        if step["milestone"]:
            shown.append(f"   - Then, for at least {step['milestone']['days']} days: {step['milestone']['task']}")
            shown.append(f"     Done when: {step['milestone']['done_when']}")
    shown.append(f"\n{data['minutes']} minutes in {counted(len(data['modules']), 'module')}, without breaks.")
    if data["days"]:
        shown.append(f"At least {data['days']} days for what people do by themselves.")
    for later in data["follow_up"]:
        shown += ["", f"{later['days']} days after the last module: {later['task']}"]
        shown += [f"- {question}" for question in later["ask"]]
    return shown
