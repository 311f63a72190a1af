"""A saved plan that somebody may have edited: what it names exists, and its order makes sense."""

from collections.abc import Iterator

from rumbo.build.check.modules import unknown
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.model import LONGEST_ACTIVITY, SavedPlan
from rumbo.build.problem import Problem
from rumbo.build.words import did_you_mean


def check_plan(entry: Entry[SavedPlan], curriculum: Curriculum) -> list[Problem]:
    """Every problem of a saved plan but those of the profile inside it, sorted by place."""
    return sorted([*_modules(entry, curriculum), *_order(entry, curriculum), *_assessment(entry)])


def _modules(entry: Entry[SavedPlan], curriculum: Curriculum) -> Iterator[Problem]:
    for index, chosen in enumerate(entry.value.modules):
        place = ("modules", index, "id")
        if chosen.id in curriculum.modules:
            yield from _edits(entry, index, curriculum)
        elif chosen.id in curriculum.ids("modules"):
            message = f"'{chosen.id}' has mistakes of its own and cannot be used"
            yield entry.problem("T111", place, message, "`rumbo check` tells them")
        else:
            yield from unknown(entry, curriculum, "T111", "modules", chosen.id, place)


def _assessment(entry: Entry[SavedPlan]) -> Iterator[Problem]:
    """A plan does not follow an assessment any more: it holds what that found."""
    if entry.value.profile.assessment:
        message = "a saved plan holds what the assessment found, not its file"
        hint = "take this line out, or save the plan anew from the profile"
        yield entry.problem("S101", ("profile", "assessment"), message, hint)


def _edits(entry: Entry[SavedPlan], index: int, curriculum: Curriculum) -> Iterator[Problem]:
    chosen = entry.value.modules[index]
    module = curriculum.modules[chosen.id].value
    variants = {variant.id for variant in module.variants}
    if chosen.variant and chosen.variant not in variants:
        hint = did_you_mean(chosen.variant, variants) or "take this line out"
        yield entry.problem("T112", ("modules", index, "variant"), f"'{chosen.variant}' is not a variant of it", hint)
    activities = {activity.id for activity in module.activities}
    for name, minutes in chosen.minutes.items():
        place = ("modules", index, "minutes", name)
        if name not in activities:
            message = f"'{name}' is not an activity of it"
            yield entry.problem("T112", place, message, did_you_mean(name, activities))
        elif minutes > LONGEST_ACTIVITY:
            message = f"'{name}' takes {minutes} minutes"
            hint = f"nobody sits longer than {LONGEST_ACTIVITY} minutes without a break"
            yield entry.problem("M112", place, message, hint)


def _order(entry: Entry[SavedPlan], curriculum: Curriculum) -> Iterator[Problem]:
    """A module before one that it requires is a warning with the reason: the trainer decides."""
    order = [chosen.id for chosen in entry.value.modules]
    known = entry.value.profile.known
    for index, name in enumerate(order):
        module = curriculum.modules.get(name)
        for needed in module.value.prerequisites if module else ():
            late = [choice for choice in needed.choices if choice in order[index + 1 :]]
            met = set(needed.choices) & {*known, *order[:index]}
            if needed.strength == "required" and late and not met:
                message = f"'{name}' comes before '{late[0]}', which it requires: {needed.because}"
                yield entry.problem("T113", ("modules", index), message, "fine if you mean it")
