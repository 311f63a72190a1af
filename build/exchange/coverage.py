"""What answers each row of the documents behind the curriculum, as data and as a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from rumbo.build.curriculum import ANSWERING, Curriculum
from rumbo.build.model import SourceRow


@dataclass(frozen=True, slots=True)
class Covered:
    """A row with all that answers it: content as `kind/id`, a feature with its page, or the reason for nothing."""

    id: str
    item: str
    document: str
    content: tuple[str, ...] = ()
    feature: str | None = None
    page: str | None = None
    reason: str | None = None

    @property
    def how(self) -> str:
        """content, feature, reason or open: the strongest answer there is."""
        ways = (("content", self.content), ("feature", self.feature), ("reason", self.reason))
        return next((name for name, there in ways if there), "open")


def coverage(curriculum: Curriculum) -> tuple[Covered, ...]:
    """Every row in the order of the ids, with what answers it."""
    answers: dict[str, list[str]] = {}
    for kind in ANSWERING:
        for name, entry in curriculum.of(kind).items():
            for tag in dict.fromkeys(entry.value.answers):
                answers.setdefault(tag, []).append(f"{kind}/{name}")
    return tuple(_covered(name, row.value, answers.get(name, [])) for name, row in curriculum.rows.items())


def _covered(name: str, row: SourceRow, content: Sequence[str]) -> Covered:
    return Covered(name, row.item, row.document, tuple(content), row.feature, row.page, row.reason)


def coverage_data(covered: Iterable[Covered]) -> list[dict[str, Any]]:
    """The rows as plain data; a field that says nothing is left out."""
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(row).items() if value}
        for row in covered
    ]


def counted(covered: Iterable[Covered]) -> str:
    """How many rows are answered, and how, in one sentence."""
    ways = [row.how for row in covered]
    return (
        f"{len(ways)} rows: {ways.count('content')} answered by content, {ways.count('feature')} by a feature of the "
        f"program, {ways.count('reason')} not answered for a stated reason, {ways.count('open')} open."
    )


def answer(row: Covered) -> str:
    """What answers a row, in words for a terminal."""
    feature = f"{row.feature} ({row.page})" if row.page else row.feature
    return "; ".join(filter(None, (", ".join(row.content), feature, row.reason))) or "open"


def coverage_markdown(covered: Sequence[Covered]) -> str:
    """A table for each document, as Markdown; links lead to pages in the same folder."""
    return "\n".join(_page(covered)) + "\n"


def _page(covered: Sequence[Covered]) -> Iterator[str]:
    yield from ("# What answers the source documents", "", counted(covered))
    for document, rows in groupby(covered, lambda row: row.document):
        yield from ("", f"## {document}", "", "| row | what it names | what answers it |", "| --- | --- | --- |")
        for row in rows:
            yield f"| {row.id} | {_cell(row.item)} | {_linked(row)} |"


def _linked(row: Covered) -> str:
    content = ", ".join(f"`{name}`" for name in row.content)
    feature = _cell(row.feature or "")
    if row.page:
        feature += f" ([{row.page}]({row.page.removeprefix('docs/')}))"
    reason = f"*Not answered:* {_cell(row.reason)}" if row.reason and not row.content else ""
    return "; ".join(filter(None, (content, feature, reason))) or "**open**"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
