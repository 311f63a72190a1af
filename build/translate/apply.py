"""Content in another language: every text translated, or in the next best language and marked so."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rumbo.build.catalogue import SOURCE, Catalogue, Message, State, Translation
from rumbo.build.curriculum import Curriculum, Entry, Translated
from rumbo.build.labels import SOURCE_LANGUAGE, direction_of
from rumbo.build.marks import mark
from rumbo.build.model import Module
from rumbo.build.outcome import Plan, Reason
from rumbo.build.translate.mirrored import mirrored
from rumbo.build.translate.speak import LISTS, TRANSLATED, spoken

Counts = Mapping[State, int]
_STATES: tuple[State, ...] = ("translated", "fuzzy", "missing")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with the translations into it, by unit (see `speak.units`)."""

    language: str
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)


class _Finder:
    """Finds the translation of a text among those of one unit, wherever the text has moved to."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        there = [one for one in catalogue or () if one.target]
        self.exact = {(one.message.place, one.message.source): one for one in there}
        self.words = {one.message.source: one for one in there if not one.fuzzy}
        self.places = {one.message.place: replace(one, fuzzy=True) for one in there}

    def find(self, message: Message) -> Translation | None:
        """The translation, fuzzy if it was made from other words; None if there is none."""
        exact = self.exact.get((message.place, message.source))
        if exact is not None and not exact.fuzzy:
            return exact
        return self.words.get(message.source) or exact or self.places.get(message.place)


class _Speaker:
    """Says the texts of one unit in the first language that has them, and counts how it went."""

    def __init__(self, unit: str, written_in: str, tongues: Sequence[Tongue]) -> None:
        self.wanted, self.written_in = tongues[0].language, written_in
        self.finders = [(tongue.language, _Finder(tongue.catalogues.get(unit))) for tongue in tongues]
        self.whole = not any(finder.exact for _, finder in self.finders[:1])
        self.counts: dict[State, int] = dict.fromkeys(_STATES, 0)

    def say(self, message: Message) -> str:
        """A text in the wanted language, or in another one and marked."""
        if self.written_in == self.wanted:
            self.counts["translated"] += 1
            return message.source
        found = self.finders[0][1].find(message)
        self.counts[found.state if found else "missing"] += 1
        if found is None:
            return self._otherwise(message)
        return mark(found.target, "old", self.wanted) if found.fuzzy else found.target

    def _otherwise(self, message: Message) -> str:
        """A text in the next language that has it."""
        kind: Any = "quiet" if self.whole else "foreign"
        for language, finder in self.finders[1:]:
            if language == self.written_in:
                break
            found = finder.find(message)
            if found is not None and not found.fuzzy:
                return mark(found.target, kind, language)
        return mark(message.source, kind, self.written_in)


def localised(curriculum: Curriculum, tongues: Sequence[Tongue], whole: Collection[str]) -> Curriculum:
    """The curriculum in the first of some languages; what is missing there is in the next that has it, and marked.

    Of modules that are not among `whole`, only the fields are translated: nothing but their titles is printed.
    """
    counts: dict[str, Counts] = {}
    kinds: dict[str, dict[str, Entry[Any]]] = {}
    for kind in TRANSLATED:
        entries = curriculum.of(kind)
        kinds[kind] = {}
        for name, entry in entries.items():
            unit = kind if kind in LISTS else f"{kind}/{name}"
            speaker = _Speaker(unit, written_in(entry), tongues)
            kinds[kind][name] = _told(entry, speaker, texts=kind != "modules" or name in whole)
            counts[unit] = in_all([counts.get(unit, {}), speaker.counts])
    return replace(curriculum, **kinds, translated=_told_of(tongues[0], counts))  # type: ignore[arg-type]


def _told_of(tongue: Tongue, counts: Mapping[str, Counts]) -> Translated:
    """What is said of the whole translation."""
    sources = {unit: one.headers.get(SOURCE, "") for unit, one in tongue.catalogues.items()}
    drafts = frozenset(unit for unit, one in tongue.catalogues.items() if one.draft)
    return Translated(tongue.language, counts, sources, drafts)


def _told(entry: Entry[Any], speaker: _Speaker, *, texts: bool) -> Entry[Any]:
    """A piece of content said by a speaker, with the texts as they were written kept beside."""
    if texts:
        told = spoken(entry, speaker.say)
        return replace(told, written=entry.texts, pictures=_turned(entry, told, speaker))
    fields = spoken(replace(entry, texts={}, pictures={}, local={}), speaker.say)
    return replace(entry, value=fields.value, written=entry.texts)


def _turned(entry: Entry[Any], told: Entry[Any], speaker: _Speaker) -> Mapping[str, bytes]:
    """The pictures of a translated piece of content; drawings whose words run the other way now are mirrored."""
    if direction_of(speaker.wanted) == direction_of(speaker.written_in):
        return told.pictures
    pairs = ((name, entry.pictures[name], picture) for name, picture in told.pictures.items())
    return {name: picture if picture == before else mirrored(picture) for name, before, picture in pairs}


def written_in(entry: Entry[Any]) -> str:
    """The language that a piece of content is written in."""
    return getattr(entry.value, "language", None) or SOURCE_LANGUAGE


def in_all(counts: Iterable[Counts]) -> Counts:
    """How far several units are translated together."""
    every = list(counts)
    return {state: sum(one.get(state, 0) for one in every) for state in _STATES}


def retold(plan: Plan, written: Curriculum, told: Curriculum) -> Plan:
    """A plan whose reasons and warnings give the words of modules in the language of a translated curriculum."""
    pairs = [(written.modules[name].value, entry.value) for name, entry in told.modules.items()]
    words = {before: after for source, target in pairs for before, after in _words(source, target)}

    def said(reason: Reason) -> Reason:
        return replace(reason, text=words.get(reason.text, reason.text))

    steps = tuple(replace(step, reasons=tuple(map(said, step.reasons))) for step in plan.steps)
    left = tuple(replace(one, reason=said(one.reason)) for one in plan.left_out)
    return replace(plan, steps=steps, left_out=left, warnings=tuple(map(said, plan.warnings)))


def _words(source: Module, target: Module) -> Iterator[tuple[str, str]]:
    """What reasons and warnings quote of a module, each as it was written and as it is said."""
    yield source.title, target.title
    for old, new in zip(source.prerequisites, target.prerequisites, strict=True):
        yield old.because, new.because
    for short, said in zip(source.variants, target.variants, strict=True):
        yield short.title, said.title
