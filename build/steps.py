"""Numbered lists of Markdown texts: the steps that people follow, in whole, in short, or struck out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.build.markdown import Token, parse, to_inline_html
from rumbo.build.marks import within

_NUMBERED = re.compile(r"\s*\d+[.)]\s+")


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list: the heading above it, and the first paragraph of each step as Markdown of one line."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Struck:
    """A step, by its number, that holds no more, and what is said of it."""

    step: int
    note: str


def numbered_steps(text: str) -> tuple[Steps, ...]:
    """The numbered lists of a text in order, without those inside of quotations and of other lists."""
    found: list[Steps] = []
    title = ""
    tokens = parse(text)
    for place, token in enumerate(tokens):
        if token.level == 0 and token.type == "heading_open":
            title = tokens[place + 1].content.strip()
        elif token.level == 0 and token.type == "ordered_list_open":
            inside = tokens[place : next(n for n in range(place, len(tokens)) if _ends_list(tokens[n]))]
            found.append(Steps(title, tuple(_first_lines(inside))))
    return tuple(found)


def with_struck_steps(text: str, struck: Sequence[Struck]) -> str:
    """The text with some steps of its first numbered list struck out, each followed by what is said of it."""
    notes = {one.step: one.note for one in struck}
    tokens = parse(text)
    begins = next(
        (n for n, token in enumerate(tokens) if token.type == "ordered_list_open" and not token.level), None
    )
    if begins is None or not notes:
        return text
    lines, number = text.split("\n"), 0
    for token, inline in zip(tokens[begins:], tokens[begins + 2 :], strict=False):
        if _ends_list(token):
            break
        if token.type == "list_item_open" and token.level == 1:
            number += 1
            if number in notes and inline.map:
                first, end = inline.map
                _strike(lines, first, end, notes[number])
    return "\n".join(lines)


def _strike(lines: list[str], first: int, end: int, note: str) -> None:
    """Strikes out the lines of a step's first paragraph, behind its number, and adds a note."""
    start = _NUMBERED.match(lines[first])
    place = start.end() if start else 0
    lines[first] = f"{lines[first][:place]}~~{lines[first][place:]}"
    lines[end - 1] = f"{lines[end - 1].rstrip()}~~ *{note}*"


def _ends_list(token: Token) -> bool:
    return token.level == 0 and token.type == "ordered_list_close"


def _first_lines(tokens: Sequence[Token]) -> Iterator[str]:
    """The first paragraph of each item of a list; an item that begins with something else has none."""
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and item.level == 1 and paragraph.type == "paragraph_open":
            yield " ".join(inline.content.split())


def shortened(line: str, room: int, ends: str = ".!?؟") -> str:
    """The parts of a line of Markdown, up to one of the signs that end a part, that together take some letters at
    most; the first part in any case. Nothing strong or quoted, no link and no code is cut in two.
    """
    return within(line, lambda words: _shortened(words, room, ends))


def _shortened(line: str, room: int, ends: str) -> str:
    whole = to_inline_html(line)
    cuts = [line[: found.end()].rstrip() for found in re.finditer(rf"[{re.escape(ends)}][*_`)\"”’]*(?=\s)", line)]
    cuts = [cut for cut in cuts if whole.startswith(to_inline_html(cut)) and cut.count('"') % 2 == 0]
    fitting = [cut for cut in (*cuts, line) if len(cut) <= room]
    return fitting[-1] if fitting else (*cuts, line)[0]
