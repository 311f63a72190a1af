"""Mixed groups of four or five: people of one organisation or language are spread over all of them."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from rumbo.build.documents.kit import Kit
from rumbo.build.model import Participant
from rumbo.build.outcome import Document
from rumbo.build.search import fold

MOST = 5
"""People in a group: more do not all get to speak."""
Key = tuple[str, str]
"""What is to be mixed of a person: affiliation and language."""


def groups(kit: Kit) -> Iterator[Document]:
    """The groups by name, or with lines to write on."""
    if kit.people:
        lists = [[kit.people[index].name for index in group] for group in mixed([key_of(p) for p in kit.people])]
    else:
        lists = [[""] * size for size in sizes(kit.value.participants)]
    yield kit.document("people/groups.pdf", "groups.html.j2", "groups-title", private=bool(kit.people), groups=lists)


def key_of(person: Participant) -> Key:
    """What is mixed of a person, in whatever case and with whatever accents it is written."""
    return fold(person.affiliation), fold(person.language)


def sizes(people: int) -> tuple[int, ...]:
    """The sizes of as few groups as can be, none larger than MOST and none larger by more than one than another."""
    number = math.ceil(people / MOST)
    return tuple(people // number + (index < people % number) for index in range(number))


def mixed(keys: Sequence[Key]) -> tuple[tuple[int, ...], ...]:
    """The people, by their places in `keys`, in groups; each group in the order of the list.

    People are dealt out like cards, organisation after organisation and language after language, the largest first.
    In each round every group gets one: the group with the fewest of the same affiliation, then of the same language.
    So no group has more than one person more of an affiliation than another.
    """
    number = len(sizes(len(keys)))
    members: list[list[int]] = [[] for _ in range(number)]
    held: list[Counter[tuple[str, str]]] = [Counter() for _ in range(number)]
    free: list[int] = []
    for person in _dealt(keys):
        free = free or list(range(number))
        traits = tuple(zip(("affiliation", "language"), keys[person], strict=True))
        chosen = min(free, key=lambda group: (*(held[group][trait] for trait in traits), group))
        free.remove(chosen)
        members[chosen].append(person)
        held[chosen].update(traits)
    return tuple(tuple(sorted(group)) for group in members)


def _dealt(keys: Sequence[Key]) -> list[int]:
    """The people with those of one affiliation together, and within it those of one language."""
    affiliations, languages = Counter(one for one, _ in keys), Counter(one for _, one in keys)

    def order(person: int) -> tuple[int, str, int, str, int]:
        affiliation, language = keys[person]
        return -affiliations[affiliation], affiliation, -languages[language], language, person

    return sorted(range(len(keys)), key=order)
