"""Joins the stages for records of events: what a plan asks about, reading them, and what is made from them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rumbo.build import assessing, pipeline, replay
from rumbo.build.assess.estimates import Estimate, estimates
from rumbo.build.assess.tally import counted
from rumbo.build.assess.unfinished import typed_before
from rumbo.build.check.records import check_record
from rumbo.build.content.load import load_record
from rumbo.build.content.records import is_record, load_bytes
from rumbo.build.content.table import TableLines
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.report import report
from rumbo.build.exchange.records import (
    LONGEST_ID,
    Outline,
    credit,
    drafts,
    evidence,
    record_file,
    record_of,
    slug,
)
from rumbo.build.exchange.report_wikitext import wikitext
from rumbo.build.model import Profile, QuestionSet, Record
from rumbo.build.outcome import Artifact, Document, Plan
from rumbo.build.problem import Problem, failed
from rumbo.build.recorded import question_sets, recorded
from rumbo.build.sentences import title
from rumbo.build.yaml_edit import with_minutes
from rumbo.build.yaml_text import Place, read

__all__ = [
    "Edit",
    "Estimate",
    "Outline",
    "credit",
    "edits",
    "estimates_of",
    "holds_record",
    "outline",
    "question_sets",
    "read_before",
    "read_record",
    "read_records",
    "read_survey",
    "record_file",
    "record_of",
    "report_files",
    "report_page",
    "with_survey",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """A file of a module with other minutes, or why it stays as it is."""

    path: Path
    artifact: Artifact | None = None
    problem: Problem | None = None


def holds_record(path: Path) -> bool:
    """Whether a file holds the record of an event."""
    return is_record(path)


def outline(profile: Entry[Profile], plan: Plan, curriculum: Curriculum) -> Outline:
    """What can be asked about an event that was held by a plan."""
    slots = [slot for session in plan.sessions for slot in session.slots if slot.kind == "activity"]
    trainers: dict[str, dict[str, None]] = {}
    activities: dict[str, dict[str, tuple[str, str, int]]] = {}
    for slot in slots:
        titles = {one.id: one.title for one in curriculum.modules[slot.module].value.activities}
        told = (slot.activity, titles[slot.activity], slot.minutes)
        activities.setdefault(slot.module, {}).setdefault(slot.activity, told)
        trainers.setdefault(slot.module, {}).update({slot.trainer: None} if slot.trainer else {})
    return Outline(
        slug(profile.id, LONGEST_ID) or "workshop",
        profile.value.title,
        tuple(sorted({day.day for day in profile.value.when})),
        profile.value.audience,
        profile.value.language,
        tuple((step.module, title("modules", step.module, curriculum)) for step in plan.steps),
        {module: tuple(told.values()) for module, told in activities.items()},
        tuple((name, title("patterns", name, curriculum)) for name in _patterns(profile, plan, curriculum)),
        {module: tuple(names) for module, names in trainers.items()},
    )


def _patterns(profile: Entry[Profile], plan: Plan, curriculum: Curriculum) -> Collection[str]:
    """The learning patterns that a saved plan names."""
    saved = replay.save(profile, plan, curriculum, "plan", profile.value.when[0].day)
    tree = read(saved.content.decode())[0]
    patterns: Mapping[str, Any] = tree["patterns"]
    return list(patterns)


def read_before(path: Path) -> dict[str, str]:
    """What somebody had typed before they stopped; nothing if there is no such file."""
    return typed_before(TableLines(path))


def read_record(path: Path, curriculum: Curriculum) -> tuple[Entry[Record] | None, tuple[Problem, ...]]:
    """A record from a file, checked against the curriculum."""
    entry, problems = load_record(path)
    if entry is not None:
        problems += check_record(entry, curriculum)
    return entry, tuple(sorted(problems))


def read_records(paths: Iterable[Path], curriculum: Curriculum) -> tuple[list[Record], list[Problem]]:
    """The records of several events, each event once."""
    found: dict[tuple[str, tuple[dt.date, ...]], Record] = {}
    problems: list[Problem] = []
    for path in paths:
        entry, told = read_record(path, curriculum)
        problems += told
        if entry is None:
            continue
        event = (entry.value.plan, entry.value.days)
        if event in found:
            message = f"{entry.value.title}, {entry.value.days[0]}, is told by another record already"
            problems.append(entry.problem("E104", ("days",), message, "this one is passed over"))
        found.setdefault(event, entry.value)
    return list(found.values()), problems


def read_survey(path: Path, name: str, questions: QuestionSet) -> tuple[dict[str, Any], list[Problem], int]:
    """The answers of a table as fields of a record, what is wrong in it, and how many words had no room."""
    tally, problems = assessing.read_answers(path, questions)
    if failed(problems):
        return {}, problems, 0
    said = {"asked": {"set": name, "people": tally.people}, "survey": counted(tally)}
    return {**said, "words": tally.words.by_question}, problems, tally.words.left_over


def with_survey(record: Record, survey: Mapping[str, Any]) -> Record:
    """A record with the answers of a survey in the place of those it had."""
    kept = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Record.model_validate({**kept, **survey})


def report_page(record: Record, curriculum: Curriculum, language: str) -> Document:
    """The report of an event as a page."""
    return report(recorded(record, curriculum), "report.pdf", language)


def report_files(record: Record, curriculum: Curriculum, language: str, today: dt.date) -> Iterator[Artifact]:
    """The report as wikitext, the evidence for patterns, and drafts of new patterns."""
    yield wikitext(recorded(record, curriculum), "report.wiki", language)
    yield evidence(record, "evidence.yaml")
    known = {kind: curriculum.ids(kind) for kind in ("modules", "patterns", "audiences")}
    yield from drafts(record, known, today)


def estimates_of(records: Iterable[Record], curriculum: Curriculum) -> tuple[Estimate, ...]:
    """How long activities took at all events, and what to plan with from now on."""
    return estimates(records, pipeline.modules_of(curriculum))


def edits(proposed: Sequence[Estimate], curriculum: Curriculum, closed: Collection[str]) -> Iterator[Edit]:
    """The files of modules with the minutes proposed, all else in them as it is. Layers in `closed` stay."""
    for name in dict.fromkeys(one.module for one in proposed if one.proposed):
        entry = curriculum.modules[name]
        mine = [one for one in proposed if one.module == name and one.proposed]
        if entry.layer in closed:
            message = f"the minutes of {name} came with the installed program"
            hint = "copy the folder of the module into a curriculum of your own, and change it there"
            yield Edit(entry.file.path, problem=entry.problem("E105", ("activities",), message, hint))
        else:
            yield _edit(entry, mine)


def _edit(entry: Entry[Any], proposed: Sequence[Estimate]) -> Edit:
    wishes: dict[Place, Sequence[int]] = {
        ("activities", one.index, "minutes"): (one.proposed.least, one.proposed.typical, one.proposed.most)
        for one in proposed
        if one.proposed
    }
    path = entry.file.path
    try:
        edited = with_minutes(load_bytes(path).decode("utf-8"), wishes)
    except OSError as error:
        problem = Problem(str(path), 0, 0, "F104", f"cannot be read: {error.strerror or error}", "look at the file")
        return Edit(path, problem=problem)
    if edited is None:
        hint = "write the numbers there yourself: they stand in an unusual way"
        place = next(iter(wishes))
        return Edit(path, problem=entry.problem("E106", place, "these minutes are left as they are", hint))
    return Edit(path, Artifact(path.name, edited.encode("utf-8")))
