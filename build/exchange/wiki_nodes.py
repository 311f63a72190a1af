"""Wikitext taken apart: the only use of mwparserfromhell, which accepts whatever people wrote."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from rumbo.build.yaml_text import UNSEEN

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Node as Parsed
    from mwparserfromhell.nodes import Tag
    from mwparserfromhell.wikicode import Wikicode

MAX_PAGE = 100_000
"""Characters of a page; the longest patterns of the library have thirty thousand."""
MAX_DEPTH = 40
"""Lists and templates within each other; pages that people write have five."""
MAX_TANGLE = 1_000_000
"""Characters times signs that are never closed: the parser begins anew at each of them."""
_SIGN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\[(?=https?:)|\]|\{\||\|\}|<!--|-->|</?[a-z]+", re.IGNORECASE)
_DEEP = re.compile(rf"^[*#:;]{{{MAX_DEPTH + 1}}}", re.MULTILINE)
_BRACES = re.compile(r"\{\{|\}\}")
_CLOSES = {"}}": "{{", "]]": "[[", "]": "[", "|}": "{|", "-->": "<!--"}
_ALONE = ("<br", "<hr", "<wbr", "<li", "<references")
"""Tags that nobody closes."""
VERBATIM = ("nowiki", "pre", "syntaxhighlight", "source", "gallery", "math", "score", "timeline", "categorytree")
"""Tags whose content is no wikitext; in the first two the wiki still reads entities."""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a page.

    The kinds are text, entity, comment, template, argument, link (to a page), url, bare (an address as it is),
    heading, marker (a sign of a list at the start of a line) and tag.
    """

    kind: str
    source: str
    """The piece as it stands on the page."""
    text: str = ""
    """The text of a text, entity or comment; the name of a template or tag; where a link leads; a list's sign."""
    inner: tuple["Node", ...] = ()
    """What a tag or heading holds, or the words of a link."""
    named: tuple[tuple[str, tuple["Node", ...]], ...] = ()
    """Parameters of a template or attributes of a tag, in their order."""
    level: int = 0


def fault_of(wikitext: str) -> str:
    """Why a page cannot be taken apart in the time that people have; empty for all pages that people write."""
    if len(wikitext) > MAX_PAGE:
        return f"the page is longer than {MAX_PAGE:,} characters"
    if _DEEP.search(wikitext):
        return f"a list is nested more than {MAX_DEPTH} levels deep"
    if _depth(wikitext) > MAX_DEPTH:
        return f"templates are nested more than {MAX_DEPTH} levels deep"
    if _unclosed(wikitext) * len(wikitext) > MAX_TANGLE:
        return "too many brackets and tags of the page are never closed"
    return ""


def _depth(wikitext: str) -> int:
    """How many templates stand within each other at most, closed ones and others."""
    steps = (1 if sign == "{{" else -1 for sign in _BRACES.findall(wikitext))
    return max(accumulate(steps, lambda depth, step: max(depth + step, 0), initial=0))


def _unclosed(wikitext: str) -> int:
    """How many templates, links, tables, comments and tags are never closed, roughly."""
    open_now = Counter[str]()
    for sign in map(str.lower, _SIGN.findall(wikitext)):
        closes = _CLOSES.get(sign, sign.replace("</", "<") if sign.startswith("</") else "")
        if not closes:
            open_now[sign] += 1
        elif open_now[closes]:
            open_now[closes] -= 1
    return sum(number for sign, number in open_now.items() if sign not in _ALONE)


def nodes(wikitext: str) -> tuple[Node, ...]:
    """A page as its pieces; their sources together are the page."""
    import mwparserfromhell

    return _nodes(mwparserfromhell.parse(wikitext))


def _nodes(code: "Wikicode | None") -> tuple[Node, ...]:
    return tuple(_node(node) for node in code.nodes) if code is not None else ()


def _node(node: "Parsed") -> Node:
    from mwparserfromhell import nodes as kinds

    source = str(node)
    match node:
        case kinds.Tag():
            return _tag(node, source)
        case kinds.HTMLEntity():
            return Node("entity", source, UNSEEN.sub("", node.normalize()))
        case kinds.Comment():
            return Node("comment", source, str(node.contents))
        case kinds.Template():
            named = tuple((str(given.name).strip(), _nodes(given.value)) for given in node.params)
            return Node("template", source, _name(str(node.name)), named=named)
        case kinds.Wikilink():
            return Node("link", source, str(node.title).strip(), _nodes(node.text))
        case kinds.ExternalLink():
            kind = "url" if node.brackets else "bare"
            return Node(kind, source, str(node.url).strip(), _nodes(node.title if node.brackets else node.url))
        case kinds.Heading():
            return Node("heading", source, str(node.title).strip(), _nodes(node.title), level=node.level)
    return Node("text" if isinstance(node, kinds.Text) else "argument", source, source)


def _tag(node: "Tag", source: str) -> Node:
    name = str(node.tag).strip().lower()
    if node.wiki_markup in ("*", "#", ":", ";"):
        return Node("marker", source, str(node.wiki_markup))
    named = tuple((str(given.name).strip().lower(), _nodes(given.value)) for given in node.attributes)
    inner = _nodes(node.contents)
    if name in VERBATIM:
        text = str(node.contents or "")
        inner = (Node("text", text, text),)
    return Node("tag", source, name, inner, named)


def _name(template: str) -> str:
    """The name of a template without its namespace and with spaces."""
    name = template.strip().replace("_", " ")
    return name.partition(":")[2].strip() if name.casefold().startswith("template:") else name


def plain(pieces: Iterable[Node]) -> str:
    """The words of some pieces without their form; templates and comments say nothing."""
    return "".join(_plain(piece) for piece in pieces)


def _plain(piece: Node) -> str:
    match piece.kind:
        case "text" | "entity":
            return piece.text
        case "link":
            return plain(piece.inner) or piece.text
        case "url" | "bare":
            return plain(piece.inner) or piece.text
        case "tag" if piece.text == "br":
            return " "
        case "tag" | "heading":
            return plain(piece.inner)
    return ""


def inside(pieces: Iterable[Node]) -> Iterator[Node]:
    """The pieces and everything in them but what templates are given."""
    for piece in pieces:
        yield piece
        yield from inside(piece.inner)
