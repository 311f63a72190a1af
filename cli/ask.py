"""Plain numbered questions: they work on a terminal, in a pipe and with a screen reader."""

import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Wishes

WIDTH = 60
NUMBERS = "Numbers, with spaces between"
AT_LEAST_ONE = "Please choose at least one."


def ask_wishes(curriculum: Curriculum) -> Wishes:
    """Asks for the audience, what is wanted and what is known. Answers that end too soon are wrong usage."""
    try:
        return _ask_all(curriculum)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo(err=True)
        message = "The answers ended before the questions did. Give modules, or --profile FILE, instead."
        raise click.UsageError(message) from None


def _ask_all(curriculum: Curriculum) -> Wishes:
    click.echo("A few questions; press Enter to leave one out, Ctrl-C to stop.\n", err=True)
    audience = _ask_ids("Which audience is it?", curriculum.audiences, at_least=1)
    taught = pipeline.taught(curriculum)
    offered = {name: entry for name, entry in curriculum.competencies.items() if name in taught}
    wanted = _ask_ids("What do they want to be able to do?", offered, at_least=1)
    wants = {name: _ask_level(curriculum.competencies[name].value.title) for name in wanted}
    known = _ask_ids("Which modules have they done already?", curriculum.modules)
    return Wishes(audience=audience, wants=dict(_reachable(wants, taught, curriculum)), known=known)


def _ask_ids(question: str, entries: Mapping[str, Entry], *, at_least: int = 0) -> tuple[str, ...]:  # type: ignore[type-arg]
    names = list(entries)
    click.echo(question, err=True)
    show_numbered([entry.value.title for entry in entries.values()])
    while True:
        answer = click.prompt(NUMBERS, default="", show_default=False, err=True)
        chosen, fault = numbered(answer, names)
        if fault:
            click.echo(fault, err=True)
        elif len(chosen) < at_least:
            click.echo(AT_LEAST_ONE, err=True)
        else:
            return chosen


def show_numbered(titles: Iterable[str]) -> None:
    """One line for each thing that can be chosen, with its number; narrow enough for 60 columns."""
    for number, title in enumerate(titles, start=1):
        lines = textwrap.fill(title, WIDTH, initial_indent=f"  {number:>2}  ", subsequent_indent=" " * 6)
        click.echo(lines, err=True)


def numbered(answer: str, names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The names whose numbers were typed, each once; or a sentence about the first that is no number of the list."""
    words = answer.replace(",", " ").split()
    wrong = [word for word in words if not (word.isdecimal() and 1 <= int(word) <= len(names))]
    if wrong:
        return (), f"'{wrong[0]}' is not one of the numbers 1 to {len(names)}."
    return tuple(dict.fromkeys(names[int(word) - 1] for word in words)), ""


def _ask_level(title: str) -> int:
    click.echo(f"How far for '{title}'? 1 with help, 2 alone, 3 hard cases and teaching others", err=True)
    return int(click.prompt("Level", type=click.IntRange(1, 3), default=1, err=True))


def _reachable(
    wants: Mapping[str, int], taught: Mapping[str, int], curriculum: Curriculum
) -> Iterator[tuple[str, int]]:
    """The wishes at the highest level that is taught; where that is less than was asked for, it is said."""
    for name, level in wants.items():
        if taught[name] < level:
            title = curriculum.competencies[name].value.title
            click.echo(f"note: '{title}' is taught only to level {taught[name]}.", err=True)
        yield name, min(level, taught[name])
