"""What the group thinks of the workshop: a questionnaire each before, after and three months later."""

from collections.abc import Iterator
from dataclasses import replace

from rumbo.build.documents.form import form
from rumbo.build.documents.kit import Kit
from rumbo.build.outcome import Document

ORDER = ("before", "after", "later")
"""When the shipped surveys are filled in; others of a curriculum follow."""


def evaluation(kit: Kit) -> Iterator[Document]:
    """Every survey of the curriculum as a paper form."""
    surveys = kit.curriculum.surveys
    first = [name for name in ORDER if name in surveys]
    for name in (*first, *(name for name in surveys if name not in first)):
        made = form(f"surveys/{name}", f"people/evaluation-{name}.pdf", kit.language, kit.curriculum)
        yield replace(made, copies=kit.value.participants)
