"""What is wrong with a translation, as far as a program can see: marks, links, numbers, blanks, lengths, terms."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.build.catalogue import Catalogue, Translation
from rumbo.build.markdown import Part, parts
from rumbo.build.search import fold

_BLANK = re.compile(r"_{3,}|\$\d|\{\{?[^{}]*\}\}?")
_GROUPED = re.compile(r"(?<=\d)[.,'\u00a0\u202f ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
MOST_TITLE, SPARE = 1.6, 12
"""How much longer than its source a title, cell or heading may be: times, and letters besides."""
_ITALICS = "an emphasis"
_SHORT = ("heading", "cell", "caption")
LEAST_STEM = 4
"""Letters of a word by which it is known again in another form."""
UNCHANGED_WORDS = 4
"""From this many words on, a translation that equals its source has been forgotten."""

Fault = tuple[str, str, str]
"""Problem code, sentence and hint."""


@dataclass(frozen=True, slots=True)
class Word:
    """A term of the glossary: the forms it has in the source language and in the translation."""

    term: str
    source: tuple[str, ...]
    target: tuple[str, ...]


def faults(one: Translation, words: Sequence[Word] = ()) -> Iterator[Fault]:
    """Everything that is wrong with a translation; nothing for one that is not there or is fuzzy anyway."""
    if one.state != "translated":
        return
    for find in (_structure, _markup, _blanks, _numbers, _lengths, _unchanged):
        yield from find(one)
    yield from _terms(one, words)


def _structure(one: Translation) -> Iterator[Fault]:
    """A text of one block must stay one block of the same kind."""
    source, target = parts(one.message.source), parts(one.target)
    if [part.kind for part in source] != [part.kind for part in target]:
        found = ", ".join(part.kind.replace("_", " ") for part in target) or "nothing"
        yield "L104", f"the translation reads as {found}", "it must be one paragraph, as the source text is"


def _markup(one: Translation) -> Iterator[Fault]:
    """Links, code and strong words must be the same ones; a language may set more words in italics than another."""
    source, target = (Counter(_marks(parts(text))) for text in (one.message.source, one.target))
    new = [(mark, "is new in") for mark in target - source if mark != _ITALICS]
    for mark, told in (*((mark, "is missing in") for mark in source - target), *new):
        yield "L104", f"{mark} {told} the translation", "keep links, code and **strong words** as they are"


def _marks(some: Iterable[Part]) -> Iterator[str]:
    for part in some:
        if part.kind in ("link", "image"):
            yield f"the address {part.about}"
        elif part.kind == "code_inline":
            yield f"`{part.text}`"
        elif part.kind in ("strong", "em"):
            yield "a strong word" if part.kind == "strong" else _ITALICS
        yield from _marks(part.inner)


def _blanks(one: Translation) -> Iterator[Fault]:
    if Counter(_BLANK.findall(one.message.source)) != Counter(_BLANK.findall(one.target)):
        yield "L104", "blanks or placeholders differ", "keep ____, $1 and {…} as they are"


def _numbers(one: Translation) -> Iterator[Fault]:
    missing = _digits(one.message.source) - _digits(one.target)
    if missing:
        told = ", ".join(sorted(missing))
        yield "L105", f"a number of the source text is not in the translation: {told}", "look whether it is right"


def _digits(text: str) -> Counter[str]:
    """The numbers in a text, whatever digits they are written in and however thousands are grouped."""
    plain = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
    return Counter(number.lstrip("0") or "0" for number in _NUMBER.findall(_GROUPED.sub("", plain)))


def _lengths(one: Translation) -> Iterator[Fault]:
    is_short = one.message.kind in _SHORT or one.message.place.endswith("/title")
    most = len(one.message.source) * MOST_TITLE + SPARE
    if is_short and len(one.target) > most:
        told = f"{len(one.target)} letters where the source text has {len(one.message.source)}"
        yield "L106", f"too long for its place: {told}", "say it shorter; it stands on cards and in heads of tables"


def _unchanged(one: Translation) -> Iterator[Fault]:
    if one.target == one.message.source and len(_WORD.findall(one.target)) >= UNCHANGED_WORDS:
        yield "L107", "the translation is the source text", "translate it, or leave it empty"


def _terms(one: Translation, words: Sequence[Word]) -> Iterator[Fault]:
    """A term of the glossary has its own word in the translation, in whatever form."""
    target = f" {_folded(one.target)} "
    for word in words:
        is_there = any(_occurs(form, one.message.source) for form in word.source)
        if is_there and not any(_stems(form, target) for form in word.target):
            told = f'"{word.term}" is not translated as the glossary says ({", ".join(word.target)})'
            yield "L108", told, "use the word of the glossary, or add this form to it under `also`"


def _occurs(form: str, text: str) -> bool:
    """Whether a form of a term stands in a text; one with capitals, such as the name of a button, only like that."""
    if form != form.lower():
        return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None
    return f" {_folded(form)} " in f" {_folded(text)} "


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _stems(form: str, target: str) -> bool:
    """Whether every word of a form occurs in a text, perhaps with another ending."""
    stems = [word[: max(LEAST_STEM, len(word) - 2)] for word in _folded(form).split()]
    return all(stem in target for stem in stems)


def glossary_words(catalogue: Catalogue | None) -> tuple[Word, ...]:
    """The terms of a translated glossary."""
    found: dict[str, list[Translation]] = {}
    for one in catalogue or ():
        name, _, field = one.message.place.partition("/")
        if one.target and field.split("/")[0] in ("term", "also"):
            found.setdefault(name, []).append(one)
    return tuple(_word(those) for those in found.values() if those[0].message.place.endswith("/term"))


def _word(those: Sequence[Translation]) -> Word:
    return Word(those[0].message.source, tuple(o.message.source for o in those), tuple(o.target for o in those))


def unlike(catalogues: Mapping[str, Catalogue], is_thing: Callable[[str], bool]) -> Iterator[tuple[str, Translation]]:
    """Translations of things to bring that differ from the first one of the same thing, by unit: they must add up."""
    first: dict[str, str] = {}
    for unit, catalogue in catalogues.items():
        for one in catalogue:
            is_told = one.state == "translated" and is_thing(one.message.place)
            if is_told and first.setdefault(one.message.source, one.target) != one.target:
                yield unit, one
