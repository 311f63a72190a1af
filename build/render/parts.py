"""A long document taken apart: the front and the chapters of a book, or piles of certificates, each laid out alone.

WeasyPrint needs memory for every page of what it lays out at once, and lays out all of it anew when a word changes.
Chapters begin on pages of their own, so that all they have in common is their numbers: those of the pages, and those
that contents and index tell. The former are printed apart and laid over the pages, the latter are filled in last.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

CHAPTER = '<div class="chapter">'
CERTIFICATE = '<div class="certificate">'
CERTIFICATES = 50
"""Certificates in a part, each on a page: an even number, so that every part begins on a right-hand page."""
_BODY = re.compile(r"<body\b[^>]*>")
_END = "</body>"
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'(<a\b[^>]*?)\bhref="#([^"]+)"')
_TELLS_PAGES = ('class="contents"', 'class="index"')
"""Lists that tell the pages of what they name."""
_TITLE = re.compile(r'class="document"[^>]*>(.*?)</h1>', re.DOTALL)
_LICENCE = re.compile(r'\bdata-licence="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_SIDES = re.compile(r"counter|:(?:left|right|first|blank|nth)\b")
"""What a style sheet may say that holds for a book as a whole."""
ELSEWHERE = "rumbo:#"
"""How links to other parts begin until the parts are joined."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a book in their order: the front, then the chapters."""

    head: str
    texts: tuple[str, ...]
    tail: str

    @property
    def tells_pages(self) -> tuple[int, ...]:
        """The parts that tell on which pages others begin."""
        return tuple(place for place, text in enumerate(self.texts) if any(sign in text for sign in _TELLS_PAGES))

    def ids(self, place: int) -> frozenset[str]:
        """What bears an id in a part."""
        return frozenset(_ID.findall(self.texts[place]))

    def page(self, place: int, pages: Mapping[str, int] | None = None) -> str:
        """A part as a whole page; `pages` are the numbers of the pages where what bears an id stands."""
        text = self.texts[place]
        own, numbers = self.ids(place), pages or {}

        def link(found: re.Match[str]) -> str:
            before, target = found.groups()
            if target in own and not numbers:
                return found[0]
            number = f' data-page="{numbers[target]}"' if target in numbers else ""
            return f'{before}href="{"#" if target in own else ELSEWHERE}{target}"{number}'

        return f"{self._head(place)}{_LINK.sub(link, text)}{self.tail}"

    def _head(self, place: int) -> str:
        """What stands before a part; chapters know what heads and feet of pages take from parts before them."""
        found = _TITLE.search(self.texts[0]) if place else None
        if not found:
            return self.head
        title = _TAG.sub("", found[1]).replace('"', "&quot;")
        before = _LICENCE.findall("".join(self.texts[:place]))
        licence = before[-1:] if not _LICENCE.search(self.texts[place]) else []
        told = "".join(f' data-licence="{one}"' for one in licence)
        return self.head.replace("<html ", f'<html data-document="{title}"{told} ', 1)

    def numbers(self, pages: int) -> str:
        """As many empty pages, for their numbers."""
        more = '<div style="break-before: page"></div>' * (pages - 1)
        return f"{self.head}<div></div>{more}{self.tail}"


def parts_of(html: str, own_styles: Collection[str] = ()) -> Parts | None:
    """The parts of a page that is a book, with a list of contents and chapters, or a pile of certificates.

    None if it is neither, or if style sheets of a layer may number or lay out its pages as a whole.
    """
    body, end = _BODY.search(html), html.rfind(_END)
    if not body or any(map(_SIDES.search, own_styles)):
        return None
    inside = html[body.end() : end]
    texts = _chapters(inside) if _TELLS_PAGES[0] in inside else _piles(inside)
    if any(text.count("<div") != text.count("</div>") for text in texts):
        return None
    return Parts(html[: body.end()], texts, html[end:]) if texts else None


def _chapters(inside: str) -> tuple[str, ...]:
    """The front and each chapter; nothing if there is a single one."""
    front, *chapters = inside.split(CHAPTER)
    return (front, *(CHAPTER + text for text in chapters)) if len(chapters) > 1 else ()


def _piles(inside: str) -> tuple[str, ...]:
    """Certificates, so many a part; nothing if all of them are one part."""
    front, *texts = inside.split(CERTIFICATE)
    piles = [texts[place : place + CERTIFICATES] for place in range(0, len(texts), CERTIFICATES)]
    first, *others = ("".join(CERTIFICATE + text for text in pile) for pile in piles or [[]])
    return (front + first, *others) if others else ()


def beginnings(pages: Sequence[int], *, two_sided: bool) -> Iterator[int]:
    """The pages, from 1, on which parts of so many pages begin: right-hand ones if both sides are printed."""
    place = 1
    for number in pages:
        place += two_sided and place % 2 == 0
        yield place
        place += number
