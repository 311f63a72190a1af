"""Handouts: what participants take home of a module, alone or as a whole book."""

from collections.abc import Iterator

from rumbo.build.curriculum import Entry
from rumbo.build.documents.credits import pictures_in, texts_of
from rumbo.build.documents.glossary import words_used
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import handout_of, pictures_of
from rumbo.build.model import Module
from rumbo.build.outcome import Document


def handout(entry: Entry[Module], name: str, language: str, *, exercises: bool = False) -> Document:
    """The handout of one module, alone; with its exercises and the quiz (without answers) if they are wanted."""
    content = {"handout": handout_of(entry), "exercises": exercises}
    pictures = pictures_of(entry)
    return Document(name, "handout.html.j2", entry.value.title, language, content, pictures, copies=0)


def handouts(kit: Kit) -> Iterator[Document]:
    """The handout of each module of the plan, for people who come to one module only."""
    for number, entry in enumerate(kit.entries, start=1):
        yield handout(entry, f"handouts/{number:02}-{entry.id}.pdf", kit.value.language)


def handbook(kit: Kit) -> Iterator[Document]:
    """All handouts with the exercises that are really done, as one book for each participant."""
    yield kit.document(
        "participant-handbook.pdf",
        "handbook.html.j2",
        "handbook-title",
        copies=kit.value.participants,
        pictures={**pictures_of(*kit.entries), **kit.drawn}.items(),
        handouts=kit.handouts,
        terms=words_used(kit.handouts, kit.curriculum),
        text_credits=texts_of(kit.handouts),
        picture_credits=pictures_in(kit.handouts),
    )
