"""Finding content by words: every word must occur; titles count more than texts."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from rumbo.build.curriculum import KINDS_OF_CONTENT, Curriculum, Entry

IN_TITLE, IN_FIELDS, IN_TEXT = 5, 2, 1


def search(words: str, curriculum: Curriculum) -> list[tuple[str, Entry[Any]]]:
    """(kind, entry) of all that holds every word, the best first; accents and case do not matter."""
    wanted = fold(words).split()
    scored = [
        (-sum(scores), kind, entry.id)
        for kind, entry in _everything(curriculum)
        if wanted and all(scores := _scores(wanted, entry))
    ]
    return [(kind, curriculum.of(kind)[name]) for _, kind, name in sorted(scored)]


def _everything(curriculum: Curriculum) -> Iterator[tuple[str, Entry[Any]]]:
    for kind in KINDS_OF_CONTENT:
        for entry in curriculum.of(kind).values():
            yield kind, entry


def _scores(words: list[str], entry: Entry[Any]) -> list[int]:
    """For each word the best place where it occurs, 0 if it does not."""
    places = (
        (IN_TITLE, fold(f"{entry.id} {entry.value.title}")),
        (IN_FIELDS, fold(" ".join(_strings(entry.value.model_dump())))),
        (IN_TEXT, fold("\n".join(file.text for file in entry.texts.values()))),
    )
    return [next((score for score, text in places if word in text), 0) for word in words]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def fold(text: str) -> str:
    """Lower case, without accents and other marks."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
