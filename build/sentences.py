"""Reasons as sentences in any language the labels are written in."""

from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import Labels
from rumbo.build.outcome import Reason


def sentence(reason: Reason, curriculum: Curriculum, labels: Labels) -> str:
    """What a reason says, with the titles of what it names."""
    titles = ", ".join(title(kind, name, curriculum) for kind, name in reason.names)
    values = [value for value in (titles, reason.text, reason.number) if value not in ("", None)]
    return labels.text(reason.label, *values)


def title(kind: str, name: str, curriculum: Curriculum) -> str:
    """The title of a piece of content, or its id if it has none."""
    entry = curriculum.of(kind).get(name)
    return str(entry.value.title) if entry else name
