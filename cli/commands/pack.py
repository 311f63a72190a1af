"""rumbo pack"""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from rumbo.build import pipeline
from rumbo.build.model import Participant
from rumbo.build.words import did_you_mean
from rumbo.build.write import turn, write_pack
from rumbo.cli.content import as_text, complete, curriculum_option, read_all, stop, stop_if_failed, the_plan
from rumbo.cli.packing import PLAN, Order, make, zip_beside
from rumbo.cli.printing import show_files, style_of, style_options
from rumbo.cli.verify import verify as verify_pack


@click.command("pack")
@click.argument("profile", required=False, shell_complete=complete("profiles"))
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
@click.option(
    "--verify",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write nothing; make the pack in DIR again from its plan and say which files are still the same.",
)
@style_options
@click.option("--two-sided", is_flag=True, help="Chapters begin on a right-hand page; the wide margin is bound.")
@click.option("--booklet", is_flag=True, help="The handbook also two pages a sheet, to be folded and stapled.")
@click.option("--html", is_flag=True, help="All documents as pages for screens, too; each is one file.")
@click.option("--epub", is_flag=True, help="The handbook as an electronic book (EPUB), too.")
@click.option("--zip", "zipped", is_flag=True, help="The whole pack as one file beside its folder, too.")
@click.option(
    "--participants",
    "table",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="A table of the people who come, one row each: name, and if you like username, pronoun, email, consent...",
)
@curriculum_option
def command(
    profile: str | None,
    output: Path | None,
    only: str | None,
    verify: Path | None,
    table: Path | None,
    folders: tuple[Path, ...],
    *,
    zipped: bool,
    **wishes: Any,
) -> None:
    """Write the workshop pack of PROFILE (a file or an id), or of a saved plan.

    The folder holds the plan with its reasons, the agenda, the facilitator guide, the participant handbook and each
    handout by itself, all as PDF, and the plan
    as a file that can be edited and used again. It appears whole or not at all; a pack that is there already
    is replaced, and files of your own in it are kept.

    With a table of participants, badges, lists and certificates bear names; only you can read those files.

    Example:  rumbo pack curriculum/profiles/glam-partner-mexico.yaml
    """
    if verify is not None:
        return verify_pack(verify, folders, _people(table))
    if profile is None:
        raise click.UsageError("Missing argument 'PROFILE'.")
    kinds = _kinds(only)
    planned = the_plan(profile, read_all(folders))
    if not planned.plan.steps:
        raise click.ClickException(
            "No module fits into the time of this profile. `rumbo plan` tells what is missing."
        )
    style = style_of(wishes, planned.profile.value.paper)
    order = Order(planned, kinds, style, _people(table), dt.date.today())
    _write(order, output or Path("packs") / planned.profile.id, zipped=zipped)
    return None


def _write(order: Order, folder: Path, *, zipped: bool) -> None:
    """Prints and writes a pack, and says what is in it."""
    with turn(folder, lambda: _tell_to_wait(folder)) as problem:
        if problem:
            stop(problem)
        artifacts = make(order, folder)
        problem = write_pack(artifacts, folder)
        if problem:
            stop(problem)
        show_files(artifacts, folder)
        if zipped:
            click.echo(zip_beside(folder))
    if any(artifact.kind == PLAN for artifact in artifacts):
        click.echo(f"\nStart with {folder / 'plan.pdf'}: it says what to print, how often and for whom.")


def _tell_to_wait(folder: Path) -> None:
    click.echo(f"{folder} is being written by another run; waiting until that is done.", err=True)


def _people(table: Path | None) -> tuple[Participant, ...]:
    """The people in a table, if one is given; what is not used of it is told. An error in it ends the command."""
    people, problems = pipeline.read_people(table) if table else ((), [])
    for problem in problems:
        if problem.severity == "note":
            click.echo(as_text(problem), err=True)
    stop_if_failed(problems)
    return people


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
