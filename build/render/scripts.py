"""Which scripts can be printed, found out by really printing a line of each."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rumbo.build.render.fonts import families, unshipped
from rumbo.build.render.printed import Prints


@dataclass(frozen=True, slots=True)
class Script:
    """A writing system with a line in it and the Debian package that brings a font for it."""

    name: str
    language: str
    line: str
    package: str = "fonts-noto-core"
    family: str = ""
    """The font that prints it, where that is not shipped but taken from the system."""


SCRIPTS = (
    Script("Latin", "es", "El conocimiento es de todas las personas: ñ, ł, ø, ế, ş."),
    Script("Greek", "el", "Η γνώση ανήκει σε όλους."),
    Script("Cyrillic", "uk", "Знання належить усім: ї, є, ґ."),
    Script("Arabic", "ar", "المعرفة للجميع"),
    Script("Hebrew", "he", "הידע שייך לכולם"),
    Script("Devanagari", "hi", "ज्ञान सबका है"),
    Script("Ethiopic", "am", "እውቀት የሁሉም ነው"),
    Script("Bengali", "bn", "জ্ঞান সবার", family="Noto Sans Bengali"),
    Script("Tamil", "ta", "அறிவு அனைவருக்கும்", family="Noto Sans Tamil"),
    Script("Thai", "th", "ความรู้เป็นของทุกคน", family="Noto Sans Thai"),
    Script("Georgian", "ka", "ცოდნა ყველასია", family="Noto Sans Georgian"),
    Script("Armenian", "hy", "Գիտելիքը բոլորինն է", family="Noto Sans Armenian"),
    Script("Chinese", "zh", "知识属于每一个人", "fonts-noto-cjk", "Noto Sans CJK SC"),
    Script("Japanese", "ja", "知識はみんなのもの", "fonts-noto-cjk", "Noto Sans CJK JP"),
    Script("Korean", "ko", "지식은 모두의 것", "fonts-noto-cjk", "Noto Sans CJK KR"),
)


_BY_NAME = {script.name: script for script in SCRIPTS}
_ALSO = {
    **dict.fromkeys(("Cjk", "Kangxi", "Bopomofo", "Ideographic"), "Chinese"),
    **dict.fromkeys(("Hiragana", "Katakana"), "Japanese"),
    "Hangul": "Korean",
}
"""What Unicode calls letters of scripts that people call otherwise."""
_SIGNS = Script("signs and emoji", "", "", "fonts-noto-core fonts-noto-color-emoji")


def script_of(letter: str) -> Script:
    """The writing system of a letter, by the name that Unicode gives it."""
    first, _, rest = unicodedata.name(letter, "").capitalize().partition(" ")
    name = _ALSO.get(first, first)
    if name in _BY_NAME:
        return _BY_NAME[name]
    return Script(name, "", "") if "letter" in rest or "syllable" in rest else _SIGNS


def is_ours(family: str) -> bool:
    """Whether a font is one of those that pages are meant to have: shipped, or its sister for another script."""
    return family in families() or family.startswith("Noto ")


@dataclass(frozen=True, slots=True)
class Strange:
    """Letters of one script that no shipped font has, and how a trial went: those that no font of the system has
    either, and the fonts not meant for our pages in which the others come out.
    """

    script: Script
    letters: str
    missing: str
    foreign: tuple[str, ...]


def strange(text: str, printer: Prints) -> Iterator[Strange]:
    """What is in a text beyond the shipped fonts, script by script; each is tried by printing it once."""
    for script, group in groupby(sorted(unshipped(text), key=lambda one: script_of(one).name), script_of):
        letters = "".join(group)
        printed = printer.print(_page(script.language or "en", letters), {})
        foreign = tuple(family for family in printed.fonts if not is_ours(family))
        missing = "".join(letter for letter in letters if letter in printed.unprintable)
        yield Strange(script, letters, missing, foreign)


def _page(language: str, line: str) -> str:
    return f'<html lang="{language}"><title>-</title><body><p>{line}</p></body></html>'


@dataclass(frozen=True, slots=True)
class Trial:
    """How printing a line of a script went: the fonts that were used and the letters none of them had."""

    script: Script
    fonts: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def foreign(self) -> tuple[str, ...]:
        """The fonts among them that are not meant for our pages."""
        return tuple(family for family in self.fonts if not is_ours(family))


def trials() -> Iterator[Trial]:
    """Prints a line of every script. Raises OSError if the libraries are missing."""
    from rumbo.build.render.pdf import Printer

    printer = Printer()
    for script in SCRIPTS:
        printed = printer.print(_page(script.language, script.line), {})
        yield Trial(script, printed.fonts, printed.unprintable)
