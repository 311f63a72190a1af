"""JSON Schemas: one for each kind of content file, the committed ones no different from the types."""

import json
from pathlib import Path
from typing import Any

import pytest
from rumbo.build.exchange.schemas import schemas
from rumbo.build.model import KINDS

HOME = Path(__file__).resolve().parents[3]
MADE = {artifact.name: artifact.content for artifact in schemas()}


def schema(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(MADE[f"{kind}.schema.json"])
    return found


def test_every_kind_of_content_has_a_schema() -> None:
    """Each kind of file has one schema with its own title, in the 2020-12 form that editors read."""
    assert set(MADE) == {f"{kind}.schema.json" for kind in KINDS}
    for kind in KINDS:
        assert schema(kind)["title"] == f"Rumbo {kind}"
        assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_committed_schemas_are_those_of_the_types(name: str) -> None:
    """After a change of the types, `rumbo schema` has been run."""
    assert (HOME / "docs" / "schemas" / name).read_bytes() == MADE[name], "run `rumbo schema` and commit"


def test_no_schema_is_left_of_a_kind_that_is_gone() -> None:
    """The folder of schemas holds nothing else."""
    assert {path.name for path in (HOME / "docs" / "schemas").glob("*.json")} == set(MADE)


def test_editors_are_offered_the_names_that_are_written() -> None:
    """A schema names fields as they stand in files: `from` and `to` for the times of a day."""
    day = schema("profile")["$defs"]["Day"]
    assert {"day", "from", "to", "lunch"} <= set(day["properties"])
    assert not {"start", "end"} & set(day["properties"])
    assert day["required"] == ["day", "from", "to"]


def test_unknown_fields_are_refused_by_editors_too() -> None:
    """Every object with fields says that it has no others."""
    for kind in KINDS:
        found = schema(kind)
        for part in [found, *found.get("$defs", {}).values()]:
            if "properties" in part:
                assert part["additionalProperties"] is False


def test_minutes_may_be_one_number_or_three() -> None:
    """Editors accept both ways to write minutes."""
    minutes = schema("module")["$defs"]["Activity"]["properties"]["minutes"]
    assert [way["type"] for way in minutes["anyOf"]] == ["integer", "object"]


@pytest.mark.parametrize("path", sorted((HOME / "curriculum").rglob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_files_name_their_schema(path: Path) -> None:
    """The first line of each content file leads an editor to a schema that is there."""
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve().is_file()
