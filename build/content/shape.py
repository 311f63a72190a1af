"""What stands where in a kind of content: the type and the field names at a place."""

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
    fields = getattr(model, "model_fields", None)
    if fields and isinstance(part, str):
        return _field_types(model).get(part)
    arguments = [argument for argument in getattr(model, "__args__", ()) if argument is not Ellipsis]
    return _unwrap(arguments[-1]) if arguments else None


@cache
def _field_types(model: Any) -> dict[str, Any]:
    return {field.alias or name: _unwrap(field.annotation) for name, field in model.model_fields.items()}


def _unwrap(annotation: Any) -> Any:
    """Without Optional and Annotated."""
    inner = [argument for argument in getattr(annotation, "__args__", ()) if argument is not type(None)]
    is_optional = len(inner) == 1 and not str(annotation).startswith(("tuple", "dict"))
    return _unwrap(inner[0]) if is_optional else annotation
