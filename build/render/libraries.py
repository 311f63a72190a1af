"""Whether the libraries that lay out pages are there. `python -m rumbo.build.render.libraries` exits 1 if not."""

import ctypes
import sys
from functools import cache
from importlib.metadata import version
from typing import Any

APT_LINE = "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


LINUX = (
    *("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1", "libpangoft2-1.0.so.0"),
    "libharfbuzz-subset.so.0",
)
"""The names by which WeasyPrint finds what it needs on Linux."""


def missing() -> str:
    """What is missing, in a sentence; empty if everything is there."""
    if all(map(_library, LINUX)):
        return ""  # proved without the import, which takes half a second
    try:
        from rumbo.build.render.engine import weasyprint  # noqa: F401
        from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        return f"Pango, which lays out the pages, cannot be loaded ({str(error).splitlines()[0]})."
    # Without it every font is cut by a Python library instead: the same pages, four times slower.
    return "" if harfbuzz_subset else "libharfbuzz-subset0 is not there; printing is about four times slower."


@cache
def _library(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def versions() -> dict[str, str]:
    """What decides how pages look, each by its version; the same versions print the same bytes."""
    from rumbo.build.render.fonts import fonts_hash

    return {
        **{name: version(name) for name in ("rumbo", "weasyprint", "pydyf")},
        "Pango": _pango(),
        "fonts": fonts_hash(),
    }


def _pango() -> str:
    """The version of Pango, asked for without WeasyPrint where its name is known."""
    library: Any = _library(LINUX[1])
    if library is None:
        from weasyprint.text import ffi

        library = ffi.pango
    number = library.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


if __name__ == "__main__":
    sentence = missing()
    if sentence:
        print(sentence, file=sys.stderr)
        sys.exit(1)
