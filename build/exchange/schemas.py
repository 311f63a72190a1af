"""JSON Schemas of all content files, made from the types, for editors that complete and check fields."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter
from rumbo.build.model import KINDS
from rumbo.build.outcome import Artifact


def schemas() -> Iterator[Artifact]:
    """One schema file for each kind of content (JSON Schema 2020-12)."""
    for kind, model in KINDS.items():
        schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        schema |= TypeAdapter(model).json_schema(by_alias=True)
        schema["title"] = f"Rumbo {kind}"
        text = json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        yield Artifact(f"{kind}.schema.json", text.encode())
