"""Exercise sheets: the tasks of a module on a sheet of their own, to work on, to collect, to hand back."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import pictures_of, shown
from rumbo.build.outcome import Document


def exercises(kit: Kit) -> Iterator[Document]:
    """A sheet for each module with tasks, for people without a handbook; only what is really done."""
    for number, (entry, handout) in enumerate(zip(kit.entries, kit.handouts, strict=True), start=1):
        if handout.exercises:
            tasks = [exercise.task for exercise in handout.exercises]
            yield kit.document(
                f"exercises/{number:02}-{entry.id}.pdf",
                "exercises.html.j2",
                "exercises-title",
                copies=0,
                pictures=pictures_of(entry).items(),
                number=number,
                handout=handout,
                credited=shown(handout.pictures, tasks),
            )
