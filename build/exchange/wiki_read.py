"""A page of the Learning Pattern Library taken apart: infobox, sections, endorsements, sources, leftovers."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rumbo.build.exchange import wiki_names as names
from rumbo.build.exchange.as_markdown import markdown
from rumbo.build.exchange.wiki_blocks import blocks
from rumbo.build.exchange.wiki_inline import THROUGH, Found, inline
from rumbo.build.exchange.wiki_items import Row, source_in, use_in
from rumbo.build.exchange.wiki_nodes import Node, inside, nodes, plain
from rumbo.build.exchange.wiki_steps import Step, without_struck
from rumbo.build.markdown import Part

CARRIED = "rumbo:"
"""Begins the comment with what the page has no place for."""
_MARKS = re.compile(r"</?translate(?: nowrap)?>|<tvar[|\s][^<>]*>|</tvar>|</>|<!--T:\d+-->\n?")


@dataclass(slots=True)
class PageRead:
    """What stands on a page. Values of the infobox are plain texts by field; texts are parts by section."""

    values: dict[str, str] = field(default_factory=dict)
    sections: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    """Steps of the solution that are struck out."""
    used: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    carried: str = ""
    notes: list[str] = field(default_factory=list)


def read(wikitext: str) -> PageRead:
    """A page as it stands; nothing of it is lost."""
    page = PageRead()
    pieces = list(_through(nodes(_closed(_without_marks(wikitext), page))))
    page.carried = next((p.text.strip()[len(CARRIED) :] for p in pieces if _is_carried(p)), "")
    infobox = next((p for p in pieces if p.kind == "template" and _is_infobox(p.text)), None)
    found = Found()
    if infobox is None:
        page.notes.append("there is no infobox that is known here")
    else:
        _values(infobox, page, found)
    rest = [p for p in pieces if p is not infobox and not _is_carried(p)]
    for name, inner in _sections(rest, page):
        found.section = name
        page.sections[name] = (*page.sections.get(name, ()), *blocks(inner, found, top=True))
    _place(page, found)
    return page


def _through(pieces: Iterable[Node]) -> Iterator[Node]:
    """The pieces of a page with wrappers around whole sections opened."""
    for piece in pieces:
        opens = piece.kind == "tag" and piece.text in THROUGH
        if opens and any(inner.kind in ("heading", "template", "comment") for inner in inside(piece.inner)):
            yield from _through(piece.inner)
        else:
            yield piece


def _without_marks(wikitext: str) -> str:
    """The page without the marks of the Translate extension, which takes them out before the wiki reads the page."""
    found = []
    for number, part in enumerate(re.split(r"(<nowiki>.*?</nowiki>)", wikitext, flags=re.DOTALL)):
        found.append(part if number % 2 else _MARKS.sub("", part))
    return "".join(found)


def _is_carried(piece: Node) -> bool:
    return piece.kind == "comment" and piece.text.strip().startswith(CARRIED)


def _is_infobox(name: str) -> bool:
    return names.same(name) in map(names.same, names.INFOBOXES)


def _closed(wikitext: str, page: PageRead) -> str:
    """The page with its infobox closed before the first empty line or heading, if it never is."""
    if any(piece.kind == "template" and _is_infobox(piece.text) for piece in inside(nodes(wikitext))):
        return wikitext
    low = wikitext.casefold().replace("_", " ")
    starts = [low.find("{{" + name.casefold()) for name in names.INFOBOXES]
    start = min((place for place in starts if place >= 0), default=-1)
    if start < 0 or len(low) != len(wikitext):
        return wikitext
    ends = [place for sign in ("\n\n", "\n==") if (place := wikitext.find(sign, start)) >= 0]
    end = min(ends, default=len(wikitext))
    page.notes.append("the infobox is never closed; it was taken to end before the first empty line or heading")
    return f"{wikitext[:end]}\n}}}}{wikitext[end:]}"


def _values(infobox: Node, page: PageRead, found: Found) -> None:
    found.section = "infobox"
    for name, value in infobox.named:
        field_name = names.field_of(name)
        text = _one_line(value)
        source = "".join(piece.source for piece in value).strip()
        known = field_name and field_name not in ("image", "endorse")
        if field_name == "status":
            known = names.same(text) == names.same(names.DRAFT)
        if known:
            before = page.values.get(field_name)
            page.values[field_name] = f"{before}, {text}" if before and text else before or text
        if source and not (known and _is_plain(value, field_name)):
            found.leftovers.append((f"infobox, {name}", f"|{name} = {source}"))


def _is_plain(value: Sequence[Node], field_name: str) -> bool:
    """Whether the words of a value say all that it says; names of people need no links to their pages."""
    words = {"text", "entity", "bare", "marker"} | ({"link"} if field_name in ("creator", "created") else set())
    form = ("b", "i", "br", "nowiki", *THROUGH)
    return all(
        piece.kind in words
        or (piece.kind == "tag" and piece.text in form)
        or (piece.kind == "comment" and re.fullmatch(r"\s*T:\d+\s*", piece.text))
        for piece in inside(value)
    )


def _one_line(value: Sequence[Node]) -> str:
    """A value as one line; the items of a list stand behind semicolons."""
    text = "".join("\x00" if piece.kind == "marker" else plain([piece]) for piece in value)
    items = [" ".join(item.split()) for item in re.split("\x00+", text)]
    return re.sub(r"([.!?;:]);", r"\1", "; ".join(item for item in items if item))


def _sections(pieces: Sequence[Node], page: PageRead) -> Iterator[tuple[str, list[Node]]]:
    """The page cut at its headings of the second level; a title that means a usual section becomes its title."""
    name, inner = "", list[Node]()
    for piece in pieces:
        if piece.kind == "heading" and piece.level == 2:
            yield name, inner
            name, inner = _title(piece, page), []
        else:
            inner.append(piece)
    yield name, inner


def _title(heading: Node, page: PageRead) -> str:
    words = markdown((Part("heading", inner=inline(heading.inner, Found()), about="2"),))
    words = words.removeprefix("##").strip(" ")
    if page.carried:  # our own page: its titles are what they are
        return words
    return names.section_of(plain(heading.inner)) or words


def _place(page: PageRead, found: Found) -> None:
    """Puts what has a field of its own there, and keeps the rest."""
    page.sections, page.steps = without_struck(page.sections)
    page.used = _taken(page, names.ENDORSEMENTS, use_in)
    page.sources = _taken(page, names.REFERENCES, source_in)
    if found.references:
        items = tuple(Part("list_item", inner=(Part("paragraph", inner=w),)) for w in found.references.values())
        before = page.sections.get(names.REFERENCES, ())
        page.sections[names.REFERENCES] = (*before, Part("ordered_list", inner=items))
    page.categories = tuple(dict.fromkeys(found.categories))
    page.leftovers = found.leftovers


def _taken(page: PageRead, name: str, row_in: Callable[[Part], Row | None]) -> tuple[Row, ...]:
    """The items of a section that are fields of ours, taken out of its text."""
    rows: list[Row] = []
    kept: list[Part] = []
    for block in page.sections.get(name, ()):
        items = block.inner if block.kind == "bullet_list" else ()
        read_items = [(item, row_in(item)) for item in items]
        rows += [row for _, row in read_items if row]
        left = tuple(item for item, row in read_items if not row)
        if left or not items:
            kept.append(replace(block, inner=left) if items else block)
    if rows:
        page.sections[name] = tuple(kept)
        if not kept:
            del page.sections[name]
    return tuple(rows)
