"""Badges to cut out: ten a page, with the mark for photographs as a word, a shape and a colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.build.documents.kit import Kit
from rumbo.build.model import CONSENTS, Participant
from rumbo.build.outcome import Document

A_PAGE = 10
SIZES = ((14, "large"), (24, "middle"), (44, "small"))
"""Letters of a name up to which it fits in a size of print; longer names are tiny."""
LONGEST_WORD = 11
"""Letters of one word that fit in a line of the largest print."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge; without a name it is to be filled in by hand, without consent the marks are to be ticked."""

    name: str = ""
    size: str = ""
    username: str = ""
    pronoun: str = ""
    consent: str = ""


def badges(kit: Kit) -> Iterator[Document]:
    """A badge for each participant; those left on the last page are blank."""
    made = [badge_of(person) for person in kit.people] or [Badge()] * kit.value.participants
    made += [Badge()] * (-len(made) % A_PAGE)
    yield kit.document(
        "people/badges.pdf",
        "badges.html.j2",
        "badges-title",
        readers="organiser",
        private=bool(kit.people),
        sheets=[made[start : start + A_PAGE] for start in range(0, len(made), A_PAGE)],
        consents=CONSENTS,
    )


def badge_of(person: Participant) -> Badge:
    """What of a participant everybody may read."""
    return Badge(person.name, size_of(person.name), person.username, person.pronoun, person.consent or "")


def size_of(name: str, sizes: Sequence[tuple[int, str]] = SIZES) -> str:
    """The largest print in which a name fits: large, middle, small or tiny."""
    words = [len(word) for word in name.replace("-", " ").split()]
    needed = max(len(name), round(max(words, default=0) * sizes[0][0] / LONGEST_WORD))
    return next((size for most, size in sizes if needed <= most), "tiny")
