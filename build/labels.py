"""Words, dates and times in the language of the people in the room: the only use of babel.

Labels are kept in the JSON form of translatewiki (`templates/i18n/<language>.json`): `$1` stands for a value,
`{{PLURAL:$1|one|many}}` chooses by the plural rules of the language.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE_LANGUAGE = "en"
"""The language content is written in."""
_FOLDER = Path(__file__).resolve().parents[1] / "templates" / "i18n"
_PLURAL = re.compile(r"\{\{PLURAL:\$(\d)\|([^{}]*)\}\}")
_VALUE = re.compile(r"\$(\d)")


def languages() -> tuple[str, ...]:
    """The languages that labels are written in."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json") if path.stem != "qqq"))


def is_language(code: str) -> bool:
    """Whether the Unicode locale data know the code."""
    import babel

    try:
        babel.Locale.parse(code, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        return False
    return True


def closest(code: str) -> str:
    """The language labels are taken from: the one asked for, its parent (pt for pt-br) or the source language."""
    written = languages()
    return next((name for name in (code, code.split("-")[0]) if name in written), SOURCE_LANGUAGE)


@cache
def _messages(language: str) -> Mapping[str, str]:
    messages: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return messages


@cache
def _locale(language: str) -> Any:
    import babel

    return babel.Locale.parse(language, sep="-")


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything that is said by the tool itself on a page, in one language."""

    language: str

    def text(self, key: str, *values: object) -> str:
        """The label with its values put in; in the source language where it is not translated."""
        own = _messages(closest(self.language))
        message = own.get(key) or _messages(SOURCE_LANGUAGE)[key]
        message = _PLURAL.sub(lambda found: self._plural(found, values), message)
        return _VALUE.sub(lambda found: str(values[int(found[1]) - 1]), message)

    def _plural(self, found: re.Match[str], values: tuple[object, ...]) -> str:
        forms = found[2].split("|")
        one = _locale(closest(self.language)).plural_form(int(str(values[int(found[1]) - 1]))) == "one"
        return forms[0] if one else forms[-1]

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
        return _locale(closest(self.language)).languages.get(code.split("-")[0], code)

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        direction: str = _locale(closest(self.language)).text_direction
        return direction
