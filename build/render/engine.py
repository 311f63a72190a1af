"""The import of WeasyPrint and pydyf, quick and quiet: whoever uses them takes them from here."""

import ctypes.util
import importlib
import importlib.util
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from rumbo.build.render import compiled


@contextmanager
def _without_searching() -> Iterator[None]:
    """Names of libraries that do not fit are given up at once.

    WeasyPrint tries the names of all systems in turn; for each wrong one Python asks compiler and linker, which
    takes as long as all the rest of the import. On Linux the fourth name is the right one.
    """
    before = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the name that it has there
    try:
        yield
    finally:
        ctypes.util.find_library = before


@contextmanager
def _without_instancing() -> Iterator[None]:
    """What cuts variable fonts and those made of dots is loaded when there is one; no font of ours is.

    It takes a quarter of the import. Two names are looked up while WeasyPrint is imported, and nothing is called.
    """
    later = {name: _Later(name) for name in ("fontTools.subset", "fontTools.varLib.instancer")}
    later = {name: module for name, module in later.items() if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        for name in later:
            sys.modules.pop(name, None)


class _Later(ModuleType):
    """Stands for a module whose functions are called later, if ever."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: getattr(importlib.import_module(self.__name__), name)(*given, **named)


with compiled.found_first(compiled.FOLDER), _without_searching(), _without_instancing(), warnings.catch_warnings():
    # Pages bring their own fonts: a system that has none is nothing to warn of.
    warnings.simplefilter("ignore")
    import pydyf as pydyf
    import weasyprint as weasyprint
