"""Cheat sheets: the steps and key points of a module on one page, to keep beside the keyboard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import Handout, pictures_of
from rumbo.build.markdown import parse, sections, writing_spaces
from rumbo.build.outcome import Document
from rumbo.build.steps import Steps, numbered_steps, shortened

ROOM, LEAST_ROOM = 2300, 70
"""Letters for the steps of a page together, and for one step at least."""
LONGEST_HELP = 700
_EXAMPLE = "example"
"""In the title of a section that tells one case; content is written in English."""
_BOX = re.compile(r"^\s*[-*+] \[[ xX]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheatSheet:
    """What stands on the page besides what the handout says of itself."""

    lists: tuple[Steps, ...]
    help_title: str
    help: str
    """Where to find help, as the handout says it; empty if it does not."""


def cheat_sheets(kit: Kit) -> Iterator[Document]:
    """A page for each module, one for each participant."""
    for number, (entry, handout) in enumerate(zip(kit.entries, kit.handouts, strict=True), start=1):
        yield kit.document(
            f"cheat-sheets/{number:02}-{entry.id}.pdf",
            "cheat-sheet.html.j2",
            "cheat-sheet-title",
            copies=kit.value.participants,
            pictures=pictures_of(entry).items(),
            handout=handout,
            sheet=cheat_sheet(handout),
        )


def cheat_sheet(handout: Handout) -> CheatSheet:
    """The numbered lists of a handout, in as many words as a page has room for, and its section about help."""
    written = numbered_steps(handout.written)  # in the same order, whatever language the titles are in
    lists = [steps for steps, source in zip(numbered_steps(handout.text), written, strict=False) if _tells(source)]
    room = max(LEAST_ROOM, ROOM // max(1, sum(len(steps.steps) for steps in lists)))
    short = tuple(Steps(one.title, tuple(shortened(step, room) for step in one.steps)) for one in lists)
    title, words = _help(handout.text)
    return CheatSheet(short, title, words)


def _tells(steps: Steps) -> bool:
    """Whether a numbered list says what to do, and no example of it."""
    return _EXAMPLE not in steps.title.casefold()


def _help(text: str) -> tuple[str, str]:
    """The last section of a handout that only tells something: no boxes to tick, no lines to fill, no steps."""
    for title, body, _ in reversed(sections(text)[1:]):
        if body and not (_BOX.search(body) or list(writing_spaces(parse(body))) or numbered_steps(body)):
            return (title, body) if len(body) <= LONGEST_HELP else ("", "")
    return "", ""
