"""What a module promises within itself: objectives practised and asked, minutes that a group can bear."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import LONGEST_ACTIVITY, Module
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import Place

# Verbs that name an inner state: nobody can see whether it was reached
# (Bloom's revised taxonomy; Mager 1962).
UNSEEN = frozenset(
    [
        "know",
        "understand",
        "learn",
        "appreciate",
        "realise",
        "realize",
        "believe",
        "grasp",
        "comprehend",
        "internalise",
        "internalize",
        "familiarise",
        "familiarize",
    ]
)


REVIEWED = ("modules", "methods", "patterns", "assessments", "surveys", "notices", "checklists")
"""Kinds that say when they were last read for truth."""
WATCHED = ("talk", "demo")
"""Kinds of activities in which people listen and watch."""


def references(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Competencies, audiences and methods that a module names exist."""
    del today
    for entry in curriculum.modules.values():
        module = entry.value
        named = module.competencies
        for field, wanted in (("gives", named.gives), ("needs", named.needs)):
            for name in wanted:
                yield from unknown(entry, curriculum, "M103", "competencies", name, ("competencies", field, name))
        for index, name in enumerate(module.audiences):
            yield from unknown(entry, curriculum, "M104", "audiences", name, ("audiences", index))
        for index, activity in enumerate(module.activities):
            if activity.method:
                place = ("activities", index, "method")
                yield from unknown(entry, curriculum, "M115", "methods", activity.method, place)


_ONE = {
    "competencies": "a competency",
    "audiences": "an audience",
    "methods": "a method",
    "modules": "a module",
    "patterns": "a learning pattern",
    "rows": "a row of the source documents",
}


def unknown(
    entry: Entry[Any], curriculum: Curriculum, code: str, kind: str, name: str, place: Place
) -> Iterator[Problem]:
    """A problem if nothing of that kind has that name; "*" stands for a list that could not be read."""
    if not curriculum.has(kind, name):
        hint = did_you_mean(name, curriculum.ids(kind)) or f"`rumbo list {kind}` shows what there is"
        yield entry.problem(code, place, f"'{name}' is not {_ONE[kind]}", hint)


def objectives(entry: Entry[Module]) -> Iterator[Problem]:
    """Every objective is observable, belongs to a competency that is given, is practised and is asked."""
    module = entry.value
    done = {name for act in module.activities if act.kind not in WATCHED for name in act.objectives}
    asked = {question.objective for question in module.quiz}
    for index, objective in enumerate(module.objectives):
        place = ("objectives", index)
        verb = "".join(objective.text.split()[:1]).lower().strip(",:")
        if verb in UNSEEN or objective.text.lower().startswith(("be aware", "be familiar")):
            hint = "begin with what somebody does: name, sort, add, trace, compare, decide, write"
            yield entry.problem("M111", (*place, "text"), f'nobody can observe "{verb}"', hint)
        if objective.competency not in module.competencies.gives:
            message = f"the module does not give the competency '{objective.competency}'"
            hint = did_you_mean(objective.competency, module.competencies.gives)
            yield entry.problem("M116", (*place, "competency"), message, hint)
        if objective.id not in done:
            hint = "add its id to an activity in which people do it themselves: no talk and no demo"
            yield entry.problem("M108", place, f"no activity practises the objective '{objective.id}'", hint)
        if objective.id not in asked:
            hint = "ask for it in the quiz"
            yield entry.problem("M109", place, f"no quiz question asks for '{objective.id}'", hint)
    yield from _strangers(entry)


def _strangers(entry: Entry[Module]) -> Iterator[Problem]:
    """Objectives that activities and questions name but the module does not have."""
    known = {objective.id for objective in entry.value.objectives}
    named: list[tuple[str, Place]] = [
        (name, ("activities", number, "objectives", index))
        for number, activity in enumerate(entry.value.activities)
        for index, name in enumerate(activity.objectives)
    ]
    named += [(question.objective, ("quiz", n, "objective")) for n, question in enumerate(entry.value.quiz)]
    for name, place in named:
        if name not in known:
            message = f"'{name}' is not an objective of this module"
            yield entry.problem("M107", place, message, did_you_mean(name, known))


def quizzes(entry: Entry[Module]) -> Iterator[Problem]:
    """Every question has at least one right and one wrong answer."""
    for index, question in enumerate(entry.value.quiz):
        right = sum(answer.right for answer in question.answers)
        if right in (0, len(question.answers)):
            message = "no answer is marked right" if right == 0 else "every answer is marked right"
            yield entry.problem("M110", ("quiz", index), message, "write right: true at the right ones")


def activities(entry: Entry[Module]) -> Iterator[Problem]:
    """Activities fit between two breaks, exercises can be done and judged, talk does not rule."""
    for index, activity in enumerate(entry.value.activities):
        place = ("activities", index)
        if activity.minutes.typical > LONGEST_ACTIVITY:
            message = f"'{activity.id}' takes {activity.minutes.typical} minutes"
            hint = f"nobody sits longer than {LONGEST_ACTIVITY} minutes without a break: make two of it"
            yield entry.problem("M112", (*place, "minutes"), message, hint)
        missing = [name for name in ("task", "expected") if getattr(activity, name) is None]
        if activity.kind == "exercise" and missing:
            message = f"the exercise '{activity.id}' lacks: {', '.join(missing)}"
            yield entry.problem("M114", place, message, "participants need the task, trainers the result")
    yield from _talk(entry)


def _talk(entry: Entry[Module]) -> Iterator[Problem]:
    """The whole module or a short form of it, if half of it or more is talk."""
    module = entry.value
    places: dict[str, Place] = {"": ("activities",)}
    places |= {variant.id: ("variants", number, "activities") for number, variant in enumerate(module.variants)}
    for form, place in places.items():
        taught = module.taught(form)
        minutes = sum(activity.minutes.typical for activity in taught)
        talk = sum(activity.minutes.typical for activity in taught if activity.kind == "talk")
        if taught and talk * 2 >= minutes:
            message = f"{talk} of {minutes} minutes are talk"
            yield entry.problem("M113", place, message, "let people do something earlier")


def variants(entry: Entry[Module]) -> Iterator[Problem]:
    """Short forms hold activities of their module, in its order and not all, and lead no further than it does."""
    order = [activity.id for activity in entry.value.activities]
    for number, variant in enumerate(entry.value.variants):
        place: Place = ("variants", number, "activities")
        strangers = [name for name in variant.activities if name not in order]
        for name in strangers:
            hint = did_you_mean(name, order) or f"the activities are: {', '.join(order)}"
            message = f"'{name}' is not an activity of this module"
            yield entry.problem("M121", (*place, variant.activities.index(name)), message, hint)
        if not strangers and list(variant.activities) not in _shortened(order, variant.activities):
            message = f"'{variant.id}' is no shorter form: some activities of the module, each once, in its order"
            yield entry.problem("M122", place, message, f"the order is: {', '.join(order)}")
        yield from _promises(entry, number)


def _shortened(order: list[str], activities: tuple[str, ...]) -> list[list[str]]:
    """The one right way to name some of the activities; none if all are named."""
    right = [name for name in order if name in activities]
    return [right] if right != order else []


def _promises(entry: Entry[Module], number: int) -> Iterator[Problem]:
    """Levels that a short form cannot lead to."""
    variant, whole = entry.value.variants[number], entry.value.competencies.gives
    for name, level in variant.gives.items():
        if level > whole.get(name, 0):
            message = f"'{variant.id}' gives {name} {level}, the whole module gives {name} {whole.get(name, 0)}"
            hint = "a short form gives the same or less"
            yield entry.problem("M123", ("variants", number, "gives", name), message, hint)


def sources(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Texts about law or software, which soon grow old, without a source to look at again."""
    del today
    for entry in _with_sources(curriculum):
        kind = entry.value.review.kind
        if kind in ("law", "software") and not any(source.url for source in entry.value.sources):
            message = f"no source has an address, but the text is about {kind}"
            hint = "add to sources the pages that its facts come from, with the day you looked"
            yield entry.problem("M125", ("review", "kind"), message, hint)


def _with_sources(curriculum: Curriculum) -> Iterator[Entry[Any]]:
    for kind in REVIEWED:
        yield from curriculum.of(kind).values()
    for module in curriculum.modules.values():
        yield from module.local.values()


def reviews(curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """Texts whose review date has passed."""
    for kind in REVIEWED:
        for entry in curriculum.of(kind).values():
            review = entry.value.review
            if review.review_by < today:
                message = f"was to be reviewed by {review.review_by} ({review.kind})"
                hint = "read it for truth, then set reviewed and review_by anew"
                yield entry.problem("M117", ("review", "review_by"), message, hint)
