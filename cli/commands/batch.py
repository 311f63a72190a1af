"""rumbo batch"""

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rumbo.build.asked import paper_of
from rumbo.build.packs import read_pack
from rumbo.build.problem import Problem
from rumbo.build.write import turn_at_many
from rumbo.cli.batch.crew import Crew, here
from rumbo.cli.batch.make import Batch, Gather, make_all, write_summary
from rumbo.cli.batch.summary import SUMMARY, Line, as_table, in_words
from rumbo.cli.batch.wanted import Item, items
from rumbo.cli.caching import cache_option, the_cache
from rumbo.cli.content import as_text, complete, curriculum_option, read_all, stop
from rumbo.cli.options import form_options, kinds_of, only_option, seen, waits_for
from rumbo.cli.printing import lacking, style_of, style_options


@click.command("batch")
@click.argument("profiles", nargs=-1, required=True, shell_complete=complete("profiles"))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("packs"),
    show_default=True,
    help="Folder in which each pack gets a folder of its own.",
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Packs made at a time.  [default: one a core]")
@click.option("--resume", is_flag=True, help="Leave packs that are there and are what is asked for as they are.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let a Dask cluster make the packs, such as tcp://HOST:8786.  "
    "[needs: pip install '.[cluster]' in the folder of Rumbo]",
)
@only_option
@style_options("the profile's, or a4")
@cache_option
@form_options
@curriculum_option
def command(
    profiles: tuple[str, ...],
    output: Path,
    jobs: int | None,
    scheduler: str | None,
    only: str | None,
    folders: tuple[Path, ...],
    *,
    resume: bool,
    **wishes: Any,
) -> None:
    """Write the packs of many PROFILES: files, ids, saved plans, or tables (FILE.csv) with one row a pack.

    A table names a profile in the column "profile" and, in further columns, what is different for that group:
    docs/many-packs.md lists them. A pack that cannot be made is reported, and the others are made. At the end a
    table and summary.json say what there is.

    Example:  rumbo batch glam-partner-mexico advocacy-network --only agenda -o packs
    """
    if jobs and scheduler:
        raise click.UsageError("--jobs is for this machine; with --scheduler the cluster's workers decide.")
    problem = lacking()
    if problem:
        stop(problem)
    if read_pack(output):
        raise click.UsageError(f"{output} is a pack itself; choose another folder with -o.")
    reading, today = read_all(folders), dt.date.today()
    found, noted = items(profiles, reading, today)

    for told in noted:
        click.echo(as_text(told), err=True)
    batch = Batch(output, reading, kinds_of(only), lambda one: style_of(wishes, paper_of(one)), today, resume)
    lines, problem = _make(found, batch, _cluster(scheduler) if scheduler else _processes(jobs))
    if problem:
        click.echo(as_text(problem), err=True)
    also = "" if problem else f"; {output / SUMMARY} tells the same to programs"
    click.echo(seen(f"{as_table(lines)}\n\n{in_words(lines, str(output))}{also}."))
    sys.exit(1 if problem or any(line.state == "failed" for line in lines) else 0)


def _make(found: Sequence[Item], batch: Batch, gather: Gather) -> tuple[list[Line], Problem | None]:
    """Makes and writes packs and their summary in the turn of this batch; tells if the summary has no place."""
    folder = batch.folder
    with turn_at_many(folder, lambda: click.echo(waits_for(folder), err=True)) as problem:
        if problem:
            stop(problem)
        lines = make_all(found, batch, gather)
        return lines, write_summary(lines, folder)


def _processes(jobs: int | None) -> Gather:
    """Processes of this machine, as many as there are cores for us unless a number is given."""

    @contextmanager
    def gather(key: str, pickled: bytes, templates: tuple[Path, ...]) -> Iterator[Crew]:
        del templates  # they are on this machine
        yield here(jobs or len(os.sched_getaffinity(0)), key, pickled, the_cache())

    return gather


def _cluster(address: str) -> Gather:
    """The workers of a Dask cluster; if they cannot be used, the command ends with the reasons."""
    try:
        from rumbo.cli.batch.cluster import Differs, cluster
    except ModuleNotFoundError:
        hint = "install it with: pip install '.[cluster]' in the folder of Rumbo"
        raise click.ClickException(f"--scheduler needs the package distributed, which is not there; {hint}") from None

    @contextmanager
    def gather(key: str, pickled: bytes, templates: tuple[Path, ...]) -> Iterator[Crew]:
        try:
            with cluster(address, key, pickled, templates) as crew:
                yield crew
        except Differs as differs:
            for problem in differs.problems:
                click.echo(as_text(problem), err=True)
            sys.exit(1)

    return gather
