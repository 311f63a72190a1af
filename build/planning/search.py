"""Search for the best modules that fit on the days: solved exactly, or by a readable fallback.

What is best is told by `task.score`. The solver sees minutes only; whether whole activities, breaks, lunch and
pinned blocks leave room is seen when its choice is laid out. If it does not fit, this set and all that hold it are
ruled out and the next best one is tried. See docs/decisions/0009-choosing.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rumbo.build.model import Audience, Day, Module, Profile
from rumbo.build.outcome import LearningPath, Plan, Step
from rumbo.build.planning.budget import most_minutes
from rumbo.build.planning.closure import shortest_path
from rumbo.build.planning.greedy import greedy
from rumbo.build.planning.order import in_order
from rumbo.build.planning.program import program_of
from rumbo.build.planning.solver import Solver, is_there
from rumbo.build.planning.task import Chosen, Task, form, is_closed, score, task_of
from rumbo.build.planning.timetable import Setting, lay
from rumbo.build.planning.trainers import can_teach, speaks

SECONDS = 10.0
"""How long the solver may work on one plan."""
ROUNDS = 200
"""How many sets are laid out before the best one found so far is taken."""


_EXACT = 0.6
"""The part of the time that goes into what is proved; the rest into something good."""
_TIGHTER = (97, 94, 91, 88)
"""Percent of the minutes, to leave room for what whole activities lose."""


@dataclass(frozen=True, slots=True)
class Request:
    """All that decides a plan."""

    task: Task
    days: tuple[Day, ...]
    setting: Setting
    if_all_taught: frozenset[str] = frozenset()
    """The path if trainers spoke every language."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was chosen and how; `seconds` is the time that the solver took."""

    chosen: Chosen
    by: Literal["optimal", "greedy", "time limit"]
    seconds: float = 0.0


def request_of(
    profile: Profile, modules: Mapping[str, Module], audiences: Mapping[str, Audience], setting: Setting
) -> Request:
    """What a profile asks for. Modules that somebody could teach, but not in its language, are barred."""
    untaught = frozenset(name for name, module in modules.items() if _is_untaught(module, profile))
    task = task_of(profile, modules, audiences, untaught)
    everything = shortest_path(task_of(profile, modules, audiences)) if untaught else frozenset()
    return Request(task, profile.when, setting, everything)


def _is_untaught(module: Module, profile: Profile) -> bool:
    able = [trainer for trainer in profile.trainers if can_teach(trainer, module)]
    return bool(able) and not any(speaks(trainer, profile.language) for trainer in able)


def search(request: Request, seconds: float = SECONDS) -> Found:
    """The best modules that fit on the days, or the best found when time or rounds are over."""
    if not is_there():
        return Found(greedy(request.task, lambda chosen: fits(chosen, request)), "greedy")
    choice = program_of(request.task, most_minutes(request.days))
    solver = Solver(choice.program, max(0.0, seconds) * _EXACT)
    fitting: Chosen | None = None
    tried: list[Chosen] = []
    for _ in range(ROUNDS):
        answer = solver.best(of_equals=fitting is not None)
        chosen = choice.chosen(answer.values)
        if not answer.proved:
            tried.append(chosen)
            break
        if not fits(chosen, request):
            tried.append(chosen)
            solver.add(choice.cut(chosen))
        elif fitting is not None:
            return Found(chosen, "optimal", solver.seconds_used)
        else:
            fitting = chosen  # nothing better fits; now the one of equals that every machine finds
    if fitting is None:
        fitting = _best_so_far([*tried, *_squeezed(request, seconds * (1 - _EXACT))], request)
    return Found(fitting, "time limit", solver.seconds_used)


def _squeezed(request: Request, seconds: float) -> Iterator[Chosen]:
    """What would be chosen with a little less time, until it fits."""
    most = most_minutes(request.days)
    for percent in _TIGHTER:
        choice = program_of(request.task, most * percent // 100)
        answer = Solver(choice.program, seconds / len(_TIGHTER)).best(of_equals=False)
        chosen = choice.chosen(answer.values)
        yield chosen
        if fits(chosen, request):
            return


def _best_so_far(tried: Sequence[Chosen], request: Request) -> Chosen:
    """The best of what is left when the sets tried are laid out, and of what the fallback finds."""
    options = [greedy(request.task, lambda chosen: fits(chosen, request))]
    for chosen in tried:
        kept = {step.module: step.variant for step in laid(chosen, request).steps}
        if is_closed(kept, request.task) and fits(kept, request):
            options.append(kept)
    return max(options, key=lambda chosen: score(chosen, request.task))


def without_limit(task: Task) -> Chosen:
    """What would be chosen if time did not matter."""
    if not is_there():
        return dict.fromkeys(shortest_path(task), "")
    choice = program_of(task, None)
    return choice.chosen(Solver(choice.program, SECONDS).best(of_equals=True).values)


def fits(chosen: Chosen, request: Request) -> bool:
    """Whether there is room for all of it on the days."""
    hopeless = _least_minutes(chosen, request.task) > most_minutes(request.days)  # seen without a layout
    return not hopeless and len(laid(chosen, request).steps) == len(chosen)


def _least_minutes(chosen: Chosen, task: Task) -> int:
    """All minutes together; of groups that work in parallel the longest counts."""
    minutes = {name: form(name, variant, task).minutes for name, variant in chosen.items()}
    groups = [[minutes.pop(name, 0) for name in group] for group in task.parallel]
    return sum(minutes.values()) + sum(max(group, default=0) for group in groups)


def laid(chosen: Chosen, request: Request) -> Plan:
    """The modules on the days, without reasons."""
    order = in_order(chosen, request.task)
    steps = tuple(Step(name, form(name, chosen[name], request.task).minutes, (), chosen[name]) for name in order)
    return lay(LearningPath(steps), request.days, request.task.modules, request.setting)
