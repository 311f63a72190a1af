"""Values to types: every mistake of a file at once, each in the author's words and at its place."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rumbo.build.model import KINDS
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import Place

Mistake = tuple[str, Place, str, str]
"""Problem code, place, sentence, hint."""

_PLAIN = {
    "string_type": ("must be text", "put it in quotes if it looks like a number"),
    "string_too_short": ("is empty", "write something, or leave the field out if it may be left out"),
    "string_too_long": ("is too long", ""),
    "int_type": ("must be a whole number", ""),
    "int_parsing": ("must be a whole number", ""),
    "int_from_float": ("must be a whole number", ""),
    "bool_type": ("must be true or false", ""),
    "bool_parsing": ("must be true or false", ""),
    "tuple_type": ("must be a list", "write [one, two], or one entry a line after a hyphen"),
    "list_type": ("must be a list", "write [one, two], or one entry a line after a hyphen"),
    "dict_type": ("must hold names with values", "write {name: value}, or one name a line"),
    "model_type": ("must hold fields", "write {field: value}, or one field a line, indented"),
    "model_attributes_type": ("must hold fields", "write {field: value}, or one field a line, indented"),
    "date_from_datetime_parsing": ("must be a day", "write year-month-day, such as 2027-03-12"),
    "date_parsing": ("must be a day", "write year-month-day, such as 2027-03-12"),
    "date_type": ("must be a day", "write year-month-day, such as 2027-03-12"),
    "date_from_datetime_inexact": (
        "must be a day without a time",
        "write year-month-day, such as 2027-03-12",
    ),
    "time_parsing": ("must be a time of day", 'write hours and minutes, such as "09:30"'),
    "time_type": ("must be a time of day", 'write hours and minutes, such as "09:30"'),
}
_PATTERNS = {
    "^https?": ("must be a web address", "begin with https://"),
    "(svg|png|": (
        "must be the name of a picture beside this file",
        "a plain file name that ends in .svg, .png or .jpg, without a folder",
    ),
    "^[a-z]{2,3}": ("must be a language code", "such as es, en or pt-br"),
}
_PLAIN_PATTERN = ("must be an id", "lower-case letters, digits and single hyphens, such as editing-basics")


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def build(kind: str, value: object) -> tuple[Any, list[Mistake]]:
    """The frozen value of a kind (see KINDS), or None with every mistake that prevents it."""
    if value is None:
        return None, [("S102", (), "the file is empty", "`rumbo new` writes a starting file")]
    if not isinstance(value, dict):
        return None, [("S103", (), "the file must hold fields", 'lines such as "title: First steps"')]
    try:
        built = _adapter(kind).validate_python(value)
    except ValidationError as error:
        return None, [_mistake(kind, detail) for detail in error.errors(include_url=False)]
    mistakes = list(_doubled_ids(value, ()))
    return (None if mistakes else built), mistakes


def _doubled_ids(value: object, place: Place) -> Iterator[Mistake]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _doubled_ids(inner, (*place, key))
    elif isinstance(value, list):
        seen: set[str] = set()
        for index, inner in enumerate(value):
            name = inner.get("id") if isinstance(inner, dict) else None
            if isinstance(name, str) and name in seen:
                yield (
                    "S105",
                    (*place, index, "id"),
                    f'the id "{name}" is used twice in this list',
                    "rename one",
                )
            seen |= {name} if isinstance(name, str) else set()
            yield from _doubled_ids(inner, (*place, index))


def _mistake(kind: str, detail: ErrorDetails) -> Mistake:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    field = str(place[-1]) if place else ""
    match detail["type"]:
        case "extra_forbidden":
            return "S101", place, f'unknown field "{field}"', did_you_mean(field, _fields(kind, place[:-1]))
        case "missing":
            return "S102", place[:-1], f'"{field}" is missing', ""
        case "literal_error":
            choices = _choices(detail)
            given = f'"{_named(place)}" is "{detail["input"]}"; it must be one of: {", ".join(choices)}'
            return "S104", place, given, did_you_mean(str(detail["input"]), choices)
    sentence, hint = _plainly(detail)
    return "S103", place, f'"{_named(place)}" {sentence}' if place else sentence, hint


def _named(place: Place) -> str:
    """The last field name on the way, with the entry's number where a list was crossed."""
    if place and isinstance(place[-1], int):
        return f"{_named(place[:-1])}, entry {place[-1] + 1}"
    return str(place[-1]) if place else "the file"


def _choices(detail: ErrorDetails) -> list[str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")]


def _plainly(detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            plain = next((text for part, text in _PATTERNS.items() if part in pattern), _PLAIN_PATTERN)
            return f'{plain[0]}, not "{detail["input"]}"', plain[1]
        case "greater_than_equal":
            return f"must be {context['ge']} or more", ""
        case "less_than_equal":
            return f"must be {context['le']} or less", ""
        case "too_short":
            return f"needs at least {context['min_length']} entry", ""
        case "too_long":
            return f"has more than {context['max_length']} entries", ""
        case "value_error":
            return f"is not right: {context['error']}", ""
    return _PLAIN.get(detail["type"], (f"is not right: {detail['msg']}", ""))


def _fields(kind: str, place: Place) -> list[str]:
    """The fields that are known at a place, for "did you mean"."""
    model = KINDS[kind]
    for part in place:
        model = _step(model, part)
    names = getattr(model, "model_fields", {})
    return [field.alias or name for name, field in names.items()]


def _step(model: Any, part: str | int) -> Any:
    """The type one step further along a place: through a field, a list or a mapping."""
    fields = getattr(model, "model_fields", None)
    if fields and isinstance(part, str):
        found = next((field for name, field in fields.items() if part in (name, field.alias)), None)
        return _unwrap(found.annotation) if found else None
    arguments = [argument for argument in getattr(model, "__args__", ()) if argument is not Ellipsis]
    return _unwrap(arguments[-1]) if arguments else None


def _unwrap(annotation: Any) -> Any:
    """Without Optional and Annotated."""
    inner = [argument for argument in getattr(annotation, "__args__", ()) if argument is not type(None)]
    is_optional = len(inner) == 1 and not str(annotation).startswith(("tuple", "dict"))
    return _unwrap(inner[0]) if is_optional else annotation
