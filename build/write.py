"""Last stage, write: files appear whole or not at all. The only stage that writes to disk."""

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.problem import Problem

EDITED = ".edited"
"""Stands before the ending of a file of a pack that was changed by hand, when the pack is made anew."""
PRIVATE, PUBLIC = 0o600, 0o644
"""Who may read a file: its owner alone, or everybody who uses the computer."""


def write_files(artifacts: Iterable[Artifact], folder: Path) -> Problem | None:
    """Writes single files into a folder, all or none of them; other files there stay as they are."""
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            target = folder / artifact.name
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_beside(target, PRIVATE if artifact.private else PUBLIC), target))
            _write(staged[-1][0], artifact)
        for temporary, target in staged:
            temporary.replace(target)
    except OSError as error:
        return problem_of(error, folder)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return None


def remove_file(path: Path) -> Problem | None:
    """Takes away a file of ours that is no longer needed, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return problem_of(error, path)
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

    A pack that is there already is replaced; files that somebody else put into it are carried over, and
    files of it that were changed by hand are kept beside the new ones. A folder that is no pack is left alone.
    """
    try:
        return refused(folder) or _write_pack(artifacts, folder.resolve(), str(folder))
    except OSError as error:
        return problem_of(error, folder)


def refused(folder: Path) -> Problem | None:
    """Why a folder cannot become a pack, before anything is printed for it."""
    try:
        fault = _fault(folder.resolve())
    except OSError as error:
        return problem_of(error, folder)
    return Problem(str(folder), 0, 0, "W103", fault, "choose another folder with -o") if fault else None


def _fault(folder: Path) -> str:
    """Why a folder must not be replaced, or nothing."""
    if folder.exists() and not folder.is_dir():
        return "this is a file, not a folder"
    if folder.is_dir() and _made(folder) is None and any(folder.iterdir()):
        return "this folder holds something that Rumbo did not make"
    return ""


def _write_pack(artifacts: Iterable[Artifact], folder: Path, name: str) -> Problem | None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".part", dir=folder.parent))
    try:
        staging.chmod(0o755)
        for artifact in artifacts:
            target = staging / artifact.name
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, artifact)
        in_the_way = _carry_over(folder, staging, _made(staging) or ())
        if in_the_way:
            message = f"{in_the_way} would be replaced, but Rumbo did not make it; nothing was written"
            return Problem(name, 0, 0, "W103", message, "move it, or choose another folder with -o")
        _swap(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return None


def _made(folder: Path) -> Collection[str] | None:
    """The names of the files that Rumbo made in a folder, or None if the folder is no pack."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    files = manifest.get("files") if isinstance(manifest, dict) else None
    return files if isinstance(files, dict | list) else None


def _carry_over(folder: Path, staging: Path, listed: Collection[str]) -> str:
    """Copies what is in the old pack but was not made by Rumbo; names the first thing that is in the way.

    So does it with what the new list of files names but was not made anew. What Rumbo made and somebody changed by
    hand since is kept beside the new file.
    """
    made = _made(folder) or ()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        target = staging / name
        if name == MANIFEST or (path.is_dir() and not path.is_symlink()):
            continue
        if name in made and (name not in listed or target.exists()):
            if _edited(path, name, made):
                shutil.copy2(path, target.with_name(f"{target.stem}{EDITED}{target.suffix}"))
            continue
        if target.exists():
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)
    return ""


def _edited(path: Path, name: str, made: Collection[str]) -> bool:
    """Whether a file differs from what its pack's manifest says of it."""
    row = made[name] if isinstance(made, dict) else None
    then = row.get("sha256") if isinstance(row, dict) else None
    return then is not None and then != hashlib.sha256(path.read_bytes()).hexdigest()


def _swap(staging: Path, folder: Path) -> None:
    """Puts the new folder in the place of the old one, with two renames."""
    old = staging.with_suffix(".old")  # free, as the name of the staging folder was
    if folder.exists():
        folder.rename(old)
    try:
        staging.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, mode: int) -> Path:
    """A new empty file in the folder of the target, to be renamed to it."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    os.close(descriptor)
    Path(name).chmod(mode)
    return Path(name)


def _write(target: Path, artifact: Artifact) -> None:
    """Writes a file and waits until it is on the disk."""
    if artifact.private:
        target.touch(mode=PRIVATE)  # before there is anything in it
    with target.open("wb") as stream:
        stream.write(artifact.content)
        stream.flush()
        os.fsync(stream.fileno())


def problem_of(error: OSError, folder: Path) -> Problem:
    """An error of the system as a sentence about what the person can do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "free some space or choose a folder on another disk with -o"
        return Problem(str(folder), 0, 0, "W102", "there is no space left; nothing was written", hint)
    message = f"cannot be written: {error.strerror or error}; nothing was written"
    return Problem(str(folder), 0, 0, "W101", message, "choose a folder that is yours with -o")
