"""Words, dates and times in the language of the people in the room: the only use of babel.

Labels are kept in the JSON form of translatewiki (`templates/i18n/<language>.json`): `$1` stands for a value,
`{{PLURAL:$1|one|many}}` chooses by the plural rules of the language.
"""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rumbo.build.model import LANGUAGE_PATTERN
from rumbo.build.words import is_mixed

SOURCE_LANGUAGE = "en"
"""The language content is written in."""
_FOLDER = Path(__file__).resolve().parents[1] / "templates" / "i18n"
_PLURAL = re.compile(r"\{\{PLURAL:\$(\d)\|([^{}]*)\}\}")
_VALUE = re.compile(r"\$(\d)")
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the Unicode data (CLDR), in their order."""
_OWN_LETTERS = {
    "da": {"æ": "z\uffff", "ø": "z\uffff\uffff", "å": "z\uffff\uffff\uffff"},
    "es": {"ñ": "n\uffff"},
    "pl": {
        **{c: f"{b}\uffff" for b, c in zip("aceln", "ąćęłń", strict=True)},
        "ó": "o\uffff",
        "ś": "s\uffff",
        "ź": "z\uffff",
        "ż": "z\uffff\uffff",
    },
}
"""Letters with a mark that are not sorted as those without it, as what comes right after these."""


def languages() -> tuple[str, ...]:
    """The languages that labels are written in."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json") if path.stem != "qqq"))


def is_language(code: str) -> bool:
    """Whether the Unicode data have a locale for the code, or at least a name for the language."""
    import babel

    if not re.fullmatch(LANGUAGE_PATTERN, code):  # babel passes over what follows a dot or an at sign
        return False
    try:
        babel.Locale.parse(code, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        return code in _locale(SOURCE_LANGUAGE).languages  # such as Aymara
    return True


_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""Unions of countries, what is made for tests, and what stands for unknown."""


def countries() -> dict[str, str]:
    """Every country and territory by its two letters (ISO 3166-1), as English calls it."""
    names = _locale(SOURCE_LANGUAGE).territories
    return {code: str(names[code]) for code in names if len(code) == 2 and code not in _NO_COUNTRIES}


def language_called(name: str) -> str:
    """The code of a language by its English name or, where labels are written in it, by its own; empty for none."""
    english = {str(told).casefold(): str(code) for code, told in _locale(SOURCE_LANGUAGE).languages.items()}
    own = {Labels(code).language_name(code).casefold(): code for code in languages()}
    return (english | own).get(name.casefold(), "")


def closest(code: str) -> str:
    """The language labels are taken from: the one asked for, a parent (pt for pt-br), or the source's."""
    written = languages()
    name = code.lower()
    while name and name not in written:
        name = name.rpartition("-")[0]
    return name or SOURCE_LANGUAGE


@cache
def _messages(language: str) -> Mapping[str, str]:
    messages: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return messages


@cache
def _locale(language: str) -> Any:
    """How a language writes dates and numbers; as its parent or the source language does where nobody has told."""
    import babel

    try:
        return babel.Locale.parse(language, sep="-")
    except babel.UnknownLocaleError:
        return _locale(language.rpartition("-")[0] or SOURCE_LANGUAGE)


def direction_of(language: str) -> str:
    """ltr or rtl, as a language is written."""
    direction: str = _locale(language).text_direction
    return direction


def _plural(found: re.Match[str], values: tuple[object, ...], language: str) -> str:
    """The form for a number: forms stand in the order of CLDR, and the last one serves for those left out."""
    forms = found[2].split("|")
    rule = _locale(language).plural_form
    used = [category for category in _CATEGORIES if category == "other" or category in rule.tags]
    place = used.index(rule(int(str(values[int(found[1]) - 1]))))
    return forms[min(place, len(forms) - 1)]


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything that is said by the tool itself on a page, in one language."""

    language: str

    def text(self, key: str, *values: object) -> str:
        """The label with its values put in; in the source language where it is not translated."""
        own = closest(self.language)
        language = own if _messages(own).get(key) else SOURCE_LANGUAGE
        message = _PLURAL.sub(lambda found: _plural(found, values, language), _messages(language)[key])
        return _VALUE.sub(lambda found: self._isolated(str(values[int(found[1]) - 1])), message)

    def _isolated(self, value: str) -> str:
        """A value that does not mix its order with the words around it (Unicode bidirectional algorithm, FSI)."""
        return f"\u2068{value}\u2069" if is_mixed(value, self.direction) else value

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return self.text("list-comma")

    def day(self, day: dt.date) -> str:
        """A day in full, with the day of the week."""
        from babel.dates import format_date

        return format_date(day, "full", locale=_locale(closest(self.language)))

    def short_day(self, day: dt.date) -> str:
        """A day in the middle length, without the day of the week."""
        from babel.dates import format_date

        return format_date(day, "long", locale=_locale(closest(self.language)))

    def time(self, time: dt.time) -> str:
        """Hours and minutes as the language writes them."""
        from babel.dates import format_time

        return format_time(time, "short", locale=_locale(closest(self.language)))

    def language_name(self, code: str) -> str:
        """What this language calls another one."""
        return str(_locale(closest(self.language)).languages.get(code.split("-")[0], code))

    def sorting(self, text: str) -> tuple[str, str]:
        """What a word is sorted by: accents and case do not matter, but for letters of the language's own."""
        own = _OWN_LETTERS.get(self.language.split("-")[0], {})
        placed = "".join(own.get(letter, letter) for letter in unicodedata.normalize("NFC", text.casefold()))
        plain = "".join(c for c in unicodedata.normalize("NFD", placed) if not unicodedata.combining(c))
        return plain, text

    @property
    def written_in(self) -> str:
        """The language the labels really come out in."""
        return closest(self.language)

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        return direction_of(closest(self.language))
