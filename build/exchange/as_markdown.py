"""Parts of a text as Markdown that reads as these very parts."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rumbo.build.markdown import Part, parts

WIDTH = 125
_ALWAYS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_LISTS = {"bullet_list": ("-", "*"), "ordered_list": (".", ")")}
_STYLES = (("**", "*"), ("**", "_"), ("__", "_"), ("__", "*"))
_ALIGNED = {"text-align:left": ":---", "text-align:center": ":---:", "text-align:right": "---:", "": "---"}


def markdown(texts: Sequence[Part]) -> str:
    """A whole text, with an empty line between its blocks."""
    return "\n\n".join("\n".join(lines) for lines in _blocks(texts))


def _blocks(texts: Sequence[Part]) -> Iterator[list[str]]:
    """The lines of each block. Lists of one kind that follow each other get other signs, so that they stay two."""
    other = False
    for place, part in enumerate(texts):
        other = place > 0 and part.kind in _LISTS and texts[place - 1].kind == part.kind and not other
        yield _block(part, other=other)


def _block(part: Part, *, other: bool) -> list[str]:
    match part.kind:
        case "paragraph":
            return words(part.inner)
        case "heading":
            line = re.sub(r"#$", r"\\#", _line(part.inner, start=False))  # a # at the end would mean nothing
            return [f"{'#' * int(part.about)} {line}".rstrip(" ")]
        case "bullet_list" | "ordered_list":
            return _list(part, other=other)
        case "blockquote":
            return [f"> {line}".rstrip(" ") for line in markdown(part.inner).split("\n")]
        case "fence":
            return _fence(part)
        case "hr":
            return ["___"]
        case "table":
            return _table(part)
    raise ValueError(f"{part.kind} is no block")


def _fence(part: Part) -> list[str]:
    sign = "~" if "`" in part.about else "`"
    longest = max((len(run) for run in re.findall(f"{sign}+", part.text)), default=0)
    fence = sign * max(3, longest + 1)
    return [f"{fence}{part.about}", *part.text.split("\n")[:-1], fence]


def _list(part: Part, *, other: bool) -> list[str]:
    sign = _LISTS[part.kind][other]
    found: list[str] = []
    for number, item in enumerate(part.inner, start=int(part.about or 1)):
        mark = f"{number}{sign} " if part.kind == "ordered_list" else f"{sign} "
        lines = _item(item)
        found.append(f"{mark}{lines[0]}".rstrip(" "))
        found += [f"{' ' * len(mark)}{line}" if line else "" for line in lines[1:]]
    return found


def _item(item: Part) -> list[str]:
    """The lines of an item. A list within it follows at once, unless its first line could mean something else."""
    found: list[str] = []
    for place, lines in enumerate(_blocks(item.inner)):
        part = item.inner[place]
        joins = part.kind in _LISTS and not part.about and part.inner and part.inner[0].inner
        found += [""] * bool(place and not joins)
        found += lines
    return found or [""]


def _table(part: Part) -> list[str]:
    rows = [row for half in part.inner for row in half.inner]
    lines = [f"| {' | '.join(_cell(cell) for cell in row.inner)} |" for row in rows]
    line = " | ".join(_ALIGNED.get(cell.about, "---") for cell in rows[0].inner)
    return [lines[0], f"| {line} |", *lines[1:]]


def _cell(cell: Part) -> str:
    inner = [Part("text", " ") if part.kind == "hardbreak" else part for part in cell.inner]
    return _line(inner, start=False).replace("|", "\\|")


def words(inner: Sequence[Part]) -> list[str]:
    """A paragraph as lines of a page's width; a line after the first begins with a letter, so that it stays one."""
    return [line for row in _line(inner).split("\n") for line in _wrapped(row)]


def _wrapped(line: str) -> Iterator[str]:
    while len(line) > WIDTH:
        cuts = [cut for cut in range(1, len(line) - 1) if _can_cut(line, cut)]
        before = [cut for cut in cuts if cut <= WIDTH]
        if not cuts:
            break
        cut = before[-1] if before else cuts[0]
        yield line[:cut]
        line = line[cut + 1 :]
    yield line


def _can_cut(line: str, cut: int) -> bool:
    return line[cut] == " " and line[cut - 1] not in " \\" and line[cut + 1].isalpha()


def _line(inner: Sequence[Part], *, start: bool = True) -> str:
    """What stands within a line, with the first style of emphasis that is read as it is meant; else with none."""
    meant = (Part("list_item", inner=(Part("paragraph", inner=tuple(inner)),)),)
    for style in _STYLES:
        line = _indented(_inline(inner, style, start=True))
        if not _emphasised(inner) or [block.inner for block in parts(f"- {line}")] == [meant]:
            return _inline(inner, style, start=start)
    return _inline(inner, ("", ""), start=start)


def _indented(line: str) -> str:
    """A line, which may hold hard breaks, as it stands in an item of a list, the only place for a box."""
    return line.replace("\n", "\n  ")


def _emphasised(inner: Iterable[Part]) -> bool:
    return any(part.kind in ("strong", "em") or _emphasised(part.inner) for part in inner)


def _inline(inner: Sequence[Part], style: tuple[str, str], *, start: bool, outside: bool = True) -> str:
    found = ""
    for place, part in enumerate(inner):
        follows = inner[place + 1].kind if place + 1 < len(inner) else ""
        if part.kind == "text":
            line_start = outside and ((start and place == 0) or found.endswith("\n"))
            line_end = outside and follows in ("", "hardbreak")
            found += _text(part.text, start=line_start, first=line_start or not found, last=line_end, link=follows)
        else:
            found += _other(part, style)
    return found


def _other(part: Part, style: tuple[str, str]) -> str:
    match part.kind:
        case "strong" | "em":
            sign = style[part.kind == "em"]
            return f"{sign}{_inline(part.inner, style, start=False, outside=False)}{sign}"
        case "code_inline":
            return _code(part.text)
        case "link":
            return _link(part, style)
        case "hardbreak":
            return "\\\n"
        case "box":
            return f"[{part.about or ' '}]"
        case "struck":
            return f"(struck out: {_inline(part.inner, style, start=False, outside=False)})"
    raise ValueError(f"{part.kind} does not stand within a line")


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or (text.strip(" ") and text[:1] == text[-1:] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def _link(part: Part, style: tuple[str, str]) -> str:
    words = _inline(part.inner, style, start=False, outside=False)
    url = re.sub(r"[\\<>]|&(?=#?\w+;)", lambda sign: f"\\{sign[0]}", part.about)
    if re.search(r"[\s()]", url) or not url:
        url = f"<{' '.join(url.split())}>"
    return f"[{words}]({url})"


def _text(text: str, *, start: bool, first: bool, last: bool, link: str) -> str:
    """A plain text with a backslash before each sign that would mean something; spaces at its ends as entities."""
    head = text[: len(text) - len(text.lstrip())] if first else ""
    tail = text[len(text.rstrip()) :] if last and text.strip() else ""
    middle = text[len(head) : len(text) - len(tail)]
    made = _ALWAYS.sub(lambda sign: f"\\{sign[0]}", middle)
    if start and not head:
        made = re.sub(r"^[-#+>~=|:]", lambda sign: f"\\{sign[0]}", made)
        made = re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", made)
    if link in ("link", "image") and made.endswith("!"):
        made = f"{made[:-1]}\\!"
    return "".join(f"&#{ord(sign)};" for sign in head) + made + "".join(f"&#{ord(sign)};" for sign in tail)
