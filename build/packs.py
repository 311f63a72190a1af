"""A pack that is there already: what its manifest tells, and what has become of its files."""

import hashlib
import json
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.style import PLAIN, Style


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with a manifest; rows and versions are as they stand there."""

    folder: Path
    files: Mapping[str, dict[str, Any]]
    style: Style
    made_by: str
    made_with: Mapping[str, str]
    there: Mapping[str, str]
    """SHA-256 of every file that is there, the manifest left out."""
    request: str = ""
    """The fingerprint of what a batch was asked for."""

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of documents in it."""
        return {row["kind"] for row in self.files.values() if row.get("kind")}

    def style_of(self, name: str) -> Style:
        """How one of its files was printed."""
        return as_style(self.files.get(name, {}).get("style")) or self.style


def read_pack(folder: Path) -> Pack | None:
    """The pack in a folder; nothing if there is none. Raises OSError if its files cannot be read."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    rows = told.get("files") if isinstance(told, dict) else None
    if not isinstance(rows, dict):
        return None
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST]
    there = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return Pack(
        folder,
        {name: row for name, row in rows.items() if isinstance(row, dict)},
        as_style(told.get("style")) or PLAIN,
        str(told.get("made_by", "")),
        told["made_with"] if isinstance(told.get("made_with"), dict) else {},
        there,
        str(told.get("request", "")),
    )


def artifacts_in(pack: Pack) -> Iterator[Artifact]:
    """The manifest of a pack and every file of it that the manifest names and that is there."""
    yield Artifact(MANIFEST, (pack.folder / MANIFEST).read_bytes())
    for name, row in pack.files.items():
        if name in pack.there:
            yield Artifact(name, (pack.folder / name).read_bytes(), private=bool(row.get("private")))


def is_zipped_pack(path: Path) -> bool:
    """Whether a file is a pack in one file, which may be made anew."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(f"/{MANIFEST}") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def as_style(told: object) -> Style | None:
    """A style as a manifest tells it; what is unknown in it is left out."""
    known = {field.name for field in fields(Style)}
    return Style(**{name: value for name, value in told.items() if name in known}) if isinstance(told, dict) else None
