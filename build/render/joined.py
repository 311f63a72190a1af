"""Parts of a book to one PDF: pages, their numbers, tags, outline and links.

Tags are joined as ISO 32000-1, 14.7, describes them: the elements below one Document, and one parent tree in which
each page and each link has a number of its own.
"""

import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rumbo.build.render.overlay import lay_over
from rumbo.build.render.parts import ELSEWHERE

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Part:
    """The PDF of a part, the page on which it begins, from 1, and those of its pages, from 0, that bear no number."""

    content: bytes
    begins: int
    unnumbered: tuple[int, ...] = ()


def places(content: bytes) -> Mapping[str, int]:
    """The pages of a PDF, from 0, on which what bears an id stands."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = {_place(page.obj): number for number, page in enumerate(pdf.pages)}
        return {name: numbers[_place(target[0])] for name, target in _targets(pdf)}


def joined(parts: Sequence[Part], numbers: bytes = b"") -> bytes:
    """One PDF of parts in their order; `numbers` has a page with nothing but its number for every page of the book.

    Where a part begins later than the one before ends, empty pages stand between.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(parts[0].content)) as book:
        unnumbered = {part.begins - 1 + number for part in parts for number in part.unnumbered}
        targets = dict(_targets(book))
        for place, part in enumerate(parts[1:], 1):
            while len(book.pages) < part.begins - 1:
                unnumbered.add(len(book.pages))
                width, height = map(float, book.pages[0].mediabox[2:])
                book.add_blank_page(page_size=(width, height))
            with pikepdf.open(io.BytesIO(part.content)) as other:
                targets |= _append(book, other, place)
        if numbers:
            _number(book, numbers, unnumbered)
        _resolve(book, targets)
        written = io.BytesIO()
        streams = pikepdf.ObjectStreamMode.generate
        book.save(written, object_stream_mode=streams, deterministic_id=True)
    return written.getvalue()


def _targets(pdf: "pikepdf.Pdf") -> list[tuple[str, Any]]:
    """What links lead to, by name."""
    root: Any = pdf.Root
    names = root.Names.Dests.Names if "/Names" in root else []
    return [(str(names[place]), names[place + 1]) for place in range(0, len(names), 2)]


def _place(page: Any) -> tuple[int, int]:
    """What tells a page from others of its PDF."""
    number, generation = page.objgen
    return int(number), int(generation)


def _append(book: "pikepdf.Pdf", other: "pikepdf.Pdf", place: int) -> dict[str, Any]:
    """Puts the pages of another PDF behind those of a book, with tags and outline; gives what links there lead to."""
    import pikepdf

    key = _next_key(book)
    first = len(book.pages)
    for page in other.pages:
        page.obj.StructParents += key
        for link in page.obj.get("/Annots", []):
            if "/StructParent" in link:
                link.StructParent += key
    with warnings.catch_warnings():  # names of places are copied below
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        book.pages.extend(other.pages)
    pages = {_place(page.obj): book.pages[first + number].obj for number, page in enumerate(other.pages)}
    _append_tags(book, book.copy_foreign(other.Root.StructTreeRoot), key, place)
    if "/Outlines" in other.Root:
        _append_outline(book, book.copy_foreign(other.Root.Outlines))
    return {name: _moved(target, pages) for name, target in _targets(other)}


def _next_key(book: "pikepdf.Pdf") -> int:
    """The first number that the parent tree of a book does not hold."""
    numbers = book.Root.StructTreeRoot.ParentTree.Nums
    return int(numbers[-2]) + 1 if len(numbers) else 0


def _append_tags(book: "pikepdf.Pdf", tags: Any, key: int, place: int) -> None:
    """Takes the elements of a tree of tags into that of a book."""
    root = book.Root.StructTreeRoot
    whole = root.K[0]
    for element in tags.K[0].K:
        element.P = whole
        whole.K.append(element)
        _name_cells(element, place)
    for position, item in enumerate(tags.ParentTree.Nums):
        root.ParentTree.Nums.append(item if position % 2 else int(item) + key)


def _name_cells(element: Any, place: int) -> None:
    """Head cells have names by which the others refer to them; those of different parts must differ."""
    import pikepdf

    waiting = [element]
    while waiting:
        one = waiting.pop()
        if "/ID" in one:
            one.ID = pikepdf.String(f"{place}-{one.ID}")
        if "/A" in one and "/Headers" in one.A:
            one.A.Headers = pikepdf.Array([pikepdf.String(f"{place}-{name}") for name in one.A.Headers])
        waiting += [kid for kid in one.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _append_outline(book: "pikepdf.Pdf", outline: Any) -> None:
    """Puts the entries of an outline behind those of a book."""
    own = book.Root.Outlines
    entry = outline.First
    entry.Prev, own.Last.Next = own.Last, entry
    own.Last, own.Count = outline.Last, int(own.Count) + int(outline.Count)
    while entry is not None:
        entry.Parent = own
        entry = entry.get("/Next")


def _moved(target: Any, pages: Mapping[tuple[int, int], Any]) -> Any:
    """A place in another PDF as a place in the book."""
    import pikepdf

    return pikepdf.Array([pages[_place(target[0])], *list(target)[1:]])


def _number(book: "pikepdf.Pdf", numbers: bytes, unnumbered: set[int]) -> None:
    """Lays its number over each page that bears one."""
    import pikepdf

    with pikepdf.open(io.BytesIO(numbers)) as sheets:
        for number, (page, sheet) in enumerate(zip(book.pages, sheets.pages, strict=True)):
            if number not in unnumbered:
                lay_over(page, sheet, f"PageNumber{number + 1}")


def _resolve(book: "pikepdf.Pdf", targets: Mapping[str, Any]) -> None:
    """Makes links to other parts links within the book, and names what they lead to."""
    import pikepdf

    for page in book.pages:
        for link in page.obj.get("/Annots", []):
            address = str(link.A.get("/URI", "")) if "/A" in link else ""
            if address.startswith(ELSEWHERE):
                del link.A
                link.Dest = link.Contents = pikepdf.String(address.removeprefix(ELSEWHERE))
    pairs = [value for name in sorted(targets) for value in (pikepdf.String(name), targets[name])]
    book.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(pairs)))
