"""What makes a tagged PDF invalid without a word from the program that lays it out, found in the HTML before."""

from collections.abc import Iterator
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def faults(html: str) -> tuple[str, ...]:
    """What is wrong with a page, a sentence each; nothing of it is told twice."""
    page = _Page()
    page.feed(html)
    page.close()
    return tuple(dict.fromkeys((*page.found, *page.missing())))


class _Page(HTMLParser):
    """Notes what ISO 14289-1 (PDF/UA) and the maker of its tags do not bear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._level, self._title, self._inside, self._language = 0, "", False, ""
        self._spans: set[str] = set()
        """How head cells of the table at hand reach over others."""
        self._heads = 0
        """Rows of the table so far."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at an element when it begins."""
        told = {name: value or "" for name, value in attrs}
        self._inside = tag == "title" or (self._inside and tag != "title")
        self._language = told.get("lang", "") if tag == "html" else self._language
        self.found += self._of_element(tag, told)

    def _of_element(self, tag: str, told: dict[str, str]) -> Iterator[str]:
        if tag in _HEADINGS:
            level = int(tag[1])
            if level > self._level + 1:
                yield (
                    f"a heading of level {level} follows one of level {self._level}"
                    if self._level
                    else (f"the first heading has level {level}, not 1")
                )
            self._level = level
        elif tag == "img" and not told.get("alt", "").strip():
            yield f"the picture {told.get('src', '')} has no alternative text"
        elif tag == "svg":
            yield "a drawing (svg) stands in the page itself; show it with img and alt"
        elif tag in ("table", "tr", "th", "td"):
            yield from self._of_table(tag, told)

    def _of_table(self, tag: str, told: dict[str, str]) -> Iterator[str]:
        """Head cells must leave no doubt to which column of data they belong."""
        if tag == "table":
            self._spans, self._heads = set(), 0
        elif tag == "tr":
            self._heads += 1
        elif tag == "th":
            self._spans |= {name for name in ("colspan", "rowspan") if told.get(name, "1").strip() not in ("", "1")}
            if len(self._spans) > 1:
                yield "the head of a table spans columns and rows at once"
        elif "colspan" in self._spans and self._heads == 2:
            yield "a head cell spans columns that have no heads of their own"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins, as any other."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Notes where the title ends."""
        self._inside = self._inside and tag != "title"

    def handle_data(self, data: str) -> None:
        """Gathers the title."""
        self._title += data if self._inside else ""

    def missing(self) -> Iterator[str]:
        """What a whole page lacks."""
        if not self._title.strip():
            yield "the page has no title"
        if not self._language:
            yield "the page does not say its language"
