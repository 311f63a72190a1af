"""Every kind of document of a workshop pack, in the order a trainer needs them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rumbo.build.documents.agenda import agenda
from rumbo.build.documents.guide import guide
from rumbo.build.documents.handouts import handbook, handouts
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.plan import plan
from rumbo.build.outcome import Document

PLAN = "plan"
"""The kind that tells of all others."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document by the name a person asks for it, and what makes it; most make one file.

    For each name there is a label `for-<name>` that says for whom it is, and a row in docs/documents.md.
    """

    name: str
    make: Callable[[Kit], Iterable[Document]]


KINDS: Sequence[Kind] = (
    Kind("agenda", agenda),
    Kind("guide", guide),
    Kind("handbook", handbook),
    Kind("handouts", handouts),
)
NAMES = (PLAN, *(kind.name for kind in KINDS))
"""Every name that can be asked for."""


def pack(kit: Kit, only: Collection[str] = ()) -> Iterator[Document]:
    """All documents of a pack, or those of the kinds named; a kind may have nothing to say for a plan."""
    wanted = [kind for kind in KINDS if not only or kind.name in only]
    made = [replace(document, kind=kind.name) for kind in wanted for document in kind.make(kit)]
    if not only or PLAN in only:
        yield replace(plan(kit, made), kind=PLAN)
    yield from made
