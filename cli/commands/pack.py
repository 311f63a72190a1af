"""rumbo pack"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rumbo.build.documents.names import NAMES, PLAN
from rumbo.build.write import turn, write_pack
from rumbo.cli.caching import cache_option
from rumbo.cli.options import (
    complete,
    curriculum_option,
    form_options,
    kinds_of,
    only_option,
    said,
    say,
    stop,
    waits_for,
)
from rumbo.cli.packed import Asked, Packed, keep_packed, packed_before, put
from rumbo.cli.printing import load_early, show_files, stop_if_damaged, style_of, style_options

if TYPE_CHECKING:
    from rumbo.build.outcome import Artifact
    from rumbo.cli.packing import Order

PACKS = Path("packs")
"""Where packs go if nobody says so."""


@click.command("pack")
@click.argument("profile", required=False, shell_complete=complete("profiles"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to write to.  [default: packs/<name of the profile>]",
)
@only_option
@click.option(
    "--verify",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write nothing; make the pack in DIR again from its plan and say which files are still the same.",
)
@style_options("the profile's, or a4")
@cache_option
@form_options
@click.option("--strict-language", "strict", is_flag=True, help="Refuse to print texts that are not translated.")
@click.option(
    "--fresh", is_flag=True, help="Refuse to print law that must be read again before the workshop is over."
)
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
    strict: bool,
    fresh: bool,
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
        from rumbo.cli.verify import verify as verify_pack

        return verify_pack(verify, folders, table)
    if profile is None:
        raise click.UsageError("Missing argument 'PROFILE'.")
    asked = Asked(profile, kinds_of(only), table, folders, wishes, dt.date.today(), strict, fresh)
    if not _put_again(asked, output, zipped=zipped):
        _make(asked, output, zipped=zipped)
    return None


def _put_again(asked: Asked, output: Path | None, *, zipped: bool) -> bool:
    """Puts a pack into its folder that was made before; says whether that could be done."""
    packed = packed_before(asked)
    if packed is None:
        return False
    folder = output or PACKS / packed.id
    done, problem = put(packed, folder)
    if problem:
        stop(problem)
    if done:
        for line in packed.said:
            say(line)
        _show(packed.artifacts, folder, zipped=zipped)
    return done


def _make(asked: Asked, output: Path | None, *, zipped: bool) -> None:
    """Plans, prints and writes a pack."""
    stop_if_damaged()
    load_early(len(asked.kinds) or len(NAMES), asked.folders, asked.wishes)
    from rumbo.cli.content import read_to_use
    from rumbo.cli.packing import Order, files_behind, people_in
    from rumbo.cli.planned import the_plan

    planned = the_plan(asked.profile, read_to_use(asked.folders))
    if not planned.plan.steps:
        raise click.ClickException(
            "No module fits this profile: its time, its trainers or their languages. `rumbo plan` tells more."
        )
    style = style_of(asked.wishes, planned.profile.value.paper)
    folder = output or PACKS / planned.profile.id
    people = people_in(asked.table)
    order = Order(planned, asked.kinds, style, people, asked.today, strict=asked.strict, fresh=asked.fresh)
    artifacts = _write(order, folder)
    keep_packed(asked, Packed(planned.profile.id, artifacts, said()), files_behind(planned.profile))
    _show(artifacts, folder, zipped=zipped)


def _write(order: "Order", folder: Path) -> "list[Artifact]":
    """Prints and writes a pack."""
    from rumbo.cli.packing import make

    with turn(folder, lambda: click.echo(waits_for(folder), err=True)) as problem:
        if problem:
            stop(problem)
        artifacts = make(order, folder)
        problem = write_pack(artifacts, folder)
        if problem:
            stop(problem)
    return artifacts


def _show(artifacts: "Sequence[Artifact]", folder: Path, *, zipped: bool) -> None:
    """Says what is in a pack."""
    show_files(artifacts, folder)
    if zipped:
        from rumbo.cli.packing import zip_beside

        click.echo(zip_beside(folder))
    if any(artifact.kind == PLAN for artifact in artifacts):
        click.echo(f"\nStart with {folder / 'plan.pdf'}: it says what to print, how often and for whom.")
