"""The agenda: what happens when, for participants."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.outcome import Document


def agenda(kit: Kit) -> Iterator[Document]:
    """One page for each participant, and one more for the wall."""
    yield kit.document("agenda.pdf", "agenda.html.j2", "agenda-title", copies=kit.value.participants + 1)
