"""rumbo translate"""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rumbo.build import translation
from rumbo.build.catalogue import Message
from rumbo.build.content.load import load_text
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.labels import SOURCE_LANGUAGE, is_language
from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem
from rumbo.build.words import counted
from rumbo.build.write import write_files
from rumbo.cli.content import (
    F,
    as_json,
    as_text,
    curriculum_option,
    format_option,
    load_only,
    mention,
    stop,
    stop_if_failed,
    table,
)

HERE = Path("curriculum")


def _where(command: F) -> F:
    """`--lang` and `--into`: which translations."""
    lang = click.option("--lang", "languages", multiple=True, metavar="CODE", help="A language; all if left out.")
    into = click.option(
        "--into",
        "home",
        type=click.Path(file_okay=False, path_type=Path),
        default=HERE,
        show_default=True,
        metavar="DIR",
        help="The folder of a curriculum in which the folder `locale` lies.",
    )
    return lang(into(command))


@click.group("translate")
def command() -> None:
    """Translate the content: PO files for translators, what is done, what is wrong.

    Example:  rumbo translate status --lang es
    """


@command.command("update", short_help="Write or renew the PO files.")
@click.argument("names", nargs=-1, metavar="[UNITS]...")
@_where
@curriculum_option
def update(names: tuple[str, ...], languages: tuple[str, ...], home: Path, folders: tuple[Path, ...]) -> None:
    """Take all texts out of the content and bring the PO files up to date.

    UNITS are ids such as editing-basics or glossary; all content of the folder if left out. A text that has moved
    keeps its translation, one that has changed keeps it as fuzzy with the words it was made from.

    Example:  rumbo translate update --lang es
    """
    curriculum, today = load_only(folders), dt.date.today()
    units = _units(names, home, curriculum)
    for language in _languages(languages, home):
        there, problems = translation.read_catalogues(home, language)
        stop_if_failed(problems)
        catalogues = dict(translation.updated(units, language, there, today))
        changed = [(name, one) for name, one in catalogues.items() if one != there.get(name)]
        _write(translation.as_files(changed, language), home)
        click.echo(f"{language}: {_files(len(changed))} written, {_files(len(catalogues) - len(changed))} unchanged")


@command.command("status", short_help="Say how much is translated.")
@click.argument("names", nargs=-1, metavar="[UNITS]...")
@_where
@click.option("--units", "by_unit", is_flag=True, help="A line for each unit rather than for each language.")
@format_option("table", "json")
@curriculum_option
def status(
    names: tuple[str, ...],
    languages: tuple[str, ...],
    home: Path,
    by_unit: bool,  # noqa: FBT001
    form: str,
    folders: tuple[Path, ...],
) -> None:
    """Count translated, fuzzy and missing texts, by language or by unit.

    Example:  rumbo translate status --lang es --units
    """
    units = _units(names, home, load_only(folders))
    rows: list[dict[str, object]] = []
    for language in _languages(languages, home):
        there, problems = translation.read_catalogues(home, language)
        mention(problems)
        told = list(translation.progress(units, language, there))
        rows += [_row(one) for one in told] if by_unit else [_row(translation.together(told, language))]
    columns = [*(["unit"] if by_unit else []), "language", "translated", "fuzzy", "missing", "percent", "draft"]
    click.echo(as_json(rows) if form == "json" else table(rows, columns))


def _row(one: translation.Progress) -> dict[str, object]:
    counts = {"translated": one.translated, "fuzzy": one.fuzzy, "missing": one.missing}
    percent = 100 * one.translated // one.whole if one.whole else 100
    return {"unit": one.unit, "language": one.language, **counts, "percent": percent, "draft": _yes(one.draft)}


@command.command("check", short_help="Find what is wrong with translations.")
@_where
@click.option("--notes", is_flag=True, help="Terms that are not translated as the glossary says, too.")
def check(languages: tuple[str, ...], home: Path, notes: bool) -> None:  # noqa: FBT001
    """Find lost links and marks, numbers that differ, texts that are too long, and terms that are not the glossary's.

    Example:  rumbo translate check --lang es
    """
    bad = False
    for language in _languages(languages, home):
        there, problems = translation.read_catalogues(home, language)
        problems += translation.linted(home, language, there)
        for problem in sorted(problems):
            if notes or problem.severity != "note":
                click.echo(as_text(problem))
        count = sum(len(one.translations) for one in there.values())
        errors, rest = (sum(one.severity == kind for one in problems) for kind in ("error", "warning"))
        found = f"{counted(errors, 'error')}, {counted(rest, 'warning')}" if errors or rest else "no problem"
        click.echo(f"{language}: {count} texts in {_files(len(there))} checked: {found}.")
        bad = bad or errors > 0
    sys.exit(1 if bad else 0)


@command.command("export", short_help="Write translations for other tools.")
@click.argument("names", nargs=-1, metavar="[UNITS]...")
@_where
@format_option("po", "xliff", "json")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("translations"),
    show_default=True,
    help="Folder to write to.",
)
@curriculum_option
def export(
    names: tuple[str, ...],
    languages: tuple[str, ...],
    home: Path,
    form: str,
    output: Path,
    folders: tuple[Path, ...],
) -> None:
    """Write texts with their translations as PO, XLIFF 1.2 or JSON.

    Example:  rumbo translate export movement-basics --lang es --format xliff
    """
    units = _units(names, home, load_only(folders))
    for language in _languages(languages, home):
        there, problems = translation.read_catalogues(home, language)
        stop_if_failed(problems)
        catalogues = translation.updated(units, language, there, dt.date.today())
        written = _write(translation.in_form(catalogues, language, form), output)
        click.echo(f"{language}: {_files(written)} in {output}")


@command.command("import", short_help="Put translations of other tools in.")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--into", "home", type=click.Path(file_okay=False, path_type=Path), default=HERE, show_default=True)
def import_files(files: tuple[Path, ...], home: Path) -> None:
    """Put translations from PO, XLIFF or JSON files into the PO files of the content.

    A translation is taken where place and words of its text are still the same; others are counted and left out.

    Example:  rumbo translate import translations/es/modules/movement-basics.xliff
    """
    for path in files:
        language, known = _known(path)
        there, problems = translation.read_catalogues(home, language)
        stop_if_failed(problems)
        changed = list(translation.put_in(there, known, dt.date.today()))
        _write(translation.as_files(changed, language), home)
        strangers = translation.strangers(there, known)
        left = f"; {strangers} belong to no text and were left out" if strangers else ""
        click.echo(f"{path}: {len(known) - strangers} translations into {language}{left}")


def _known(path: Path) -> tuple[str, Sequence[tuple[Message, str]]]:
    """The language and the translations of a file; one that cannot be read ends the command."""
    file, problems = load_text(path)
    stop_if_failed(problems)
    assert file is not None  # without an error there is a text
    try:
        return translation.from_file(path.suffix, file.text)
    except translation.Unreadable as error:
        hint = "give a file that `rumbo translate export` wrote, filled by a translator's tool"
        stop(Problem(str(path), 0, 0, "L103", f"cannot be read: {error}", hint))


def _units(names: Iterable[str], home: Path, curriculum: Curriculum) -> list[translation.Unit]:
    """The units that are meant; a name that is none ends the command."""
    names = set(names)
    owner = next((one.name for one in curriculum.layers if one.curriculum.resolve() == home.resolve()), "")
    units = list(translation.units_of(curriculum, names, owner))
    for name in names - {unit.name for unit in units} - {unit.name.rpartition("/")[2] for unit in units}:
        raise click.UsageError(f"There is no '{name}' to translate. See `rumbo translate status --units`.")
    return units


def _languages(given: Sequence[str], home: Path) -> Sequence[str]:
    """The languages that are meant; all that are there if none is named."""
    for code in given:
        if not is_language(code) or code == SOURCE_LANGUAGE:
            raise click.UsageError(f"'{code}' is no language to translate into. Give a code such as es or pt-br.")
    found = given or translation.languages_of([Layer("", home, home)])
    if not found:
        raise click.UsageError("There are no translations yet. Name a language: --lang es")
    return found


def _write(artifacts: Iterable[Artifact], home: Path) -> int:
    """Writes files and says how many; what prevents it ends the command."""
    files = list(artifacts)
    problem = write_files(files, home)
    if problem:
        stop(problem)
    return len(files)


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"


def _yes(value: bool) -> str:  # noqa: FBT001
    return "yes" if value else "no"
