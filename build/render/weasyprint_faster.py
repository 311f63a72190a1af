"""What is made faster in WeasyPrint, with the same bytes, for exactly the version that `weasyprint_patches` names.

- Every piece of text got a Pango context and a font description of its own; now pieces that look alike share them.
- The key by which heights of lines are found was a text made anew each time; now it is the values themselves.
- The declaration of an array of glyphs was parsed as C for every number of glyphs; now one fits all numbers.
- The marker of each item of a list was laid out like a page within the page, which took a sixth of a handout; now one
  is, and those that look alike are copies of it.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from rumbo.build.render.engine import weasyprint as weasyprint
from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute
from weasyprint.pdf import fonts
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description


def apply() -> None:
    """Makes everything faster, once."""
    line_break.Layout.setup = _sharing(line_break.Layout.setup)
    line_break._font_style_cache_key = _by_values(line_break._font_style_cache_key)
    fonts.ffi = _OneDeclaration(ffi)
    absolute.absolute_box_layout = _copying(absolute.absolute_box_layout)


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


Laid = tuple[Any, Any]
"""A box as it was laid out, and where it may go on on another page."""


def _copying(lay_out: Callable[..., Laid]) -> Callable[..., Laid]:
    """What `weasyprint.layout.absolute.absolute_box_layout` does, once for all markers of a list that are alike."""

    @wraps(lay_out)
    def copying(context: Any, box: Any, around: Any, fixed: Any, space: float, skip: Any) -> Laid:
        style = None if context.excluded_shapes or skip else _marker(box)
        if style is None:
            return lay_out(context, box, around, fixed, space, skip)
        item = style.parent_style
        kept = context.__dict__.setdefault("rumbo_markers", {})
        text, room = box.children[0].children[0].text, (around.width, around.padding_width())
        models = kept.setdefault((text, id(item.parent_style), room), [])
        decides = (style.cascaded, item.cascaded)
        model = next((model for known, model in models if known == decides), None)
        x, y = box.position_x, box.position_y
        if model is None:
            box.position_x = box.position_y = 0
            model, resume_at = lay_out(context, box, around, fixed, space, skip)
            box.position_x, box.position_y = x, y
            if resume_at:  # more than a page of it
                return lay_out(context, box, around, fixed, space, skip)
            models.append((decides, model))
        return _copy(model, box, x, y), None

    return copying


def _marker(box: Any) -> Any:
    """The style of the marker of a plain item of a list; None for any other box.

    Where an item has no attributes, its style comes from the list and the rules that fit, and so does its marker's.
    """
    if not box.is_outside_marker or type(box) is not boxes.BlockBox or box.element.attrib:
        return None
    lines = box.children
    if len(lines) != 1 or [type(child) for child in lines[0].children] != [boxes.TextBox]:
        return None
    style = box.style
    while isinstance(style, AnonymousStyle):
        style = style.parent_style
    return style if style.pseudo_type == "marker" and style.parent_style.parent_style else None


def _copy(model: Any, box: Any, x: float, y: float) -> Any:
    """A marker like another, of the item of a box, at another place."""
    made = model.deepcopy()
    for one in made.descendants():
        one.element = box.element
    made.index = box.index
    made.translate(x, y)
    return made
