"""The report of an event as wikitext, for its page on Meta-Wiki; nothing that somebody typed becomes markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rumbo.build.labels import Labels
from rumbo.build.model import Task
from rumbo.build.outcome import Artifact
from rumbo.build.recorded import Recorded, Table, Time

BAR = 12
"""Signs of the longest bar."""
_MARKUP = re.compile(r"[\[\]{}|'=_~<>&]|://|__|^[*#:; !-]|\b(?:ISBN|RFC|PMID)\b")
Cells = Sequence[object]


def plain(text: str) -> str:
    """A text that shows on a wiki as it was typed: on one line, in nowiki where a sign could mean something."""
    line = " ".join(text.split())
    if not _MARKUP.search(line):
        return line
    safe = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<nowiki>{safe}</nowiki>"


def wikitext(told: Recorded, name: str, language: str) -> Artifact:
    """The report as a file to paste into a page."""
    labels = Labels(language)
    parts = [part for part in _parts(told, labels) if part]
    return Artifact(name, ("\n".join(parts) + "\n").encode())


def _parts(told: Recorded, labels: Labels) -> Iterator[str]:
    record = told.record
    yield f"'''{plain(record.title)}''', {', '.join(labels.short_day(day) for day in record.days)}"
    yield from _section(labels.text("report-attendance"), _attendance(told, labels))
    yield from _section(labels.text("report-minutes"), _minutes(told, labels))
    if told.tables:
        lines = (_survey(table, told.people, labels) for table in told.tables)
        yield from _section(labels.text("report-survey", told.people), lines)
    yield from _section(labels.text("report-worked"), (f"* {plain(one)}" for one in record.worked))
    yield from _section(labels.text("report-did-not-work"), (_item(one.text, one.about) for one in told.troubles))
    tried = (
        f"* {plain(name)}: {labels.text(f'report-worked-{worked}')}. {plain(outcome)}"
        for name, worked, outcome in told.tried
    )
    yield from _section(labels.text("report-patterns"), tried)
    yield from _section(labels.text("report-next"), _tasks(record.follow_ups, labels))
    yield f"\n<small>{labels.text('report-made', labels.short_day(record.made_on))}</small>"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with what stands below it, or nothing at all."""
    lines = [line for line in lines if line]
    if lines:
        yield f"\n== {title} =="
        yield from lines


def _item(text: str, about: Iterable[str]) -> str:
    named = "; ".join(plain(one) for one in about)
    return f"* {plain(text)}{f' ({named})' if named else ''}"


def _attendance(told: Recorded, labels: Labels) -> Iterator[str]:
    who = told.record.attendance
    for name in ("invited", "came", "accounts"):
        number = getattr(who, name)
        if number is not None:
            yield f"* {labels.text(f'report-{name}')}: {number}"
    for day, number in who.by_day.items():
        yield f"* {labels.short_day(day)}: {number}"


def _minutes(told: Recorded, labels: Labels) -> Iterator[str]:
    if not told.times:
        return
    most = max(time.actual for time in told.times)
    head = [labels.text(key) for key in ("plan-module", "report-planned", "report-actual", "report-difference")]
    rows = [_time(plain(time.title), time, most) for time in told.times]
    yield _table(head, [*rows, _time(labels.text("report-all"), told.whole, 0)])
    if told.apart:
        furthest = "; ".join(f"{plain(one.title)} {one.actual} ({one.difference})" for one in told.apart)
        yield f"{labels.text('report-apart')} {furthest}"
    if told.left_out:
        yield f"{labels.text('report-left-out')} {'; '.join(plain(one) for one in told.left_out)}"


def _time(title: str, time: Time, most: int) -> Cells:
    return title, time.planned, f"{time.actual}{_bar(time.actual, most)}", time.difference


def _survey(table: Table, people: int, labels: Labels) -> str:
    head = [labels.text("report-question"), *(plain(answer) for answer in table.answers)]
    rows = [[plain(row.text), *(f"{number}{_bar(number, people)}" for number in row.numbers)] for row in table.rows]
    return _table(head, rows)


def _tasks(tasks: Sequence[Task], labels: Labels) -> Iterator[str]:
    if tasks:
        head = [labels.text(key) for key in ("report-task", "report-owner", "report-due")]
        rows = [
            (plain(one.task), plain(one.owner or ""), labels.short_day(one.due) if one.due else "") for one in tasks
        ]
        yield _table(head, rows)


def _table(head: Cells, rows: Iterable[Cells]) -> str:
    """A table whose first cell of each row is its head."""
    lines = ['{| class="wikitable"', *(f'! scope="col" | {cell}' for cell in head)]
    for first, *cells in rows:
        lines += ["|-", f'! scope="row" | {first}', *(f"| {cell}".rstrip() for cell in cells)]
    return "\n".join([*lines, "|}"])


def _bar(number: int, most: int) -> str:
    """A bar of signs beside its number, which a reader aloud leaves out."""
    length = round(BAR * number / most) if most else 0
    return f' <span aria-hidden="true">{"▇" * length}</span>' if length else ""
