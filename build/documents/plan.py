"""The plan on paper: what to print, why each module is there, what was left out, what may go wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rumbo.build.documents.kit import Kit
from rumbo.build.documents.more import more_rows
from rumbo.build.outcome import Document
from rumbo.build.sentences import origin, sentence, title


@dataclass(frozen=True, slots=True)
class Copies:
    """What to print, how often (0: as needed) and for whom: the name of a label."""

    name: str
    copies: int
    label: str


def plan(kit: Kit, others: Iterable[Document]) -> Document:
    """The plan of a pack that holds these other documents as well."""
    labels = kit.labels
    reasons = {step.module: [sentence(r, kit.curriculum, labels) for r in step.reasons] for step in kit.plan.steps}
    left_out = [
        (title("modules", left.module, kit.curriculum), sentence(left.reason, kit.curriculum, labels))
        for left in kit.plan.left_out
    ]
    return kit.document(
        "plan.pdf",
        "plan.html.j2",
        "plan-title",
        readers="organiser",
        pictures=kit.drawn.items(),
        plan=kit.plan,
        reasons=reasons,
        left_out=left_out,
        warnings=[sentence(warning, kit.curriculum, labels) for warning in kit.plan.warnings],
        more=more_rows(kit.more, kit.curriculum, labels),
        printing=[Copies("plan.pdf", 1, "for-plan"), *copies(others)],
        origin=origin(kit.value, labels),
    )


def copies(documents: Iterable[Document]) -> Iterator[Copies]:
    """A row for each kind of document, in order: its folder if it has one of its own, otherwise each of its files."""
    documents = list(documents)
    kinds: dict[str, set[str]] = {}
    for document in documents:
        kinds.setdefault(_folder(document), set()).add(document.kind)
    for kind, group in groupby(documents, key=lambda document: document.kind):
        found = list(group)
        folder = _folder(found[0])
        if len(found) > 1 and folder and kinds[folder] == {kind}:
            yield Copies(f"{folder}/", found[0].copies, f"for-{kind}")
        else:
            yield from (Copies(document.name, document.copies, f"for-{kind}") for document in found)


def _folder(document: Document) -> str:
    return document.name.rpartition("/")[0]
