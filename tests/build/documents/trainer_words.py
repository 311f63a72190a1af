"""What only trainers may read of a module, as squashed sentences that can be looked for in any text."""

import html
import re
from collections.abc import Iterator

from rumbo.build.curriculum import Entry
from rumbo.build.exchange.calendar import to_ics
from rumbo.build.markdown import parse, to_html
from rumbo.build.model import Module
from rumbo.build.outcome import Document
from rumbo.build.render import html as pages
from rumbo.build.render.text import to_text

from tests.build.render.printed import squash

SHORTEST = 25
"""Letters; shorter sentences ("Take turns.") may stand in any text by chance."""


def told(document: Document) -> str:
    """Everything that a document says: the page of a PDF, or the whole of a text or calendar, its lines unfolded."""
    if document.name.endswith(".pdf"):
        return pages.to_html(document)
    if document.name.endswith(".ics"):
        return to_ics(**document.content).decode().replace("\r\n ", "")
    return to_text(document)


def visible(page: str) -> str:
    """The words of an HTML page, without its tags and its head."""
    body = re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", body))


def plain(text: str) -> str:
    """A Markdown text without its marks."""
    return visible(to_html(text))


def sentences(text: str) -> Iterator[str]:
    """The longer sentences of a Markdown text, squashed."""
    for token in parse(text):
        if token.type == "inline":
            words = "".join(child.content or " " for child in token.children or ())
            for sentence in re.split(r"(?<=[.!?:])\s+", words):
                if len(squash(sentence)) >= SHORTEST:
                    yield squash(sentence)


def secrets(entry: Entry[Module]) -> list[str]:
    """Sentences of guide, keys, plan B and explanations, without what participants read in other places too."""
    module = entry.value
    texts = [entry.texts["guide"].text, *(question.explanation for question in module.quiz)]
    for activity in module.activities:
        texts += [activity.expected or "", activity.without_internet, activity.without_power]
    shown = squash(_for_participants(entry))
    return [said for text in texts for said in sentences(text) if said not in shown]


def _for_participants(entry: Entry[Module]) -> Iterator[str]:
    module = entry.value
    yield plain(entry.texts["handout"].text)
    yield from (plain(activity.task or "") for activity in module.activities)
    yield from (plain(activity.title) for activity in module.activities)
    drawn = (re.sub(rb"<[^>]*>", b" ", picture) for picture in entry.pictures.values())
    yield from (words.decode("utf-8", "replace") for words in drawn)
    yield from (plain(objective.text) for objective in module.objectives)
    yield from (plain(point) for point in module.key_points)
    for question in module.quiz:
        yield plain(question.question)
        yield from (plain(answer.text) for answer in question.answers)
