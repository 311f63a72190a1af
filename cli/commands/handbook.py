"""rumbo handbook"""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.layer import templates_of
from rumbo.build.words import did_you_mean
from rumbo.build.write import write_files
from rumbo.cli.caching import cache_option
from rumbo.cli.content import complete, curriculum_option, load_only, stop
from rumbo.cli.languages import in_language, the_language
from rumbo.cli.printing import print_documents, show_files, style_of, style_options


@click.command("handbook")
@click.argument("patterns", nargs=-1, metavar="[PATTERN]...", shell_complete=complete("patterns"))
@click.option("--topic", help="All stable patterns of this topic, such as outreach.")
@click.option("--sheets", is_flag=True, help="A file with one page for each pattern instead of a book.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("patterns"),
    show_default=True,
    help="Folder to write to.",
)
@click.option("--language", default=SOURCE_LANGUAGE, show_default=True, help="Language to print in.")
@style_options("a4")
@cache_option
@curriculum_option
def command(
    patterns: tuple[str, ...],
    topic: str | None,
    output: Path,
    language: str,
    folders: tuple[Path, ...],
    *,
    sheets: bool,
    **wishes: Any,
) -> None:
    """String learning patterns into a handbook with contents and an index, or print a page for each.

    Without PATTERN and --topic, all stable patterns are taken.

    Example:  rumbo handbook --topic outreach
    """
    the_language(language)
    written = load_only(folders)
    names = _chosen(patterns, topic, written)
    curriculum = in_language(written, language)
    today = dt.date.today()
    if sheets:
        documents = pipeline.pattern_sheets(names, curriculum, language, today)
    else:
        documents = (pipeline.pattern_book(names, topic or "", curriculum, language, today),)
    artifacts = print_documents(documents, style_of(wishes), templates_of(curriculum.layers))
    problem = write_files(artifacts, output)
    if problem:
        stop(problem)
    show_files(artifacts, output)


def _chosen(patterns: tuple[str, ...], topic: str | None, curriculum: Curriculum) -> list[str]:
    """The patterns named, or the stable ones of a topic by title."""
    for name in patterns:
        if name not in curriculum.patterns:
            hint = did_you_mean(name, curriculum.patterns) or "see `rumbo list patterns`"
            raise click.UsageError(f"There is no learning pattern '{name}'; {hint}")
    if patterns:
        return list(dict.fromkeys(patterns))
    stable = [entry for entry in curriculum.patterns.values() if entry.value.status == "stable"]
    found = [entry for entry in stable if topic is None or topic in entry.value.topics]
    if not found:
        topics = sorted({word for entry in stable for word in entry.value.topics})
        raise click.UsageError(f"No stable pattern has the topic '{topic}'. Topics: {', '.join(topics)}.")
    return [entry.id for entry in sorted(found, key=lambda entry: (entry.value.title.casefold(), entry.id))]
