"""A book printed part by part: what is to be laid out, and how its parts become one document."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from rumbo.build.render.joined import Part, joined, places
from rumbo.build.render.parts import Parts, beginnings, parts_of
from rumbo.build.render.printed import Job, Printed
from rumbo.build.render.sheets import own_sheets, stood_in
from rumbo.build.style import Style

Print = Callable[[Job], Printed]
"""Lays out one part, or finds it laid out before."""
FRONT = 2
"""The pages that cover and contents mostly fill."""
MOST_TRIES = 3
"""How often the lists are laid out at most until the numbers in them hold: more digits may take more lines."""


class Book:
    """A document that is laid out in parts."""

    def __init__(self, parts: Parts, pictures: Mapping[str, bytes], *, two_sided: bool) -> None:
        self._parts = parts
        self._pictures = pictures
        self._two_sided = two_sided
        self._last = parts.tells_pages
        self._first = [place for place in range(len(parts.texts)) if place not in self._last]

    def jobs(self) -> list[Job]:
        """The parts that can be laid out at once: those that tell nothing of others."""
        return [self._job(self._parts.page(place)) for place in self._first]

    def whole(self, done: Sequence[Printed], print_one: Print) -> Printed:
        """The book, from the parts of `jobs` in their order; what is missing is laid out now."""
        made = dict(zip(self._first, done, strict=True))
        told: dict[str, int] = {}
        for _ in range(MOST_TRIES):
            now = self._told(made)
            if now == told:
                break
            told = now
            made |= {place: print_one(self._job(self._parts.page(place, told))) for place in self._last}
        return self._joined([made[place] for place in self._all], print_one)

    @property
    def _all(self) -> range:
        return range(len(self._parts.texts))

    def _job(self, html: str) -> Job:
        """A part with the pictures on it."""
        shown = {address: content for address, content in self._pictures.items() if f'"{address}"' in html}
        return Job(html, shown, "without")

    def _begins(self, made: Mapping[int, Printed]) -> list[int]:
        """The pages on which all parts begin; those that are not laid out yet are taken to be as long as mostly."""
        pages = [made[place].pages if place in made else 1 if place else FRONT for place in self._all]
        return list(beginnings(pages, two_sided=self._two_sided))

    def _told(self, made: Mapping[int, Printed]) -> dict[str, int]:
        """The numbers of the pages on which what bears an id stands."""
        told: dict[str, int] = {}
        for place, begins in enumerate(self._begins(made)):
            found = places(made[place].content) if place in made else dict.fromkeys(self._parts.ids(place), 0)
            told |= {name: begins + page for name, page in found.items()}
        return told

    def _joined(self, made: Sequence[Printed], print_one: Print) -> Printed:
        begins = self._begins(dict(enumerate(made)))
        pages = begins[-1] + made[-1].pages - 1
        bare = all(len(one.unnumbered) == one.pages for one in made)
        numbers = [] if bare else [print_one(Job(self._parts.numbers(pages), {}, "alone"))]
        parts = [Part(one.content, begin, one.unnumbered) for one, begin in zip(made, begins, strict=True)]
        content = joined(parts, *(one.content for one in numbers))
        fonts = _all_of(one.fonts for one in (*made, *numbers))
        return Printed(content, pages, fonts, _all_of(one.unprintable for one in made))


def _all_of(found: Iterator[Collection[str]]) -> tuple[str, ...]:
    return tuple(sorted(set(chain.from_iterable(found))))


def book_of(job: Job, style: Style, templates: Sequence[Path]) -> Book | None:
    """The page as a book, if it can be laid out in parts. A layer may have styles for pages that no part knows."""
    parts = None if stood_in(templates) else parts_of(job.html, list(own_sheets(templates)))
    return Book(parts, job.pictures, two_sided=style.two_sided) if parts else None
