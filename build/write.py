"""Last stage, write: files appear whole or not at all. The only stage that writes to disk.

Everything is made in a staging folder beside its place and takes its name when it is whole, so that a run that is
killed, whenever that is, leaves what was there before or what is new.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.problem import Problem
from rumbo.build.staging import alone, made_folder, settle, staging_folder, swap

EDITED = ".edited"
"""Stands before the ending of a file of a pack that was changed by hand, when the pack is made anew."""
MANY_LOCK = ".rumbo.lock"
"""The file in a folder of packs by which one run after the other has its turn."""
PRIVATE = 0o600
"""Who may read a file with personal data: its owner alone."""


def write_files(artifacts: Iterable[Artifact], folder: Path) -> Problem | None:
    """Writes single files into a folder, all or none of them; other files there stay as they are."""
    try:
        with ExitStack() as held:
            held.enter_context(made_folder(folder))
            staging = held.enter_context(staging_folder(folder, "files"))
            names = _staged(artifacts, staging)
            for name in names:
                held.enter_context(made_folder((folder / name).parent))
            for name in names:
                (staging / name).replace(folder / name)
    except OSError as error:
        return problem_of(error, folder)
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


@contextmanager
def turn(folder: Path, wait: Callable[[], None]) -> Iterator[Problem | None]:
    """While it lasts, no other run has its turn at the same folder; gives why the folder cannot become a pack.

    `wait` is called before waiting for another run. What a run that was killed has left is put right first.
    """
    with ExitStack() as held:
        try:
            place = folder.resolve()
            held.enter_context(alone(place.parent / f".{place.name}.lock", wait))
            settle(place.parent, place.name)
            problem = refused(folder)
        except OSError as error:
            problem = problem_of(error, folder)
        yield problem


@contextmanager
def turn_at_many(folder: Path, wait: Callable[[], None]) -> Iterator[Problem | None]:
    """The same for a folder in which many packs are written, each of them in a turn of its own."""
    with ExitStack() as held:
        try:
            held.enter_context(alone(folder / MANY_LOCK, wait))
            problem = None
        except OSError as error:
            problem = problem_of(error, folder)
        yield problem


def _write_pack(artifacts: Iterable[Artifact], folder: Path, name: str) -> Problem | None:
    with made_folder(folder.parent), staging_folder(folder.parent, folder.name) as staging:
        _staged(artifacts, staging)
        in_the_way = _carry_over(folder, staging, _made(staging) or ())
        if in_the_way:
            message = f"{in_the_way} would be replaced, but Rumbo did not make it; nothing was written"
            return Problem(name, 0, 0, "W103", message, "move it, or choose another folder with -o")
        staging.chmod(0o755)
        swap(staging, folder)
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


def _staged(artifacts: Iterable[Artifact], staging: Path) -> list[str]:
    """Writes files into a staging folder and gives their names. Raises OSError, too, if one of them is gone again."""
    names = [_write(artifact, staging) for artifact in artifacts]
    for name in names:
        (staging / name).stat()
    return names


def _write(artifact: Artifact, staging: Path) -> str:
    """Writes a file and waits until it is on the disk."""
    target = staging / artifact.name
    for folder in reversed(target.relative_to(staging).parents[:-1]):  # never the staging folder: it may be gone
        (staging / folder).mkdir(exist_ok=True)
    if artifact.private:
        target.touch(mode=PRIVATE)  # before there is anything in it
    with target.open("wb") as stream:
        stream.write(artifact.content)
        stream.flush()
        os.fsync(stream.fileno())
    return artifact.name


def problem_of(error: OSError, folder: Path) -> Problem:
    """An error of the system as a sentence about what the person can do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "free some space or choose a folder on another disk with -o"
        return Problem(str(folder), 0, 0, "W102", "there is no space left; nothing was written", hint)
    message = f"cannot be written: {error.strerror or error}; nothing was written"
    return Problem(str(folder), 0, 0, "W101", message, "choose a folder that is yours with -o")
