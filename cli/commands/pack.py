"""rumbo pack"""

import datetime as dt
from pathlib import Path

import click
from rumbo.build import pipeline, replay
from rumbo.build.words import did_you_mean
from rumbo.build.write import refused, write_pack
from rumbo.cli.content import complete, curriculum_option, read_all, stop, the_plan
from rumbo.cli.printing import print_documents, show_files


@click.command("pack")
@click.argument("profile", shell_complete=complete("profiles"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to write to.  [default: packs/<name of the profile>]",
)
@click.option(
    "--only",
    metavar="KINDS",
    help=f"Make only these documents, separated by commas: {', '.join(pipeline.DOCUMENTS)}.",
)
@curriculum_option
def command(profile: str, output: Path | None, only: str | None, folders: tuple[Path, ...]) -> None:
    """Write the workshop pack of PROFILE (a file or an id), or of a saved plan.

    The folder holds the plan with its reasons, the agenda, the facilitator guide, the participant handbook and each
    handout by itself, all as PDF, and the plan
    as a file that can be edited and used again. It appears whole or not at all; a pack that is there already
    is replaced, and files of your own in it are kept.

    Example:  rumbo pack curriculum/profiles/glam-partner-mexico.yaml
    """
    kinds = _kinds(only)
    reading = read_all(folders)
    planned = the_plan(profile, reading)
    if not planned.plan.steps:
        raise click.ClickException(
            "No module fits into the time of this profile. `rumbo plan` tells what is missing."
        )
    folder = output or Path("packs") / planned.profile.id
    problem = refused(folder)
    if problem:
        stop(problem)
    artifacts = print_documents(pipeline.documents_of(planned.profile, planned.plan, planned.curriculum, kinds))
    today = dt.date.today()
    artifacts += replay.files_of(planned.profile, planned.plan, artifacts, planned.curriculum, today)
    problem = write_pack(artifacts, folder)
    if problem:
        stop(problem)
    show_files(artifacts, folder)
    if not kinds or "plan" in kinds:
        click.echo(f"\nStart with {folder / 'plan.pdf'}: it says what to print, how often and for whom.")


def _kinds(only: str | None) -> tuple[str, ...]:
    """The kinds of documents that a person named."""
    kinds = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in kinds:
        if name not in pipeline.DOCUMENTS:
            hint = did_you_mean(name, pipeline.DOCUMENTS)
            raise click.UsageError(
                f"There is no document '{name}'. {hint or 'Choose from: ' + ', '.join(pipeline.DOCUMENTS)}"
            )
    return kinds
