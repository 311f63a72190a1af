"""Markdown taken apart by block and put together again, so that only words are translated.

A heading, a paragraph, the first paragraph of a list item, a cell of a table, what stands beside a picture, and the
label of a space to write are texts; structure, code, file names and links to pictures are not. Breaks between lines
that mean nothing are spaces in a text, and a hard break is a backslash before a line end.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rumbo.build.markdown import Token, parse
from rumbo.build.search import fold

_HARD = re.compile(r"(?: {2,}|\\)$")
_CELL = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r"^(?:\s*>)*\s*(?:[-*+]|\d+[.)])?\s*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a block: what kind of block it is, its words, and the level of a heading."""

    kind: str
    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a Markdown text, what is said in them, and how to write them with other words."""

    first: int
    end: int
    texts: tuple[Text, ...]
    write: Callable[[Sequence[str]], list[str]]


def with_blocks(text: str, place: str, say: Callable[[str, str, str], str], keys: bool = False) -> str:  # noqa: FBT001, FBT002
    """The Markdown with each text as `say` gives it (see `fields.Say`).

    Places are those of `named`. `keys` says that headings of level 2 are ids and stay as they are.
    """
    lines = text.split("\n")
    for piece, names in reversed(list(named(text, place))):
        words = [
            one.words if not one.words or (keys and one.level == 2) else say(name, one.words, one.kind)
            for name, one in zip(names, piece.texts, strict=True)
        ]
        if words != [one.words for one in piece.texts]:
            lines[piece.first : piece.end] = piece.write(words)
    return "\n".join(lines)


def named(text: str, place: str) -> Iterator[tuple[Piece, list[str]]]:
    """The pieces of a Markdown text with the places of their texts.

    A place is the section (the heading of level 2 above, in letters of an address) with a number from 1 in it, so
    that a new paragraph renumbers one section alone: `handout/who-is-who/3`. The heading itself has number 0.
    """
    section, numbers = "start", dict.fromkeys(["start"], 0)
    for piece in pieces(text):
        names = []
        for one in piece.texts:
            if one.level == 2:
                section = _free(address(one.words), numbers)
                numbers[section] = -1
            numbers[section] += 1
            names.append(f"{place}/{section}/{numbers[section]}")
        yield piece, names


def address(words: str) -> str:
    """A heading in the letters of an address, cut after some words."""
    return "-".join(re.findall(r"[^\W_]+", fold(words))[:6]) or "section"


def _free(name: str, taken: Container[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a Markdown text in order; what cannot be told apart from its marks by its lines is left out."""
    lines = text.split("\n")
    tokens = parse(text)
    said = [(before, token) for before, token in zip([*tokens[:1], *tokens], tokens, strict=False) if token.map]
    for row, group in groupby(said, key=lambda pair: _row(*pair)):
        if row is None:
            yield from (piece for pair in group for piece in _piece(lines, *pair))
        else:
            yield from _table_row(lines, row, [token for _, token in group if token.type == "inline"])


def _row(before: Token, token: Token) -> int | None:
    """The line of the row of a table that a token stands in; None for everything else."""
    inside = "th_open" in (before.type, token.type) or "td_open" in (before.type, token.type)
    return token.map[0] if inside and token.map else None


def _piece(lines: Sequence[str], before: Token, token: Token) -> Iterator[Piece]:
    if token.type == "fence" and token.info.split()[:1] == ["write"]:
        yield from _label(lines, token)
    elif token.type == "inline":
        yield from _picture(lines, token) if _is_picture(token) else _paragraph(lines, before, token)


def _paragraph(lines: Sequence[str], before: Token, token: Token) -> Iterator[Piece]:
    """A paragraph or heading: its marks before the first word stay, and lines after the first repeat quotations."""
    first, end = token.map or (0, 0)
    level = int(before.tag[1]) if before.type == "heading_open" else 0
    start, after = _words_in(lines[first], token.content, before.markup if level else "")
    if start < 0:
        return
    mark, tail = lines[first][:start], lines[first][after:]

    def write(words: Sequence[str]) -> list[str]:
        later = re.sub(r"[^>\s]", " ", mark)
        parts = words[0].split("\n")
        return [f"{mark}{parts[0]}{tail}", *(f"{later}{part}" for part in parts[1:])]

    yield Piece(first, end, (Text("heading" if level else "paragraph", one_line(token.content), level),), write)


def _words_in(line: str, content: str, hashes: str) -> tuple[int, int]:
    """Where the first line of a block's words begins and ends in its line; -1 where they cannot be found."""
    words = content.split("\n")[0].strip()
    if words and hashes.startswith("#"):
        start = line.find(words, line.find(hashes) + len(hashes))
        return start, start + len(words)
    whole = line.rstrip()
    return (len(whole) - len(words), len(line)) if words and whole.endswith(words) else (-1, 0)


def one_line(content: str) -> str:
    """Words without the breaks that mean nothing; a hard break is a backslash before a line end."""
    lines = content.strip().split("\n")
    ended = [(_HARD.sub("", line).strip(), "\\\n" if _HARD.search(line) else " ") for line in lines]
    return "".join(part + end for part, end in ended).strip(" \\\n") if len(lines) > 1 else content.strip()


def _is_picture(token: Token) -> bool:
    said = [child for child in token.children or () if child.type != "text" or child.content.strip()]
    return len(said) == 1 and said[0].type == "image"


def _picture(lines: Sequence[str], token: Token) -> Iterator[Piece]:
    """A picture alone: the words in its place, and its caption if it has one."""
    first, end = token.map or (0, 0)
    start = lines[first].find("![")
    picture = next(child for child in token.children or () if child.type == "image")
    file, title = str(picture.attrs["src"]), str(picture.attrs.get("title", ""))
    mark = lines[first][:start]
    texts = (Text("picture", one_line(picture.content)), *([Text("caption", title)] if title else []))

    def write(words: Sequence[str]) -> list[str]:
        caption = "".join(f' "{word.replace(chr(34), chr(92) + chr(34))}"' for word in words[1:])
        return [f"{mark}![{words[0]}]({file}{caption})"]

    if start >= 0:
        yield Piece(first, end, texts, write)


def _label(lines: Sequence[str], token: Token) -> Iterator[Piece]:
    """The label above ruled lines."""
    first, end = token.map or (0, 0)
    mark = re.sub(r"[^>\s]", " ", lines[first][: lines[first].find(token.markup)])
    if token.content.strip():
        yield Piece(
            first + 1, end - 1, (Text("label", one_line(token.content)),), lambda words: [f"{mark}{words[0]}"]
        )


def _table_row(lines: Sequence[str], row: int, tokens: Sequence[Token]) -> Iterator[Piece]:
    """The cells of one row."""
    if row < 0:
        return
    cells = [token.content.strip() for token in tokens]
    match = _QUOTED.match(lines[row])
    mark = match[0] if match else ""

    def write(words: Sequence[str]) -> list[str]:
        return [f"{mark}| {' | '.join(_CELL.sub(chr(92) + '|', word) for word in words)} |"]

    yield Piece(row, row + 1, tuple(Text("cell", cell) for cell in cells), write)
