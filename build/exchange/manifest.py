"""The list of everything in a pack, by which it can be recognised, compared and made anew."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

from rumbo.build.curriculum import Entry
from rumbo.build.exchange.saved import digest
from rumbo.build.model import Module
from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.style import PLAIN, Style

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What a pack is made from and with, for its manifest."""

    modules: Iterable[Entry[Module]] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    """Versions of the libraries that decide how pages look, by name."""
    style: Style = PLAIN
    before: Mapping[str, Row] = field(default_factory=dict)
    """The rows of files that are in the pack already and are not made anew."""
    request: str = ""
    """The fingerprint of all that was asked for, by which a batch knows the pack again."""


def manifest(artifacts: Iterable[Artifact], made: Made = Made()) -> Artifact:
    """JSON: what made the pack, from which modules, and each file with its SHA-256, bytes, pages and readers."""
    style = asdict(made.style)
    rows = {name: _without(row, "style", style) for name, row in made.before.items()}
    rows |= {artifact.name: _row(artifact) for artifact in artifacts}
    data = {
        "made_by": f"rumbo {version('rumbo')}",
        "made_with": dict(made.versions),
        "style": style,
        **({"request": made.request} if made.request else {}),
        "modules": [_module(entry) for entry in made.modules],
        "files": dict(sorted(rows.items())),
    }
    return Artifact(MANIFEST, (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode())


def _without(row: Row, name: str, value: object) -> Row:
    """A row without what the whole pack has as well."""
    return {key: told for key, told in row.items() if (key, told) != (name, value)}


def _module(entry: Entry[Module]) -> Row:
    return {"id": entry.id, "version": entry.value.review.reviewed.isoformat(), "hash": digest(entry)}


def _row(artifact: Artifact) -> Row:
    row = {"sha256": sha256(artifact.content), "bytes": len(artifact.content), "pages": artifact.pages}
    row |= {"kind": artifact.kind, "language": artifact.language, "readers": artifact.readers}
    row |= {"private": artifact.private or None}
    return {name: value for name, value in row.items() if value not in (None, "")}


def sha256(content: bytes) -> str:
    """The fingerprint by which a file is known again."""
    return hashlib.sha256(content).hexdigest()


def kept(files: Mapping[str, Row], style: Style, kinds: Collection[str]) -> Iterator[tuple[str, Row]]:
    """The rows of an old manifest that stay when the documents of some kinds are made anew.

    A row remembers the style that its file was printed in. Files that only programs read are always made anew.
    """
    for name, row in files.items():
        if row.get("kind") and row["kind"] not in kinds:
            yield name, {"style": asdict(style), **row}
