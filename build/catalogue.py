"""Translations of one piece of content, or of one list, into one language: what a PO file holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["translated", "fuzzy", "missing"]
"""Current, made from an older wording of the source text, or not there."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be translated: where it stands, what it says, what kind of block it is, and the file it is in."""

    place: str
    source: str
    kind: str = "line"
    file: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """A message with its translation, which is empty while nobody has written one."""

    message: Message
    target: str = ""
    fuzzy: bool = False
    """The source text has changed since; somebody must look at it."""
    previous: str = ""
    """The source text that a fuzzy translation was made from."""
    note: str = ""
    """What translators wrote beside it."""

    @property
    def state(self) -> State:
        """How far it can be trusted."""
        if not self.target:
            return "missing"
        return "fuzzy" if self.fuzzy else "translated"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of a file in the order of the texts, and those whose text is gone, kept for later."""

    language: str
    translations: tuple[Translation, ...] = ()
    gone: tuple[Translation, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    """What the head of the file says, by name."""

    @property
    def by_place(self) -> dict[str, Translation]:
        """The translations by the place of their text."""
        return {one.message.place: one for one in self.translations}

    def __iter__(self) -> Iterator[Translation]:
        return iter(self.translations)

    @property
    def draft(self) -> bool:
        """Whether it says of itself that nobody who grew up with the language has read it yet."""
        return self.headers.get(REVIEW, "").startswith("draft")


REVIEW = "X-Rumbo-Review"
"""The head that says who has read a translation: `draft; …`, or a name and a day."""
SOURCE = "X-Rumbo-Source"
"""The head that names the texts a translation follows: the day they were last read for truth, and their hash."""
