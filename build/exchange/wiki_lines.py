"""A wiki page line by line: signs of lists, words, and blocks that stand for themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rumbo.build.exchange.wiki_inline import EMPHASIS, STRUCK, THROUGH
from rumbo.build.exchange.wiki_nodes import Node, inside

BLOCKS = ("ul", "ol", "dl", "table", "pre", "blockquote", "hr", "syntaxhighlight", "source", "gallery")
_NEWLINE = Node("newline", "\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: the signs of a list before it, and what stands in it; or a block alone."""

    signs: str = ""
    pieces: tuple[Node, ...] = ()

    @property
    def block(self) -> Node | None:
        """The block that the line is, or nothing."""
        return self.pieces[0] if len(self.pieces) == 1 and is_block(self.pieces[0]) else None

    @property
    def blank(self) -> bool:
        """Whether nobody sees anything of the line."""
        return not self.signs and all(piece.kind == "text" and not piece.text.strip() for piece in self.pieces)

    @property
    def remark(self) -> bool:
        """Whether the line is nothing but comments; the wiki takes it away whole."""
        seen = [piece for piece in self.pieces if not (piece.kind == "text" and not piece.text.strip())]
        return not self.signs and bool(seen) and all(piece.kind == "comment" for piece in seen)


def is_block(piece: Node) -> bool:
    """Whether a piece stands for itself between paragraphs."""
    return piece.kind == "heading" or (piece.kind == "tag" and piece.text in BLOCKS)


def flat(pieces: Iterable[Node]) -> Iterator[Node]:
    """The pieces without tags that say nothing, ends of lines alone, and emphasis over several lines cut up."""
    for piece in pieces:
        if piece.kind == "text":
            for number, words in enumerate(piece.text.split("\n")):
                yield from [_NEWLINE] * bool(number)
                yield from [Node("text", words, words)] * bool(words)
        elif piece.kind == "tag" and piece.text in THROUGH:
            yield from flat(piece.inner)
        elif piece.kind == "tag" and piece.text in (*EMPHASIS, *STRUCK) and _has_lines(piece):
            yield from _cut(piece)
        else:
            yield piece


def _has_lines(piece: Node) -> bool:
    return any("\n" in inner.text for inner in inside(piece.inner) if inner.kind == "text")


def _cut(piece: Node) -> Iterator[Node]:
    for inner in flat(piece.inner):
        whole = inner is _NEWLINE or inner.kind == "marker" or is_block(inner)
        yield inner if whole else replace(piece, source=inner.source, inner=(inner,))


def lines(pieces: Iterable[Node]) -> Iterator[Line]:
    """The lines of a page in their order."""
    signs = ""
    line: list[Node] = []
    for piece in flat(pieces):
        if piece is _NEWLINE or is_block(piece):
            yield Line(signs, tuple(line))
            signs, line = "", []
            if piece is not _NEWLINE:
                yield Line("", (piece,))
        elif piece.kind == "marker" and not line:
            signs += piece.text
        elif piece.kind == "marker" and piece.text == ":" and signs.endswith(";"):
            yield Line(signs, tuple(line))
            signs, line = signs[:-1] + ":", []
        else:
            line.append(piece)
    yield Line(signs, tuple(line))
