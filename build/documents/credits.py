"""Who made what stands in a book: each author and licence once, with everything that is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.build.documents.participant import Handout


@dataclass(frozen=True, slots=True)
class Credit:
    """Titles of modules, or files of pictures, that have the same authors, source and licence."""

    works: tuple[str, ...]
    author: str
    licence: str
    source: str = ""


def texts_of(handouts: Iterable[Handout], comma: str) -> tuple[Credit, ...]:
    """The credits of the texts, in the order of the modules; `comma` stands between authors."""
    found: dict[tuple[str, str], list[str]] = {}
    for handout in handouts:
        found.setdefault((comma.join(handout.authors), handout.licence), []).append(handout.title)
    return tuple(Credit(tuple(titles), author, licence) for (author, licence), titles in found.items())


def pictures_in(handouts: Iterable[Handout]) -> tuple[Credit, ...]:
    """The credits of the pictures that are shown, in the order of the modules."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for handout in handouts:
        for picture in handout.pictures:
            found.setdefault((picture.author, picture.source, picture.licence), []).append(picture.file)
    return tuple(Credit(tuple(files), author, licence, source) for (author, source, licence), files in found.items())
