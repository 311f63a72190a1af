"""What commands share that need nothing of the engine: options, layers, and how things are printed for people.

A command that knows its answer from before imports no more than this.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from rumbo.build.documents.names import NAMES
from rumbo.build.layer import Layer
from rumbo.build.problem import Problem, failed
from rumbo.build.words import counted, did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HOME = Path(__file__).resolve().parents[1]
F = TypeVar("F", bound=Callable[..., Any])


def curriculum_option(command: F) -> F:
    """`--curriculum DIR`, as often as there are layers; also from RUMBO_CURRICULUM."""
    return click.option(
        "--curriculum",
        "folders",
        multiple=True,
        envvar="RUMBO_CURRICULUM",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="A curriculum folder of your own on top of the built-in one; may be given several times.",
    )(command)


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format`, the first being what is printed for people."""
    kind = click.Choice(formats)
    return click.option("--format", "form", type=kind, default=formats[0], show_default=True, help="How to print.")


def layers_at(home: Path, folders: Iterable[Path] = ()) -> list[Layer]:
    """Built-in, then the folders given, then the working folder; one that is there twice counts once."""
    found = [Layer("built-in", home / "curriculum", home / "learning_patterns")]
    found += [
        Layer(str(folder), folder, folder / "learning_patterns", _templates(folder, home)) for folder in folders
    ]
    here = Layer("working folder", Path("curriculum"), Path("learning_patterns"), _templates(Path(), home))
    if here.curriculum.is_dir() and here.curriculum.resolve() == found[0].curriculum.resolve():
        found[0] = Layer("built-in", here.curriculum, here.patterns)  # the same files by their short names
    elif (here.curriculum.is_dir() or here.patterns.is_dir() or here.templates) and not _given(here, folders):
        found.append(here)
    return found


def _templates(folder: Path, home: Path) -> Path | None:
    """The folder of templates in a folder, if there is one that is not ours."""
    path = folder / "templates"
    brings = (path / "documents").is_dir() or (path / "styles").is_dir()
    return path if brings and path.resolve() != (home / "templates").resolve() else None


def _given(layer: Layer, folders: Iterable[Path]) -> bool:
    return layer.curriculum.resolve() in [folder.resolve() for folder in folders]


def say(line: str) -> None:
    """A line on standard error about the content; a command that gives its answer again says it again."""
    said().append(line)
    click.echo(line, err=True)


def said() -> list[str]:
    """Every line that the command at hand has said about the content."""
    context = click.get_current_context(silent=True)
    lines: list[str] = context.meta.setdefault("rumbo.said", []) if context else []
    return lines


def mention(problems: Iterable[Problem]) -> None:
    """One line about errors that do not stop this command."""
    for line in noted(problems):
        say(line)


def noted(problems: Iterable[Problem]) -> list[str]:
    """What is said about errors that do not stop a command: one line, or nothing."""
    errors = [problem for problem in problems if problem.severity == "error"]
    files = len({problem.file for problem in errors})
    found = f"{counted(len(errors), 'problem')} in {counted(files, 'file')}"
    return [f"note: {found} elsewhere; `rumbo check` tells."] if errors else []


def stop_if_failed(problems: Iterable[Problem]) -> None:
    """Shows problems on standard error; ends with exit code 1 if one of them is an error."""
    problems = list(problems)
    for problem in problems:
        if problem.severity != "note":
            say(as_text(problem))
    if failed(problems):
        sys.exit(1)


def stop(problem: Problem) -> NoReturn:
    """Shows one problem and ends with exit code 1."""
    click.echo(as_text(problem), err=True)
    sys.exit(1)


def sentence(hint: str) -> str:
    """A hint with a capital letter and an end, and a space behind; nothing for none."""
    return f"{hint[0].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} " if hint else ""


def waits_for(folder: Path) -> str:
    """What is said before waiting for another run that writes into the same folder."""
    return seen(f"{folder} is being written by another run; waiting until that is done.")


def as_text(problem: Problem) -> str:
    """`file:line:column: CODE sentence`, and the hint on a line of its own."""
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    kind = "" if problem.severity == "error" else f"{problem.severity}: "
    hint = f"\n    hint: {problem.hint}" if problem.hint else ""
    return seen(f"{place}: {problem.code} {kind}{problem.message}{hint}")


def seen(text: str) -> str:
    """A text that may quote anything, such as the name of a file, without what would steer the terminal."""
    from rumbo.build.yaml_text import UNSEEN

    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def as_json(data: object) -> str:
    """JSON for other programs, readable for people."""
    return json.dumps(data, indent=2, ensure_ascii=False)


def table(rows: list[dict[str, object]], columns: Iterable[str]) -> str:
    """Rows under a head, columns aligned, lists joined by commas; no lines drawn, so that a reader aloud copes."""
    names = list(columns)
    lines = [[name.replace("_", " ") for name in names]]
    lines += [[_cell(row.get(name)) for name in names] for row in rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_cell(inner) for inner in value)
    if isinstance(value, dict):
        return _cell(value.get("module") or " or ".join(value.get("any_of", [])))
    return str(value)


def complete(kind: str) -> Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]:
    """Completes ids of a kind of content."""

    def items(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        del ctx, param
        from click.shell_completion import CompletionItem
        from rumbo.build.content.load import load
        from rumbo.cli.content import layers

        entries = load(layers())[0].of(kind)
        return [
            CompletionItem(name, help=entry.value.title)
            for name, entry in entries.items()
            if name.startswith(incomplete)
        ]

    return items


def only_option(command: F) -> F:
    """`--only KINDS`; for `kinds_of`."""
    kinds = f"Make only these documents, separated by commas: {', '.join(NAMES)}."
    return click.option("--only", metavar="KINDS", help=kinds)(command)


def kinds_of(only: str | None) -> tuple[str, ...]:
    """The kinds of documents that a person named."""
    kinds = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in kinds:
        if name not in NAMES:
            hint = did_you_mean(name, NAMES) or f"choose from: {', '.join(NAMES)}"
            raise click.UsageError(f"There is no document '{name}'. {sentence(hint)}".strip())
    return kinds


def form_options(command: F) -> F:
    """What may be made besides the plain pages: `--two-sided`, `--booklet`, `--html`, `--epub`; for `style_of`."""
    for name, told in reversed(_FORMS.items()):
        command = click.option(name, is_flag=True, help=told)(command)
    return command


_FORMS = {
    "--two-sided": "Chapters begin on a right-hand page; the wide margin is bound.",
    "--booklet": "The handbook also two pages a sheet, to be folded and stapled.",
    "--html": "All documents as pages for screens, too; each is one file.",
    "--epub": "The handbook as an electronic book (EPUB), too.",
}
