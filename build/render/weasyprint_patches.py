"""Corrections to WeasyPrint that its own hooks cannot make, for exactly the version they were tried with.

With any other version nothing is changed: pages come out as that version makes them. What is corrected:

- Words in SVG were laid out letter by letter, so that Arabic was not joined and ran backwards, as Hebrew did
  (WeasyPrint #2249, #2909). Letters that the font of a drawing does not have came from any font of the computer.
- Heads and feet of pages were read aloud in the midst of the text; they are artifacts now (#1836; PDF/UA-1, 7.8).
- Links lacked the flag that lets them be printed (ISO 32000-1, 12.5.3).

What is made faster, with the same bytes:

- Every piece of text got a Pango context and a font description of its own; now pieces that look alike share them.
- The key by which heights of lines are found was a text made anew each time; now it is the values themselves.
- The declaration of an array of glyphs was parsed as C for every number of glyphs; now one fits all numbers.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pydyf
from rumbo.build.render.engine import weasyprint
from rumbo.build.render.fonts import families
from weasyprint import svg
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import fonts, stream, tags
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

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
        weasyprint.document.draw_page = _noting_margins(weasyprint.document.draw_page)
        line_break.Layout.setup = _sharing(line_break.Layout.setup)
        line_break._font_style_cache_key = _by_values(line_break._font_style_cache_key)
        fonts.ffi = _OneDeclaration(ffi)
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


# What is made faster

_LOOK = (
    *("direction", "lang", "font_language_override", "font_family", "font_style", "font_stretch", "font_weight"),
    *("font_size", "font_variation_settings", "font_kerning", "font_variant_ligatures", "font_variant_position"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "text_decoration_line"),
)
"""All properties that what is shared depends on."""
_LINES = ("ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness")


def _sharing(setup: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """What `weasyprint.text.line_break.Layout.setup` does, shared by pieces of text that look alike."""

    @wraps(setup)
    def shared(self: Any, style: Any) -> None:
        look = _values(style, _LOOK)
        if look is None:
            return setup(self, style)
        kept = style.font_config.__dict__.setdefault("rumbo_looks", {})
        found = kept.get(look)
        if found is None:
            found = kept[look] = _Look(style)
        found.give(self, style)
        return None

    return shared


def _values(style: Any, names: Iterable[str]) -> tuple[Any, ...] | None:
    """The values of some properties; None where they are not settled yet, as in drawings."""
    values = tuple([style[name] for name in names])
    try:
        hash(values)
    except TypeError:
        return None
    return values


class _Look:
    """What pieces of text that look alike have in common."""

    def __init__(self, style: Any) -> None:
        self.context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, PANGO_DIRECTION[style["direction"]])
        self.language = self._language(style)
        self.description = get_font_description(style)
        self.lines = self._lines() if style["text_decoration_line"] != "none" else dict.fromkeys(_LINES[:3])
        features = font_features(*(style[name] for name in _LOOK[9:17]))
        self.features = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        self.attributes = self._attributes(style) if self.features else None

    def _language(self, style: Any) -> Any:
        named = style["font_language_override"]
        named = style["lang"] if named == "normal" else LST_TO_ISO.get(named.lower(), named)
        if not named:
            return pango.pango_language_get_default()
        pointer, _ = unicode_to_char_p(named)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(self.context, language)
        return language

    def _lines(self) -> dict[str, float]:
        metrics = ffi.gc(
            pango.pango_context_get_metrics(self.context, self.description, self.language),
            pango.pango_font_metrics_unref,
        )
        return {name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics) for name in _LINES}

    def _attributes(self, style: Any) -> Any:
        attribute = style.font_config.font_features.setdefault(
            self.features, pango.pango_attr_font_features_new(self.features)
        )
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, attribute)
        return attributes

    def give(self, layout: Any, style: Any) -> None:
        """Sets up a layout. One whose attributes will be changed gets a list of its own."""
        layout.style, layout.first_line_direction, layout.language = style, 0, self.language
        layout.layout = ffi.gc(pango.pango_layout_new(self.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, self.description)
        layout.__dict__.update(self.lines)
        if self.attributes is not None:
            spaced = style["word_spacing"] or style["letter_spacing"] not in ("normal", 0)
            own = layout.justification_spacing or spaced or style["overflow_wrap"] in ("anywhere", "break-word")
            attributes = self._attributes(style) if own else self.attributes
            pango.pango_layout_set_attributes(layout.layout, attributes)


_FONT = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures", "font_variant_position"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang"),
)
_SIZED = (*_FONT, "font_size", "line_height")


def _by_values(key: Callable[..., str]) -> Callable[..., str | tuple[Any, ...]]:
    """What `weasyprint.text.line_break._font_style_cache_key` does, without making texts."""

    @wraps(key)
    def values(style: Any, include_size: bool = False) -> str | tuple[Any, ...]:  # noqa: FBT001, FBT002
        return _values(style, _SIZED if include_size else _FONT) or key(style, include_size)

    return values


class _OneDeclaration:
    """The interface to C of `weasyprint.pdf.fonts`, with one declaration for arrays of glyphs of any length."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def new(self, declaration: str, *values: Any) -> Any:
        """Memory for values, as `FFI.new`; an array is as long as the values for it."""
        if declaration.startswith("hb_codepoint_t[") and values:
            declaration = "hb_codepoint_t[]"
        return self._real.new(declaration, *values)
