"""Pattern cards: the learning patterns that help with a plan, four on a sheet, to cut out and lay on a table."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.build.curriculum import Entry
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.patterns import MOST, patterns_for
from rumbo.build.marks import unmarked, within
from rumbo.build.model import Pattern
from rumbo.build.outcome import Document
from rumbo.build.steps import numbered_steps, shortened

ON_A_SHEET = 4
ROOM = 210
"""Letters for the problem and for the solution; what does not fit is left to the pattern itself."""
LINE = 80
"""Letters of a sentence that a card still shows whole."""
_ENDS = ".,;:!?"


@dataclass(frozen=True, slots=True)
class PatternCard:
    """A learning pattern in as few words as a postcard holds."""

    id: str
    title: str
    problem: str
    solution: str
    steps: tuple[tuple[int, str], ...]
    """What to do, with the number that the step has in the pattern."""
    review_by: dt.date
    authors: tuple[str, ...]
    licence: str


def pattern_cards(kit: Kit) -> Iterator[Document]:
    """The cards of the patterns that apply, for whoever plans; nothing where none does."""
    helping = patterns_for(kit.plan, kit.value, kit.curriculum)[:MOST]
    cards = [card(kit.curriculum.patterns[one.id]) for one in helping]
    if cards:
        yield kit.document(
            "cards/patterns.pdf",
            "pattern-cards.html.j2",
            "pattern-cards-title",
            readers="trainers",
            sheets=[cards[start : start + ON_A_SHEET] for start in range(0, len(cards), ON_A_SHEET)],
        )


def card(entry: Entry[Pattern]) -> PatternCard:
    """The card of a pattern, without the steps that hold no more."""
    pattern = entry.value
    steps = next((found.steps for found in numbered_steps(entry.texts["body"].text)), ())
    retired = {gone.step for gone in pattern.no_longer_valid}
    return PatternCard(
        entry.id,
        pattern.title,
        shortened(pattern.problem, ROOM),
        shortened(pattern.solution, ROOM),
        tuple((n, _in_short(step)) for n, step in enumerate(steps, start=1) if n not in retired),
        pattern.review.review_by,
        pattern.authors,
        pattern.licence,
    )


def _in_short(step: str) -> str:
    """The verb of a step and what belongs to it: a short sentence, or up to the first sign in it."""
    sentence = shortened(step, 0)
    short = sentence if len(unmarked(sentence)) <= LINE else shortened(step, 0, _ENDS)
    return within(short, lambda words: words.rstrip(_ENDS))
