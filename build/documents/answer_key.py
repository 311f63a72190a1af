"""The answer key: what a good result of each exercise looks like. For trainers only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import pictures_of
from rumbo.build.model import Activity
from rumbo.build.outcome import Document


@dataclass(frozen=True, slots=True)
class Result:
    """The key of one activity."""

    number: int
    """The number of the exercise on the participants' sheets, or 0 if it has no task there."""
    activity: Activity


def answer_key(kit: Kit) -> Iterator[Document]:
    """The keys of all modules, one for each trainer; nothing if nobody is given a task."""
    taught = [entry.value.taught(step.variant) for entry, step in zip(kit.entries, kit.plan.steps, strict=True)]
    parts = [(entry, tuple(results(done))) for entry, done in zip(kit.entries, taught, strict=True)]
    if any(found for _, found in parts):
        yield kit.document(
            "answer-key.pdf",
            "answer-key.html.j2",
            "answer-key-title",
            copies=max(1, len(kit.value.trainers)),
            readers="trainers",
            pictures=pictures_of(*kit.entries).items(),
            parts=[(number, entry, found) for number, (entry, found) in enumerate(parts, start=1) if found],
        )


def results(activities: Iterable[Activity]) -> Iterator[Result]:
    """A result for each activity with a task or a key, numbered as the tasks are in the handout."""
    number = 0
    for activity in activities:
        number += bool(activity.task)
        if activity.task or activity.expected:
            yield Result(number if activity.task else 0, activity)
