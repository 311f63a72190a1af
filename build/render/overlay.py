"""A page of one PDF laid over a page of another."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def lay_over(page: "pikepdf.Page", other: "pikepdf.Page", name: str, left: float = 0.0) -> None:
    """Draws another page, in its own size and so many points from the left, over what is on a page.

    `name` is what the page calls the drawing; nothing else may be called so, there or on the pages that share its
    resources. The library's own function would make up a name at random, and the file would never be the same twice.
    """
    import pikepdf

    drawing = other.as_form_xobject()
    called = page.add_resource(drawing, pikepdf.Name.XObject, pikepdf.Name(f"/{name}"))
    width, height = map(float, other.mediabox[2:])
    place = pikepdf.Rectangle(left, 0, left + width, height)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n")
    page.contents_add(page.calc_form_xobject_placement(drawing, called, place))
    page.contents_coalesce()
