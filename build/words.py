"""Small help with words that several stages give to the person."""

import difflib
import unicodedata
from collections.abc import Iterable


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that names the nearest choice, or all of them if they are few; empty if there is none."""
    known = sorted(choices)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known here: {', '.join(known)}" if 0 < len(known) <= 12 else ""


def counted(number: int, one: str) -> str:
    """A number with its English noun, such as 1 module, 2 modules."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def direction(text: str) -> str:
    """Where a text begins: rtl if its first letter is of a script that runs from the right, else ltr.

    This is what `dir="auto"` means in HTML, which WeasyPrint does not know.
    """
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in ("L", "R", "AL")), "ltr")


def is_mixed(text: str, page: str) -> bool:
    """Whether a text holds letters that run against the direction of its page, ltr or rtl."""
    against = ("R", "AL") if page == "ltr" else ("L",)
    return any(unicodedata.bidirectional(letter) in against for letter in text)


def ordered(text: str) -> str:
    """A text of a drawing with its signs where its script wants them: what runs from the right is told to (Unicode's
    RLI). A drawing has no direction, and giving it one would turn its anchors round.
    """
    return f"\u2067{text}\u2069" if is_mixed(text, "ltr") else text
