"""What `pack` and `handout` share: printing with a bar on a terminal, and clear words when it cannot be done."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
from rumbo.build.layer import templates_of
from rumbo.build.outcome import Artifact, Document
from rumbo.build.problem import Problem
from rumbo.build.processes import cores
from rumbo.build.render.printed import LayoutError, Lost, Means
from rumbo.build.style import PLAIN, PaperName, Style
from rumbo.build.write import problem_of
from rumbo.cli.caching import the_cache
from rumbo.cli.options import HOME, F, layers_at, stop, stop_if_failed

_POOL = "rumbo.pool"


def style_options(paper: str) -> Callable[[F], F]:
    """How pages are printed: `--paper`, `--large-print`, `--ink`; for `style_of`; `paper` is told as the default."""
    papers = click.Choice(tuple(get_args(PaperName)))
    options = (
        click.option("--ink", type=click.Choice(("colour", "black")), help="Black prints greys alone."),
        click.option("--large-print", is_flag=True, help="Text of 18 points and more."),
        click.option("--paper", type=papers, help=f"What is in the printer.  [default: {paper}]"),
    )

    def wrap(command: F) -> F:
        for option in options:
            command = option(command)
        return command

    return wrap


def style_of(wishes: Mapping[str, Any], paper: PaperName = "a4") -> Style:
    """The style that options ask for; `paper` is the one to take if none of them names another."""
    return Style(**{"paper": paper, **{name: wish for name, wish in wishes.items() if wish}})


def print_documents(
    documents: Sequence[Document], style: Style = PLAIN, templates: tuple[Path, ...] = ()
) -> list[Artifact]:
    """The PDFs of all documents. Ends the command if the libraries are missing or a page cannot be laid out."""
    problem = lacking()
    if problem:
        stop(problem)
    from rumbo.build import press

    printed: list[Artifact] = []
    try:
        with (
            closing(press.print_all(documents, style, templates, _means())) as pages,
            click.progressbar(
                pages,
                length=len(documents),
                label="Printing",
                file=sys.stderr,
                hidden=not sys.stderr.isatty(),
            ) as bar,
        ):
            for artifact, problems in bar:
                stop_if_failed(problems)
                printed.append(artifact)
    except Exception as error:
        stop(why_not_printed(error, documents[len(printed) :]))
    return printed


def why_not_printed(error: Exception, documents: Sequence[Document]) -> Problem:
    """What kept the first of some documents from being printed. Raises the error again if it is a fault of ours."""
    from rumbo.build.render.templates import TemplateFault

    if isinstance(error, Lost):
        hint = "there may be too little memory: end other programs, or print fewer kinds with --only"
        return Problem(documents[0].name, 0, 0, "R107", f"this document is lost: {error}", hint)
    if isinstance(error, LayoutError):
        message = f"this document could not be laid out: {error}"
        return Problem(documents[0].name, 0, 0, "R103", message, "`rumbo check` may tell why")
    if isinstance(error, TemplateFault):
        hint = "mend it, or take it away: ours is used then"
        return Problem(error.file, error.line, 1, "R106", f"this template fails: {error.message}", hint)
    if isinstance(error, OSError):
        # Fonts lie in the folder for temporary files while pages are laid out.
        problem = problem_of(error, Path(os.environ.get("TMPDIR", "/tmp")))
        return replace(problem, hint="make room there, or let TMPDIR name a folder on another disk")
    raise error


def load_early(documents: int, folders: Iterable[Path], wishes: Mapping[str, Any]) -> None:
    """Begins to load what prints, while the content is still being read; returns at once.

    To be called when printing is certain, with the folders of layers and the style that are wished for.
    """
    from rumbo.build.render import libraries

    if min(documents, cores()) > 1 and not libraries.missing():
        from rumbo.build.render.pool import Pool

        templates = templates_of(layers_at(HOME, folders))
        context = click.get_current_context()
        with suppress(OSError):  # printing will meet it again, and tell
            context.meta[_POOL] = context.with_resource(Pool(cores(), style_of(wishes), templates))


def _means() -> Means:
    """All of the computer, with the processes that wait already."""
    context = click.get_current_context(silent=True)
    return Means(cores(), the_cache(), context.meta.get(_POOL) if context else None)


def lacking() -> Problem | None:
    """The library that must be there before pages can be laid out, if one is missing, or a font that is damaged."""
    from rumbo.build.render.libraries import APT_LINE, missing

    sentence = missing()
    if "Pango" not in sentence:
        return _damaged()
    hint = f"on Debian or Ubuntu: {APT_LINE}   (`rumbo doctor` tells more)"
    return Problem("rumbo", 0, 0, "R102", sentence, hint)


def _damaged() -> Problem | None:
    from rumbo.build.render.fonts import REPAIR, damaged

    font = damaged()
    message = "this font is damaged; without it letters would come out wrong"
    return Problem(str(font), 0, 0, "R108", message, REPAIR) if font else None


def stop_if_damaged() -> None:
    """Ends the command if a shipped font is damaged. To be called before pictures are drawn, which measure words."""
    problem = _damaged()
    if problem:
        stop(problem)


def show_files(artifacts: Sequence[Artifact], folder: Path) -> None:
    """The files with their pages, aligned, and the sum."""
    width = max(len(str(folder / artifact.name)) for artifact in artifacts)
    for artifact in artifacts:
        pages = f"  {artifact.pages:>3} page{'s' if artifact.pages != 1 else ''}" if artifact.pages else ""
        click.echo(f"{folder / artifact.name!s:<{width}}{pages}".rstrip())
