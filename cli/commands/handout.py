"""rumbo handout"""

from pathlib import Path
from typing import Any

import click
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.layer import templates_of
from rumbo.build.write import write_files
from rumbo.cli.caching import cache_option
from rumbo.cli.options import complete, curriculum_option, stop
from rumbo.cli.printing import load_early, print_documents, show_files, stop_if_damaged, style_of, style_options


@click.command("handout")
@click.argument("modules", nargs=-1, required=True, metavar="MODULE...", shell_complete=complete("modules"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("handouts"),
    show_default=True,
    help="Folder to write to.",
)
@click.option("--exercises", is_flag=True, help="Add the exercises and the quiz, without answers.")
@click.option("--language", default=SOURCE_LANGUAGE, show_default=True, help="Language to print in.")
@click.option("--country", metavar="XX", help="Tell the law of this country, by two letters such as MX.")
@style_options("a4")
@cache_option
@curriculum_option
def command(
    modules: tuple[str, ...],
    output: Path,
    language: str,
    country: str | None,
    folders: tuple[Path, ...],
    *,
    exercises: bool,
    **wishes: Any,
) -> None:
    """Print the handouts of one or more modules, one PDF each.

    Example:  rumbo handout copyright-basics ai-basics -o tonight
    """
    stop_if_damaged()
    load_early(len(set(modules)), folders, wishes)
    from rumbo.build import press
    from rumbo.cli.content import read_to_use, stop_if_touched, the_modules
    from rumbo.cli.countries import mention_silence, the_country
    from rumbo.cli.languages import in_language, the_language

    the_language(language)
    country = the_country(country)
    reading = read_to_use(folders)
    names = the_modules(dict.fromkeys(modules), reading)
    stop_if_touched(reading, names)
    mention_silence(country, names, reading.curriculum)
    curriculum = in_language(reading.curriculum, language, names)
    documents = press.handouts_of(names, curriculum, language, country, exercises=exercises)
    artifacts = print_documents(documents, style_of(wishes), templates_of(reading.curriculum.layers))
    problem = write_files(artifacts, output)
    if problem:
        stop(problem)
    show_files(artifacts, output)
