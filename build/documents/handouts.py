"""Handouts: what participants take home of a module, alone or as a whole book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.credits import pictures_in, texts_of
from rumbo.build.documents.glossary import words_used
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import Handout, pictures_of
from rumbo.build.documents.translated import translation_of
from rumbo.build.marks import unmarked
from rumbo.build.outcome import Document


@dataclass(frozen=True, slots=True)
class Given:
    """What single handouts are made from: the content, the language of their labels, whether exercises are wanted."""

    curriculum: Curriculum
    language: str
    exercises: bool = False


def handout(view: Handout, pictures: Mapping[str, bytes], name: str, given: Given) -> Document:
    """The handout of one module, alone; with its exercises and the quiz (without answers) if they are wanted."""
    content = {
        "handout": view,
        "exercises": given.exercises,
        "content_language": given.curriculum.language,
        "translation": translation_of(given.curriculum, [f"modules/{view.id}"]),
    }
    return Document(name, "handout.html.j2", unmarked(view.title), given.language, content, pictures, copies=0)


def handouts(kit: Kit) -> Iterator[Document]:
    """The handout of each module of the plan, for people who come to one module only."""
    given = Given(kit.curriculum, kit.language)
    for number, (entry, view) in enumerate(zip(kit.entries, kit.handouts, strict=True), start=1):
        yield handout(view, pictures_of(entry), f"handouts/{number:02}-{entry.id}.pdf", given)


def handbook(kit: Kit) -> Iterator[Document]:
    """All handouts with the exercises that are really done, as one book for each participant; once more in another
    language if there is a kit for it.
    """
    yield _handbook(kit)
    if kit.beside:
        name = f"participant-handbook-{kit.beside.language}.pdf"
        yield replace(_handbook(kit.beside), name=name, copies=0)


def _handbook(kit: Kit) -> Document:
    return kit.document(
        "participant-handbook.pdf",
        "handbook.html.j2",
        "handbook-title",
        copies=kit.value.participants,
        pictures={**pictures_of(*kit.entries), **kit.drawn}.items(),
        handouts=kit.handouts,
        terms=words_used(kit.handouts, kit.curriculum),
        text_credits=texts_of(kit.handouts, kit.labels.comma),
        picture_credits=pictures_in(kit.handouts),
    )
