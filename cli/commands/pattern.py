"""rumbo pattern"""

import datetime as dt
import sys
from pathlib import Path
from urllib.parse import unquote

import click
from rumbo.build.content.load import load_text
from rumbo.build.exchange.wiki import LEFTOVER, from_page, page_fault, to_page
from rumbo.build.outcome import Artifact
from rumbo.build.words import did_you_mean
from rumbo.build.write import write_files, write_new
from rumbo.build.yaml_text import MAX_BYTES
from rumbo.cli.content import complete, curriculum_option, load_only, sentence, stop, stop_if_failed


@click.group("pattern")
def command() -> None:
    """Exchange learning patterns with the library on Meta-Wiki.

    Example:  rumbo pattern export six-account-limit
    """


@command.command("export", short_help="Write a pattern as a page of the library.")
@click.argument("name", metavar="ID", shell_complete=complete("patterns"))
@click.option(
    "--format",
    "form",
    type=click.Choice(("wikitext",)),
    default="wikitext",
    show_default=True,
    help="How to write the page.",
)
@click.option("--translate", is_flag=True, help="Add the marks of the Translate extension.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File to write to.  [default: print it]",
)
@curriculum_option
def export(name: str, form: str, translate: bool, output: Path | None, folders: tuple[Path, ...]) -> None:  # noqa: FBT001
    """Write the learning pattern ID as a page of the Learning Pattern Library.

    A comment at the end of the page carries what the library has no place for, so that importing the page again
    loses nothing.

    Example:  rumbo pattern export six-account-limit -o six-account-limit.wiki
    """
    del form  # there is one so far
    patterns = load_only(folders).patterns
    if name not in patterns:
        raise click.UsageError(f"There is no pattern '{name}'. {sentence(did_you_mean(name, patterns))}".strip())
    text = to_page(patterns[name], translate=translate)
    if f"\n## {LEFTOVER}\n" in patterns[name].texts["body"].text:
        click.echo(f'note: {name} still has a section "{LEFTOVER}"; it is on the page too.', err=True)
    if output is None:
        click.echo(text, nl=False)
        return
    problem = write_files([Artifact(output.name, text.encode())], output.parent)
    if problem:
        stop(problem)
    click.echo(output)


@command.command("import", short_help="Read a page and write it as a draft.")
@click.argument("source", metavar="FILE|-")
@click.option("--wikitext", is_flag=True, help="The page is wikitext, which is what is read if nothing is said.")
@click.option(
    "--page",
    metavar="NAME",
    help="Name of the page, such as 'Learning patterns/Icebreaker'.  [default: the name of the file]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("learning_patterns"),
    show_default=True,
    metavar="FOLDER",
    help="Folder to write the draft into.",
)
def import_page(source: str, wikitext: bool, page: str | None, output: Path) -> None:  # noqa: FBT001
    """Read a page of the Learning Pattern Library and write it as the draft of a learning pattern.

    FILE holds the wikitext of the page; with - it is read from standard input. What cannot be placed is kept
    word for word in the section "Leftover" of the draft. Nothing that exists is overwritten.

    Example:  rumbo pattern import six-account-limit.wiki -o my-patterns
    """
    del wikitext
    name = page or ("" if source == "-" else unquote(Path(source).stem))
    text = _text(source)
    problem = page_fault(text, source)
    if problem:
        stop(problem)
    draft = from_page(text, name, dt.date.today())
    problem = write_new([draft.file], output)
    if problem:
        stop(problem)
    for note in draft.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(output / draft.file.name)


def _text(source: str) -> str:
    """The text of a file or of standard input; one that cannot be read ends the command."""
    if source != "-":
        file, problems = load_text(Path(source))
        stop_if_failed(problems)
        assert file is not None  # without an error there is a text
        return file.text
    try:
        return sys.stdin.buffer.read(MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException("Standard input is not text in UTF-8.") from None
