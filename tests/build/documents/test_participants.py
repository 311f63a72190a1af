"""What participants get: a view of each module without anything of the trainer's, in every document for them."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import HOME
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.documents.guide import Chapter, Scene
from rumbo.build.documents.participant import Exercise, Handout, OpenQuestion, handout_of
from rumbo.build.model import Activity, Answer, Material, Module, Profile, Question
from rumbo.build.outcome import Document

from tests.build.documents.trainer_words import secrets, sentences, told, visible
from tests.build.render.printed import MODULES, PACKS, squash
from tests.strategies import module

FOR_TRAINERS = {
    *("guide.html.j2", "plan.html.j2", "run-sheet.html.j2", "answer-key.html.j2", "quiz-key.html.j2"),
    *("method-cards.html.j2", "pattern-cards.html.j2"),
    *("materials.html.j2", "room.html.j2", "checklist.html.j2", "account-request.txt.j2"),
}
TEMPLATES = {path.name for path in (HOME / "templates" / "documents").glob("[!_]*.j2")}
OF_NO_MODULE = {
    *("assessment.html.j2", "needs.html.j2", "pattern-book.html.j2", "pattern-sheet.html.j2", "report.html.j2"),
}
"""Made of question sets, people, learning patterns and records, which hold nothing of a module."""
CALENDAR = ""
"""What stands for the template of a calendar, which has none."""
FOR_PARTICIPANTS = TEMPLATES - FOR_TRAINERS - OF_NO_MODULE
SECRET = "trainersecret"
TRAINER_FIELDS = {
    Module: {"competencies", "prerequisites", "delivery", "depth", "audiences"},
    Activity: {"expected", "without_internet", "without_power", "materials", "method", "needs", "grouping", "kind"},
    Question: {"explanation", "objective"},
    Answer: {"right"},
}


def documents_for_participants(profile: str, curriculum: Curriculum) -> list[Document]:
    """Everything of a pack that participants get, and each handout with its exercises."""
    entry = curriculum.profiles[profile]
    plan = pipeline.plan_for(entry.value, curriculum)
    names = [step.module for step in plan.steps]
    return [
        *(d for d in pipeline.documents_of(entry, plan, curriculum) if d.template not in FOR_TRAINERS),
        *pipeline.handouts_of(names, curriculum, entry.value.language, exercises=True),
    ]


# The shape of the view


@pytest.mark.parametrize(
    ("view", "sources"),
    [(Handout, (Module,)), (Exercise, (Activity,)), (OpenQuestion, (Question, Answer))],
)
def test_view_has_no_field_of_the_trainers(view: type, sources: tuple[type, ...]) -> None:
    """A view has no field of what only trainers may see, and none that holds a whole module, activity or question."""
    names = {field.name for field in dataclasses.fields(view)}
    secret = {name for source in sources for name in TRAINER_FIELDS[source]}
    assert not names & (secret | {"guide", "quiz", "activities", "texts", "module"})
    types = " ".join(str(field.type) for field in dataclasses.fields(view))
    whole = (Module, Activity, Question, Answer, Material)
    assert not [kind for kind in whole if re.search(rf"\b{kind.__name__}\b", types)]


@pytest.mark.parametrize("kind", TRAINER_FIELDS)
def test_fields_of_the_model_are_all_judged(kind: Any) -> None:
    """The fields named above exist, so that one that gets another name is noticed."""
    assert TRAINER_FIELDS[kind] <= set(kind.model_fields)


def inside(value: object) -> Iterator[object]:
    """A value and everything that can be reached through its items and fields."""
    yield value
    if isinstance(value, Mapping):
        parts: Iterable[object] = value.values()
    elif isinstance(value, list | tuple | set | frozenset):
        parts = value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = (getattr(value, field.name) for field in dataclasses.fields(value))
    elif hasattr(type(value), "model_fields"):
        parts = (getattr(value, name) for name in type(value).model_fields)
    else:
        return
    for part in parts:
        yield from inside(part)


@pytest.mark.parametrize("profile", PACKS)
def test_templates_get_no_module(profile: str, curriculum: Curriculum) -> None:
    """Nothing that a template for participants can reach is a module, an activity, a question or a file."""
    forbidden = (Module, Activity, Question, Answer, Material, Entry, File, Chapter, Scene, Curriculum)
    for document in documents_for_participants(profile, curriculum):
        assert not [value for value in inside(document.content) if isinstance(value, forbidden)], document.name


def test_every_template_is_judged(curriculum: Curriculum) -> None:
    """Each template is for trainers or is among those that these tests look at."""
    seen = {document.template for name in PACKS for document in documents_for_participants(name, curriculum)}
    assert seen - {CALENDAR} - OF_NO_MODULE == FOR_PARTICIPANTS
    assert TEMPLATES >= FOR_TRAINERS


# The shipped content


@pytest.mark.parametrize("profile", PACKS)
def test_no_trainer_sentence_of_the_shipped_modules(profile: str, curriculum: Curriculum) -> None:
    """No sentence of guides, keys, plan B or explanations is in a page for participants of a shipped profile."""
    hidden = [said for entry in curriculum.modules.values() for said in secrets(entry)]
    for document in documents_for_participants(profile, curriculum):
        words = squash(visible(told(document)))
        assert [said for said in hidden if said in words] == [], document.name


@pytest.mark.parametrize("exercises", [False, True])
@pytest.mark.parametrize("name", MODULES)
def test_no_trainer_sentence_in_handouts(name: str, exercises: bool, curriculum: Curriculum) -> None:
    """The handout of every shipped module is free of its trainer's sentences, with and without exercises."""
    (document,) = pipeline.handouts_of([name], curriculum, "en", exercises=exercises)
    words = squash(visible(told(document)))
    hidden = secrets(curriculum.modules[name])
    assert len(hidden) > 50
    assert [said for said in hidden if said in words] == []


def test_the_guide_has_every_trainer_sentence(curriculum: Curriculum) -> None:
    """The same sentences are all found in the guide, so the tests above look for what can be found."""
    entry = curriculum.profiles[PACKS[0]]
    plan = pipeline.plan_for(entry.value, curriculum)
    (guide,) = (d for d in pipeline.documents_of(entry, plan, curriculum) if d.template == "guide.html.j2")
    words = squash(visible(told(guide)))
    for step in plan.steps:
        assert [said for said in secrets(curriculum.modules[step.module]) if said not in words] == []
        for question in curriculum.modules[step.module].value.quiz:
            assert all(said in words for said in sentences(question.explanation))


@pytest.mark.parametrize("name", MODULES)
def test_right_answers_are_not_marked(name: str, curriculum: Curriculum) -> None:
    """A handout does not change by a letter when other answers are the right ones."""
    entry = curriculum.modules[name]
    turned = dataclasses.replace(entry, value=entry.value.model_copy(update={"quiz": _turned(entry.value.quiz)}))
    other = dataclasses.replace(curriculum, modules={**curriculum.modules, name: turned})
    pages = [
        told(*pipeline.handouts_of([name], each, "en", exercises=True))  # one document
        for each in (curriculum, other)
    ]
    assert turned != entry
    assert pages[0] == pages[1]


def _turned(quiz: tuple[Question, ...]) -> tuple[Question, ...]:
    """The quiz with each mark at the next answer; how many are right stays as it is."""
    return tuple(
        question.model_copy(
            update={
                "answers": tuple(
                    answer.model_copy(update={"right": question.answers[number - 1].right})
                    for number, answer in enumerate(question.answers)
                )
            }
        )
        for question in quiz
    )


# Any module


WORDS = st.sampled_from(("apple", "bread", "cloud", "delta", "*ember*", "`forge`", "[grain](https://g.org)", "a & b"))
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
MARKED = st.tuples(TEXTS, st.sampled_from(("{} {}", "{1} {0}", "**{1}** {0}", "- {0}\n- {1}\n", "> {1}\n\n{0}"))).map(
    lambda drawn: drawn[1].format(drawn[0], SECRET)
)


@st.composite
def marked_modules(draw: st.DrawFn) -> Entry[Module]:
    """A module with the secret word in every field that only trainers may see, and in its guide."""
    number = draw(st.integers(1, 3))
    activities = [
        {
            "id": f"a{index}",
            "title": draw(TEXTS),
            "minutes": 20,
            "kind": "exercise",
            "objectives": ["o"],
            "grouping": "pairs",
            "materials": [{"item": draw(MARKED), "per": "person"}],
            "task": draw(st.none() | TEXTS),
            "write": draw(st.integers(0, 2)),
            "expected": draw(st.none() | MARKED),
            "without_internet": draw(MARKED),
            "without_power": draw(MARKED),
        }
        for index in range(number)
    ]
    quiz = [
        {
            "id": f"q{index}",
            "question": draw(TEXTS),
            "objective": "o",
            "answers": [{"text": draw(TEXTS), "right": draw(st.booleans())} for _ in range(draw(st.integers(2, 4)))],
            "explanation": draw(MARKED),
        }
        for index in range(draw(st.integers(0, 2)))
    ]
    base = module(20).model_dump()
    value = Module.model_validate({**base, "activities": activities, "quiz": quiz, "key_points": [draw(TEXTS)]})
    guide = "\n\n".join([draw(MARKED), *(f"## a{index}\n\n{draw(MARKED)}" for index in range(number))])
    if draw(st.booleans()):
        guide += f"\n\n## after\n\n{draw(MARKED)}"
    texts = {"handout": File(Path("handout.md"), draw(TEXTS)), "guide": File(Path("guide.md"), guide)}
    return Entry("made", value, File(Path("module.yaml"), ""), "made", texts=texts)


def curriculum_of(entry: Entry[Module], language: str) -> Curriculum:
    profile = Profile.model_validate(
        {
            "title": "Our group",
            "audience": ["people"],
            "language": language,
            "participants": 12,
            "modules": [entry.id],
            "when": [{"day": "2027-03-12", "from": "09:00", "to": "13:00"}],
            "trainers": [{"name": "Trainer A"}],
        }
    )
    file = File(Path("group.yaml"), "")
    return Curriculum(modules={entry.id: entry}, profiles={"group": Entry("group", profile, file, "made")})


@settings(max_examples=40, deadline=None)
@given(entry=marked_modules(), language=st.sampled_from(("en", "es")))
def test_no_trainer_text_of_any_module(entry: Entry[Module], language: str) -> None:
    """Whatever a module says to its trainer, no document for participants has a word of it; the guide has."""
    curriculum = curriculum_of(entry, language)
    documents = documents_for_participants("group", curriculum)
    assert {document.template for document in documents} <= FOR_PARTICIPANTS | OF_NO_MODULE | {CALENDAR}
    for document in documents:
        assert SECRET not in told(document), document.name
    assert SECRET not in repr(handout_of(entry))
    profile = curriculum.profiles["group"]
    plan = pipeline.plan_for(profile.value, curriculum)
    guide = next(d for d in pipeline.documents_of(profile, plan, curriculum) if d.template == "guide.html.j2")
    times = told(guide).count(SECRET)
    assert times >= 1 + 3 * len(entry.value.activities) + len(entry.value.quiz)


@settings(max_examples=40, deadline=None)
@given(entry=marked_modules(), said=TEXTS)
def test_trainer_text_changes_no_page(entry: Entry[Module], said: str) -> None:
    """Other keys, plans B, materials, explanations and another guide leave every participants' page as it was."""
    changed = {"expected": said, "without_internet": said, "without_power": said, "materials": ()}
    activities = tuple(a.model_copy(update=changed) for a in entry.value.activities)
    quiz = _turned(tuple(q.model_copy(update={"explanation": said}) for q in entry.value.quiz))
    guide = File(Path("guide.md"), "\n\n".join(f"## a{n}\n\n{said}" for n in range(len(activities))))
    other = dataclasses.replace(
        entry,
        value=entry.value.model_copy(update={"activities": activities, "quiz": quiz}),
        texts={**entry.texts, "guide": guide},
    )
    before, after = (documents_for_participants("group", curriculum_of(each, "en")) for each in (entry, other))
    assert [told(document) for document in before] == [told(document) for document in after]
