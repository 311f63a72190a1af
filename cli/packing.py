"""What `pack` makes: the documents that are wanted, in the way they are wanted, with plan and manifest."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rumbo.build import pipeline, press, replay
from rumbo.build.asked import Planned
from rumbo.build.exchange.archive import archive
from rumbo.build.model import Participant
from rumbo.build.outcome import Artifact, Document
from rumbo.build.packs import Pack, artifacts_in, is_zipped_pack, read_pack
from rumbo.build.problem import Problem
from rumbo.build.style import Style
from rumbo.build.words import did_you_mean
from rumbo.build.write import problem_of, write_files
from rumbo.cli.content import F, stop, stop_if_failed
from rumbo.cli.languages import spoken
from rumbo.cli.printing import print_documents

PLAN = "plan"
"""The kind of document that tells of all others."""
Printing = Callable[[Sequence[Document], Style, tuple[Path, ...]], list[Artifact]]
"""Makes files of documents, with folders of templates that win over ours."""


def only_option(command: F) -> F:
    """`--only KINDS`; for `kinds_of`."""
    kinds = f"Make only these documents, separated by commas: {', '.join(pipeline.DOCUMENTS)}."
    return click.option("--only", metavar="KINDS", help=kinds)(command)


def kinds_of(only: str | None) -> tuple[str, ...]:
    """The kinds of documents that a person named."""
    kinds = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in kinds:
        if name not in pipeline.DOCUMENTS:
            hint = did_you_mean(name, pipeline.DOCUMENTS)
            raise click.UsageError(
                f"There is no document '{name}'. {hint or 'Choose from: ' + ', '.join(pipeline.DOCUMENTS)}"
            )
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
    """Whether nothing may be printed that was to be read again before."""


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
    templates = press.templates_of(curriculum)
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
