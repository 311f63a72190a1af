"""Values to types: every mistake of a file at once, each in the author's words and at its place."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rumbo.build.content.shape import is_exact, step
from rumbo.build.content.wording import A_DAY, A_NUMBER, A_TIME, Mistake, mistake, named, shown
from rumbo.build.model import KINDS
from rumbo.build.yaml_text import Place

__all__ = ["Mistake", "build", "build_again"]

MOST_MISTAKES = 1000
"""Of a file that are put into words; nobody mends more in one go."""
_FORMS = {dt.date: (re.compile(r"\d{4}-\d\d-\d\d"), A_DAY), dt.time: (re.compile(r"\d\d:\d\d"), A_TIME)}

_LOOSE_NUMBER = re.compile(r"\s*[-+]?[0-9_]*[_.][0-9_]*\s*")
"""A number as programmers write it: 1_000, 5.0."""


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def build(kind: str, value: object) -> tuple[Any, list[Mistake]]:
    """The frozen value of a kind (see KINDS), or None with every mistake that prevents it."""
    if value is None:
        return None, [("S102", (), "the file is empty", "`rumbo new` writes a starting file")]
    if not isinstance(value, dict):
        return None, [("S103", (), "the file must hold fields", 'lines such as "title: First steps"')]
    mistakes = [*_misread(KINDS[kind], value, ()), *_doubled_ids(value, ())]
    built = None
    try:
        built = _adapter(kind).validate_python(value)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_MISTAKES]
        mistakes += [mistake(kind, value, detail) for detail in details if not _follows(detail)]
    return (None if mistakes else built), list(_each_once(mistakes))


def build_again(kind: str, value: object) -> Any:
    """The frozen value of a kind from what has been built before without a mistake."""
    return _adapter(kind).validate_python(value)


def _follows(detail: ErrorDetails) -> bool:
    """Whether pydantic counts too few entries only because it has thrown away those with a mistake."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _each_once(mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
    """The mistakes without second words on the same thing: a misspelt field is not missing as well."""
    mistakes = list(mistakes)
    meant = {(place[:-1], hint) for code, place, _, hint in mistakes if code == "S101"}
    told: set[tuple[str, Place]] = set()
    for code, place, sentence, hint in mistakes:
        field = sentence.split('"')[1] if code == "S102" else ""
        if (place, f"did you mean '{field}'?") in meant or (code == "S103" and (code, place) in told):
            continue
        told.add((code, place))
        yield code, place, sentence, hint


def _misread(model: Any, value: object, place: Place) -> Iterator[Mistake]:
    """What pydantic takes for a number, a day or a time though nobody means that: true, 1_2, 900, 09:30Z."""
    if isinstance(value, (dict, list)):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if is_exact(found := step(model, part)):
                yield from _misread(found, inner, (*place, part))
    elif value is not None and (model is dt.date or model is dt.time):
        form, (sentence, hint) = _FORMS[model]
        if not form.fullmatch(str(value)):
            yield "S103", place, f'"{named(place)}" {sentence}, not {shown(value)}', hint
    elif model is int and (isinstance(value, bool) or _LOOSE_NUMBER.fullmatch(str(value))):
        yield "S103", place, f'"{named(place)}" {A_NUMBER[0]}, not {shown(value)}', A_NUMBER[1]


def _doubled_ids(value: object, place: Place) -> Iterator[Mistake]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                yield from _doubled_ids(inner, (*place, key))
    elif isinstance(value, list):
        seen: set[str] = set()
        for index, inner in enumerate(value):
            name = inner.get("id") if isinstance(inner, dict) else None
            if isinstance(name, str) and name in seen:
                sentence = f'the id "{name}" is used twice in this list'
                yield "S105", (*place, index, "id"), sentence, "rename one"
            seen |= {name} if isinstance(name, str) else set()
            if isinstance(inner, (dict, list)):
                yield from _doubled_ids(inner, (*place, index))
