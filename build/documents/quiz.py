"""The quiz on paper, and its key: questions have the same numbers and answers the same letters on both."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import asked
from rumbo.build.outcome import Document


def quiz(kit: Kit) -> Iterator[Document]:
    """A sheet for each module with questions, to collect or for people without a handbook."""
    sheets = [(number, handout) for number, handout in enumerate(kit.handouts, start=1) if handout.questions]
    if sheets:
        yield kit.document("quiz.pdf", "quiz.html.j2", "quiz-title", copies=0, sheets=sheets)


def quiz_key(kit: Kit) -> Iterator[Document]:
    """The right answers and why they are right, one for each trainer."""
    steps = zip(kit.entries, kit.plan.steps, strict=True)
    parts = [
        (number, entry.value, questions)
        for number, (entry, step) in enumerate(steps, start=1)
        if (questions := asked(entry.value, step.variant))
    ]
    if parts:
        copies = max(1, len(kit.value.trainers))
        yield kit.document(
            "quiz-key.pdf", "quiz-key.html.j2", "quiz-key-title", copies=copies, readers="trainers", parts=parts
        )
