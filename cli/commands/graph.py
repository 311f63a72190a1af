"""rumbo graph"""

from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.outcome import Artifact, Drawing
from rumbo.build.write import write_files
from rumbo.cli.content import curriculum_option, read_all, read_to_use, stop, stop_if_touched
from rumbo.cli.languages import in_language, the_language
from rumbo.cli.planned import the_profile
from rumbo.cli.printing import stop_if_damaged


@click.command("graph")
@click.option("--profile", metavar="FILE", help="Only the modules in the plan of a profile, and what is known.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("graph.svg"),
    show_default=True,
    help="File to write the picture to.",
)
@click.option("--language", help="Language of the picture's own words.  [default: that of the profile, or en]")
@click.option("--links", default="", metavar="ADDRESS", help="Where each box leads; {id} stands for the module's id.")
@curriculum_option
def command(profile: str | None, output: Path, language: str | None, links: str, folders: tuple[Path, ...]) -> None:
    """Draw which module builds on which, as SVG, and print the same in words.

    Without a profile all modules are drawn. Too many for one page are drawn in rows, level by level.

    Example:  rumbo graph --profile glam-partner-mexico -o graph.svg
    """
    if links and "{id}" not in links:
        raise click.UsageError("--links needs {id} where the id of the module is to stand, as in handouts/{id}.pdf.")
    stop_if_damaged()
    reading = read_to_use(folders) if profile else read_all(folders)
    chosen = the_profile(profile, reading) if profile else None
    plan = pipeline.plan_for(chosen.value, reading.curriculum) if chosen else None
    names = [step.module for step in plan.steps] if plan else list(reading.curriculum.modules)
    stop_if_touched(reading, names)
    if not names:
        raise click.ClickException("There is no module to draw.")
    labels = Labels(the_language(language or (chosen.value.language if chosen else SOURCE_LANGUAGE)))
    value = chosen.value if chosen else None
    drawing = pipeline.drawing_of(in_language(reading.curriculum, labels.language), labels, value, plan, links)
    problem = write_files([Artifact(output.name, drawing.svg)], output.parent)
    if problem:
        stop(problem)
    said = pipeline.drawing_of(reading.curriculum, Labels(SOURCE_LANGUAGE), value, plan)
    click.echo("\n".join([*lines(said), "", str(output)]))


def lines(drawing: Drawing) -> list[str]:
    """The drawing for people who read it: a module a line, with what comes before it."""
    return [
        f"{told.sign}. {told.title} ({told.module}){': ' if told.facts else ''}{'; '.join(told.facts)}"
        for told in drawing.words
    ]
