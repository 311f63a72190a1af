"""The plan of what was said, with the order and the short forms that were chosen by hand."""

from rumbo.build import pipeline, replay
from rumbo.build.asked import Planned
from rumbo.build.check.plans import check_plan
from rumbo.build.check.profiles import check_profile
from rumbo.build.curriculum import Entry, File
from rumbo.build.model import Profile, SavedModule, SavedPlan
from rumbo.build.outcome import Artifact, Plan
from rumbo.build.yaml_text import read
from rumbo.cli.start.profile import Ground, Said, profile_of, wishes_of

BY_HAND = ("order", "short")
"""Answers that change a plan and not the profile: modules in order; `module=variant`, or `module=` for the whole."""


def planned(said: Said, ground: Ground) -> Planned:
    """The plan as it stands."""
    profile = wishes_of(said, ground)
    plan = pipeline.plan_for(profile.value, ground.curriculum)
    if not plan.steps or not any(said.get(name) for name in BY_HAND):
        return Planned(profile, plan, ground.curriculum)
    return Planned(profile, *replay.plan_again(_by_hand(said, ground, profile, plan), ground.curriculum))


def saved(plan: Planned, ground: Ground, name: str) -> Artifact:
    """The plan as a file."""
    return replay.save(plan.profile, plan.plan, plan.curriculum, name, ground.today)


def faults(said: Said, ground: Ground) -> list[str]:
    """Why what was said makes no plan, in sentences."""
    problems = check_profile(profile_of(said, ground), ground.curriculum, ground.today)
    return [problem.message for problem in problems if problem.severity == "error"]


def doubts(said: Said, ground: Ground) -> list[str]:
    """What speaks against the order that was chosen by hand; the person decides."""
    plan = planned(said, ground)
    if not plan.plan.steps:
        return []
    entry = _by_hand(said, ground, plan.profile, plan.plan)
    return [problem.message for problem in check_plan(entry, ground.curriculum)]


def _by_hand(said: Said, ground: Ground, profile: Entry[Profile], plan: Plan) -> Entry[SavedPlan]:
    artifact = replay.save(profile, plan, ground.curriculum, f"{profile.id}.yaml", ground.today)
    file = File(profile.file.path, artifact.content.decode())
    value = SavedPlan.model_validate(read(file.text)[0])
    modules = {module.id: module for module in value.modules}
    for word in said.get("short", "").split():
        name, _, variant = word.partition("=")
        if name in modules:
            modules[name] = _in_form(modules[name], variant)
    ordered = tuple(modules[name] for name in arranged(list(modules), said.get("order", "").split()))
    return Entry(profile.id, value.model_copy(update={"modules": ordered}), file, "file")


def _in_form(module: SavedModule, variant: str) -> SavedModule:
    """The module in a short form, or whole; its minutes are those of the curriculum."""
    return module.model_copy(update={"variant": variant or None, "minutes": {}})


def arranged(names: list[str], order: list[str]) -> list[str]:
    """Names in an order given by hand; those it does not name stay at the place they had."""
    result = [name for name in order if name in names]
    for place, name in enumerate(names):
        if name not in order:
            result.insert(place, name)
    return result
