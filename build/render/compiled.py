"""The modules of WeasyPrint that were compiled on this computer, found in place of those that Python interprets.

`./set-up faster` compiles them (`scripts/faster.py`). Each is known by the hash of the text that it was made from:
after an update of WeasyPrint, or where a file is not whole, Python's own is taken, with the same bytes on every page.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any

from rumbo.build.cache import digest

FOLDER = Path(sys.prefix, "share", "rumbo", "compiled")
"""Where they are: in the environment that they were made for."""
LIST = "list.json"
MODULES = (
    "pydyf",
    *(f"weasyprint.{name}" for name in ("anchors", "css", "css.computed_values", "css.functions", "draw")),
    *(f"weasyprint.{name}" for name in ("draw.border", "draw.text", "formatting_structure.boxes")),
    *(f"weasyprint.{name}" for name in ("formatting_structure.build", "layout", "layout.absolute")),
    *(f"weasyprint.layout.{name}" for name in ("background", "block", "float", "inline", "page", "percent", "table")),
    *(f"weasyprint.{name}" for name in ("pdf.stream", "pdf.tags", "stacking", "text.line_break")),
)
"""Where a profile finds most of the time. `layout.preferred` would be one of them, but Cython refuses it."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A module: the hash of its text, its file in the folder, and how many bytes that has."""

    source: str
    file: str
    bytes: int


def listed(folder: Path) -> dict[str, Compiled]:
    """What is in a folder, by the name of the module; nothing if there is no such folder or no list in it."""
    try:
        told = json.loads((folder / LIST).read_text(encoding="utf-8"))
        return {name: Compiled(**one) for name, one in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def as_list(compiled: Mapping[str, Compiled]) -> str:
    """The text of the list of what is in a folder."""
    return json.dumps({name: asdict(one) for name, one in compiled.items()}, indent=1)


@contextmanager
def found_first(folder: Path) -> Iterator[None]:
    """What is imported meanwhile comes from a folder of compiled modules, if it is there."""
    finder = _Finder(folder)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def in_use() -> list[str]:
    """The names of those that this process has loaded."""
    suffixes = tuple(EXTENSION_SUFFIXES)
    return [name for name in MODULES if (getattr(sys.modules.get(name), "__file__", None) or "").endswith(suffixes)]


class _Loader(ExtensionFileLoader):
    """Loads a compiled module; style sheets and profiles of colours are read from beside the plain one."""

    def __init__(self, name: str, file: str, plain: ModuleSpec) -> None:
        super().__init__(name, file)
        self._plain = plain

    def get_resource_reader(self, name: str) -> Any:  # type: ignore[override]
        """What reads the files of a package, as `importlib.resources` wants it."""
        return self._plain.loader.get_resource_reader(name)  # type: ignore[union-attr]


class _Finder(MetaPathFinder):
    """Finds compiled modules; Python looks elsewhere for what it does not find."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listed = listed(folder)

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        """How to load a module, as `importlib.abc.MetaPathFinder` wants it; None leaves it to others."""
        del target
        one = self._listed.get(name)
        plain = PathFinder.find_spec(name, path) if one else None
        if one is None or plain is None or not plain.origin or not self._fits(one, Path(plain.origin)):
            return None
        file = str(self._folder / one.file)
        loader, inner = _Loader(name, file, plain), plain.submodule_search_locations
        return spec_from_file_location(name, file, loader=loader, submodule_search_locations=inner)

    def _fits(self, one: Compiled, source: Path) -> bool:
        file = self._folder / one.file
        right = one.file.endswith(EXTENSION_SUFFIXES[0]) and file.is_file() and file.stat().st_size == one.bytes
        return right and digest(source.read_bytes()) == one.source
