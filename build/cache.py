"""What was worked out before, kept by everything that decides it: safe to delete at any moment.

An answer is found by a key, the hash of all that decides it, and refers to contents, which are found by their own
hash. Both are checked when they are read, so that a damaged file is one that is not there. Files appear whole (a
rename), so that several processes can use one cache; what is used least recently goes when there is too much.
"""

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_BYTES = 500_000_000
ROOM = 0.9
"""How much of the most is left when something goes."""
OWN_FOLDER, OWN_FILE = 0o700, 0o600
TAG = "CACHEDIR.TAG"
SIGNED = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by Rumbo; it can be deleted at any time.\n"
"""Tells programs that make backups to leave the folder out (https://bford.info/cachedir/)."""


@dataclass(frozen=True, slots=True)
class Held:
    """How much is in a cache: files, and their bytes."""

    files: int
    bytes: int


class Cache:
    """A folder with answers and contents. Nothing here fails: what cannot be read or kept is simply not there."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most
        self._added = 0

    def answer(self, key: str) -> Any:
        """The answer to a key, plain data as JSON has it; None if there is none."""
        told = self._read(self._place("answers", key)) or b""
        known, _, plain = told.partition(b"\n")
        if known != digest(plain).encode():
            return None
        return json.loads(plain.decode("utf-8", "surrogatepass"))

    def content(self, name: str) -> bytes | None:
        """The bytes that have this hash, if they are here and unharmed."""
        content = self._read(self._place("contents", name))
        return content if content is not None and digest(content) == name else None

    def keep(self, key: str, answer: Any) -> None:
        """Keeps an answer."""
        plain = _plain(answer)
        self._write(self._place("answers", key), digest(plain).encode() + b"\n" + plain)

    def keep_content(self, content: bytes) -> str:
        """Keeps bytes, and gives the hash by which they are found again."""
        name = digest(content)
        if self.content(name) is None:
            self._write(self._place("contents", name), content)
        return name

    def held(self) -> Held:
        """What is in it."""
        sizes = [size for _, size, _ in self._files()]
        return Held(len(sizes), sum(sizes))

    def clear(self) -> Held:
        """Takes everything out, and says how much it was."""
        gone = self.held()
        self._remove(path for _, _, path in self._files())
        return gone

    def bound(self) -> None:
        """Takes out what was used least recently, if more than the most is kept; looks only if there came more."""
        if not self._added:
            return
        self._added = 0
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        if total <= self._most:
            return
        gone = []
        for _, size, path in files:
            if total <= self._most * ROOM:
                break
            total -= size
            gone.append(path)
        self._remove(gone)

    def _place(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name[2:]

    def _files(self) -> Iterator[tuple[int, int, str]]:
        """When each file was used last, its size and its path."""
        for kind in ("answers", "contents"):
            for folder, _, names in os.walk(self.folder / kind):
                for name in names:
                    path = f"{folder}/{name}"
                    try:
                        found = os.stat(path)  # noqa: PTH116 - thousands of them
                    except OSError:
                        continue  # another process took it out
                    yield found.st_mtime_ns, found.st_size, path

    def _read(self, place: Path) -> bytes | None:
        try:
            content = place.read_bytes()
            os.utime(place)  # it is used now
        except OSError:
            return None
        return content

    def _write(self, place: Path, content: bytes) -> None:
        name = ""
        try:
            if not self._is_ours():
                return
            place.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=".", dir=place.parent)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            Path(name).replace(place)
            self._added += len(content)
        except OSError:
            self._remove([name])

    def _is_ours(self) -> bool:
        """Whether the folder is there and nobody else can write into it."""
        if not self.folder.exists():
            self.folder.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
            (self.folder / TAG).write_bytes(SIGNED)
        found = self.folder.stat()
        return not (hasattr(os, "getuid") and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022))

    def _remove(self, paths: Any) -> None:
        for path in paths:
            try:
                Path(path).unlink()
            except OSError:
                continue


def digest(content: bytes) -> str:
    """The hash by which contents are known."""
    return hashlib.sha256(content).hexdigest()


def key_of(*parts: object) -> str:
    """The key of an answer that all these things decide; plain data, with no doubt where one ends."""
    return digest(_plain(parts))


def _plain(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
