"""Corrections to the tag tree that WeasyPrint 70 writes, made through its own hook before the file is written."""

from typing import Any

from rumbo.build.render.engine import pydyf


def mend_list_items(document: object, pdf: Any) -> None:
    """Puts the paragraphs of a list item into a list body, and takes list items apart that are in no list.

    ISO 32000-1, table 336, lets an LI hold only Lbl and LBody; WeasyPrint puts block children of an `li` right
    under LI, which PDF/UA-1 validators refuse. Pieces of an `li` without bullet become an LI inside of its body, if
    a block such as a picture parts them. Used as the `finisher` of `write_pdf`.
    """
    del document
    elements = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "S" in item}
    for item in [element for element in elements.values() if element["S"] == "/LI"]:
        parent = elements.get(item["P"])
        if parent is not None and parent["S"] != "/L":
            _take_apart(item, elements)
        elif any(_stray(elements.get(kid)) for kid in item["K"]):
            _wrap(item, elements, pdf)


def _take_apart(item: Any, elements: dict[bytes, Any]) -> None:
    """A list item and its label and body as elements without meaning of their own."""
    for element in (item, *(elements.get(kid) for kid in item["K"])):
        if element is not None and element["S"] in ("/LI", "/Lbl", "/LBody"):
            element["S"] = "/NonStruct"


def _stray(element: Any) -> bool:
    return element is not None and element["S"] not in ("/Lbl", "/LBody")


def _wrap(item: Any, elements: dict[bytes, Any], pdf: Any) -> None:
    """One body around everything in a list item but its label."""
    label = [kid for kid in item["K"] if _is_label(elements.get(kid))]
    rest = [kid for kid in item["K"] if kid not in label]
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(rest), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    for kid in rest:
        element = elements.get(kid)
        if element is not None:
            element["P"] = body.reference
            element["S"] = "/NonStruct" if element["S"] == "/LBody" else element["S"]
    item["K"] = pydyf.Array([*label, body.reference])


def _is_label(element: Any) -> bool:
    return element is not None and element["S"] == "/Lbl"
