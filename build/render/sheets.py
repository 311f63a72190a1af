"""The style sheets of a way of printing: the base, then small variations of it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rumbo.build.render.templates import TemplateFault, own_text
from rumbo.build.style import Style

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BASE_TEXT, LARGE_TEXT = 9.5, 18.0
"""Points of running text in print.css, and in large print (American Printing House for the Blind: 18 or more)."""
_HEADINGS = 0.8
"""How much of what a heading stands out in points is kept in large print: lines hold fewer words there."""
PAPERS = {"a4": "A4", "letter": "letter", "a5": "A5"}
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIZED = re.compile(r"@page\s+([\w-]+)\s*\{[^}]*\bsize\s*:")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ASKED = re.compile(r"@import\b|\burl\((?!\s*[\"']?(?:rumbo:fonts/|#))\s*[\"']?([^\s\"')]{0,200})", re.IGNORECASE)
"""What would have to be fetched; in an address that is written with escapes, the renderer finds it."""
_SIZE = re.compile(r"\b(font-size\s*:\s*)(\d+(?:\.\d+)?)pt")


def sheets(style: Style, templates: Sequence[Path] = ()) -> Iterator[str]:
    """The texts of all style sheets, later ones winning. A sheet in another folder stands in for ours of its name;
    `own.css` there is added to ours.
    """

    def read(name: str) -> str:
        return read_sheet(name, templates)

    base = read("print")
    yield enlarged(base) if style.large_print else base
    yield f"@page {{ size: {PAPERS[style.paper]} }}"
    if style.paper == "a5":
        yield read("small")
    if style.large_print:
        yield read("large")
    if style.two_sided:
        yield read("two-sided")
    if style.ink == "black":
        yield read("black")
    for text in own_sheets(templates):
        yield enlarged(text) if style.large_print else text


def own_sheets(templates: Sequence[Path]) -> Iterator[str]:
    """The sheets that folders of templates add to ours, later ones winning."""
    for text in (_text(folder, "own") for folder in reversed(templates)):
        if text is not None:
            yield text


def stood_in(templates: Sequence[Path]) -> bool:
    """Whether folders of templates have sheets that stand in for ours."""
    names = ("print", "small", "large", "two-sided", "black", "right-to-left")
    return any(_text(folder, name) is not None for folder in templates for name in names)


def read_sheet(name: str, templates: Sequence[Path] = ()) -> str:
    """A style sheet by its name: the first there is in other folders of templates, or ours."""
    return next(text for folder in (*templates, TEMPLATES) if (text := _text(folder, name)) is not None)


def _text(folder: Path, name: str) -> str | None:
    """A style sheet of a folder of templates, if it has one of that name."""
    path = folder / "styles" / f"{name}.css"
    if not path.is_file():
        return None
    text = own_text(path, path.parent)
    asked = _ASKED.search(_without_comments(text))
    if asked:
        what = f"it asks for {asked[1]}" if asked[1] else "it imports another style sheet"
        line = text.count("\n", 0, asked.start()) + 1
        raise TemplateFault(str(path), line, f"{what}, but nothing is fetched; our fonts are rumbo:fonts/NAME.ttf")
    return text


def _without_comments(css: str) -> str:
    """A style sheet with its comments made blank; all else stands where it stood."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), css)


def enlarged(css: str) -> str:
    """A style sheet with larger text, but for pages that have a size of their own: cards, badges, posters."""
    own = "|".join(re.escape(name) for name in own_pages(css))
    alone = re.compile(rf"\.({own})\b") if own else None

    def rule(found: re.Match[str]) -> str:
        selectors, inside = found.groups()
        if alone and all(alone.match(part.strip()) for part in _code(selectors).split(",")):
            return found[0]
        return f"{selectors}{{{_SIZE.sub(_larger, inside)}}}"

    return _RULE.sub(rule, css)


def own_pages(css: str) -> frozenset[str]:
    """The classes of what is printed on pages with a size of their own."""
    sized = set(_SIZED.findall(css))
    found = set()
    for selectors, inside in _RULE.findall(css):
        page = re.search(r"(?:^|[;\s])page\s*:\s*([\w-]+)", inside)
        if page and page[1] in sized:
            found |= {name for part in _code(selectors).split(",") for name in re.findall(r"^\s*\.([\w-]+)", part)}
    return frozenset(found)


def _code(selectors: str) -> str:
    """Selectors without the comments before them."""
    return _COMMENT.sub("", selectors)


def _larger(found: re.Match[str]) -> str:
    size = float(found[2])
    more = max(0.0, size - BASE_TEXT) * _HEADINGS
    return f"{found[1]}{LARGE_TEXT + more:g}pt"
