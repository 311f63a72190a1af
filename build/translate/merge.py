"""Translations carried over to texts that have changed or moved; nothing that somebody translated is lost.

A text that is the same keeps its translation, wherever it stands now. A text that has changed keeps it as fuzzy, with
the words it was made from. A translation whose text is gone is kept at the end of the file.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rumbo.build.catalogue import Catalogue, Message, Translation

ALIKE = 0.6
"""How much of two texts must be the same for one to be a new wording of the other (0 to 1)."""


@dataclass(slots=True)
class _Old:
    """The translations that were there and that no text has taken yet."""

    free: list[Translation]
    by_both: dict[tuple[str, str], Translation] = field(default_factory=dict)

    def take(self, found: Translation | None) -> Translation | None:
        if found is not None:
            self.free.remove(found)
        return found

    def exact(self, message: Message) -> Translation | None:
        """The one with the same place and words."""
        found = self.by_both.get((message.place, message.source))
        return self.take(found if found in self.free else None)

    def moved(self, message: Message) -> Translation | None:
        """The one with the same words elsewhere."""
        return self.take(next((one for one in self.free if one.message.source == message.source), None))

    def reworded(self, message: Message) -> Translation | None:
        """The one with other words at the same place, or with words that are much the same in the same part."""
        near = [one for one in self.free if one.target and _part(one.message.place) == _part(message.place)]
        here = [one for one in near if one.message.place == message.place]
        scored = [(_alike(one.message.source, message.source), -n, one) for n, one in enumerate([*here, *near])]
        best = max(scored, key=lambda score: score[:2], default=(0.0, 0, None))
        if best[0] >= ALIKE:
            return self.take(best[2])
        is_field = here and here[0].message.kind == message.kind == "line"
        return self.take(here[0] if is_field else None)


def merged(messages: Sequence[Message], old: Catalogue) -> Catalogue:
    """The catalogue of some texts with every translation that fits one of them."""
    left = _Old([*old.translations, *old.gone])
    left.by_both = {(one.message.place, one.message.source): one for one in reversed(left.free)}
    found = [left.exact(message) for message in messages]
    for n, message in enumerate(messages):
        found[n] = found[n] or left.moved(message)
    made = tuple(
        _carried(message, one) if one else _reworded(message, left)
        for message, one in zip(messages, found, strict=True)
    )
    gone = {(one.message.place, one.message.source): one for one in left.free if one.target}
    return replace(old, translations=made, gone=tuple(gone.values()))


def _carried(message: Message, old: Translation) -> Translation:
    """The translation of a text that says what it said."""
    return replace(old, message=message)


def _reworded(message: Message, left: _Old) -> Translation:
    """The translation of a text that says something else now, or none."""
    old = left.reworded(message)
    if old is None:
        return Translation(message)
    return Translation(message, old.target, True, old.previous if old.fuzzy else old.message.source, old.note)


def _part(place: str) -> str:
    """The part of a text or field that a place is in, without its number."""
    return place.rpartition("/")[0]


def _alike(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def filled(catalogue: Catalogue, known: Iterable[tuple[Message, str]]) -> Catalogue:
    """The catalogue with translations put in: those for the place and words of a text, never for other words."""
    targets = {(message.place, message.source): target for message, target in known if target}
    return replace(
        catalogue,
        translations=tuple(
            replace(one, target=targets[key], fuzzy=False, previous="")
            if (key := (one.message.place, one.message.source)) in targets
            else one
            for one in catalogue
        ),
    )
