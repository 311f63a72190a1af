"""Reasons as sentences in any language the labels are written in."""

import datetime as dt

from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import Labels
from rumbo.build.model import Profile
from rumbo.build.outcome import Reason


def sentence(reason: Reason, curriculum: Curriculum, labels: Labels) -> str:
    """What a reason says, with the titles of what it names."""
    titles = labels.comma.join(_named(kind, name, curriculum, labels) for kind, name in reason.names)
    values = [value for value in (titles, reason.text, reason.number) if value not in ("", None)]
    return labels.text(reason.label, *values, *(_written(value, labels) for value in reason.more))


def _written(value: int | dt.date | dt.datetime, labels: Labels) -> object:
    if isinstance(value, dt.datetime):
        return f"{labels.short_day(value)}, {labels.time(value.time())}"
    return labels.short_day(value) if isinstance(value, dt.date) else value


def _named(kind: str, name: str, curriculum: Curriculum, labels: Labels) -> str:
    return labels.language_name(name) if kind == "languages" else title(kind, name, curriculum)


def title(kind: str, name: str, curriculum: Curriculum) -> str:
    """The title of a piece of content, or its id if it has none."""
    entry = curriculum.of(kind).get(name)
    return str(entry.value.title) if entry else name


def origin(profile: Profile, labels: Labels) -> str:
    """Whether a plan was made from a needs assessment, of which day and by how many people."""
    assessed = profile.assessed
    if assessed is None:
        return labels.text("plan-no-assessment")
    return labels.text(
        "plan-assessment", labels.short_day(assessed.date), assessed.raters, labels.short_day(assessed.expires)
    )
