"""Lines of a wiki page as paragraphs, lists, tables and code."""

import html
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from rumbo.build.exchange.wiki_inline import Found, code, inline, joined
from rumbo.build.exchange.wiki_lines import Line, lines
from rumbo.build.exchange.wiki_nodes import Node, plain
from rumbo.build.exchange.wikitext import BOXES
from rumbo.build.markdown import Part

_LISTS = {"ul": "bullet_list", "ol": "ordered_list"}
_SIGNS = {"*": "bullet_list", "#": "ordered_list"}


def blocks(pieces: Iterable[Node], found: Found, *, top: bool = False) -> tuple[Part, ...]:
    """Paragraphs, lists, tables and code; at the `top` of a page a space before a line makes it code."""
    made: list[Part] = []
    run: list[Line] = []
    for line in [*lines(pieces), Line()]:
        if line.remark:
            inline(line.pieces, found)
            continue
        if run and (line.blank or line.block or _kind(line, top=top) != _kind(run[0], top=top)):
            made += _run(run, found, top=top)
            run = []
        if line.block:
            made += _block(line.block, found)
        elif not line.blank:
            run.append(line)
    return tuple(made)


def _kind(line: Line, *, top: bool) -> str:
    """What the lines of one run have in common."""
    if line.signs:
        return "list"
    first = line.pieces[0] if line.pieces else Node("text", "")
    return "code" if top and first.kind == "text" and first.text[:1] == " " else "paragraph"


def _run(run: Sequence[Line], found: Found, *, top: bool) -> Iterator[Part]:
    match _kind(run[0], top=top):
        case "list":
            yield from _lists(run, 0, found)
        case "code":
            text = "".join(f"{''.join(map(code, line.pieces))[1:]}\n" for line in run)
            yield Part("fence", text)
        case _:
            words = inline((piece for line in run for piece in (*line.pieces, Node("text", " ", " "))), found)
            yield from [Part("paragraph", inner=words)] * bool(words)


def _lists(rows: Sequence[Line], depth: int, found: Found) -> Iterator[Part]:
    """Lines at a depth as lists: a change of sign begins another one."""
    start = 0
    while start < len(rows):
        sign = rows[start].signs[depth]
        end = next((n for n in range(start, len(rows)) if rows[n].signs[depth] != sign), len(rows))
        items = list(_items(rows[start:end], depth, found))
        if sign in _SIGNS:
            yield Part(_SIGNS[sign], inner=tuple(Part("list_item", inner=item) for item in items))
        else:
            yield from (block for item in items for block in _described(item, sign))
        start = end


def _described(item: Sequence[Part], sign: str) -> Iterator[Part]:
    """What is described stands in bold type; its description and anything set further in are paragraphs."""
    for block in item:
        strong = sign == ";" and block.kind == "paragraph"
        yield Part("paragraph", inner=(Part("strong", inner=block.inner),)) if strong else block


def _items(rows: Sequence[Line], depth: int, found: Found) -> Iterator[tuple[Part, ...]]:
    heads = [number for number, line in enumerate(rows) if len(line.signs) == depth + 1]
    starts = heads if heads[:1] == [0] else [0, *heads]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        here = list(rows[start:end])
        head = [here.pop(0)] if start in heads else []
        made = [Part("paragraph", inner=words) for line in head if (words := inline(line.pieces, found))]
        made = _boxed(made, head[0].pieces if head else ())
        yield (*made, *(_lists(here, depth + 1, found) if here else ()))


def _boxed(item: Sequence[Part], pieces: Sequence[Node]) -> list[Part]:
    """An item with a box of a task list in the place of the letter for one, if that letter was typed."""
    typed = next((piece for piece in pieces if piece.source.strip()), None)
    for about, box in BOXES.items():
        if typed and typed.kind == "text" and typed.text.lstrip().startswith(f"{box} ") and item:
            words = item[0].inner
            inner = joined([Part("box", about=about), Part("text", words[0].text[1:]), *words[1:]])
            return [Part("paragraph", inner=tuple(inner)), *item[1:]]
    return list(item)


def _block(piece: Node, found: Found) -> Iterator[Part]:
    match piece.text if piece.kind == "tag" else "heading":
        case "heading":
            words = inline(piece.inner, found)
            yield Part("heading", inner=words, about=str(piece.level))
        case "hr":
            yield Part("hr")
        case "blockquote":
            yield Part("blockquote", inner=blocks(piece.inner, found))
        case "pre":
            yield _pre(html.unescape(plain(piece.inner)), piece, "data-info")
        case "syntaxhighlight" | "source":
            yield _pre(plain(piece.inner), piece, "lang")
        case "table":
            yield from _table(piece, found)
        case "ul" | "ol":
            yield from _listed(piece, _LISTS[piece.text], found)
        case _:
            yield Part("paragraph", inner=(found.leave(piece),))


def _pre(text: str, piece: Node, name: str) -> Part:
    about = unquote(plain(attribute(piece, name)))
    text = text.removeprefix("\n")
    return Part("fence", text if not text or text.endswith("\n") else f"{text}\n", about=about)


def _listed(piece: Node, kind: str, found: Found) -> Iterator[Part]:
    """A list with tags; what stands between its items is left over."""
    for other in piece.inner:
        if not (other.kind == "tag" and other.text == "li") and other.source.strip():
            yield Part("paragraph", inner=(found.leave(other),))
    items = [inner for inner in piece.inner if inner.kind == "tag" and inner.text == "li"]
    start = plain(attribute(piece, "start"))
    inner = tuple(Part("list_item", inner=tuple(_boxed(blocks(item.inner, found), item.inner))) for item in items)
    yield Part(kind, inner=inner, about=start if start.isdecimal() and kind == "ordered_list" else "")


def attribute(piece: Node, name: str) -> tuple[Node, ...]:
    """The value of an attribute or parameter; nothing if it is not given."""
    return next((value for key, value in piece.named if key == name), ())


def _table(piece: Node, found: Found) -> Iterator[Part]:
    """A table of plain cells under its caption; any other is left over whole."""
    cells = [inner for inner in piece.inner if inner.kind == "tag" and inner.text in ("td", "th")]
    captions = [cell for cell in cells if cell.source.startswith("|+")]
    rows = [[cell for cell in cells if cell not in captions]]
    rows += [_cells(row) for row in piece.inner if row.kind == "tag" and row.text == "tr"]
    rows = [row for row in rows if row]
    if not rows or any(not _is_plain(cell) for row in rows for cell in row):
        yield Part("paragraph", inner=(found.leave(piece),))
        return
    for caption in captions:
        words = inline(caption.inner, found)
        text = words[0].text.removeprefix("+").lstrip() if words else ""
        yield Part("paragraph", inner=tuple(joined([Part("text", text), *words[1:]])))
    has_head = all(cell.text == "th" for cell in rows[0])
    head, *below = rows if has_head else [[], *rows]
    width = max(map(len, rows))
    thead = Part("thead", inner=(_row(head, width, "th", found),))
    tbody = Part("tbody", inner=tuple(_row(row, width, "td", found) for row in below))
    yield Part("table", inner=(thead, tbody) if below else (thead,))


def _cells(row: Node) -> list[Node]:
    return [inner for inner in row.inner if inner.kind == "tag" and inner.text in ("td", "th")]


def _is_plain(cell: Node) -> bool:
    """Whether a cell takes one place and holds words alone."""
    spans = any(key in ("rowspan", "colspan") for key, _ in cell.named)
    made = blocks(cell.inner, Found())
    return not spans and len(made) <= 1 and all(block.kind == "paragraph" for block in made)


def _row(cells: Sequence[Node], width: int, kind: str, found: Found) -> Part:
    made = [Part(kind, inner=inline(cell.inner, found), about=_alignment(cell)) for cell in cells]
    return Part("tr", inner=(*made, *[Part(kind)] * (width - len(made))))


def _alignment(cell: Node) -> str:
    """The alignment as Markdown has it: one rule of the cell's style."""
    for rule in plain(attribute(cell, "style")).replace(" ", "").split(";"):
        if rule in ("text-align:left", "text-align:center", "text-align:right"):
            return rule
    return ""
