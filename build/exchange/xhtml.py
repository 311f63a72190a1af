"""A page of ours (HTML) taken apart into chapters that are well-formed XML."""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr"}
CHAPTER = "chapter"
"""The class of what begins a chapter, right inside of the body."""


@dataclass(slots=True)
class Chapter:
    """A part of a page: its XML, its first heading, and the ids in it."""

    xml: list[str] = field(default_factory=list)
    title: str = ""
    ids: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Addresses of the pictures that it shows."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not "".join(self.xml).strip()


def chapters_of(html: str) -> tuple[Chapter, ...]:
    """The chapters of the body of a page; what stands before the first one is one, too."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(chapter for chapter in reader.chapters if not chapter.is_empty)


class _Reader(HTMLParser):
    """Writes down what it reads, once it is in the body."""

    def __init__(self) -> None:
        super().__init__()
        self.chapters = [Chapter()]
        self._open: list[str] = []
        self._heading = False

    @property
    def _inside(self) -> bool:
        return "body" in self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that begins."""
        told = {name: value or "" for name, value in attrs}
        if self._open[-1:] == ["body"] and tag == "div" and CHAPTER in told.get("class", "").split():
            self.chapters.append(Chapter())
        if self._inside:
            self._element(tag, told)
        if tag not in _VOID:
            self._open.append(tag)

    def _element(self, tag: str, told: dict[str, str]) -> None:
        chapter = self.chapters[-1]
        chapter.ids += [told["id"]] if "id" in told else []
        chapter.pictures += [told["src"]] if tag == "img" and "src" in told else []
        told |= {"xml:lang": told["lang"]} if "lang" in told else {}
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in told.items())
        chapter.xml.append(f"<{tag}{attributes}{'/' if tag in _VOID else ''}>")
        self._heading = self._heading or (tag == "h1" and not chapter.title)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element that ends."""
        if tag in _VOID or tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            if self._inside:
                self.chapters[-1].xml.append(f"</{closed}>")
            if closed == tag:
                break
        self._heading = self._heading and tag != "h1"

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._inside:
            self.chapters[-1].xml.append(escape(data, quote=False))
            if self._heading:
                self.chapters[-1].title += data
