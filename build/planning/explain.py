"""Why a module is in a path, and why another is not."""

from collections.abc import Iterable, Iterator, Mapping

from rumbo.build.outcome import Gap, LeftOut, Reason, Step
from rumbo.build.planning.closure import would_be_in
from rumbo.build.planning.order import in_order
from rumbo.build.planning.task import Chosen, Task, closes, form


def steps(chosen: Chosen, task: Task) -> tuple[Step, ...]:
    """The chosen modules in order, each with its minutes and every reason it is there."""
    return tuple(
        Step(name, form(name, chosen[name], task).minutes, _reasons(name, chosen, task), chosen[name])
        for name in in_order(chosen, task)
    )


def _reasons(name: str, chosen: Chosen, task: Task) -> tuple[Reason, ...]:
    reasons = [Reason("reason-asked")] if name in task.asked else []
    reasons += [reason for gap in task.gaps for reason in _wanted(name, gap, chosen, task)]
    reasons += [
        Reason("reason-opens", (("audiences", group),))
        for group, opener in task.opening
        if name == opener and name in task.openers
    ]
    reasons += _needed_by(name, chosen, task, "required", "reason-required")
    if not reasons:
        reasons += _needed_by(name, chosen, task, "recommended", "reason-recommended")
    if chosen[name]:
        title = next(variant.title for variant in task.modules[name].variants if variant.id == chosen[name])
        reasons.append(Reason("reason-short", text=title))
    return tuple(dict.fromkeys(reasons))


def _wanted(name: str, gap: Gap, chosen: Chosen, task: Task) -> Iterable[Reason]:
    """That the module closes the gap, or leads nearer to it than any other here."""
    level = form(name, chosen[name], task).gives.get(gap.competency, 0)
    if level >= gap.wanted:
        yield Reason("reason-wanted", (("competencies", gap.competency),), gap.wanted)
    elif level > gap.present:
        others = [form(other, chosen[other], task).gives.get(gap.competency, 0) for other in chosen]
        if level == max(others):
            yield Reason("reason-nearer", (("competencies", gap.competency),), level)


def _needed_by(name: str, chosen: Iterable[str], task: Task, strength: str, label: str) -> list[Reason]:
    return [
        Reason(label, (("modules", after),), text=needed.because)
        for after in sorted(chosen)
        for needed in task.modules[after].prerequisites
        if needed.strength == strength and name in needed.choices
    ]


def left_out(chosen: Chosen, task: Task) -> dict[str, Reason]:
    """What is known and would be in the path, what else reaches what is wanted, what is excluded."""
    known = task.why_known
    left = {name: known[name] for name in would_be_in(frozenset(chosen), task) if name in known}
    for gap in task.gaps:
        others = [name for name in sorted(task.modules) if closes(name, gap, task) and name not in {*chosen, *left}]
        left |= {name: reason for name in others for reason in _not_needed(name, gap, chosen, task)}
    stopped = task.barred.keys() & {name for _, name in task.opening}
    left |= {name: Reason("left-needs", (("modules", task.barred[name]),)) for name in stopped}
    excluded = {name for name, bar in task.barred.items() if bar == name} - task.untaught
    left |= {name: Reason("left-without") for name in excluded}
    left |= {name: reason for name, reason in known.items() if reason.label == "left-known"}
    return {name: left[name] for name in left if name in task.modules.keys() - chosen.keys()}


def _not_needed(name: str, gap: Gap, chosen: Chosen, task: Task) -> Iterator[Reason]:
    """Why a module that reaches what is wanted is not taken. One that leads further than what was taken is none that
    anybody waits for, and has no reason.
    """
    levels = {other: form(other, chosen[other], task).gives.get(gap.competency, 0) for other in sorted(chosen)}
    reached = [other for other, level in levels.items() if level >= gap.wanted]
    further = task.modules[name].competencies.gives[gap.competency]
    instead = [other for other in reached if levels[other] >= further]
    if instead:
        yield Reason("left-instead", (("modules", instead[0]),))
    elif not reached and name in task.barred:
        yield Reason("left-needs", (("modules", task.barred[name]),))


def told(left: Mapping[str, Reason]) -> tuple[LeftOut, ...]:
    """What is left out, by id."""
    return tuple(LeftOut(name, left[name]) for name in sorted(left))
