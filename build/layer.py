"""A place that content comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layer:
    """One place content comes from; later layers win. A missing folder of the two is simply empty."""

    name: str
    curriculum: Path
    patterns: Path
    templates: Path | None = None
    """A folder of templates and style sheets of its own."""


def templates_of(layers: Sequence[Layer]) -> tuple[Path, ...]:
    """The folders of templates that layers bring; later layers win, so they come first."""
    return tuple(layer.templates for layer in reversed(layers) if layer.templates)


TRANSLATIONS = "locale"
"""The folder of translations in a curriculum folder."""
KINDS_OF_CONTENT = (
    *("modules", "paths", "profiles", "patterns", "methods", "assessments"),
    *("surveys", "notices", "checklists", "competencies", "audiences", "glossary", "rows"),
)
