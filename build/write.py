"""Last stage, write: files appear whole or not at all. The only stage that writes to disk."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem

MANIFEST = "manifest.json"
"""A folder that holds this file is a pack that Rumbo made and may make anew."""


def write_files(artifacts: Iterable[Artifact], folder: Path) -> Problem | None:
    """Writes single files into a folder, each whole or not at all; other files there stay as they are."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            target = folder / artifact.name
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, artifact.content)
    except OSError as error:
        return problem_of(error, folder)
    return None


def write_new(artifacts: Iterable[Artifact], folder: Path) -> Problem | None:
    """Writes files that must not exist yet."""
    artifacts = tuple(artifacts)
    for artifact in artifacts:
        target = folder / artifact.name
        if target.exists():
            hint = "choose another id, or edit what is there"
            return Problem(str(target), 0, 0, "W104", "this exists already and is left as it is", hint)
    return write_files(artifacts, folder)


def write_pack(artifacts: Iterable[Artifact], folder: Path) -> Problem | None:
    """Writes a pack as one folder that appears whole or not at all.

    A pack that is there already is replaced; files that somebody else put into it are carried over. A folder that
    is no pack and not empty is left alone.
    """
    if folder.exists() and not folder.is_dir():
        return Problem(
            str(folder), 0, 0, "W103", "this is a file, not a folder", "choose another folder with -o"
        )
    if folder.is_dir() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        message = "this folder holds something that Rumbo did not make"
        return Problem(str(folder), 0, 0, "W103", message, "choose another folder with -o")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".part", dir=folder.parent))
    except OSError as error:
        return problem_of(error, folder)
    try:
        _fill(staging, artifacts)
        _swap(staging, folder)
    except OSError as error:
        return problem_of(error, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return None


def _fill(staging: Path, artifacts: Iterable[Artifact]) -> None:
    staging.chmod(0o755)
    for artifact in artifacts:
        target = staging / artifact.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            stream.write(artifact.content)
            stream.flush()
            os.fsync(stream.fileno())


def _swap(staging: Path, folder: Path) -> None:
    """Puts the new folder in the place of the old one, with two renames."""
    if not folder.exists():
        staging.rename(folder)
        return
    _carry_over(folder, staging)
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".old", dir=folder.parent))
    folder.rename(old)
    try:
        staging.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _carry_over(folder: Path, staging: Path) -> None:
    """Copies what is in the old pack but was not written by Rumbo."""
    import json

    made = set(json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("files", {}))
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        target = staging / name
        if path.is_file() and name != MANIFEST and name not in made and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


def _write_whole(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def problem_of(error: OSError, folder: Path) -> Problem:
    """An error of the system as a sentence about what the person can do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "free some space or choose a folder on another disk with -o"
        return Problem(str(folder), 0, 0, "W102", "there is no space left; nothing was written", hint)
    message = f"cannot be written: {error.strerror or error}; nothing was written"
    return Problem(str(folder), 0, 0, "W101", message, "choose a folder that is yours with -o")
