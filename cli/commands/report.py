"""rumbo report"""

import datetime as dt
from pathlib import Path

import click
from rumbo.build import records
from rumbo.build.labels import is_language
from rumbo.build.write import write_files
from rumbo.cli.content import curriculum_option, load_only, stop, stop_if_failed
from rumbo.cli.printing import print_documents, show_files


@click.command("report")
@click.argument("record", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to.  [default: the record's name with report- before it]",
)
@click.option("--language", help="Language of the labels.  [default: that of the record]")
@curriculum_option
def command(record: Path, output: Path | None, language: str | None, folders: tuple[Path, ...]) -> None:
    """Make a report of one page from RECORD, the same as wikitext, and what learning patterns get from it.

    The folder holds report.pdf and report.wiki, evidence.yaml with a line for each learning pattern that was tried,
    and in patterns/ the draft of a new one for each thing that did not work. Drafts that are there already stay.

    Example:  rumbo report packs/my-group/record-my-group-2027-03-12.yaml
    """
    if language and not is_language(language):
        raise click.UsageError(f"'{language}' is not a language; give a code such as es, en or pt-br.")
    curriculum = load_only(folders)
    entry, problems = records.read_record(record, curriculum)
    stop_if_failed(problems)
    assert entry is not None  # without an error there is a record
    folder = output or record.with_name(f"report-{record.stem.removeprefix('record-')}")
    language = language or entry.value.language
    artifacts = print_documents([records.report_page(entry.value, curriculum, language)])
    made = list(records.report_files(entry.value, curriculum, language, dt.date.today()))
    kept = [one for one in made if one.name.endswith(".md") and (folder / one.name).exists()]
    artifacts += [one for one in made if one not in kept]
    problem = write_files(artifacts, folder)
    if problem:
        stop(problem)
    show_files(artifacts, folder)
    for one in kept:
        click.echo(f"{folder / one.name}  left as it is")
    if any(one.name.endswith(".md") for one in made):
        click.echo(
            "\nNext: finish a draft, set status: stable, and put it into the learning_patterns of your curriculum."
        )
