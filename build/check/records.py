"""The record of an event: what it names exists, and it holds no address of a person."""

import re
from collections.abc import Iterator

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Record
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean
from rumbo.build.yaml_text import Place

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|\+?\d[\d ()/.-]{7,}\d")
"""An e-mail address, or a telephone number."""
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check_record(entry: Entry[Record], curriculum: Curriculum) -> list[Problem]:
    """Every problem of a record, sorted by place. Content moves on, so all of them are warnings."""
    return sorted([*_modules(entry, curriculum), *_patterns(entry, curriculum), *_addresses(entry)])


def _modules(entry: Entry[Record], curriculum: Curriculum) -> Iterator[Problem]:
    for name, times in entry.value.minutes.items():
        yield from unknown(entry, curriculum, "E101", "modules", name, ("minutes", name))
        module = curriculum.modules.get(name)
        known = {activity.id for activity in module.value.activities} if module else set(times)
        for activity in times.keys() - known:
            hint = did_you_mean(activity, known) or "its minutes are left out of estimates"
            message = f"'{activity}' is not an activity of {name}"
            yield entry.problem("E101", ("minutes", name, activity), message, hint)
    for index, trouble in enumerate(entry.value.did_not_work):
        if trouble.module:
            where = ("did_not_work", index, "module")
            yield from unknown(entry, curriculum, "E101", "modules", trouble.module, where)


def _patterns(entry: Entry[Record], curriculum: Curriculum) -> Iterator[Problem]:
    for index, tried in enumerate(entry.value.patterns):
        yield from unknown(entry, curriculum, "E102", "patterns", tried.id, ("patterns", index, "id"))
    for index, trouble in enumerate(entry.value.did_not_work):
        if trouble.pattern:
            where = ("did_not_work", index, "pattern")
            yield from unknown(entry, curriculum, "E102", "patterns", trouble.pattern, where)


def _addresses(entry: Entry[Record]) -> Iterator[Problem]:
    for place, text in _texts(entry.value):
        found = ADDRESS.search(A_DAY.sub("", text))
        if found:
            message = "this looks like the address or telephone number of a person"
            yield entry.problem("E103", place, message, "take it out: records are passed on and published")


def _texts(record: Record) -> Iterator[tuple[Place, str]]:
    """Everything that somebody wrote, with its place."""
    yield from ((("worked", index), text) for index, text in enumerate(record.worked))
    yield from ((("did_not_work", index, "what"), one.what) for index, one in enumerate(record.did_not_work))
    yield from ((("patterns", index, "outcome"), one.outcome) for index, one in enumerate(record.patterns))
    for index, later in enumerate(record.follow_ups):
        yield ("follow_ups", index, "task"), later.task
        yield ("follow_ups", index, "owner"), later.owner or ""
    for name, said in record.words.items():
        yield from ((("words", name, index), text) for index, text in enumerate(said))
