"""rumbo record"""

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rumbo.build import records
from rumbo.build.assess.unfinished import to_text
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Record
from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean
from rumbo.build.write import remove_file, write_files
from rumbo.cli.ask_record import ask_record
from rumbo.cli.content import (
    as_json,
    complete,
    curriculum_option,
    format_option,
    load_only,
    read_to_use,
    stop,
    stop_if_failed,
    table,
)
from rumbo.cli.planned import the_plan

FILE = click.Path(dir_okay=False, path_type=Path)
COLUMNS = ("trainer", "module", "times", "last")


@click.command("record")
@click.argument("names", nargs=-1, required=True, metavar="PLAN | RECORD...", shell_complete=complete("profiles"))
@click.option("-o", "--output", type=FILE, help="File to write.  [default: record-PLAN-DAY.yaml beside the plan]")
@click.option("--survey", type=FILE, metavar="FILE.csv", help="Count the answers of a survey export.")
@click.option("--set", "questions", default="after", show_default=True, help="The questions of that survey.")
@click.option("--with-names", is_flag=True, help="Ask who taught what; without it no name is written.")
@click.option("--credit", is_flag=True, help="Show who taught what and how often, from RECORDs with names.")
@format_option("text", "json")
@curriculum_option
def command(
    names: tuple[str, ...],
    output: Path | None,
    survey: Path | None,
    questions: str,
    form: str,
    folders: tuple[Path, ...],
    *,
    with_names: bool,
    credit: bool,
) -> None:
    """Write down what happened at an event that was held by PLAN (a saved plan, or a profile).

    Asks who came, how long things took, what worked, what did not and what comes next. Stop with q or Ctrl-C; the
    same command goes on where you stopped. Give a RECORD with --survey to add a survey that came later.

    \b
    rumbo record plan.yaml --survey answers.csv --set after    with a survey
    rumbo record --credit packs/*/record-*.yaml                who taught what

    Example:  rumbo record packs/glam-partner-mexico/plan.yaml
    """
    if credit:
        _credit(names, form, load_only(folders))
        return
    if len(names) > 1:
        raise click.UsageError("Give one PLAN. Several RECORDs are for --credit and for `rumbo minutes`.")
    path = Path(names[0])
    if path.is_file() and records.holds_record(path):
        _add(path, output, survey, questions, load_only(folders))
    else:
        _record(names[0], output, survey, questions, folders, with_names=with_names)


def _record(
    name: str,
    output: Path | None,
    survey: Path | None,
    questions: str,
    folders: tuple[Path, ...],
    *,
    with_names: bool,
) -> None:
    planned = the_plan(name, read_to_use(folders))
    outline = records.outline(planned.profile, planned.plan, planned.curriculum)
    folder = Path(name).parent if Path(name).is_file() else Path()
    target = output or folder / f"record-{outline.id}.yaml"
    if target.exists():
        hint = "give another name with -o, or add a survey to it with --survey"
        stop(Problem(str(target), 0, 0, "W104", "this exists already and is left as it is", hint))
    counted = _survey(survey, questions, planned.curriculum) if survey else {}
    state = target.with_suffix(".unfinished.csv")
    said = records.read_before(state)

    def keep(typed: Mapping[str, str]) -> None:
        _write(Artifact(state.name, to_text(typed).encode(), private=True), state)

    told = ask_record(outline, said, keep, dt.date.today(), names=with_names)
    if told is None:
        kept = f"Kept in {state}: {len(said)} answers. The same command goes on there."
        click.echo(f"\n{kept if said else 'Nothing was answered, so nothing was written.'}", err=True)
        sys.exit(1)
    record = records.record_of(outline, {**told, **counted}, dt.date.today())
    _write_record(record, target)
    problem = remove_file(state)
    if problem:
        stop(problem)


def _add(path: Path, output: Path | None, survey: Path | None, questions: str, curriculum: Curriculum) -> None:
    """Counts a survey into a record that is there."""
    if survey is None:
        raise click.UsageError(f"{path} is a record already. Edit it, or add a survey to it with --survey.")
    entry, problems = records.read_record(path, curriculum)
    stop_if_failed(problems)
    assert entry is not None  # without an error there is a record
    counted = _survey(survey, questions, curriculum)
    _write_record(records.with_survey(entry.value, counted), output or path)


def _survey(path: Path, name: str, curriculum: Curriculum) -> dict[str, Any]:
    """The answers of a survey as fields of a record."""
    sets = records.question_sets(curriculum)
    if name not in sets:
        hint = did_you_mean(name, sets) or f"known here: {', '.join(sets)}"
        raise click.UsageError(f"There is no question set '{name}'; {hint}")
    counted, problems, left_over = records.read_survey(path, name, sets[name])
    stop_if_failed(problems)
    if left_over:
        click.echo(f"note: {left_over} answers in words did not fit and stay in {path} only.", err=True)
    return counted


def _write_record(record: Record, target: Path) -> None:
    _write(records.record_file(record, target.name), target)
    click.echo(f"Written: {target}")
    if record.words:
        click.echo("It holds answers in words. Read them before you pass it on: somebody may have named people.")
    click.echo(f"\nNext: rumbo report {target}")


def _write(artifact: Artifact, target: Path) -> None:
    problem = write_files([artifact], target.parent)
    if problem:
        stop(problem)


def _credit(names: tuple[str, ...], form: str, curriculum: Curriculum) -> None:
    found, problems = records.read_records([Path(name) for name in names], curriculum)
    stop_if_failed(problems)
    rows = records.credit(found)
    if form == "json":
        click.echo(as_json(rows))
    elif rows:
        click.echo(table(rows, COLUMNS))
    else:
        click.echo("None of these records holds names. `rumbo record --with-names` asks for them.")
