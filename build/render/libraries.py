"""Whether the libraries that lay out pages are there. `python -m rumbo.build.render.libraries` exits 1 if not."""

import sys
import warnings
from importlib.metadata import version

APT_LINE = "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def missing() -> str:
    """What is missing, in a sentence; empty if everything is there."""
    try:
        with warnings.catch_warnings():
            # Pages bring their own fonts: a system that has none is nothing to warn of.
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: F401
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        return f"Pango, which lays out the pages, cannot be loaded ({str(error).splitlines()[0]})."
    # Without it every font is cut by a Python library instead: the same pages, four times slower.
    return "" if harfbuzz_subset else "libharfbuzz-subset0 is not there; printing is about four times slower."


def versions() -> dict[str, str]:
    """What decides how pages look, each by its version; the same versions print the same bytes."""
    import weasyprint
    from pydyf import __version__ as pydyf
    from rumbo.build.render.fonts import fonts_hash
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    written = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    own = version("rumbo")
    return {"rumbo": own, "weasyprint": weasyprint.VERSION, "pydyf": pydyf, "Pango": written, "fonts": fonts_hash()}


if __name__ == "__main__":
    sentence = missing()
    if sentence:
        print(sentence, file=sys.stderr)
        sys.exit(1)
