"""The plan for the time there is: what is taught and why, what is left out and why. The way into this stage."""

from dataclasses import replace

from rumbo.build.outcome import LearningPath, Plan, Reason
from rumbo.build.planning.explain import left_out, steps, told
from rumbo.build.planning.search import SECONDS, Request, search, without_limit
from rumbo.build.planning.timetable import lay
from rumbo.build.planning.whatif import Missing, minutes_that_bring


def choose(request: Request, seconds: float = SECONDS) -> Plan:
    """The plan with the reasons of every module in it and of every one left out.

    The solver works for `seconds` at most; `Plan.chosen_by` says if that was too little.
    """
    task = request.task
    found = search(request, seconds)
    late = without_limit(task).keys() - found.chosen.keys()
    left = left_out(found.chosen, task) | _not_taught(request)
    missing = minutes_that_bring(late, request, found, seconds)
    left |= {name: _no_time(minutes) for name, minutes in missing.items()}
    path = LearningPath(steps(found.chosen, task), told(left))
    return replace(lay(path, request.days, task.modules, request.setting), chosen_by=found.by)


def _no_time(missing: Missing | None) -> Reason:
    """How much time is missing, and at whose cost the module would come in with it."""
    if missing is None:
        return Reason("left-no-time-day")
    if not missing.lost:
        return Reason("left-no-time", number=missing.minutes)
    return Reason("left-no-time-less", tuple(("modules", name) for name in missing.lost), missing.minutes)


def _not_taught(request: Request) -> dict[str, Reason]:
    """What nobody can teach in the language of the group, and what requires that."""
    task, left = request.task, {}
    for name in request.if_all_taught & task.barred.keys():
        if name in task.untaught:
            left[name] = Reason("left-nobody", (("languages", request.setting.language),))
        elif task.barred[name] in task.untaught:
            left[name] = Reason("left-needs", (("modules", task.barred[name]),))
    return left
