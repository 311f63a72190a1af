"""What stands where in a kind of content: the type and the field names at a place."""

import datetime as dt
from functools import cache
from typing import Any

from rumbo.build.model import KINDS
from rumbo.build.yaml_text import Place


def type_at(kind: str, place: Place) -> Any:
    """The type of the value at a place, or None where there is no such place."""
    found = KINDS[kind]
    for part in place:
        found = step(found, part)
    return found


def field_names(model: Any) -> list[str]:
    """The fields of a type as people write them; none if it has no fields."""
    fields = getattr(model, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def step(model: Any, part: str | int) -> Any:
    """The type one step further along a place: through a field, a list or a mapping."""
    if isinstance(part, str) and (fields := _field_types(model)):
        return fields.get(part)
    return _type_inside(model)


@cache
def is_exact(model: Any) -> bool:
    """Whether numbers, days or times may stand in a value of a type, which pydantic reads more freely than people."""
    if model is int or model is dt.date or model is dt.time:
        return True
    inner = list(_field_types(model).values()) or [_type_inside(model)]
    return any(found is not None and is_exact(found) for found in inner)


@cache
def _field_types(model: Any) -> dict[str, Any]:
    fields = getattr(model, "model_fields", None) or {}
    return {field.alias or name: _unwrap(field.annotation) for name, field in fields.items()}


@cache
def _type_inside(model: Any) -> Any:
    """The type of the entries of a list or of the values of a mapping."""
    arguments = [argument for argument in getattr(model, "__args__", ()) if argument is not Ellipsis]
    return _unwrap(arguments[-1]) if arguments else None


def _unwrap(annotation: Any) -> Any:
    """Without Optional and Annotated."""
    inner = [argument for argument in getattr(annotation, "__args__", ()) if argument is not type(None)]
    is_optional = len(inner) == 1 and not str(annotation).startswith(("tuple", "dict"))
    return _unwrap(inner[0]) if is_optional else annotation
