"""rumbo patterns"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.exchange.rows import Row
from rumbo.build.model import Pattern
from rumbo.build.search import search
from rumbo.cli.content import as_json, complete, curriculum_option, format_option, read_to_use, table
from rumbo.cli.planned import the_plan
from rumbo.cli.tell_plan import pattern_rows

COLUMNS = ("id", "title", "rank", "why")


@click.command("patterns")
@click.argument("words", nargs=-1)
@click.option("--for", "profile", shell_complete=complete("profiles"), help="Those that fit the plan of a profile.")
@curriculum_option
@format_option("table", "json")
def command(words: tuple[str, ...], profile: str | None, folders: tuple[Path, ...], form: str) -> None:
    """Find the learning patterns that help: by WORDS, for a profile, or both, the best first.

    What counts is how well a pattern fits, and what its uses have shown: one that worked counts two, one that
    failed takes two away, and a text past its review loses.

    Example:  rumbo patterns --for glam-partner-mexico
    """
    reading = read_to_use(folders)
    found = search(" ".join(words), reading.curriculum) if words else []
    wanted = [entry.id for kind, entry in found if kind == "patterns"]
    if profile:
        planned = the_plan(profile, reading)
        helping = pipeline.helping(planned.profile.value, planned.plan, planned.curriculum)
        rows = [row for row in pattern_rows(helping, planned.curriculum) if not words or row["id"] in wanted]
    else:
        names = wanted if words else list(reading.curriculum.patterns)
        rows = sorted(_proved(names, reading.curriculum), key=lambda row: -row["rank"])
    if form == "json":
        click.echo(as_json(rows))
    elif rows:
        click.echo(table([{**row, "why": _why(row)} for row in rows], COLUMNS))
    else:
        click.echo("No learning pattern fits. Try fewer words, or `rumbo list patterns`.")


def _proved(names: list[str], curriculum: Curriculum) -> Iterator[Row]:
    """Patterns with what speaks for them today; earlier in the list is better where nothing else decides."""
    for name in names:
        entry: Entry[Pattern] = curriculum.patterns[name]
        proof = pipeline.proof_of(entry.value, dt.date.today())
        used = {"yes": proof.yes, "partly": proof.partly, "no": proof.no, "fresh": proof.fresh}
        yield {"id": name, "title": entry.value.title, "reasons": [], "rank": proof.points, "used": used}


def _why(row: Row) -> str:
    """Reasons and uses in a few words."""
    used = row["used"]
    told = [f"{used[worked]}x {said}" for worked, said in SAID.items() if used[worked]]
    stale = [] if used["fresh"] else ["past its review"]
    return "; ".join([*row["reasons"], *told, *stale]) or "not used yet"


SAID = {"yes": "worked", "partly": "worked in part", "no": "did not work"}
