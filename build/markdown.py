"""Markdown texts: the one parser set-up, and what checks and pages need to know of a text.

CommonMark with tables and task lists, without raw HTML. One addition: a fence with the word `write` and a
number, such as ```` ```write 5 ````, is a space to write with that many ruled lines under its label.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token as Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.tasklists import tasklists_plugin

MOST_LINES = 40
MOST_NESTED = 20
"""Marks of form within each other, as many as the parser takes of lists and quotations; those within are left out."""
_LETTER = 2
"""Characters of an item's own letter or number."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w|(?<![\w/.-])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/[^\s<>()]*[\w/]")
"""Addresses of mail, and of the web with a path, as they stand in running text."""
_LED_INTO = ("blockquote_open", "bullet_list_open", "ordered_list_open", "table_open", "fence")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, its line, counted from 0 within the text, and the line after it."""

    level: int
    text: str
    line: int
    after: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a text shows."""

    file: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, by the name that the parser gives its kind, without regard to how it was typed.

    Breaks between lines that mean nothing are spaces; `box` is the box of a task list.
    """

    kind: str
    text: str = ""
    inner: tuple["Part", ...] = ()
    about: str = ""
    """Address of a link or picture, level of a heading, words after a fence, first number of a list, alignment of
    a cell, "x" for a box that is ticked."""


@cache
def _parser(*more: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}, renderer_cls=_Renderer)
    parser.core.ruler.push("flatten", _flatten)
    return parser.enable(["table", *more]).use(tasklists_plugin)


def _flatten(state: StateCore) -> None:
    """Leaves out marks of form that are nested so deeply that nobody meant them; whoever walks trees would fall."""
    for token in state.tokens:
        if token.children:
            token.children = [one for one in token.children if not one.nesting or one.level < MOST_NESTED]


@cache
def _parser_of_html() -> MarkdownIt:
    """One that recognises raw HTML, to tell where it stands; nothing is printed with it."""
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def parse(text: str) -> Sequence[Token]:
    """The block tokens of a text, not to be changed; inline tokens hang below them as children."""
    return _parsed(text)


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[Token, ...]:
    """One text is looked at by several checks and stands in several documents."""
    return tuple(_parser().parse(text))


def parts(text: str) -> tuple[Part, ...]:
    """A text as a tree of what it says."""
    return _parts(SyntaxTreeNode(_parser().parse(text)).children)


def _parts(nodes: Sequence[SyntaxTreeNode]) -> tuple[Part, ...]:
    found: list[Part] = []
    for node in nodes:
        made = _parts(node.children) if node.type == "inline" else (_part(node),)
        for part in made:
            if part == Part("text"):
                continue
            if part.kind == "text" and found and found[-1].kind == "text":
                found[-1] = Part("text", found[-1].text + part.text)
            else:
                found.append(part)
    return tuple(found)


def _part(node: SyntaxTreeNode) -> Part:
    match node.type:
        case "softbreak":
            return Part("text", " ")
        case "fence" | "code_block":
            ended = bool(node.content) and not node.content.endswith("\n")  # a fence that is never closed
            return Part("fence", node.content + "\n" * ended, about=node.info.strip())
        case "html_inline":  # raw HTML is off, so this is the box of a task list
            return Part("box", about="x" if "checked=" in node.content else "")
        case "heading":
            return Part("heading", inner=_parts(node.children), about=node.tag[1])
        case "image":
            return Part("image", node.content, about=str(node.attrs.get("src", "")))
    about = node.attrs.get("href", node.attrs.get("start", node.attrs.get("style", "")))
    return Part(node.type, node.content, _parts(node.children), str(about))


def headings(tokens: Sequence[Token]) -> list[Heading]:
    """All headings in order, without those inside of quotations and lists."""
    return [
        Heading(int(token.tag[1]), inline.content.strip(), *(token.map or (0, 1)))
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def images(tokens: Sequence[Token]) -> list[Image]:
    """All pictures in order."""
    found = []
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "image":
                found.append(Image(str(child.attrs.get("src", "")), child.content.strip(), line))
    return found


def prose(tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """The plain words of each paragraph and item of a list, with its line.

    Headings, tables, code, links and pictures are not in it, nor are words in bold, for these stand on a screen;
    only a whole sentence in bold is.
    """
    return [
        (_plain(token.children or ()), token.map[0] if token.map else 0)
        for before, token in pairwise(tokens)
        if before.type == "paragraph_open"
    ]


def _plain(children: Sequence[Token]) -> str:
    found: list[str] = []
    opened: list[int] = []
    for child in children:
        match child.type:
            case "text":
                found.append(child.content)
            case "softbreak" | "hardbreak":
                found.append(" ")
            case "strong_open" | "link_open":
                opened.append(len(found))
            case "strong_close" | "link_close":
                start = opened.pop()
                whole = "".join(found[start:]).endswith((".", "!", "?"))
                if child.type == "link_close" or not whole:
                    del found[start:]
    return "".join(found)


def raw_html_lines(text: str) -> Iterator[int]:
    """Lines, counted from 0, at which raw HTML stands outside of code."""
    if "<" not in text:
        return
    for token in _parser_of_html().parse(text):
        found = token.type == "html_block" or any(child.type == "html_inline" for child in token.children or ())
        if found and token.map:
            yield token.map[0]


def writing_spaces(tokens: Sequence[Token]) -> Iterator[tuple[int, int | None]]:
    """Line and number of ruled lines of every space to write; None where the number is missing or wrong."""
    for token in tokens:
        if token.type == "fence" and token.info.split()[:1] == ["write"]:
            yield (token.map[0] if token.map else 0), _ruled(token)


def _ruled(token: Token) -> int | None:
    words = token.info.split()
    number = int(words[1]) if len(words) == 2 and re.fullmatch(r"[0-9]{1,3}", words[1]) else 0
    return number if 1 <= number <= MOST_LINES else None


def sections(text: str, level: int = 2) -> list[tuple[str, str, int]]:
    """A text cut at its headings of a level: title, text below it, and the line of the heading (from 0).

    The text before the first heading comes first, with an empty title; there is always at least that.
    """
    lines = text.split("\n")
    cuts = [heading for heading in headings(parse(text)) if heading.level == level]
    ends = [heading.line for heading in cuts] + [len(lines)]
    parts = [("", "\n".join(lines[: ends[0]]).strip(), 0)]
    for heading, end in zip(cuts, ends[1:], strict=True):
        parts.append((heading.text, "\n".join(lines[heading.after : end]).strip(), heading.line))
    return parts


def to_html(text: str, locate_picture: Callable[[str], str] | None = None) -> str:
    """HTML of a whole text; `locate_picture` turns the name of a picture into its address."""
    env = {"locate_picture": locate_picture} if locate_picture else {}
    html: str = _parser("strikethrough").render(text, env)  # only a page shows steps that hold no more
    return html


def to_inline_html(text: str) -> str:
    """HTML of a single line of text, without a paragraph around it."""
    html: str = _parser().renderInline(text)
    return html


class _Renderer(RendererHTML):
    """HTML for paper: figures with captions, ruled lines, boxes to tick, the address after a link."""

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A paragraph that leads into a list, a quotation or a table must not stand alone at the foot of a page."""
        follows = tokens[idx + 3].type if idx + 3 < len(tokens) else ""
        if follows in _LED_INTO:
            tokens[idx].attrJoin("class", "lead-in")
        return self.renderToken(tokens, idx, options, env)

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """An item that begins with a strong letter or number of its own needs no bullet before it."""
        inline = (tokens[idx + 2].children if idx + 2 < len(tokens) else None) or []
        strong = len(inline) > 1 and inline[0].type == "strong_open"
        if strong and len(inline[1].content.strip(" .:)")) <= _LETTER:
            tokens[idx].attrJoin("class", "lettered")
        return self.renderToken(tokens, idx, options, env)

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """An address of the web or of mail in running text is not hyphenated, and runs from left to right."""
        words = super().text(tokens, idx, options, env)
        return _ADDRESS.sub(r'<span class="plain-address" dir="ltr">\g<0></span>', words)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if token.info.split()[:1] != ["write"]:
            return super().fence(tokens, idx, options, env)
        return ruled_lines(_ruled(token) or 3, to_inline_html(token.content.strip()))

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Raw HTML is off, so this is only ever the box of a task list."""
        del tokens, idx, options, env
        return '<span class="tick"></span>'

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        locate = env.get("locate_picture")
        if locate:
            token.attrs["src"] = locate(str(token.attrs["src"]))
        title = str(token.attrs.pop("title", ""))
        picture = super().image(tokens, idx, options, env)
        caption = f'<span class="caption">{to_inline_html(title)}</span>' if title else ""
        return f'<span class="figure">{picture}{caption}</span>'

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Paper has no links: the address follows, unless the words are the address."""
        closed = self.renderToken(tokens, idx, options, env)
        opened = next(before for before in reversed(range(idx)) if tokens[before].type == "link_open")
        address = str(tokens[opened].attrs.get("href", ""))
        words = "".join(token.content for token in tokens[opened:idx])
        bare = address.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/")
        if bare in words:
            return closed
        return f'{closed} <span class="address" dir="ltr">({to_text(bare)})</span>'


def to_text(text: str) -> str:
    """A text with the characters of HTML made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def ruled_lines(number: int, label: str = "") -> str:
    """HTML of a label with ruled lines to write on."""
    head = f'<p class="label">{label}</p>' if label else ""
    return f'<div class="write">{head}{"<div class=line></div>" * number}</div>\n'
