"""What stands within a line of a wiki page; what no Markdown can say is left over, under a number, and named."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rumbo.build.exchange import wiki_names as names
from rumbo.build.exchange.wiki_nodes import Node, plain
from rumbo.build.exchange.wikitext import url_of
from rumbo.build.markdown import Part

EMPHASIS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
STRUCK = ("s", "strike", "del")
THROUGH = (*names.TRANSPARENT, "span", "div", "p", "section", "abbr", "cite", "q", "ins", "mark", "bdi", "poem")
"""Tags whose content counts as if they were not there."""
_CODE = ("code", "tt", "kbd", "samp", "var")
_TEXT_OF = {"!": "|", "=": "="}


@dataclass(slots=True)
class Found:
    """What a page holds beside its text; only the reader of one page sees it."""

    section: str = ""
    """Where the reader is."""
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    """Where something stood that could not be placed, and its wikitext."""
    categories: list[str] = field(default_factory=list)
    references: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    """Footnotes by name, in their order."""

    def leave(self, piece: Node) -> Part:
        """A mark in the place of a piece that is left over."""
        self.leftovers.append((self.section, piece.source))
        return Part("text", f"(leftover {len(self.leftovers)})")

    def refer(self, tag: Node) -> Part:
        """The number of a footnote, whose text is kept."""
        name = plain(next((value for key, value in tag.named if key == "name"), ()))
        key = name or f"#{len(self.references) + 1}"
        words = inline(tag.inner, self)
        if words or key not in self.references:
            self.references[key] = words or self.references.get(key, ())
        return Part("text", f" (note {list(self.references).index(key) + 1})")


def inline(pieces: Iterable[Node], found: Found) -> tuple[Part, ...]:
    """What stands within a line, without spaces at its ends."""
    made: list[Part] = []
    for piece in pieces:
        made += _inline(piece, found)
    return trimmed(joined(made))


def joined(parts: Iterable[Part]) -> list[Part]:
    """Parts of a line with texts that follow each other as one."""
    made: list[Part] = []
    for part in parts:
        if part.kind == "text" and made and made[-1].kind == "text":
            made[-1] = Part("text", made[-1].text + part.text)
        elif part != Part("text"):
            made.append(part)
    return made


def trimmed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts of a line without the plain spaces and breaks before and after; non-breaking ones stay."""
    made = list(parts)
    while made and (made[0].kind == "hardbreak" or (made[0].kind == "text" and not made[0].text.strip(" \t\n"))):
        made.pop(0)
    while made and (made[-1].kind == "hardbreak" or (made[-1].kind == "text" and not made[-1].text.strip(" \t\n"))):
        made.pop()
    if made and made[0].kind == "text":
        made[0] = replace(made[0], text=made[0].text.lstrip(" \t\n"))
    if made and made[-1].kind == "text":
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \t\n"))
    return tuple(made)


def _inline(piece: Node, found: Found) -> list[Part]:
    match piece.kind:
        case "text":
            return [Part("text", _words(piece.text))]
        case "entity" | "marker":
            return [Part("text", piece.text)]
        case "comment":
            return _comment(piece, found)
        case "link":
            return _link(piece, found)
        case "url":
            return [Part("link", inner=inline(piece.inner, found) or (Part("text", piece.text),), about=piece.text)]
        case "bare":
            return [part for inner in piece.inner for part in _inline(inner, found)]
        case "tag":
            return _tag(piece, found)
    return _template(piece, found)


def _template(piece: Node, found: Found) -> list[Part]:
    if piece.kind == "template" and names.same(piece.text) in map(names.same, names.DROPPED_TEMPLATES):
        return []
    return [Part("text", _TEXT_OF[piece.text]) if piece.text in _TEXT_OF else found.leave(piece)]


def _words(text: str) -> str:
    """A text without the switches of the wiki and without marks for translators that were never closed."""
    for word in (*names.DROPPED_WORDS, "<translate>", "</translate>"):
        text = text.replace(word, "")
    return text.replace("\n", " ")


def _comment(piece: Node, found: Found) -> list[Part]:
    """A mark for translators means nothing here; any other comment is kept, without a mark in its place."""
    if not re.fullmatch(r"\s*T:\d+\s*", piece.text):
        found.leave(piece)
    return []


def _link(piece: Node, found: Found) -> list[Part]:
    space, _, rest = piece.text.partition(":")
    match names.same(space):
        case "category":
            found.categories.append(rest.strip().replace("_", " "))
            return []
        case "file" | "image":
            return [found.leave(piece)]
    words = inline(piece.inner, found) or (Part("text", piece.text.lstrip(":")),)
    about = piece.text if piece.text.startswith("#") else url_of(piece.text)
    return [Part("link", inner=words, about=about)]


def _tag(piece: Node, found: Found) -> list[Part]:
    name = piece.text
    if name in EMPHASIS or name in STRUCK:
        return _emphasis(EMPHASIS.get(name, "struck"), piece, found)
    if name in THROUGH:
        return [part for inner in piece.inner for part in _inline(inner, found)]
    if name in _CODE:
        return [Part("code_inline", "".join(code(inner) for inner in piece.inner))]
    match name:
        case "nowiki":
            return [Part("text", html.unescape(plain(piece.inner)).replace("\n", " "))]
        case "br":
            return [Part("hardbreak")]
        case "ref":
            return [found.refer(piece)]
    return [] if name in names.DROPPED_TAGS else [found.leave(piece)]


def _emphasis(kind: str, piece: Node, found: Found) -> list[Part]:
    """Emphasis with the spaces at its ends outside, where Markdown wants them."""
    words = joined(part for inner in piece.inner for part in _inline(inner, found))
    inner = trimmed(words)
    if not inner:
        return words
    first, last = words[0].text, words[-1].text
    before = " " if words[0].kind == "text" and first[:1] == " " else ""
    after = " " if words[-1].kind == "text" and last[-1:] == " " else ""
    return [Part("text", before), Part(kind, inner=inner), Part("text", after)]


def code(piece: Node) -> str:
    """A piece as it stands where nothing has a form."""
    if piece.kind == "tag" and piece.text == "nowiki":
        return html.unescape(plain(piece.inner)).replace("\n", " ")
    return piece.text if piece.kind in ("text", "entity") else piece.source
