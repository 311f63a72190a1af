"""What a handout says in one country: its own sections in the place of others, or after all of them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.build.curriculum import Entry
from rumbo.build.markdown import sections
from rumbo.build.model import Local, Module, Review, Source


@dataclass(frozen=True, slots=True)
class Abroad:
    """The country whose law a handout tells, as of which day, and whether that was to be read again before today."""

    title: str
    review: Review
    sources: tuple[Source, ...]
    overdue: bool


def told_in(entry: Entry[Module], country: str | None, today: dt.date | None) -> tuple[str, Abroad | None]:
    """The text of a module's handout in a country, with what there is to say of its sections; the text alone where
    the module says nothing of that country.
    """
    text = entry.texts["handout"].text
    local = entry.local.get((country or "").lower())
    if local is None:
        return text, None
    review = local.value.review
    overdue = today is not None and review.review_by < today
    return _joined(entry, local), Abroad(local.value.title, review, local.value.sources, overdue)


def _joined(entry: Entry[Module], local: Entry[Local]) -> str:
    """The handout with the sections of a country. Headings are those of the source text, whatever language they
    have been translated into since.
    """
    written = (entry.written or entry.texts)["handout"].text
    sources = [title for title, _, _ in sections(written)]
    kept = [f"## {title}\n\n{body}" if title else body for title, body, _ in sections(entry.texts["handout"].text)]
    added = []
    for replaced, section in _sections(local):
        if replaced and replaced in sources:
            kept[sources.index(replaced)] = section
        else:
            added.append(section)
    return "\n\n".join([*kept, *added])


def _sections(local: Entry[Local]) -> Iterator[tuple[str, str]]:
    """What each section of a country replaces, if anything, and its text under its heading."""
    bodies = {name: body for name, body, _ in sections(local.texts["local"].text)}
    for section in local.value.sections:
        yield section.replaces or "", f"## {section.title}\n\n{bodies.get(section.id, '')}"
