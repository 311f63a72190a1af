"""Corrections to WeasyPrint that its own hooks cannot make, for exactly the version they were tried with.

With any other version nothing is changed: pages come out as that version makes them. What is corrected:

- Words in SVG were laid out letter by letter, so that Arabic was not joined and ran backwards, as Hebrew did
  (WeasyPrint #2249, #2909). Letters that the font of a drawing does not have came from any font of the computer.
- Heads and feet of pages were read aloud in the midst of the text; they are artifacts now (#1836; PDF/UA-1, 7.8).
- Where all of a text fits on a line but for the space after it, the line ended after its first word.
- Links lacked the flag that lets them be printed (ISO 32000-1, 12.5.3).

What is made faster stands in `weasyprint_faster`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from rumbo.build.render import weasyprint_faster
from rumbo.build.render.engine import pydyf, weasyprint
from rumbo.build.render.fonts import families
from weasyprint import svg
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.pdf import stream, tags

TESTED = ("70.0", "0.13.0")
"""The versions of WeasyPrint and pydyf."""
OTHERS = ", ".join(sorted(families()))
"""The fonts that a word in a drawing is set in if the drawing's own does not have its letters."""
PRINT = 4
"""The flag of an annotation that is printed with its page."""


def fits() -> bool:
    """Whether the versions are those that the corrections were tried with."""
    return (weasyprint.VERSION, pydyf.__version__) == TESTED


def apply() -> bool:
    """Makes the corrections, once, if they fit; says whether they are made."""
    if not fits():
        return False
    if not isinstance(svg.text, _WholeText):
        whole = _WholeText(svg.text)
        svg.TAGS.update({name: whole for name, draw in svg.TAGS.items() if draw is svg.text})
        svg.text = whole
        stream.Stream.marked = _marked(stream.Stream.marked)
        tags._build_box_tree = _without_margins(tags._build_box_tree)
        inline.split_first_line = _with_space_after(inline.split_first_line)
        weasyprint.document.draw_page = _noting_margins(weasyprint.document.draw_page)
        weasyprint_faster.apply()
    return True


class _Whole(str):
    """A text that counts as one letter, so that it is laid out at once."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


class _WholeText:
    """Draws a text of an SVG at once where its letters have no places of their own."""

    def __init__(self, draw: Callable[[Any, Any, float], None]) -> None:
        self._draw = draw

    def __call__(self, picture: Any, node: Any, font_size: float) -> None:
        """What `weasyprint.svg.text.text` does."""
        element, before = node._etree_node, node.text
        alone = all(len(svg.normalize(node.attrib.get(name, "")).split()) < 2 for name in ("x", "y", "dx", "dy"))
        spaced = any(node.get(name) for name in ("letter-spacing", "textLength", "rotate"))
        if before and alone and not spaced:
            element.text = _Whole(before)
        own = node.get("font-family", "")
        if not own.endswith(OTHERS):
            node.attrib["font-family"] = f"{own}, {OTHERS}".removeprefix(", ")
        try:
            self._draw(picture, node, font_size)
        finally:
            element.text = before


Line = tuple[Any, int, int | None, float, float, float]
"""A layout, the length of its text, where the next line begins if there is one, width, height, baseline."""
LETTERS = 4
"""More letters than this for each width of the size of a font do not fit on a line; WeasyPrint counts on it, too."""


def _with_space_after(split: Callable[..., Line]) -> Callable[..., Line]:
    """What `weasyprint.text.line_break.split_first_line` does, but a space after a text may hang over the line."""

    @wraps(split)
    def split_first_line(text: str, style: Any, context: Any, width: Any, *others: Any, **named: Any) -> Line:
        found = split(text, style, context, width, *others, **named)
        hangs = text.endswith(" ") and style["white_space"] == "normal" and width is not None
        if found[2] is None or not hangs or len(text) > LETTERS * width / style["font_size"]:
            return found
        fits = split(text.rstrip(" "), style, context, width, *others, **named)[2] is None
        return split(text, style, context, None, *others, **named) if fits else found

    return split_first_line


_margins: dict[int, str] = {}
"""The boxes in heads and feet of the page that is being drawn, each with the kind of artifact it belongs to."""


def _noting_margins(draw: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Draws a page and knows meanwhile what is in its margins."""

    def draw_page(page: Any, target: Any) -> None:
        _margins.clear()
        for margin in page.children:
            if isinstance(margin, boxes.MarginBox):
                kind = "Header" if margin.at_keyword.startswith("@top") else "Footer"
                _margins.update({id(box): kind for box in (margin, *margin.descendants())})
        draw(page, target)

    return draw_page


def _marked(mark: Callable[..., Any]) -> Callable[..., Any]:
    """Marks what is in a margin as an artifact, and everything else as before."""

    @contextmanager
    def marked(self: Any, box: Any, tag: str) -> Iterator[None]:
        kind = _margins.get(id(box))
        if kind is None or self._tags is None:
            with mark(self, box, tag):
                yield
            return
        artifact = pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{kind}"})
        pydyf.Stream.begin_marked_content(self, "Artifact", artifact)
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(self)

    return marked


def _without_margins(build: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The tags of a box, but none for what is in a margin."""

    def build_box_tree(box: Any, *others: Any) -> Iterator[Any]:
        if not isinstance(box, boxes.MarginBox):
            yield from build(box, *others)

    return build_box_tree


def print_links(pdf: Any) -> None:
    """Gives the links of a finished document the flag that lets them be printed."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link":
            item["F"] = PRINT
