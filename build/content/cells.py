"""Cells of tables that people or programs wrote: the row of headings, and texts without what cannot be seen."""

import csv
import re
from collections.abc import Callable, Sequence

SEPARATORS = (",", ";", "\t")
LINES_BEFORE = 20
"""Lines in which the head must be; some exports begin with a title."""
MOST_SHOWN = 40
"""Letters of a cell that are repeated in a sentence."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff]")
"""Control characters; those that turn the direction of writing would turn what is printed around them, too."""


def head_of(start: Sequence[str], field_of: Callable[[str], str]) -> tuple[str, int]:
    """What separates the cells, and how many rows stand before the head: where most headings are found.

    `field_of` says which field a heading names, or nothing.
    """
    best = (0, ",", 0)
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(start, delimiter=separator))
        except csv.Error:
            continue
        for number, row in enumerate(rows):
            found = len({field_of(cell) for cell in row} - {""})
            if found > best[0]:
                best = (found, separator, number)
    return best[1:]


def clean(cell: str) -> str:
    """A cell in one line, without what cannot be seen and without the mark that keeps spreadsheets from reckoning."""
    text = " ".join(_UNSEEN.sub(" ", cell).split())
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def short(text: str) -> str:
    """A cell as it is repeated in a sentence."""
    text = clean(text)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
