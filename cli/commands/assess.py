"""rumbo assess"""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rumbo.build import assessing, pipeline
from rumbo.build.assess.answers import understood
from rumbo.build.assess.tally import Tally, assessed
from rumbo.build.assess.unfinished import to_text
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.exchange.results import comparison, result_file
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.model import Assessment, QuestionSet
from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean
from rumbo.build.write import remove_file, write_files
from rumbo.cli.ask_assessment import ask
from rumbo.cli.content import (
    as_json,
    complete,
    curriculum_option,
    format_option,
    load_only,
    stop,
    stop_if_failed,
)
from rumbo.cli.languages import in_language
from rumbo.cli.printing import print_documents, show_files
from rumbo.cli.tell_assessment import changes_of, lines_of

FOLDER = Path("assessments")
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("assess")
@click.argument("names", nargs=-1, metavar="SET | FILE...", shell_complete=complete("assessments"))
@click.option("-o", "--output", type=FILE, help="File to write.  [default: assessments/SET-DATE.yaml, or SET.pdf]")
@click.option("--print", "mode", flag_value="print", help="Print SET as a paper form (PDF).")
@click.option("--answers", type=FILE, metavar="FILE.csv", help="Take the answers to SET from a survey export.")
@click.option("--merge", "mode", flag_value="merge", help="Make one result of the FILEs of several raters.")
@click.option("--compare", "mode", flag_value="compare", help="Show what changed from an OLD to a NEW file.")
@click.option(
    "--rater", "raters", multiple=True, metavar="NAME", help="Note who answered; nobody is noted otherwise."
)
@click.option("--language", default=SOURCE_LANGUAGE, show_default=True, help="Language of the form.")
@format_option("text", "json")
@curriculum_option
def command(
    names: tuple[str, ...],
    output: Path | None,
    mode: str | None,
    answers: Path | None,
    raters: tuple[str, ...],
    language: str,
    form: str,
    folders: tuple[Path, ...],
) -> None:
    """Ask a group what it can do and what it wants, before anything is planned.

    SET is asked here, question by question. Stop with q or Ctrl-C; the same command goes on where you stopped. The
    result is a file that a profile takes in place of wants and has (assessment: FILE).

    \b
    rumbo assess --merge ANA.yaml BEN.yaml -o GROUP.yaml    one result of several raters
    rumbo assess --compare LAST-YEAR.yaml THIS-YEAR.yaml    what has changed

    Example:  rumbo assess before-workshop --print
    """
    raters = tuple(name for name in raters if name.strip())
    if mode and answers:
        raise click.UsageError(f"Give --answers or --{mode}, not both.")
    match mode:
        case "merge":
            _merge(_files(names, "--merge takes two files or more.", most=len(names)), output, load_only(folders))
        case "compare":
            _compare(_files(names, "--compare takes two files: OLD and NEW."), form)
        case "print":
            curriculum = load_only(folders)
            _print(_the_set(names, curriculum), output, language, curriculum)
        case _:
            curriculum = load_only(folders)
            entry = _the_set(names, curriculum)
            if answers:
                _from_table(entry, answers, output, raters, curriculum)
            else:
                _ask(entry, output, raters, curriculum)


def _the_set(names: Sequence[str], curriculum: Curriculum) -> Entry[QuestionSet]:
    sets = curriculum.assessments
    if len(names) != 1:
        listed = "\n".join(f"  {name}: {entry.value.title}" for name, entry in sets.items())
        raise click.UsageError(f"Which question set? Give one of:\n\n{listed}")
    if names[0] not in sets:
        hint = did_you_mean(names[0], sets)
        raise click.UsageError(f"There is no question set '{names[0]}'; {hint or 'see `rumbo list assessments`'}")
    return sets[names[0]]


def _files(names: Sequence[str], usage: str, *, most: int = 2) -> list[Path]:
    if not 2 <= len(names) <= most:
        raise click.UsageError(usage)
    return [Path(name) for name in names]


def _ask(entry: Entry[QuestionSet], output: Path | None, raters: Sequence[str], curriculum: Curriculum) -> None:
    target = output or _free(FOLDER / f"{entry.id}-{dt.date.today()}.yaml")
    state = (output or FOLDER / entry.id).with_suffix(".unfinished.csv")
    if target.exists():
        hint = "give another name with -o; what somebody said is not written over"
        stop(Problem(str(target), 0, 0, "W104", "this exists already and is left as it is", hint))
    said = assessing.read_unfinished(state, entry.value)
    if state.exists() and not said:
        hint = "move it away to begin anew"
        stop(Problem(str(state), 0, 0, "A201", "the answers kept here do not fit the questions", hint))
    finished = _asked(entry.value, said, state)
    if not finished:
        answered = f"{len(said)} of {len(entry.value.questions)} questions answered"
        kept = f"Kept in {state}: {answered}. The same command goes on there."
        click.echo(f"\n{kept if said else 'Nothing was answered, so nothing was written.'}", err=True)
        sys.exit(1)
    if not said:
        raise click.ClickException("No question was answered, so nothing was written.")
    tally = Tally(entry.value)
    understandings = {q.id: understood(q, entry.value, said[q.id])[0] for q in entry.value.questions if q.id in said}
    tally.add({name: answer for name, answer in understandings.items() if answer is not None})
    _write(assessed(entry.id, tally, entry.value.expires_after, dt.date.today(), raters), target, curriculum)
    problem = remove_file(state)
    if problem:
        stop(problem)


def _asked(questions: QuestionSet, said: dict[str, str], state: Path) -> bool:
    """Asks, keeping every answer in a file at once; whether all was asked."""

    def keep(typed: object) -> None:
        del typed
        problem = write_files([Artifact(state.name, to_text(said).encode())], state.parent) if said else None
        if problem:
            stop(problem)

    try:
        return ask(questions, said, keep)
    except click.Abort:  # Ctrl-C, or a pipe that runs dry
        return False


def _free(path: Path) -> Path:
    """The path, or the same with the next number: several people may answer on one day."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free


def _from_table(
    entry: Entry[QuestionSet], path: Path, output: Path | None, raters: Sequence[str], curriculum: Curriculum
) -> None:
    tally, problems = assessing.read_answers(path, entry.value)
    stop_if_failed(problems)
    if tally.words.left_over:
        message = f"note: {tally.words.left_over} answers in words did not fit and stay in {path} only."
        click.echo(message, err=True)
    today = dt.date.today()
    result = assessed(entry.id, tally, entry.value.expires_after, today, raters)
    _write(result, output or FOLDER / f"{entry.id}-{today}.yaml", curriculum)


def _merge(paths: Sequence[Path], output: Path | None, curriculum: Curriculum) -> None:
    results, problems = assessing.read_results(paths)
    stop_if_failed(problems)
    result, fault = assessing.merge_results(results)
    if result is None:
        hint = "merge what several people answered to the same questions at one time"
        stop(Problem(str(paths[0]), 0, 0, "A209", fault, hint))
    target = output or FOLDER / f"{result.question_set}-{result.date}-merged.yaml"
    if target.resolve() in [path.resolve() for path in paths]:
        raise click.UsageError(f"{target} is one of the files to merge; give another name with -o.")
    _write(result, target, curriculum)


def _print(entry: Entry[QuestionSet], output: Path | None, language: str, curriculum: Curriculum) -> None:
    told = in_language(curriculum, language)
    path = output or Path(f"{entry.id}.pdf")
    artifacts = print_documents([assessing.form_of(entry, path.name, language, told)])
    problem = write_files(artifacts, path.parent)
    if problem:
        stop(problem)
    show_files(artifacts, path.parent)


def _write(result: Assessment, target: Path, curriculum: Curriculum) -> None:
    problem = write_files([result_file(result, target.name)], target.parent)
    if problem:
        stop(problem)
    click.echo("\n".join([f"Written: {target}", "", *lines_of(result, pipeline.taught(curriculum))]))
    click.echo(f"\nNext: in a profile, in place of wants and has, write\n  assessment: {target}")
    click.echo("with the way to it from the profile's folder.")
    if result.raters.number == 1:
        click.echo("If several people answer, make one result of their files with --merge first.")


def _compare(paths: Sequence[Path], form: str) -> None:
    results, problems = assessing.read_results(paths)
    stop_if_failed(problems)
    data = comparison(*results)
    click.echo(as_json(data) if form == "json" else "\n".join(changes_of(data)))
