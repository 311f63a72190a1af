"""Whether participants can read with ease: the handout, what it says of a country, and a module's tasks together."""

from collections.abc import Iterator, Sequence

from rumbo.build.check.texts import at
from rumbo.build.curriculum import Entry, File
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.markdown import parse, prose
from rumbo.build.model import Module
from rumbo.build.problem import Problem
from rumbo.build.reading_ease import Ease, measure

SHOWN = 2
"""Sentences that a hint shows."""
LENGTH = 90
"""Characters of each that it shows."""


def reading_ease(entry: Entry[Module]) -> Iterator[Problem]:
    """Texts for participants that are harder than docs/writing-a-module.md allows, with their hardest sentences."""
    for file in (entry.texts["handout"], *(local.texts["local"] for local in entry.local.values())):
        yield from _file(file)
    yield from _tasks(entry)


def _file(file: File) -> Iterator[Problem]:
    blocks = prose(parse(file.text))
    ease = measure([text for text, _ in blocks], SOURCE_LANGUAGE)
    if ease and ease.value < ease.least:
        lines = [line for _, line in blocks]
        hint = _hint(ease, [f"line {file.first_line + line}" for line in lines])
        yield at(file, lines[ease.hardest[0].block], "H113", _message(ease), hint)


def _tasks(entry: Entry[Module]) -> Iterator[Problem]:
    activities = enumerate(entry.value.activities)
    blocks = [(text, number) for number, activity in activities for text, _ in prose(parse(activity.task or ""))]
    ease = measure([text for text, _ in blocks], SOURCE_LANGUAGE)
    if ease and ease.value < ease.least:
        numbers = [number for _, number in blocks]
        hint = _hint(ease, [entry.value.activities[number].id for number in numbers])
        yield entry.problem("H113", ("activities", numbers[ease.hardest[0].block], "task"), _message(ease), hint)


def _message(ease: Ease) -> str:
    return f"the reading ease is {int(ease.value)}, less than {ease.least}"


def _hint(ease: Ease, places: Sequence[str]) -> str:
    shown = [f'{places[sentence.block]}: "{_cut(sentence.text)}"' for sentence in ease.hardest[:SHOWN]]
    return f"make sentences and words shorter; begin with {'; '.join(shown)}"


def _cut(text: str) -> str:
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 1].rstrip()}…"
