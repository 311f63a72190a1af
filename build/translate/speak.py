"""Pieces of content said in other words, text by text: for taking out what can be translated, and for translating."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rumbo.build.catalogue import Message
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.translate.blocks import with_blocks
from rumbo.build.translate.drawings import with_words
from rumbo.build.translate.fields import with_texts

TRANSLATED = (
    *("modules", "methods", "patterns", "paths", "surveys", "assessments", "notices", "checklists"),
    *("competencies", "audiences", "glossary"),
)
"""The kinds of content that are translated; profiles are written for one group, rows are never printed."""
LISTS = ("competencies", "audiences", "glossary")
"""Kinds whose pieces share one file, and one file of translations."""
_KEYED = ("guide", "local")
"""Texts whose headings of level 2 are ids."""

Say = Callable[[Message], str]


def spoken(entry: Entry[Any], say: Say, place: str = "") -> Entry[Any]:
    """The piece of content with each of its texts as `say` gives it; places begin with its id, or with `place`."""
    place = place or entry.id

    def in_fields(at: str, text: str, form: str) -> str:
        if form == "markdown":
            return with_blocks(text, at, in_fields)
        return say(Message(at, text, form, _file(entry.file)))

    def in_text(name: str) -> str:
        file = entry.texts[name]
        words = lambda at, text, kind: say(Message(at, text, kind, _file(file)))  # noqa: E731
        return with_blocks(file.text, f"{place}/{name}", words, name in _KEYED)

    def in_drawing(name: str) -> bytes:
        words = lambda at, text, kind: say(Message(at, text, kind, name))  # noqa: E731
        return with_words(entry.pictures[name], f"{place}/pictures/{name}", words)

    value = with_texts(entry.value, place, in_fields)
    texts = {name: replace(file, text=in_text(name)) for name, file in entry.texts.items()}
    pictures = {name: in_drawing(name) for name in entry.pictures if name.endswith(".svg")}
    local = {name: spoken(one, say, f"{place}/local/{name}") for name, one in entry.local.items()}
    return replace(entry, value=value, texts=texts, pictures={**entry.pictures, **pictures}, local=local)


def _file(file: File) -> str:
    """A file with the folder it lies in, by names that do not depend on where the curriculum is."""
    return "/".join(file.path.parts[-2:])


def messages(entries: Iterable[Entry[Any]]) -> tuple[Message, ...]:
    """Every text of some pieces of content in the order in which they say it."""
    found: list[Message] = []

    def note(message: Message) -> str:
        found.append(message)
        return message.source

    for entry in entries:
        spoken(entry, note)
    return tuple(found)


def units(curriculum: Curriculum) -> Iterator[tuple[str, tuple[Entry[Any], ...]]]:
    """What has a file of translations of its own, by the name of that file without its ending: each piece of content,
    and each list as a whole.
    """
    for kind in TRANSLATED:
        entries: Mapping[str, Entry[Any]] = curriculum.of(kind)
        if kind in LISTS:
            if entries:
                yield kind, tuple(entries.values())
            continue
        for name, entry in entries.items():
            yield f"{kind}/{name}", (entry,)
