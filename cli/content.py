"""What the commands share: the option for layers, loading, naming things, and telling problems."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from click.shell_completion import CompletionItem
from rumbo.build import pipeline, replay
from rumbo.build.content.load import load
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.outcome import Plan
from rumbo.build.problem import Problem, failed
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import UNSEEN

F = TypeVar("F", bound=Callable[..., Any])
HOME = Path(__file__).resolve().parents[1]


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


def layers(folders: Iterable[Path] = ()) -> list[Layer]:
    """Built-in, then the folders given, then the working folder; one that is there twice counts once."""
    found = [Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")]
    found += [Layer(str(folder), folder, folder / "learning_patterns", _templates(folder)) for folder in folders]
    here = Layer("working folder", Path("curriculum"), Path("learning_patterns"), _templates(Path()))
    if here.curriculum.is_dir() and here.curriculum.resolve() == found[0].curriculum.resolve():
        found[0] = Layer("built-in", here.curriculum, here.patterns)  # the same files by their short names
    elif (here.curriculum.is_dir() or here.patterns.is_dir() or here.templates) and not _given(here, folders):
        found.append(here)
    return found


def _templates(folder: Path) -> Path | None:
    """The folder of templates in a folder, if there is one that is not ours."""
    path = folder / "templates"
    brings = (path / "documents").is_dir() or (path / "styles").is_dir()
    return path if brings and path.resolve() != (HOME / "templates").resolve() else None


def _given(layer: Layer, folders: Iterable[Path]) -> bool:
    return layer.curriculum.resolve() in [folder.resolve() for folder in folders]


def read_all(folders: Iterable[Path]) -> pipeline.Reading:
    """All layers, loaded and checked."""
    return pipeline.read(layers(folders), dt.date.today())


def load_only(folders: Iterable[Path]) -> Curriculum:
    """All layers without the checks between files: enough to list and look up."""
    curriculum, problems = load(layers(folders))
    mention(problems)
    return curriculum


def the_profile(name: str, reading: pipeline.Reading) -> Entry[Profile]:
    """The profile a person named by file or by id. Ends the command with the reason if there is none to use."""
    curriculum = reading.curriculum
    path = Path(name)
    if path.is_file() or path.suffix in (".yaml", ".yml") or "/" in name:
        entry, problems = pipeline.read_profile(path, curriculum, dt.date.today())
        stop_if_failed(problems)
        assert entry is not None  # without an error there is a profile
        return pipeline.assessed(entry, curriculum)
    if name in curriculum.profiles:
        entry = curriculum.profiles[name]
        files = {entry.file.name, str(entry.file.path.parent / (entry.value.assessment or ""))}
        stop_if_failed([problem for problem in reading.problems if problem.file in files])
        return pipeline.assessed(entry, curriculum)
    stop_if_failed([problem for problem in reading.problems if Path(problem.file).stem == name])
    hint = did_you_mean(name, curriculum.profiles)
    raise click.UsageError(f"There is no profile '{name}'. {_sentence(hint)}Give the path of a file, or an id.")


@dataclass(frozen=True, slots=True)
class Planned:
    """What a person asked to be planned: the profile, its plan, and the curriculum the plan is made from."""

    profile: Entry[Profile]
    plan: Plan
    curriculum: Curriculum


def the_plan(name: str, reading: pipeline.Reading) -> Planned:
    """The plan of a profile (a file or an id), or a saved plan with its edits. Ends the command for errors."""
    path = Path(name)
    if not (path.is_file() and replay.holds_plan(path)):
        profile = the_profile(name, reading)
        planned = Planned(profile, pipeline.plan_for(profile.value, reading.curriculum), reading.curriculum)
    else:
        entry = the_saved_plan(path, reading)
        planned = Planned(replay.profile_in(entry), *replay.plan_again(entry, reading.curriculum))
        for change in replay.changes_since(entry, reading.curriculum):
            click.echo(f"note: {change.id} has {change.what} since this was saved; see `rumbo diff`.", err=True)
    stop_if_touched(reading, [step.module for step in planned.plan.steps])
    return planned


def the_saved_plan(path: Path, reading: pipeline.Reading) -> Entry[SavedPlan]:
    """A saved plan from a file; one that cannot be used ends the command."""
    entry, problems = replay.read_plan(path, reading.curriculum, dt.date.today())
    stop_if_failed(problems)
    assert entry is not None  # without an error there is a plan
    return entry


def the_modules(names: Iterable[str], reading: pipeline.Reading) -> tuple[str, ...]:
    """The module ids a person named; a wrong one ends the command."""
    for name in names:
        if name not in reading.curriculum.modules:
            stop_if_failed([p for p in reading.problems if Path(p.file).parent.name == name])
            hint = did_you_mean(name, reading.curriculum.modules)
            raise click.UsageError(f"There is no module '{name}'. {_sentence(hint)}See `rumbo list modules`.")
    return tuple(names)


def _sentence(hint: str) -> str:
    return f"{hint[0].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} " if hint else ""


def stop_if_touched(reading: pipeline.Reading, modules: Sequence[str]) -> None:
    """Ends the command if modules that are to be used have errors; mentions problems elsewhere in one line."""
    touching = pipeline.touching(reading.problems, reading.curriculum, modules)
    stop_if_failed(touching)
    mention([problem for problem in reading.problems if problem not in touching])


def mention(problems: Iterable[Problem]) -> None:
    """One line about errors that do not stop this command."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        files = len({problem.file for problem in errors})
        click.echo(f"note: {len(errors)} problem(s) in {files} file(s) elsewhere; `rumbo check` tells.", err=True)


def stop_if_failed(problems: Iterable[Problem]) -> None:
    """Shows problems on standard error; ends with exit code 1 if one of them is an error."""
    problems = list(problems)
    for problem in problems:
        if problem.severity != "note":
            click.echo(as_text(problem), err=True)
    if failed(problems):
        sys.exit(1)


def stop(problem: Problem) -> NoReturn:
    """Shows one problem and ends with exit code 1."""
    click.echo(as_text(problem), err=True)
    sys.exit(1)


def as_text(problem: Problem) -> str:
    """`file:line:column: CODE sentence`, and the hint on a line of its own."""
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    kind = "" if problem.severity == "error" else f"{problem.severity}: "
    hint = f"\n    hint: {problem.hint}" if problem.hint else ""
    return seen(f"{place}: {problem.code} {kind}{problem.message}{hint}")


def seen(text: str) -> str:
    """A text that may quote anything, such as the name of a file, without what would steer the terminal."""
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


def complete(kind: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Completes ids of a kind of content."""

    def items(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        del ctx, param
        entries = load(layers())[0].of(kind)
        return [
            CompletionItem(name, help=entry.value.title)
            for name, entry in entries.items()
            if name.startswith(incomplete)
        ]

    return items
