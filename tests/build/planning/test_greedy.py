"""The readable fallback: the order in which it fills the time, and that all it takes can be taught."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.model import Module, Wishes
from rumbo.build.planning.closure import shortest_path
from rumbo.build.planning.greedy import greedy
from rumbo.build.planning.task import Chosen, is_closed, score, task_of

from tests.strategies import Case, after, audiences, cases, module, wishes


def within(wanted: Wishes, modules: dict[str, Module], minutes: int, *openers: str) -> Chosen:
    task = task_of(wanted, modules, audiences(*openers))
    return greedy(task, lambda chosen: -score(chosen, task)[-1] <= minutes)


@settings(max_examples=50, deadline=None)
@given(cases(most=40), st.integers(0, 400))
def test_what_is_taken_is_closed_and_fits(case: Case, minutes: int) -> None:
    """Whatever the time, everything taken has what it requires and all of it fits."""
    task = task_of(case.wishes, case.modules, case.audiences)
    chosen = within(case.wishes, case.modules, minutes, *case.audiences["people"].starts_with)
    assert is_closed(chosen, task)
    assert -score(chosen, task)[-1] <= minutes


@settings(max_examples=50, deadline=None)
@given(cases(most=40, asking=False))
def test_with_enough_time_it_is_the_path(case: Case) -> None:
    """Where everything fits, the fallback teaches the path, nothing more and nothing less."""
    task = task_of(case.wishes, case.modules, case.audiences)
    assert greedy(task, lambda chosen: True) == dict.fromkeys(shortest_path(task), "")


def test_names_come_first_and_then_what_brings_most_for_its_minutes() -> None:
    """After what is asked for by name comes the wish with most levels a minute."""
    modules = {
        "named": module(30),
        "slow": module(60, gives={"alpha": 2}),
        "quick": module(20, gives={"beta": 1}),
    }
    wanted = wishes(modules=["named"], wants={"alpha": 2, "beta": 1})
    assert within(wanted, modules, 60) == {"named": "", "quick": ""}
    assert within(wanted, modules, 90) == {"named": "", "quick": ""}
    assert within(wanted, modules, 110) == {"named": "", "quick": "", "slow": ""}


def test_short_forms_are_taken_where_whole_modules_do_not_fit() -> None:
    """A module that does not fit whole comes in its short form."""
    modules = {
        "a": module(30, 30, gives={"alpha": 1}, variants={"short": (1, {"alpha": 1})}),
        "b": module(30, gives={"beta": 1}, prerequisites=(after("a"),)),
    }
    assert within(wishes(wants={"beta": 1}), modules, 60) == {"a": "short", "b": ""}


def test_it_may_miss_what_the_solver_finds() -> None:
    """Quick and readable is not always best: the big one that fills the time is passed over."""
    modules = {"small": module(20, gives={"alpha": 1}), "big": module(60, gives={"beta": 2})}
    assert within(wishes(wants={"alpha": 1, "beta": 2}), modules, 60) == {"small": ""}
