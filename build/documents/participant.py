"""What of a module participants may see. Their templates get this view and never the module itself, so that no
template can print a trainer's text, an expected result or the right answer by mistake.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rumbo.build.curriculum import Entry
from rumbo.build.documents.country import Abroad, told_in
from rumbo.build.markdown import images, parse
from rumbo.build.model import Module, Picture, Question, Review, Source
from rumbo.build.model.common import Level
from rumbo.build.outcome import picture_address


@dataclass(frozen=True, slots=True)
class Exercise:
    """A task with the number of ruled lines under it."""

    title: str
    task: str
    write: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A quiz question without its solution."""

    question: str
    answers: tuple[str, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything of a module that participants take home."""

    id: str
    title: str
    summary: str
    level: Level
    minutes: int
    objectives: tuple[str, ...]
    text: str
    written: str
    """The text in the language it was written in."""
    abroad: Abroad | None
    """The country whose law the text tells, if it tells that of one."""
    exercises: tuple[Exercise, ...]
    questions: tuple[OpenQuestion, ...]
    key_points: tuple[str, ...]
    sources: tuple[Source, ...]
    pictures: tuple[Picture, ...]
    authors: tuple[str, ...]
    licence: str
    review: Review


def handout_of(
    entry: Entry[Module], variant: str = "", country: str | None = None, today: dt.date | None = None
) -> Handout:
    """The participants' view of a module; only with what a variant practises, if one is named, and with what it says
    of a country. `today` tells whether that was to be read again.
    """
    module = entry.value
    text, abroad = told_in(entry, country, today)
    taught = module.taught(variant)
    done = [activity for activity in taught if activity.task]
    tasks = [activity.task for activity in done if activity.task]
    return Handout(
        id=entry.id,
        title=module.title,
        summary=module.summary,
        level=module.level,
        minutes=sum(activity.minutes.typical for activity in taught),
        objectives=tuple(objective.text for objective in module.leads_to(variant)),
        text=text,
        written=(entry.written or entry.texts)["handout"].text,
        abroad=abroad,
        exercises=tuple(Exercise(a.title, a.task or "", a.write) for a in done),
        questions=tuple(
            OpenQuestion(q.question, tuple(a.text for a in q.answers), sum(a.right for a in q.answers) > 1)
            for q in asked(module, variant)
        ),
        key_points=module.key_points,
        sources=(*module.sources, *(abroad.sources if abroad else ())),
        pictures=shown(module.pictures, [text, *tasks]),
        authors=module.authors,
        licence=module.licence,
        review=module.review,
    )


def asked(module: Module, variant: str = "") -> tuple[Question, ...]:
    """The quiz questions about what is really taught."""
    taught = {objective.id for objective in module.leads_to(variant)}
    return tuple(question for question in module.quiz if question.objective in taught)


def shown(pictures: Iterable[Picture], texts: Iterable[str]) -> tuple[Picture, ...]:
    """The pictures that some Markdown texts show, for their credits."""
    names = {image.file for text in texts for image in images(parse(text))}
    return tuple(picture for picture in pictures if picture.file in names)


def pictures_of(*entries: Entry[Module]) -> Mapping[str, bytes]:
    """The pictures of modules by the address pages use."""
    return {picture_address(entry.id, file): content for entry in entries for file, content in entry.pictures.items()}
