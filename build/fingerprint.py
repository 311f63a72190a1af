"""Hashes of what decides an answer besides what is asked: Rumbo itself, the libraries, whole folders; by their bytes.

Nothing of the engine is needed here, so that an answer that is known is there at once. What two machines or two
requests must have in common is told by `alike`.
"""

import hashlib
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
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
    return of_parts(part for folder in folders for part in (folder.name.encode(), *_tree(str(folder), DEPTH)))


def of_parts(parts: Iterable[bytes]) -> str:
    """The hash of pieces in their order; there is no doubt where one ends and the next begins."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
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


def _tree(folder: str, depth: int) -> Iterator[bytes]:
    """Names, kinds and contents of everything in a folder; the texts of links, and what they lead to."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are sorted faster than paths
    except OSError as error:
        yield f"{error.errno}".encode()
        return
    for name in names:
        if name.endswith(_COMPILED):
            continue
        yield name.encode("utf-8", "surrogateescape")
        path = f"{folder}/{name}"
        try:
            yield from _entry(path, depth)
        except OSError as error:
            yield f"{error.errno}".encode()


def _entry(path: str, depth: int) -> Iterator[bytes]:
    if os.path.islink(path):  # noqa: PTH114 - thousands of them
        yield os.readlink(path).encode("utf-8", "surrogateescape")  # noqa: PTH115
    found = os.stat(path)  # noqa: PTH116
    if stat.S_ISDIR(found.st_mode):
        yield b"/"
        if depth:
            yield from _tree(path, depth - 1)
    elif stat.S_ISREG(found.st_mode) and found.st_size < WHOLE:
        with open(path, "rb") as stream:  # noqa: PTH123
            yield stream.read()
    else:
        yield f"{found.st_mode} {found.st_size}".encode()
