"""What modules say in single countries: each section has its text, replaces what is there, and is current."""

import datetime as dt
from collections.abc import Iterator

from rumbo.build.check.texts import at, text
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.markdown import sections
from rumbo.build.model import Local, Module
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean


def countries(entry: Entry[Module]) -> Iterator[Problem]:
    """Every section about a country has its text, and replaces what is there."""
    for local in entry.local.values():
        yield from text(local.texts["local"])
        yield from _texts(local)
        yield from _places(local, entry)


def reviews(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Sections about single countries that are past their review."""
    for module in curriculum.modules.values():
        for local in module.local.values():
            yield from overdue(local, today)


def overdue(local: Entry[Local], day: dt.date, code: str = "C103") -> Iterator[Problem]:
    """That the sections about a country are to be read again before a day."""
    review = local.value.review
    if review.review_by < day:
        message = f"what is said of {local.value.title} must be read again by {review.review_by}"
        hint = "compare it with the law as it is now, then set reviewed and review_by anew"
        yield local.problem(code, ("review", "review_by"), message, hint)


def _texts(local: Entry[Local]) -> Iterator[Problem]:
    """Sections and the texts below them belong together."""
    file = local.texts["local"]
    ids = [section.id for section in local.value.sections]
    found = {title: line for title, body, line in sections(file.text) if title and body}
    for title, line in found.items():
        if title not in ids:
            yield at(file, line, "C101", f'no section has the id "{title}"', did_you_mean(title, ids))
    for index, name in enumerate(ids):
        if name not in found:
            hint = f'write it below the fields, under "## {name}"'
            yield local.problem("C101", ("sections", index, "id"), f'the section "{name}" has no text', hint)


def _places(local: Entry[Local], module: Entry[Module]) -> Iterator[Problem]:
    """What a section replaces is a heading of the handout."""
    titles = [title for title, _, _ in sections(module.texts["handout"].text) if title]
    for index, section in enumerate(local.value.sections):
        if section.replaces and section.replaces not in titles:
            message = f'the handout has no section "{section.replaces}"'
            yield local.problem(
                "C102", ("sections", index, "replaces"), message, did_you_mean(section.replaces, titles)
            )
