"""Markdown to wikitext, part by part. Every character that the wiki would read as a sign is written as an entity."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote

from rumbo.build.exchange.wiki_names import WIKI
from rumbo.build.markdown import Part

_EDGES = "[]{}'~_&"
"""Signs that could join with what stands beside a text."""
_SIGNS = re.compile(
    r"""&(?=\#?\w+;) | < | \| | \[(?=[\[/]|[A-Za-z]+:) | (?<=\[)\[ | \](?=\]) | (?<=\])\] | \{(?=\{) | (?<=\{)\{
    | \}(?=\}) | (?<=\})\} | '(?=') | (?<=')' | ~(?=~) | (?<=~)~ | _(?=_) | (?<=_)_ | !(?=!) | (?<=!)!
    | ^[ \t☐☑] | [ \t]$""",
    re.VERBOSE,
)
_LINE_START = re.compile(r"[*#:;=]|----")
_LISTS = {"bullet_list": "*", "ordered_list": "#"}
_HTML_LISTS = {"bullet_list": "ul", "ordered_list": "ol"}
_EMPHASIS = {"strong": "'''", "em": "''"}
BOXES = {"": "☐", "x": "☑"}


def literal(text: str, *, start: bool = True) -> str:
    """A plain text on one line, to be shown exactly as it is; `start` if it begins a line or a value."""
    return _escaped(" ".join(text.split()), start=start)


def _escaped(text: str, *, start: bool, first: bool = True, last: bool = True) -> str:
    """A text with its signs as entities; those at its ends too where it is not the first or last of its line."""
    positions = {match.start() for match in _SIGNS.finditer(text) if _counts(match, text, first=first, last=last)}
    if start and _LINE_START.match(text):
        positions.add(0)
    if not first and text[:1] in _EDGES:
        positions.add(0)
    if not last and text[-1:] in _EDGES:
        positions.add(len(text) - 1)
    return "".join(_entity(sign) if place in positions else sign for place, sign in enumerate(text))


def _counts(match: re.Match[str], text: str, *, first: bool, last: bool) -> bool:
    """Whether a found sign is one: spaces and boxes are only at the ends of a line."""
    if match[0] not in " \t☐☑":
        return True
    return (first and match.start() == 0) or (last and match.end() == len(text))


def _entity(sign: str) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(sign, f"&#{ord(sign)};")


def inline(parts: Sequence[Part], *, start: bool = True, depth: int = 0) -> str:
    """What stands within a line."""
    made = []
    for place, part in enumerate(parts):
        first, last = place == 0 and not depth, place == len(parts) - 1 and not depth
        if part.kind == "text":
            made.append(_escaped(part.text, start=start and first, first=first, last=last))
        elif part.kind in _EMPHASIS:
            beside = place > 0 and parts[place - 1].kind in _EMPHASIS
            made.append(_emphasis(part, depth, beside=beside))
        else:
            made.append(_other(part, depth))
    return "".join(made)


def _emphasis(part: Part, depth: int, *, beside: bool) -> str:
    """With apostrophes where nothing else is emphasised nearby, else with tags, which cannot be misread."""
    inner = inline(part.inner, start=False, depth=depth + 1)
    if depth or beside or any(within.kind in _EMPHASIS for within in part.inner):
        return f"<{part.kind}>{inner}</{part.kind}>"
    sign = _EMPHASIS[part.kind]
    return f"{sign}{inner}{sign}"


def _other(part: Part, depth: int) -> str:
    match part.kind:
        case "code_inline":
            return f"<code><nowiki>{raw(part.text)}</nowiki></code>"
        case "link":
            return _link(part, depth)
        case "struck":
            return f"<s>{inline(part.inner, start=False, depth=depth + 1)}</s>"
        case "hardbreak":
            return "<br />"
        case "box":
            return BOXES[part.about]
        case "image":
            name = part.about.rsplit("/", 1)[-1]
            return f"[[File:{unquote(name)}|thumb|alt={literal(part.text)}]]"
    raise ValueError(f"{part.kind} does not stand within a line")


def raw(text: str) -> str:
    """A text for places where the wiki reads entities but nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _link(part: Part, depth: int) -> str:
    words = inline(part.inner, start=False, depth=depth + 1)
    page = page_of(part.about)
    if page:
        return f"[[{page}|{words or literal(page)}]]"
    if not re.match(r"(https?|ftp|mailto):", part.about):
        return f"{words} ({literal(part.about)})" if part.about else words
    label = words.replace("[", "&#91;").replace("]", "&#93;")
    return f"[{address(part.about)} {label}]" if label else f"[{address(part.about)}]"


def address(url: str) -> str:
    """An address without the letters that would end it on the wiki."""
    return re.sub(r"[\[\]<>\"|{}\s]|'(?=')|(?<=')'|~(?=~)|(?<=~)~", lambda sign: quote(sign[0], safe=""), url)


def page_of(url: str) -> str:
    """The name of the page of Meta-Wiki that an address leads to, if the name leads back to the very same address."""
    name = unquote(url.removeprefix(WIKI)).replace("_", " ") if url.startswith(WIKI) else ""
    fit = name and not re.search(r"[\[\]{}|<>\n'~&%?]|^[:/#]|^(File|Image|Category):|  |^ | $", name)
    return name if fit and url_of(name) == url else ""


def url_of(page: str) -> str:
    """The address of a page of Meta-Wiki."""
    return WIKI + quote(page.strip(" :").replace(" ", "_"), safe="/:#,()!*@;$.-_~=+'")


def blocks(parts: Sequence[Part]) -> str:
    """Paragraphs, lists and tables with empty lines between."""
    return "\n\n".join(each(parts, {}))


def each(parts: Sequence[Part], struck: Mapping[int, str]) -> Iterator[str]:
    """Each paragraph, list or table.

    `struck` maps steps (counted over the numbered lists) to notes: those steps are struck out, the note beside.
    """
    steps = 0
    for part in parts:
        notes = {}
        if part.kind == "ordered_list":
            notes = {number - steps: note for number, note in struck.items()}
            steps += len(part.inner)
        yield _block(part, notes)


def _block(part: Part, notes: Mapping[int, str]) -> str:
    match part.kind:
        case "paragraph":
            return inline(part.inner)
        case "heading":
            signs = "=" * int(part.about)
            return f"{signs} {title(part.inner)} {signs}"
        case "bullet_list" | "ordered_list":
            return _list(part, notes)
        case "blockquote":
            return f"<blockquote>\n{blocks(part.inner)}\n</blockquote>"
        case "fence":
            about = f' data-info="{quote(part.about, safe=" +")}"' if part.about else ""
            return f"<pre{about}>\n{raw(part.text)}</pre>"
        case "hr":
            return "----"
        case "table":
            return _table(part)
    raise ValueError(f"{part.kind} is no block")


def title(parts: Sequence[Part]) -> str:
    """The words of a heading."""
    words = inline(parts)
    words = f"{words[:-1]}&#61;" if words.endswith("=") else words
    return words or "<nowiki />"


def _list(part: Part, notes: Mapping[int, str]) -> str:
    items = [_struck(item, notes.get(number)) for number, item in enumerate(part.inner, start=1)]
    if is_simple(part):
        return "\n".join(line for item in items for line in _lines(item, _LISTS[part.kind]))
    tag = _HTML_LISTS[part.kind]
    start = f' start="{part.about}"' if part.about else ""
    rows = [f"<li>\n{blocks(item.inner)}\n</li>" for item in items]
    return "\n".join([f"<{tag}{start}>", *rows, f"</{tag}>"])


def is_simple(part: Part) -> bool:
    """Whether a list can be written with * and #: one line for each item, then perhaps lists of other kinds."""
    return not part.about and all(_is_simple_item(item) for item in part.inner)


def _is_simple_item(item: Part) -> bool:
    if not item.inner:
        return True
    kinds = [block.kind for block in item.inner]
    after = kinds[1:]
    different = len(set(after)) == len(after) and set(after) <= set(_LISTS)
    return kinds[0] == "paragraph" and different and all(is_simple(block) for block in item.inner[1:])


def _lines(item: Part, prefix: str) -> list[str]:
    head, *below = item.inner or (Part("paragraph"),)
    found = [f"{prefix} {inline(head.inner, start=False)}".rstrip()]
    for inner in below:
        for nested in inner.inner:
            found += _lines(nested, prefix + _LISTS[inner.kind])
    return found


def _struck(item: Part, note: str | None) -> Part:
    """An item with all its lines struck out and a note behind the first; as it is if there is no note."""
    if note is None or not item.inner or item.inner[0].kind != "paragraph":
        return item
    head, *below = map(_struck_block, item.inner)
    noted = Part("paragraph", inner=(*head.inner, Part("text", " "), Part("em", inner=(Part("text", note),))))
    return Part("list_item", inner=(noted, *below))


def _struck_block(block: Part) -> Part:
    if block.kind == "paragraph":
        return Part("paragraph", inner=(Part("struck", inner=block.inner),))
    if block.kind in _LISTS or block.kind == "list_item":
        return Part(block.kind, inner=tuple(map(_struck_block, block.inner)), about=block.about)
    return block


def _table(part: Part) -> str:
    rows = [row for half in part.inner for row in half.inner]
    lines = ["\n".join(_cell(cell) for cell in row.inner) for row in rows]
    return '{| class="wikitable"\n' + "\n|-\n".join(lines) + "\n|}"


def _cell(cell: Part) -> str:
    style = f'style="{cell.about}" | ' if cell.about else ""
    return f"{'!' if cell.kind == 'th' else '|'} {style}{inline(cell.inner, start=False)}".rstrip(" ")
