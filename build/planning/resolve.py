"""From gaps to an ordered path: what is asked for, what closes the gaps, and what these require.

The path is closed (every required prerequisite is inside or known), minimal (no module can be taken out) and
the same for any order of the files. Only a module asked for by name may miss a prerequisite that the profile
excludes: `check` tells that. No time limits a path; `choose` makes plans for the time there is.
"""

from collections.abc import Iterable, Mapping

from rumbo.build.model import Audience, Module, Wishes
from rumbo.build.outcome import LearningPath
from rumbo.build.planning.closure import shortest_path
from rumbo.build.planning.explain import left_out, steps, told
from rumbo.build.planning.task import Task, task_of


def resolve(wishes: Wishes, modules: Mapping[str, Module], audiences: Mapping[str, Audience]) -> LearningPath:
    """The path for a profile, with the reasons of every module in it and of those left out."""
    task = task_of(wishes, modules, audiences)
    chosen = dict.fromkeys(shortest_path(task), "")
    return LearningPath(steps(chosen, task), told(left_out(chosen, task)))


def path_of(names: Iterable[str], modules: Mapping[str, Module]) -> LearningPath:
    """The path that leads to modules asked for by name, with all they require."""
    task = Task(modules, frozenset(names), frozenset())
    return LearningPath(steps(dict.fromkeys(shortest_path(task), ""), task))
