"""Hashes of what decides an answer besides what is asked: Rumbo itself, the libraries, whole folders; by their bytes.

Nothing of the engine is needed here, so that an answer that is known is there at once. What two machines or two
requests must have in common is told by `alike`.
"""

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rumbo.build.layer import Layer

HOME = Path(__file__).resolve().parents[1]
OURS = ("build", "cli", "templates")
"""The folders of our code, templates, labels and fonts, in a checkout as in an installed package."""
WHOLE = 8_000_001
"""Files larger than this are refused by their size alone, whatever is in them."""
DEPTH = 6
"""Folders in folders that are looked at; content lies two deep, templates four."""
LINKED = tuple(
    f"lib{name}"
    for name in (
        *("pango-1.0.so.0", "pangoft2-1.0.so.0", "harfbuzz.so.0", "harfbuzz-subset.so.0"),
        *("fontconfig.so.1", "freetype.so.6", "fribidi.so.0"),
    )
)
"""What lays out and cuts letters, by the names on Linux."""
_MACHINE = getattr(sys.implementation, "_multiarch", "")
_END = b"\0"
_COMPILED = ("__pycache__", ".pyc")
_VERSIONED = (".dist-info", ".egg-info")


@cache
def of_rumbo() -> str:
    """The hash of all our code, templates, style sheets, labels and fonts, of Python and of what is installed."""
    around = repr((sys.version_info, zlib.ZLIB_RUNTIME_VERSION, _installed()))
    return of_parts([around.encode(), of_folders(HOME / name for name in OURS).encode()])


def _installed() -> list[str]:
    """Every library that Python could import, with its version; one name too many only costs an answer."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            found.update(name for name in os.listdir(folder or ".") if name.endswith(_VERSIONED))  # noqa: PTH208
        except OSError:
            continue
    return sorted(found)


@cache
def of_libraries() -> str:
    """The hash of the libraries outside of Python that have a hand in the bytes of a page; empty if one is not found.

    They are not loaded for it, which would take longer than all the rest of an answer that is known.
    """
    contents: list[bytes] = []
    places = [f"{root}/lib{more}" for root in ("/usr/local", "/usr", "") for more in (f"/{_MACHINE}", "64", "")]
    for name in LINKED:
        paths = {os.path.realpath(f"{place}/{name}") for place in places}
        found = [content for path in sorted(paths) if (content := _content(path))]
        if not found:
            return ""
        contents += found
    return of_parts(contents)


def of_layers(layers: Iterable[Layer]) -> str:
    """The hash of everything that layers hold, and of where they lie."""
    parts: list[bytes] = []
    for layer in layers:
        folders = (layer.curriculum, layer.patterns, *([layer.templates] if layer.templates else []))
        parts += [repr((layer.name, *map(str, folders))).encode(), of_folders(folders).encode()]
    return of_parts(parts)


def of_folders(folders: Iterable[Path]) -> str:
    """The hash of what is in folders, and of their names, wherever they lie; what Python compiled does not count."""
    whole = hashlib.sha256()
    for folder in folders:
        _add(whole, [folder.name.encode("utf-8", "surrogateescape")])
        _add_tree(whole, str(folder), DEPTH)
    return whole.hexdigest()


def of_parts(parts: Iterable[bytes]) -> str:
    """The hash of pieces in their order; there is no doubt where one ends and the next begins."""
    whole = hashlib.sha256()
    _add(whole, parts)
    return whole.hexdigest()


def of_file(path: Path) -> str:
    """The hash of a file; empty if it cannot be read."""
    content = _content(str(path))
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - many of them
            return stream.read()
    except OSError:
        return None


def _add(whole: "hashlib._Hash", parts: Iterable[bytes]) -> None:
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)


def _add_tree(whole: "hashlib._Hash", folder: str, depth: int) -> None:
    """Names, kinds and contents of everything in a folder; the texts of links, and what they lead to."""
    try:
        with os.scandir(folder) as found:  # which tells kinds without a further question to the system
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        _add(whole, [f"{error.errno}".encode()])
        return
    for entry in entries:
        if entry.name.endswith(_COMPILED):
            continue
        _add(whole, [entry.name.encode("utf-8", "surrogateescape")])
        try:
            _add_entry(whole, entry, depth)
        except OSError as error:
            _add(whole, [f"{error.errno}".encode()])
    _add(whole, [_END])  # no name is like this, so that a file in this folder is never one beside it


def _add_entry(whole: "hashlib._Hash", entry: "os.DirEntry[str]", depth: int) -> None:
    if entry.is_symlink():
        _add(whole, [os.readlink(entry.path).encode("utf-8", "surrogateescape")])  # noqa: PTH115
    if entry.is_dir():
        _add(whole, [b"/"])
        if depth:
            _add_tree(whole, entry.path, depth - 1)
    elif entry.is_file():
        _add(whole, [b"", _content_or_size(entry.path)])
    else:
        found = entry.stat()
        _add(whole, [f"{found.st_mode} {found.st_size}".encode()])


def _content_or_size(path: str) -> bytes:
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        found = os.fstat(stream.fileno())
        return stream.read() if found.st_size < WHOLE else f"{found.st_mode} {found.st_size}".encode()
