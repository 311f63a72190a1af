"""Whether the conditions under which a pattern or a point of a checklist applies hold for a plan."""

from collections.abc import Iterator

from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Activity, Circumstances, Module, Profile
from rumbo.build.outcome import Plan


def holds(conditions: Circumstances, profile: Profile, *, accounts: bool) -> bool:
    """Whether all conditions that are given hold; `accounts` tells whether people need accounts there."""
    crowd = conditions.participants
    return (
        (not conditions.internet or profile.conditions.internet in conditions.internet)
        and (not conditions.devices or profile.conditions.devices in conditions.devices)
        and (crowd is None or crowd.least <= profile.participants <= crowd.most)
        and (accounts or not conditions.accounts)
    )


def needs_accounts(profile: Profile, plan: Plan, curriculum: Curriculum) -> bool:
    """Whether a module of the plan asks every participant for an account on a Wikimedia project; without internet
    nobody makes or uses one there.
    """
    online = profile.conditions.internet != "none"
    return online and any(curriculum.modules[step.module].value.delivery.accounts for step in plan.steps)


def activities(plan: Plan, curriculum: Curriculum) -> Iterator[tuple[str, Module, Activity]]:
    """Every activity that is taught, with the id of its module and the module, in teaching order."""
    for step in plan.steps:
        module = curriculum.modules[step.module].value
        for activity in module.taught(step.variant):
            yield step.module, module, activity


def energisers(plan: Plan) -> tuple[str, ...]:
    """The ids of the methods that wake people up, each once."""
    slots = [slot for session in plan.sessions for slot in session.slots if slot.kind == "energiser"]
    return tuple(dict.fromkeys(slot.activity for slot in slots))


def methods(plan: Plan, curriculum: Curriculum) -> tuple[str, ...]:
    """The ids of the methods of a plan that exist, each once, in the order in which they are used."""
    named = [activity.method for _, _, activity in activities(plan, curriculum) if activity.method]
    used = dict.fromkeys((*named, *energisers(plan)))
    return tuple(name for name in used if name in curriculum.methods)
