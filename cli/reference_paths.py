"""docs/paths.md: what the planner makes of a few hours for each audience, and the longest way through the modules.

It takes the planner a minute or two.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import Module, Path, Profile
from rumbo.build.pipeline import plan_for

HOURS = (2, 4, 8, 16)
_FIRST_DAY = dt.date(2027, 3, 1)
_SITTING = 4  # hours; longer times are several mornings
_INTRO = """\
# Plans for every audience

For each audience the planner is asked for what a curated path reaches, for twelve people who can do nothing of it
yet, with good internet and shared devices. Four hours are a morning, eight are two mornings, sixteen four. A module
that is marked *short* is taught in a shorter form. Breaks take their time as well, and a plan takes what the hours
hold: it is not always the beginning of the curated path. `rumbo path ID` shows that path with its milestones."""


def paths_markdown(curriculum: Curriculum) -> str:
    """A table of plans for each audience, then the longest chain of modules that require each other."""
    tables = [line for name in curriculum.audiences for line in audience_lines(name, curriculum)]
    return "\n".join([_INTRO, *tables, *longest(curriculum)]) + "\n"


def audience_lines(audience: str, curriculum: Curriculum) -> Iterator[str]:
    """The section of an audience, line by line; nothing if no curated path is for it."""
    path = curated_for(audience, curriculum)
    if path:
        title = curriculum.audiences[audience].value.title
        yield from ("", f"## {title}", "", f"Aim: what `{path.id}` reaches.", "")
        yield from ("| hours | modules in their order | minutes taught |", "| --- | --- | --- |")
        yield from (_line(hours, audience, path.value, curriculum) for hours in HOURS)


def curated_for(audience: str, curriculum: Curriculum) -> Entry[Path] | None:
    """The curated path that is most for an audience: it names it earliest, then it reaches most."""
    found = [path for path in curriculum.paths.values() if audience in path.value.audiences]
    order = {path.id: (path.value.audiences.index(audience), -len(path.value.reaches), path.id) for path in found}
    return min(found, key=lambda path: order[path.id], default=None)


def _line(hours: int, audience: str, path: Path, curriculum: Curriculum) -> str:
    plan = plan_for(_profile(hours, audience, path), curriculum)
    steps = [f"`{step.module}`{' (*short*)' if step.variant else ''}" for step in plan.steps]
    return f"| {hours} | {', '.join(steps) or 'none fits'} | {plan.minutes} |"


def _profile(hours: int, audience: str, path: Path) -> Profile:
    """A neutral group: it wants what the path reaches, and nothing is known about it but its audience."""
    sittings = max(1, hours // _SITTING)
    days = [
        {"day": _FIRST_DAY + dt.timedelta(days=number), "from": "09:00", "to": f"{9 + hours // sittings:02}:00"}
        for number in range(sittings)
    ]
    fields = {"title": "A group", "language": "en", "participants": 12, "audience": [audience]}
    return Profile.model_validate({**fields, "wants": dict(path.reaches), "when": days})


def longest(curriculum: Curriculum) -> Iterator[str]:
    """The section on the longest chains, line by line."""
    modules = {name: entry.value for name, entry in curriculum.modules.items()}
    chains = [chain(name, modules) for name in modules]
    most = max(map(len, chains), default=0)
    yield from (
        "",
        "## The longest way",
        "",
        f"No module has more than {most - 1} others before it that it requires in turn:",
        "",
    )
    yield from (f"- {' → '.join(f'`{name}`' for name in one)}" for one in chains if len(one) == most)


def chain(name: str, modules: Mapping[str, Module]) -> tuple[str, ...]:
    """The longest row of modules that require each other up to one; of alternatives the shortest counts."""
    before = [
        min((chain(choice, modules) for choice in needed.choices if choice in modules), key=len, default=())
        for needed in modules[name].prerequisites
        if needed.strength == "required"
    ]
    return (*max(before, key=len, default=()), name)
