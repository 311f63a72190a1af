"""The table of languages in README.md and docs/translating.md, made from what is translated."""

import re
from pathlib import Path

from rumbo.build import translation
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import SOURCE_LANGUAGE, Labels, languages

_TABLE = re.compile(r"(<!-- languages: begin -->\n).*?(<!-- languages: end -->)", re.DOTALL)
PLACES = ("README.md", "docs/translating.md")
"""The pages that hold the table between two comments."""


def table(curriculum: Curriculum) -> str:
    """Each language with how much of labels and content is in it, as Markdown."""
    units = list(translation.units_of(curriculum))
    home = curriculum.layers[0].curriculum
    codes = sorted({*languages(), *translation.languages_of(curriculum.layers)})
    rows = ["| language | content | whole modules | state |", "| --- | ---: | ---: | --- |"]
    return "\n".join([*rows, *(_row(code, units, home) for code in codes)]) + "\n"


def _row(code: str, units: list[translation.Unit], home: Path) -> str:
    name = Labels(SOURCE_LANGUAGE).language_name(code)
    if code == SOURCE_LANGUAGE:
        modules = sum(unit.name.startswith("modules/") for unit in units)
        return f"| {name} (`{code}`) | 100 % | {modules} | written in it |"
    there, _ = translation.read_catalogues(home, code)
    told = list(translation.progress(units, code, there))
    whole = sum(one.unit.startswith("modules/") and one.translated == one.whole for one in told)
    every = translation.together(told, code)
    percent = 100 * every.translated // every.whole
    state = "first draft, to be read by native speakers" if every.draft else "read by native speakers"
    return f"| {name} (`{code}`) | {percent} % | {whole} | {state if every.translated else 'labels alone'} |"


def with_table(page: str, made: str) -> str:
    """A page with the table between its two comments renewed."""
    return _TABLE.sub(lambda found: f"{found[1]}{made}{found[2]}", page)
