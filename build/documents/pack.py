"""Which documents belong to a workshop pack, in the order a trainer needs them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.guide import chapters, patterns_for
from rumbo.build.documents.more import more_rows
from rumbo.build.documents.participant import Handout, handout_of, pictures_of
from rumbo.build.documents.timeline import timeline
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.model import Module, Profile
from rumbo.build.outcome import Document, Drawing, Further, Plan
from rumbo.build.sentences import origin, sentence, title

DRAWING = "rumbo:what-builds-on-what.svg"
"""The address under which pages refer to the picture of what builds on what."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What to print, how often and for whom."""

    name: str
    copies: int
    label: str


def handout(entry: Entry[Module], name: str, language: str, *, exercises: bool = False) -> Document:
    """The handout of one module, alone; with its exercises and the quiz (without answers) if they are wanted."""
    content = {"handout": handout_of(entry), "exercises": exercises}
    return Document(name, "handout.html.j2", entry.value.title, language, content, pictures_of(entry))


def pack(
    profile: Entry[Profile],
    plan: Plan,
    curriculum: Curriculum,
    drawing: Drawing | None = None,
    more: Sequence[Further] = (),
) -> Iterator[Document]:
    """All documents of a pack.

    Plan and handbook show the drawing of what builds on what, the plan also what more time would bring, if these
    are there.
    """
    value, language = profile.value, profile.value.language
    labels = Labels(language)
    entries = [curriculum.modules[step.module] for step in plan.steps]
    handouts = [
        handout(entry, f"handouts/{number:02}-{entry.id}.pdf", language)
        for number, entry in enumerate(entries, start=1)
    ]
    common = {
        "profile": value,
        "days": timeline(plan),
        "titles": {entry.id: entry.value.title for entry in entries},
        "content_language": SOURCE_LANGUAGE,
        "drawing": drawing,
        "drawing_address": DRAWING,
        "more": more_rows(more, curriculum, labels),
    }
    drawn = {DRAWING: drawing.svg} if drawing else {}
    yield replace(_plan(value, plan, curriculum, common, handouts), pictures=drawn)
    yield Document("agenda.pdf", "agenda.html.j2", labels.text("agenda-title"), language, common)
    yield _guide(value, plan, curriculum, common)
    views: list[Handout] = [handout_of(entry) for entry in entries]
    book = {**common, "handouts": views}
    pictures = {**pictures_of(*entries), **drawn}
    heading = labels.text("handbook-title")
    yield Document("participant-handbook.pdf", "handbook.html.j2", heading, language, book, pictures)
    yield from handouts


def _plan(
    profile: Profile,
    plan: Plan,
    curriculum: Curriculum,
    common: dict[str, object],
    handouts: Sequence[Document],
) -> Document:
    labels = Labels(profile.language)
    reasons = {step.module: [sentence(r, curriculum, labels) for r in step.reasons] for step in plan.steps}
    left_out = [
        (title("modules", left.module, curriculum), sentence(left.reason, curriculum, labels))
        for left in plan.left_out
    ]
    content = {
        **common,
        "plan": plan,
        "reasons": reasons,
        "left_out": left_out,
        "warnings": [sentence(warning, curriculum, labels) for warning in plan.warnings],
        "copies": copies(profile, handouts),
        "origin": origin(profile, labels),
    }
    return Document("plan.pdf", "plan.html.j2", labels.text("plan-title"), profile.language, content)


def _guide(profile: Profile, plan: Plan, curriculum: Curriculum, common: dict[str, object]) -> Document:
    names = [step.module for step in plan.steps]
    content = {
        **common,
        "chapters": chapters(plan, profile.participants, curriculum),
        "patterns": [curriculum.patterns[name].value for name in patterns_for(names, profile, curriculum)],
    }
    heading = Labels(profile.language).text("guide-title")
    pictures = pictures_of(*(curriculum.modules[name] for name in names))
    return Document("facilitator-guide.pdf", "guide.html.j2", heading, profile.language, content, pictures)


def copies(profile: Profile, handouts: Sequence[Document]) -> tuple[Copies, ...]:
    """What to print and how often: a handbook for everybody, or else the single handouts."""
    trainers = max(1, len(profile.trainers))
    return (
        Copies("plan.pdf", 1, "copies-organiser"),
        Copies("agenda.pdf", profile.participants + 1, "copies-agenda"),
        Copies("facilitator-guide.pdf", trainers, "copies-trainers"),
        Copies("participant-handbook.pdf", profile.participants, "copies-participants"),
        Copies("handouts/", 0, "copies-handouts"),
    )[: 5 if handouts else 4]
