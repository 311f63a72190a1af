"""What pydantic finds wrong, in words for people who write content and no programs."""

import datetime as dt
import re
from typing import Any

from pydantic_core import ErrorDetails
from rumbo.build.content.shape import field_names, type_at
from rumbo.build.model import Minutes
from rumbo.build.model.common import ONE_LINE
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import Place

Mistake = tuple[str, Place, str, str]
"""Problem code, place, sentence, hint."""

LONGEST_QUOTE = 60
"""Characters of a wrong value that are repeated in a sentence."""
A_DAY = ("must be a day", "write year-month-day, such as 2027-03-12")
_A_YEAR = ("must be a day of the years 2000 to 2100", A_DAY[1])
A_TIME = ("must be a time of day", 'write hours and minutes, such as "09:30"')
A_NUMBER = ("must be a whole number", "digits only, such as 12")
_AN_ID = ("must be an id", "lower-case letters, digits and single hyphens, such as editing-basics")
_A_LIST = ("must be a list", "write [one, two], or one entry a line after a hyphen")
_NAMES = ("must hold names with values", "write {name: value}, or one name with its value a line, indented")
_MINUTES = ("must be a number of minutes", "write 20, or {least: 15, typical: 20, most: 30}")
_LINE = ("must be one line", "write it without line breaks; a long one may go on after >-")
_CHOICE_OF_TWO = ("must be true or false", "without quotes")
_PATTERNS = {
    "^https?": ("must be a web address", "begin with https://"),
    "(svg|png|": (
        "must be the name of a picture beside this file",
        "a plain file name that ends in .svg, .png or .jpg, without a folder",
    ),
    "^#": ("must be a colour of six digits", "a sharp and six of 0-9 and a-f in quotes, such as '#990000'"),
    "^[A-Za-z]{2}$": ("must be a country by two letters", "such as MX or DE"),
    "^[a-z]{2,3}": ("must be a language code", "such as es, en or pt-br"),
}
_WANTED = {"int": A_NUMBER, "bool": _CHOICE_OF_TWO, "date": A_DAY, "time": A_TIME}
"""By the first word of pydantic's error type."""
_NOTHING = ("is empty", "write something, or leave the field out if it may be left out")


def mistake(kind: str, tree: Any, detail: ErrorDetails) -> Mistake:
    """One error of pydantic as a mistake at the nearest place that is written in the file."""
    place: Place = tuple(part for part in detail["loc"] if part != "[key]")
    field = str(place[-1]) if place else ""
    match detail["type"]:
        case "extra_forbidden":
            known = field_names(type_at(kind, place[:-1]))
            return "S101", place, f'unknown field "{field}"', did_you_mean(field, known)
        case "missing":
            return "S102", place[:-1], f'"{field}" is missing', f'add a line "{field}: ..." here'
        case "literal_error":
            return "S104", place, *_choice(detail, place)
    place = _written(tree, place)
    if detail["loc"][-1:] == ("[key]",):
        is_day = detail["type"].startswith("date")
        sentence, hint = A_DAY if is_day else ("cannot be an id", _AN_ID[1])
    else:
        sentence, hint = _sentence(detail, type_at(kind, place))
    return "S103", place, f'"{named(place)}" {sentence}' if place else sentence, hint


def named(place: Place) -> str:
    """The last field name on the way, with the entry's number where a list was crossed."""
    if place and isinstance(place[-1], int):
        return f"{named(place[:-1])}, entry {place[-1] + 1}"
    return str(place[-1]) if place else "the file"


def shown(value: object) -> str:
    """A wrong value as it is repeated in a sentence."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:LONGEST_QUOTE]}{"…" if len(value) > LONGEST_QUOTE else ""}"'
    names: dict[type, str] = {list: "a list", tuple: "a list", dict: "names with values"}
    return names.get(type(value), str(value))


def _written(tree: Any, place: Place) -> Place:
    """The part of a place that the file has: one number may stand for three fields."""
    for length, part in enumerate(place):
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return place[:length]
    return place


def _choice(detail: ErrorDetails, place: Place) -> tuple[str, str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    choices = [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")]
    given = detail["input"]
    hint = did_you_mean(given, choices) if isinstance(given, str) else ""
    is_given = "is empty" if given in (None, "") else f"is {shown(given)}"
    sentence = f'"{named(place)}" {is_given}; it must be one of: {", ".join(choices)}'
    return sentence, hint if hint.startswith("did you mean") else "choose one of these words"


def _sentence(detail: ErrorDetails, model: Any) -> tuple[str, str]:
    """What is wrong with a value, after its name, and what to do."""
    given, what = detail["input"], detail["type"]
    if what == "value_error":
        return f"is not right: {detail['ctx']['error']}", ""
    if given is None or what == "string_too_short":
        return _NOTHING
    if detail.get("ctx", {}).get("pattern") == ONE_LINE:
        return _LINE
    if what == "string_type":
        return _not_text(given)
    if what.endswith("than_equal") and isinstance(given, (str, dt.date)):
        return f"{_A_YEAR[0]}, not {shown(given)}", _A_YEAR[1]
    limit = _limit(detail)
    if limit:
        return limit, ""
    sentence, hint = _wanted(detail, model)
    if what.startswith("date") and re.fullmatch(r"\d{4}-\d\d-\d\d", str(given)):
        hint = "the calendar has no such day"
    return f"{sentence}, not {shown(given)}", hint


def _not_text(given: object) -> tuple[str, str]:
    if isinstance(given, dict):
        return "must be text, not names with values", "a text with a colon goes in quotes"
    if isinstance(given, list):
        return "must be one text, not a list", "a text that begins with [ or - goes in quotes"
    return f"must be text, not {shown(given)}", f'put it in quotes: "{shown(given)}"'


def _limit(detail: ErrorDetails) -> str:
    """The sentence on a value that is too small, too large, too short or too long; empty for others."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "greater_than_equal":
            return f"must be {context['ge']} or more, not {detail['input']}"
        case "less_than_equal":
            return f"must be {context['le']} or less, not {detail['input']}"
        case "too_short":
            return f"needs at least {context['min_length']} {_entries(context['min_length'])}"
        case "too_long":
            return f"has more than {context['max_length']} {_entries(context['max_length'])}"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
    return ""


def _entries(number: int) -> str:
    return "entry" if number == 1 else "entries"


def _wanted(detail: ErrorDetails, model: Any) -> tuple[str, str]:
    """What should stand there instead, and how to write it."""
    what = detail["type"]
    if what == "string_pattern_mismatch":
        pattern = str(detail["ctx"]["pattern"])
        return next((text for part, text in _PATTERNS.items() if part in pattern), _AN_ID)
    if what.startswith("model"):
        fields = ", ".join(field_names(model))
        return _MINUTES if model is Minutes else ("must hold fields", f"one a line, indented: {fields}")
    if what in ("tuple_type", "list_type"):
        return _A_LIST
    if what == "dict_type":
        return _NAMES
    return _WANTED.get(what.split("_")[0], ("must be something else", ""))
