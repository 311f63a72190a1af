"""Learning patterns on paper: one page each, or a topic as a handbook with contents and index."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.evidence import evidence
from rumbo.build.documents.translated import translation_of
from rumbo.build.helping import Evidence
from rumbo.build.labels import Labels
from rumbo.build.marks import unmarked
from rumbo.build.model import Pattern
from rumbo.build.outcome import Document
from rumbo.build.sentences import title
from rumbo.build.steps import Struck, with_struck_steps


@dataclass(frozen=True, slots=True)
class PatternPage:
    """A learning pattern with all it says, ready for a page."""

    id: str
    pattern: Pattern
    text: str
    related: tuple[tuple[str, str], ...]
    """Id and title of each related pattern that is there."""
    proof: Evidence


@dataclass(frozen=True, slots=True)
class Indexed:
    """A word of the index and the patterns that belong to it."""

    word: str
    patterns: tuple[tuple[str, str], ...]


def sheets(
    entries: Sequence[Entry[Pattern]], curriculum: Curriculum, language: str, day: dt.date
) -> Iterator[Document]:
    """A page for each pattern, as a file of its own; `day` decides which uses and reviews count."""
    for entry in entries:
        content = {
            "pages": [_page(entry, curriculum, Labels(language), day)],
            "content_language": curriculum.language,
            "translation": translation_of(curriculum, [f"patterns/{entry.id}"]),
        }
        title = unmarked(entry.value.title)
        yield Document(f"{entry.id}.pdf", "pattern-sheet.html.j2", title, language, content, copies=0)


def book(
    entries: Sequence[Entry[Pattern]], topic: str, curriculum: Curriculum, language: str, day: dt.date
) -> Document:
    """Patterns strung together: contents, one page each, and an index of topics and of what they apply to."""
    labels = Labels(language)
    content = {
        "pages": [_page(entry, curriculum, labels, day) for entry in entries],
        "index": list(_index(entries, curriculum, labels)),
        "topic": topic,
        "as_of": day,
        "content_language": curriculum.language,
        "translation": translation_of(curriculum, [f"patterns/{entry.id}" for entry in entries]),
    }
    return Document("handbook.pdf", "pattern-book.html.j2", labels.text("pattern-book-title"), language, content)


def _page(entry: Entry[Pattern], curriculum: Curriculum, labels: Labels, day: dt.date) -> PatternPage:
    struck = {
        gone.step: labels.text("pattern-retired", labels.short_day(gone.since), gone.because)
        for gone in entry.value.no_longer_valid
    }
    return PatternPage(
        entry.id,
        entry.value,
        with_struck_steps(entry.texts["body"].text, _struck(struck)),
        tuple((name, curriculum.patterns[name].value.title) for name in _there(entry, curriculum)),
        evidence(entry.value, day),
    )


def _struck(notes: Mapping[int, str]) -> tuple[Struck, ...]:
    return tuple(Struck(step, note) for step, note in notes.items())


def _there(entry: Entry[Pattern], curriculum: Curriculum) -> list[str]:
    return [name for name in entry.value.related if name in curriculum.patterns]


def _index(entries: Sequence[Entry[Pattern]], curriculum: Curriculum, labels: Labels) -> Iterator[Indexed]:
    """Topics, and the titles of modules, methods and competencies, each with its patterns, by alphabet."""
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        applies = entry.value.applies
        words = [*entry.value.topics]
        for kind in ("modules", "methods", "competencies"):
            words += [title(kind, name, curriculum) for name in getattr(applies, kind)]
        for word in words:
            found.setdefault(word, {})[entry.id] = entry.value.title
    for word in sorted(found, key=labels.sorting):
        yield Indexed(word, tuple(found[word].items()))
