"""The texts in the fields of a value. The types say which fields are texts, so no list of them is kept here."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from rumbo.build.model.common import Translatable, Value

Say = Callable[[str, str, str], str]
"""Given the place of a text, the text and its form (`line` or `markdown`), says it in another language."""


def with_texts(value: Any, place: str, say: Say) -> Any:
    """The value with every translatable text in its fields as `say` gives it; the same object if none differs.

    Places are field names, ids and numbers from 1, joined by slashes: `objectives/who/text`, `key_points/2`.
    """
    changed = {
        name: new
        for name, field in type(value).model_fields.items()
        if (new := _said((field.annotation, *field.metadata), old := getattr(value, name), f"{place}/{name}", say))
        is not old
    }
    return value.model_copy(update=changed) if changed else value


def _said(hints: tuple[Any, ...], value: Any, place: str, say: Say) -> Any:
    """A value of some type as `say` gives it. `hints` are the type and what is noted with it."""
    if isinstance(value, str):
        form = _form(hints)
        return say(place, value, form) if form else value
    if isinstance(value, Value):
        return with_texts(value, place, say)
    if isinstance(value, tuple):
        said = tuple(_said(hints, inner, f"{place}/{_key(inner, n)}", say) for n, inner in enumerate(value, start=1))
        return value if all(new is old for new, old in zip(said, value, strict=True)) else said
    return value


def _form(hints: tuple[Any, ...]) -> str:
    """How a text is taken apart, or nothing if it is not translated; looks into Optional, Annotated and tuple."""
    for hint in hints:
        if isinstance(hint, Translatable):
            return hint.form
        inside = (*get_args(hint), *getattr(hint, "__metadata__", ()))
        form = "" if isinstance(hint, Mapping) else _form(inside)
        if form:
            return form
    return ""


def _key(value: Any, number: int) -> str:
    """What an entry of a list is known by: its id, the module that it is about, or its number."""
    for name in ("id", "module"):
        key = getattr(value, name, None)
        if isinstance(key, str):
            return key
    return str(number)
