"""A learning pattern as a page for the library on Meta-Wiki: what people see of it, without what only we keep."""

from collections.abc import Iterator, Sequence

from rumbo.build.exchange import wiki_names as names
from rumbo.build.exchange.wikitext import each, inline, literal, title
from rumbo.build.markdown import Part, parts, sections
from rumbo.build.model import Pattern, Source

RETIRED = "no longer valid since"
"""Begins the note beside a step that is struck out."""
_TAGS = "<translate>\n{}\n</translate>"


class _Units:
    """Numbers the units that translators will see, if they are asked for."""

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted
        self.number = 0

    def value(self, text: str) -> str:
        """A unit within a line."""
        return f"<translate>{self._mark()} {text}</translate>" if self.wanted and text else text

    def blocks(self, text: str, units: Sequence[str]) -> str:
        """A heading and the blocks below it, each a unit."""
        if not self.wanted or not (text or units):
            return "\n\n".join([text, *units] if text else units)
        marked = [f"{text} {self._mark()}"] if text else []
        marked += [f"{self._mark()}\n{unit}" for unit in units]
        return _TAGS.format("\n\n".join(marked))

    def _mark(self) -> str:
        self.number += 1
        return f"<!--T:{self.number}-->"


def page(pattern: Pattern, body: str, *, translate: bool = False) -> str:
    """The wikitext that people see; with marks for the Translate extension if asked for."""
    units = _Units(wanted=translate)
    found = ["<languages />"] if translate else []
    found.append(_infobox(pattern, units))
    struck = {
        retired.step: f"({RETIRED} {retired.since.isoformat()}: {one_line(retired.because)})"
        for retired in pattern.no_longer_valid
    }
    for name, text in _ordered(body, pattern):
        below = list(each(parts(text), struck if name == names.SOLUTION else {}))
        own = {names.ENDORSEMENTS: _endorsements(pattern), names.REFERENCES: _references(pattern)}.get(name, "")
        head = f"== {title(parts(f'## {name}')[0].inner)} ==" if name else ""
        found += [units.blocks(head, []), own, units.blocks("", below)] if own else [units.blocks(head, below)]
    found = [part for part in found if part]
    return "\n\n".join([*found, "\n".join(_categories(pattern))]) + "\n"


def _infobox(pattern: Pattern, units: _Units) -> str:
    values = {
        "title": literal(pattern.title),
        "problem": units.value(literal(pattern.problem)),
        "solution": units.value(literal(pattern.solution)),
        "topics": literal(", ".join(pattern.topics)),
        "creator": literal(", ".join(pattern.authors)),
        "created": pattern.created.isoformat(),
        "reviewed": pattern.review.reviewed.isoformat(),
        "status": names.DRAFT if pattern.status == "draft" else "",
    }
    rows = [f"|{names.PARAMETERS[key][0]} = {value}" for key, value in values.items() if value]
    return "\n".join([f"{{{{{names.INFOBOX}", *rows, "}}"])


def _ordered(body: str, pattern: Pattern) -> Iterator[tuple[str, str]]:
    """The sections in the order of the library; one with a title of its own stays behind the section before it."""
    given = [(name, text) for name, text, _ in sections(body)]
    there = {name for name, _ in given}
    wanted = {names.ENDORSEMENTS: pattern.used, names.REFERENCES: pattern.sources}
    given += [(name, "") for name, rows in wanted.items() if rows and name not in there]
    place = -1
    placed = []
    for name, text in given:
        known = name if name in names.SECTIONS else ""
        place = names.SECTIONS.index(known) if known else place
        placed.append((place, name, text))
    for _, name, text in sorted(placed, key=lambda row: row[0]):
        yield name, text


def _endorsements(pattern: Pattern) -> str:
    """Each use as a line: event, date, whether it worked, what happened, and who says so."""
    return "\n".join(
        "* "
        + inline(
            (
                Part("strong", inner=(_text(use.event),)),
                _text(f" ({use.date.isoformat()}, worked: {use.worked}): {one_line(use.outcome)} — "),
                Part("em", inner=(_text(use.by),)),
            ),
            start=False,
        )
        for use in pattern.used
    )


def _references(pattern: Pattern) -> str:
    """Each source as a line, with the day on which it was read."""
    return "\n".join(f"* {inline(_reference(source), start=False)}" for source in pattern.sources)


def _reference(source: Source) -> tuple[Part, ...]:
    words, read = one_line(source.title), f", accessed {source.accessed.isoformat()}"
    if not source.url:
        return (Part("text", words + read),)
    return (Part("link", inner=(Part("text", words),), about=source.url), Part("text", read))


def _text(text: str) -> Part:
    return Part("text", text if text.startswith(" ") else one_line(text))


def one_line(text: str) -> str:
    """A text with all its spaces and ends of lines as single spaces."""
    return " ".join(text.split())


def _categories(pattern: Pattern) -> Iterator[str]:
    yield f"[[Category:{names.PARENT}]]"
    for topic in pattern.topics:
        if topic.casefold() in names.TOPICS:
            yield f"[[Category:{names.TOPIC_CATEGORY.format(topic.casefold()).capitalize()}]]"
