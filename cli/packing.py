"""What `pack` makes: the documents that are wanted, in the way they are wanted, with plan and manifest."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rumbo.build import pipeline, press, replay
from rumbo.build.asked import Planned
from rumbo.build.curriculum import Entry
from rumbo.build.documents.names import PLAN
from rumbo.build.exchange.archive import archive
from rumbo.build.layer import templates_of
from rumbo.build.model import Participant, Profile
from rumbo.build.outcome import Artifact, Document
from rumbo.build.packs import Pack, artifacts_in, is_zipped_pack, read_pack
from rumbo.build.problem import Problem
from rumbo.build.style import Style
from rumbo.build.write import problem_of, write_files
from rumbo.cli.content import as_text, stop, stop_if_failed
from rumbo.cli.languages import spoken
from rumbo.cli.printing import print_documents

Printing = Callable[[Sequence[Document], Style, tuple[Path, ...]], list[Artifact]]
"""Makes files of documents, with folders of templates that win over ours."""


@dataclass(frozen=True, slots=True)
class Order:
    """A pack that somebody wants: its plan, the kinds of documents (none: all of them), how they are printed."""

    planned: Planned
    kinds: Collection[str]
    style: Style
    people: tuple[Participant, ...]
    today: dt.date
    request: str = ""
    """The fingerprint of all this, if the pack is to be known again by it."""
    strict: bool = False
    """Whether every text must be translated."""
    fresh: bool = False
    """Whether nothing may be printed that must be read again before the workshop is over."""


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
    return made(order, the_pack(folder) if order.kinds else None)


def made(order: Order, pack: Pack | None, printing: Printing = print_documents) -> list[Artifact]:
    """Everything to be written, printed in that way; it joins the pack that is there, if one is given."""
    there = frozenset(pack.kinds) if pack else frozenset()
    # The plan tells what to print: it is made anew when kinds come in that it does not tell of yet.
    remade = {*order.kinds, *({PLAN} if PLAN in there and not there.issuperset(order.kinds) else ())}
    printed = printed_kinds(order, remade, there, printing)
    before = replay.rows_kept(pack, remade)
    planned = order.planned
    then = order.style, before, order.request
    rest = replay.files_of(planned.profile, planned.plan, printed, planned.curriculum, order.today, *then)
    return [*printed, *rest]


def printed_kinds(
    order: Order, kinds: Collection[str], there: Collection[str] = (), printing: Printing = print_documents
) -> list[Artifact]:
    """The documents of some kinds, or all; `there` are the other kinds of their pack, of which the plan tells."""
    planned = order.planned
    profile = pipeline.on_paper(planned.profile, order.style.paper)
    told = {*order.kinds, *there}
    curriculum, people = planned.curriculum, order.people
    documents = pipeline.documents_of(
        profile, planned.plan, curriculum, told, people, order.today, spoken=spoken(planned)
    )
    if order.fresh:
        stop_if_failed(list(pipeline.stale(profile.value, planned.plan, curriculum, order.today)))
    wanted = [document for document in documents if not kinds or document.kind in kinds]
    templates = templates_of(curriculum.layers)
    if order.strict:
        stop_if_failed(list(press.untranslated(wanted, templates)))
    printed = printing(wanted, order.style, templates)
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
