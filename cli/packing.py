"""What `pack` makes: the documents that are wanted, in the way they are wanted, with plan and manifest."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import click
from rumbo.build import pipeline, press, replay
from rumbo.build.curriculum import Entry
from rumbo.build.documents.names import PLAN
from rumbo.build.exchange.archive import archive
from rumbo.build.model import Participant, Profile
from rumbo.build.outcome import Artifact
from rumbo.build.packs import Pack, artifacts_in, is_zipped_pack, read_pack
from rumbo.build.problem import Problem
from rumbo.build.style import Style
from rumbo.build.write import problem_of, write_files
from rumbo.cli.content import Planned, as_text, stop, stop_if_failed
from rumbo.cli.printing import print_documents


@dataclass(frozen=True, slots=True)
class Order:
    """A pack that somebody wants: its plan, the kinds of documents (none: all of them), how they are printed."""

    planned: Planned
    kinds: Collection[str]
    style: Style
    people: tuple[Participant, ...]
    today: dt.date


def people_in(table: Path | None) -> tuple[Participant, ...]:
    """The people in a table, if one is given; what is not used of it is told. An error in it ends the command."""
    people, problems = pipeline.read_people(table) if table else ((), [])
    for problem in problems:
        if problem.severity == "note":
            click.echo(as_text(problem), err=True)
    stop_if_failed(problems)
    return people


def files_behind(profile: Entry[Profile]) -> list[Path]:
    """The file of a profile and those that it names, which may lie anywhere."""
    file = profile.file.path
    others = [file.parent / name for name in profile.pictures]
    return [file, *others, *([profile.assessment.file.path] if profile.assessment else [])]


def the_pack(folder: Path) -> Pack | None:
    """The pack that lies in a folder, if there is one; files that cannot be read end the command."""
    try:
        return read_pack(folder)
    except OSError as error:
        stop(problem_of(error, folder))


def make(order: Order, folder: Path) -> list[Artifact]:
    """Everything to be written; when only some kinds of documents are wanted, they join a pack that is there."""
    pack = the_pack(folder) if order.kinds else None
    there = frozenset(pack.kinds) if pack else frozenset()
    # The plan tells what to print: it is made anew when kinds come in that it does not tell of yet.
    remade = {*order.kinds, *({PLAN} if PLAN in there and not there.issuperset(order.kinds) else ())}
    printed = printed_kinds(order, remade, there)
    before = replay.rows_kept(pack, remade)
    planned = order.planned
    rest = replay.files_of(
        planned.profile, planned.plan, printed, planned.curriculum, order.today, order.style, before
    )
    return [*printed, *rest]


def printed_kinds(order: Order, kinds: Collection[str], there: Collection[str] = ()) -> list[Artifact]:
    """The documents of some kinds, or all; `there` are the other kinds of their pack, of which the plan tells."""
    planned = order.planned
    profile = pipeline.on_paper(planned.profile, order.style.paper)
    told = {*order.kinds, *there}
    documents = pipeline.documents_of(profile, planned.plan, planned.curriculum, told, order.people, order.today)
    wanted = [document for document in documents if not kinds or document.kind in kinds]
    templates = press.templates_of(planned.curriculum)
    printed = print_documents(wanted, order.style, templates)
    return [*printed, *press.further(wanted, printed, order.style, order.today, templates)]


def zip_beside(folder: Path) -> Path:
    """Writes a pack once more as one file beside its folder. Ends the command if that cannot be done."""
    whole = folder.resolve()
    target = folder.parent / f"{whole.name}.zip"
    if target.exists() and not is_zipped_pack(target):
        message = "this file is there already and is no pack; the folder was written, the ZIP was not"
        stop(Problem(str(target), 0, 0, "W104", message, "move it, or choose another folder with -o"))
    pack = the_pack(folder)
    assert pack is not None  # it has just been written
    problem = write_files([archive(artifacts_in(pack), whole.name)], whole.parent)
    if problem:
        stop(problem)
    return target
