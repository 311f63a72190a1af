"""Joins the stages; nothing else."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rumbo.build.assess.wishes import with_wishes
from rumbo.build.check.countries import overdue
from rumbo.build.check.profiles import check_profile
from rumbo.build.content.load import load_profile
from rumbo.build.content.people import load_people
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.evidence import evidence
from rumbo.build.documents.kinds import pack
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.names import NAMES
from rumbo.build.documents.pattern_pages import book, sheets
from rumbo.build.documents.patterns import patterns_for
from rumbo.build.exchange.graph import graph
from rumbo.build.exchange.graph_picture import draw
from rumbo.build.helping import Evidence, Helping
from rumbo.build.labels import Labels
from rumbo.build.model import Local, Method, Module, Participant, Pattern, Profile, Wishes
from rumbo.build.outcome import (
    Document,
    Drawing,
    Further,
    LearningPath,
    Plan,
    Reachable,
    Reason,
    Remedy,
)
from rumbo.build.planning.choose import choose
from rumbo.build.planning.needs import needs
from rumbo.build.planning.reachable import changes, reachable
from rumbo.build.planning.resolve import path_of, resolve
from rumbo.build.planning.search import Request, request_of
from rumbo.build.planning.task import is_possible, known_modules
from rumbo.build.planning.timetable import setting_of
from rumbo.build.planning.warnings import warnings
from rumbo.build.planning.whatif import curve, lost
from rumbo.build.press import handouts_of as handouts_of
from rumbo.build.press import print_all as print_all
from rumbo.build.problem import Problem
from rumbo.build.reading import Reading as Reading
from rumbo.build.reading import read as read
from rumbo.build.reading import touching as touching
from rumbo.build.style import PaperName
from rumbo.build.translate.apply import retold
from rumbo.build.translation import Spoken

DOCUMENTS = NAMES
"""The names of all kinds of documents that a pack may hold."""


def read_profile(
    path: Path, curriculum: Curriculum, today: dt.date
) -> tuple[Entry[Profile] | None, tuple[Problem, ...]]:
    """A profile from a file, checked against the curriculum. `today` decides whether its assessment has expired."""
    entry, problems = load_profile(path)
    if entry is not None:
        problems += check_profile(entry, curriculum, today)
    return entry, tuple(sorted(problems))


def assessed(entry: Entry[Profile], curriculum: Curriculum) -> Entry[Profile]:
    """The profile with wants and has from the assessment it names, as path, plan and pack take it."""
    if entry.assessment is None:
        return entry
    highest = taught(curriculum, entry.value.without)
    return replace(entry, value=with_wishes(entry.value, entry.assessment.value, highest))


def taught(curriculum: Curriculum, without: Iterable[str] = ()) -> dict[str, int]:
    """The highest level of each competency that modules give, but for those named."""
    usable = [module for name, module in modules_of(curriculum).items() if name not in set(without)]
    gives = [given for module in usable for given in module.competencies.gives.items()]
    return dict(sorted(gives, key=lambda given: given[1]))


def modules_of(curriculum: Curriculum) -> dict[str, Module]:
    """The modules alone, without their files."""
    return {name: entry.value for name, entry in curriculum.modules.items()}


def methods_of(curriculum: Curriculum) -> dict[str, Method]:
    """The methods alone, without their files."""
    return {name: entry.value for name, entry in curriculum.methods.items()}


def path_to(names: Iterable[str], curriculum: Curriculum) -> LearningPath:
    """The learning path to modules asked for by name."""
    return path_of(names, modules_of(curriculum))


def path_for(wishes: Wishes, curriculum: Curriculum) -> LearningPath:
    """The learning path that closes the gaps of a profile."""
    audiences = {name: entry.value for name, entry in curriculum.audiences.items()}
    return resolve(wishes, modules_of(curriculum), audiences)


def plan_for(profile: Profile, curriculum: Curriculum) -> Plan:
    """The best modules for a profile and the time it has, laid on its days, with what may go wrong."""
    return warned(choose(_request(profile, curriculum)), profile, curriculum)


def more_for(profile: Profile, plan: Plan, curriculum: Curriculum) -> tuple[Further, ...]:
    """What more time than in the plan would bring to a profile, step by step, beginning with the plan as it is.

    Nothing for a saved plan with a short form that its module no longer has.
    """
    now = {step.module: step.variant for step in plan.steps}
    request = _request(profile, curriculum)
    return tuple(curve(request, now)) if is_possible(now, request.task) else ()


def _request(profile: Profile, curriculum: Curriculum) -> Request:
    audiences = {name: entry.value for name, entry in curriculum.audiences.items()}
    setting = setting_of(profile, methods_of(curriculum))
    return request_of(profile, modules_of(curriculum), audiences, setting)


def warned(plan: Plan, profile: Profile, curriculum: Curriculum) -> Plan:
    """A plan with everything that may go wrong with it."""
    there = {name: local.value for name, local in _locals(profile, plan, curriculum)}
    told = warnings(profile, plan, modules_of(curriculum), methods_of(curriculum), there)
    return replace(plan, warnings=told)


def _locals(profile: Profile, plan: Plan, curriculum: Curriculum) -> Iterator[tuple[str, Entry[Local]]]:
    """What the modules of a plan say of the country of its profile, by module."""
    country = (profile.country or "").lower()
    for step in plan.steps:
        local = curriculum.modules[step.module].local.get(country)
        if local is not None:
            yield step.module, local


def next_for(known: Iterable[str], curriculum: Curriculum, profile: Profile | None = None) -> tuple[Reachable, ...]:
    """The modules that can be taught next, from what is known by name and what a profile tells besides."""
    modules = modules_of(curriculum)
    wishes = profile or Wishes.model_construct(audience=())
    wishes = wishes.model_copy(update={"known": (*wishes.known, *known)})
    there = known_modules(wishes, modules)
    return reachable(there, modules, needs(wishes, modules, there))


def why_not(name: str, plan: Plan) -> Reason:
    """Why a module is not in a plan; that nothing asks for it, if the plan does not tell."""
    return next((left.reason for left in plan.left_out if left.module == name), Reason("left-unasked"))


def remedies_for(name: str, now: Plan, profile: Profile, curriculum: Curriculum) -> Iterator[Remedy]:
    """The fewest changes of a profile that would bring a module into its plan, or would if there were more time.

    `now` is the plan as it is: what of it would be lost then is told as well.
    """
    fewest = 0
    for made, wishes in changes(name, profile, modules_of(curriculum)):
        plan = plan_for(profile.model_copy(update=dict(wishes)), curriculum)
        inside = name in [step.module for step in plan.steps]
        reason = why_not(name, plan)
        if (inside or reason.label.startswith("left-no-time")) and len(made) <= (fewest or len(made)):
            fewest = len(made)
            less = (*lost(_minutes(now), _minutes(plan)), *(other for _, other in reason.names if not inside))
            yield Remedy(made, 0 if inside else reason.number or 0, tuple(dict.fromkeys(less)))


def _minutes(plan: Plan) -> dict[str, int]:
    return {step.module: step.minutes for step in plan.steps}


def drawing_of(
    curriculum: Curriculum,
    labels: Labels,
    profile: Profile | None = None,
    plan: Plan | None = None,
    links: str = "",
) -> Drawing:
    """What builds on what: all modules, or those of a plan with what the group of its profile knows before them.

    `links` is an address with {id} in it to which the box of each module leads, or nothing.
    """
    modules = modules_of(curriculum)
    chosen = {step.module: step.minutes for step in plan.steps} if plan else {}
    known = known_modules(profile, modules) if profile else {}
    return draw(graph(modules, chosen, known), labels, labels.direction, links)


def stale(profile: Profile, plan: Plan, curriculum: Curriculum, today: dt.date) -> Iterator[Problem]:
    """What a plan would print of the law in the country of its profile that is to be read again before its last day,
    or was before today.
    """
    last = max(today, *(day.day for day in profile.when))
    for _, local in _locals(profile, plan, curriculum):
        yield from overdue(local, last, "C104")


def read_people(path: Path) -> tuple[tuple[Participant, ...], list[Problem]]:
    """The participants in a table, with what is wrong in it; nobody if that is an error."""
    return load_people(path)


def documents_of(
    profile: Entry[Profile],
    plan: Plan,
    curriculum: Curriculum,
    only: Collection[str] = (),
    people: tuple[Participant, ...] = (),
    today: dt.date | None = None,
    spoken: Spoken | None = None,
) -> tuple[Document, ...]:
    """The documents of a workshop pack in the order a trainer needs them: all, or those of the kinds named.

    They are made for as many people as the profile expects, or as come if these are more; from the content as it was
    written, or as it is `spoken`.
    """
    spoken = spoken or Spoken(curriculum)
    expected = max(profile.value.participants, len(people))
    profile = replace(profile, value=profile.value.model_copy(update={"participants": expected}))
    more = more_for(profile.value, plan, curriculum)

    def kit(told: Curriculum | None, language: str | None) -> Kit | None:
        if told is None or language is None:
            return None
        said = retold(plan, curriculum, told)
        drawing = drawing_of(told, Labels(language), profile.value, said)
        return Kit(profile, said, told, drawing, more, people, today, tongue=language)

    own = kit(spoken.participants, profile.value.language)
    assert own is not None  # there is always a language for participants
    own = replace(own, beside=kit(spoken.beside, profile.value.second_language))
    return tuple(pack(own, only, kit(spoken.trainers, profile.value.trainers_language)))


def on_paper(profile: Entry[Profile], paper: PaperName) -> Entry[Profile]:
    """The profile with other paper in its printer."""
    return replace(profile, value=profile.value.model_copy(update={"paper": paper}))


def helping(profile: Profile, plan: Plan, curriculum: Curriculum) -> tuple[Helping, ...]:
    """The learning patterns that apply to a plan, the best first."""
    return patterns_for(plan, profile, curriculum)


def proof_of(pattern: Pattern, today: dt.date) -> Evidence:
    """What the uses of a learning pattern have shown until today."""
    return evidence(pattern, today)


def pattern_sheets(
    names: Iterable[str], curriculum: Curriculum, language: str, today: dt.date
) -> tuple[Document, ...]:
    """A page for each of some learning patterns. `today` decides which uses and reviews count."""
    return tuple(sheets([curriculum.patterns[name] for name in names], curriculum, language, today))


def pattern_book(names: Iterable[str], topic: str, curriculum: Curriculum, language: str, today: dt.date) -> Document:
    """Learning patterns as a handbook with contents and index."""
    return book([curriculum.patterns[name] for name in names], topic, curriculum, language, today)
