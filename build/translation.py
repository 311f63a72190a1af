"""Joins the stages content and translate: content in the languages of a pack, taking texts out for translators, and
putting translations in.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rumbo.build.catalogue import Catalogue, Message
from rumbo.build.content.translations import languages_of, load_catalogues
from rumbo.build.content.wording import shown
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.exchange.translations import Unreadable, from_json, from_xliff, to_json, to_xliff
from rumbo.build.labels import SOURCE_LANGUAGE, is_language
from rumbo.build.layer import TRANSLATIONS
from rumbo.build.model import Profile
from rumbo.build.outcome import Artifact, Plan
from rumbo.build.po import PoFault, from_po, line_of, to_po
from rumbo.build.problem import Problem
from rumbo.build.translate.apply import Tongue, localised
from rumbo.build.translate.lint import Word, faults, glossary_words, unlike
from rumbo.build.translate.merge import filled, merged
from rumbo.build.translate.speak import messages, units
from rumbo.build.translate.state import dated, headed
from rumbo.build.yaml_text import UNSEEN

__all__ = ["Unreadable", "languages_of"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The content of a pack in the language of participants, and in that of trainers if it is another one."""

    participants: Curriculum
    trainers: Curriculum | None = None
    beside: Curriculum | None = None
    """The same for participants in a second language."""


def in_language(
    curriculum: Curriculum, language: str, fallbacks: Iterable[str] = (), whole: Collection[str] = ()
) -> tuple[Curriculum, list[Problem]]:
    """The curriculum in a language, as far as it is translated, and what is wrong with the translations.

    What is missing there is taken from the first of the fallbacks that has it, or stays as it was written, and is
    marked. Of modules that are not among `whole` only the fields are translated.
    """
    if language.split("-")[0] == SOURCE_LANGUAGE:
        return curriculum, []
    tongues, problems = [], []
    for code in dict.fromkeys((language, *fallbacks)):
        catalogues, found = _catalogues(curriculum, code)
        tongues.append(Tongue(code, catalogues))
        problems += found
    return localised(curriculum, tongues, whole), problems


def _catalogues(curriculum: Curriculum, code: str) -> tuple[Mapping[str, Catalogue], list[Problem]]:
    """The translations into a language, and where that has none, into the one it is a kind of (pt for pt-br)."""
    if code in curriculum.catalogues:
        return curriculum.catalogues[code], []
    parent, problems = load_catalogues(curriculum.layers, code.split("-")[0])
    own, more = load_catalogues(curriculum.layers, code) if "-" in code else ({}, [])
    return parent | own, [*problems, *more]


def with_catalogues(curriculum: Curriculum, profiles: Iterable[Profile]) -> tuple[Curriculum, list[Problem]]:
    """The curriculum with all translations that some profiles need, for packs that are made in other processes."""
    asked = (
        code
        for one in profiles
        for code in (one.language, *one.fallbacks, one.trainers_language, one.second_language)
    )
    codes = [code for code in dict.fromkeys(asked) if code and code.split("-")[0] != SOURCE_LANGUAGE]
    found = {code: _catalogues(curriculum, code) for code in codes}
    read = {code: catalogues for code, (catalogues, _) in found.items()}
    return replace(curriculum, catalogues=read), [problem for _, problems in found.values() for problem in problems]


def spoken_for(profile: Profile, plan: Plan, curriculum: Curriculum) -> tuple[Spoken, list[Problem]]:
    """The content of a plan in the languages that a profile asks for, and what is wrong with the translations."""
    whole = [step.module for step in plan.steps]
    told, problems = in_language(curriculum, profile.language, profile.fallbacks, whole)
    others: list[Curriculum | None] = []
    for language in (profile.trainers_language, profile.second_language):
        other: Curriculum | None = None
        more: list[Problem] = []
        if language and language != profile.language:
            other, more = in_language(curriculum, language, (profile.language, *profile.fallbacks), whole)
        others.append(other)
        problems = [*problems, *more]
    return Spoken(told, *others), problems


@dataclass(frozen=True, slots=True)
class Unit:
    """What has a file of translations of its own, with its texts."""

    name: str
    entries: tuple[Entry[Any], ...]
    messages: tuple[Message, ...]


def units_of(curriculum: Curriculum, wanted: Iterable[str] = (), layer: str = "") -> Iterator[Unit]:
    """The units of a curriculum: those named (`modules/editing-basics`, or `editing-basics` for all of that id), or
    those with content of a layer, or all.
    """
    names = set(wanted)
    for name, entries in units(curriculum):
        is_named = not names or name in names or name.rpartition("/")[2] in names
        of_layer = not layer or bool(names) or any(entry.layer == layer for entry in entries)
        if is_named and of_layer:
            yield Unit(name, entries, messages(entries))


def updated(
    some: Iterable[Unit], language: str, there: Mapping[str, Catalogue], today: dt.date
) -> Iterator[tuple[str, Catalogue]]:
    """The catalogue of each unit with every translation that is there and fits; `today` dates new files."""
    for unit in some:
        old = there.get(unit.name) or dated(Catalogue(language), today)
        yield unit.name, headed(merged(unit.messages, replace(old, language=language)), unit.entries, unit.messages)


def put_in(
    catalogues: Mapping[str, Catalogue], known: Sequence[tuple[Message, str]], today: dt.date
) -> Iterator[tuple[str, Catalogue]]:
    """The catalogues that change when translations are put in, dated today."""
    for name, catalogue in catalogues.items():
        new = filled(catalogue, known)
        if new != catalogue:
            yield name, dated(new, today)


def as_files(catalogues: Iterable[tuple[str, Catalogue]], language: str) -> Iterator[Artifact]:
    """The PO files of catalogues, named from the folder of the curriculum on."""
    for name, catalogue in catalogues:
        yield Artifact(f"{TRANSLATIONS}/{language}/{name}.po", to_po(catalogue).encode())


def read_catalogues(folder: Path, language: str) -> tuple[dict[str, Catalogue], list[Problem]]:
    """The translations into a language that lie in one folder of a curriculum."""
    return load_catalogues([Layer("", folder, folder)], language)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts of a unit are translated into a language."""

    unit: str
    language: str
    translated: int
    fuzzy: int
    missing: int
    draft: bool

    @property
    def whole(self) -> int:
        """All texts together."""
        return self.translated + self.fuzzy + self.missing


def progress(some: Iterable[Unit], language: str, there: Mapping[str, Catalogue]) -> Iterator[Progress]:
    """How far each unit is translated, measured at the texts as they are now."""
    for unit in some:
        old = there.get(unit.name) or Catalogue(language)
        states = [one.state for one in merged(unit.messages, old)]
        counts = (states.count("translated"), states.count("fuzzy"), states.count("missing"))
        yield Progress(unit.name, language, *counts, draft=old.draft)


def together(every: Sequence[Progress], language: str) -> Progress:
    """How far a language is, all units together."""
    counts = (
        sum(one.translated for one in every),
        sum(one.fuzzy for one in every),
        sum(one.missing for one in every),
    )
    return Progress("", language, *counts, draft=any(one.draft for one in every))


def in_form(catalogues: Iterable[tuple[str, Catalogue]], language: str, form: str) -> Iterator[Artifact]:
    """Translations as files for other tools: `po`, `xliff` or `json`."""
    for name, catalogue in catalogues:
        if form == "po":
            text = to_po(catalogue)
        else:
            text = (to_xliff if form == "xliff" else to_json)(name, catalogue, SOURCE_LANGUAGE)
        yield Artifact(f"{language}/{name}.{form}", text.encode())


def from_file(ending: str, text: str) -> tuple[str, Sequence[tuple[Message, str]]]:
    """The language and the translations of a file by its ending; fuzzy ones are left out. Raises Unreadable."""
    language, known = _parsed(ending, text)
    if not is_language(language) or language == SOURCE_LANGUAGE:  # it becomes the name of a folder
        raise Unreadable(f"{shown(language)} is no language to translate into")
    if found := next((found for _, target in known if (found := UNSEEN.search(target))), None):
        raise Unreadable(f"a text holds a character that nobody can see (U+{ord(found[0]):04X})")
    return language, known


def _parsed(ending: str, text: str) -> tuple[str, Sequence[tuple[Message, str]]]:
    if ending == ".json":
        return from_json(text)
    if ending in (".xliff", ".xlf"):
        return from_xliff(text)
    try:
        catalogue = from_po(text)
    except PoFault as fault:
        raise Unreadable(str(fault)) from None
    return catalogue.language, [(one.message, one.target) for one in catalogue if one.state == "translated"]


def strangers(there: Mapping[str, Catalogue], known: Sequence[tuple[Message, str]]) -> int:
    """How many translations belong to no text that is there."""
    texts = {(one.message.place, one.message.source) for catalogue in there.values() for one in catalogue}
    return sum((message.place, message.source) not in texts for message, _ in known)


def linted(
    folder: Path, language: str, there: Mapping[str, Catalogue], terms: Sequence[Word] = ()
) -> Iterator[Problem]:
    """What is wrong with the translations into a language that lie in a folder, at their lines."""
    words = terms or glossary_words(there.get("glossary"))
    twice = {(unit, one.message.place) for unit, one in unlike(there, lambda place: place.endswith("/item"))}
    for name, catalogue in there.items():
        path = folder / TRANSLATIONS / language / f"{name}.po"
        text = to_po(catalogue)
        for one in catalogue:
            found = list(faults(one, () if name == "glossary" else words))
            if (name, one.message.place) in twice:
                hint = "take the same words everywhere"
                found.append(("L109", f'"{one.message.source}" is translated in another way elsewhere', hint))
            for code, sentence, hint in found:
                yield Problem(str(path), line_of(text, one.message.place), 1, code, sentence, hint)
