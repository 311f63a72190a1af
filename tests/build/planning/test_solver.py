"""The solver: the largest sums in their order, whole numbers, ties settled, and conditions added on the way."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.planning.program import program_of
from rumbo.build.planning.solver import Program, Row, Solver, is_there
from rumbo.build.planning.task import Task, score, task_of

from tests.strategies import Case, after, cases, module, wishes


def best(program: Program, *, of_equals: bool = True) -> tuple[int, ...]:
    answer = Solver(program, 10).best(of_equals=of_equals)
    assert answer.proved
    return answer.values


def test_the_first_goal_comes_before_the_second() -> None:
    """A later goal only decides between answers that are equal in the earlier ones."""
    rows = [Row({0: 1, 1: 1, 2: 1}, 1)]
    assert best(Program([1, 1, 1], 3, rows, [{0: 1, 1: 1}, {1: 1, 2: 50}], [])) == (0, 1, 0)


def test_ties_are_settled_on_request() -> None:
    """Of equal answers the one with the earlier columns, even with more columns than one goal sets in order."""
    columns = 40
    rows = [Row(dict.fromkeys(range(columns), 1), 3)]
    modules = {f"m{n:02}": module(10) for n in range(columns)}
    choice = program_of(Task(modules, frozenset(modules), frozenset()), 30)
    assert choice.chosen(best(choice.program)) == {"m00": "", "m01": "", "m02": ""}
    assert sum(best(Program([1] * columns, columns, rows, [dict.fromkeys(range(columns), 1)], []))) == 3


def test_added_conditions_make_the_next_best_answer_come_out() -> None:
    """One after the other the answers come in the order of what they are worth, down to the empty one."""
    program = Program([1, 1], 2, [Row({0: 1, 1: 1}, 1)], [{0: 3, 1: 2}], [])
    solver = Solver(program, 10)
    assert solver.best(of_equals=True).values == (1, 0)
    solver.add(Row({0: 1}, 0))
    assert solver.best(of_equals=True).values == (0, 1)
    solver.add(Row({1: 1}, 0))
    assert solver.best(of_equals=True).values == (0, 0)


def test_without_time_nothing_is_proved() -> None:
    """An answer that could not be finished says so."""
    assert not Solver(Program([1], 1, [], [{0: 1}], []), 0).best(of_equals=True).proved


@settings(max_examples=40, deadline=None)
@given(cases(most=40), st.integers(0, 400))
def test_the_goals_are_the_score(case: Case, minutes: int) -> None:
    """What the program counts is what a set is worth, and the minutes it keeps are those of its modules."""
    task = task_of(case.wishes, case.modules, case.audiences)
    choice = program_of(task, minutes)
    solver = Solver(choice.program, 10)
    chosen = choice.chosen(solver.best(of_equals=False).values)
    assert -score(chosen, task)[-1] <= minutes
    assert all(name in task.modules for name in chosen)
    solver.add(choice.cut(chosen) if chosen else Row({}, 0))
    if chosen:
        assert score(choice.chosen(solver.best(of_equals=False).values), task) <= score(chosen, task)


def test_a_cut_rules_out_longer_forms_too() -> None:
    """What does not fit in its short form does not fit whole."""
    modules = {"a": module(30, 30, gives={"alpha": 1}, variants={"short": (1, {"alpha": 1})}), "b": module(10)}
    choice = program_of(task_of(wishes(wants={"alpha": 1}), modules, {}), None)
    assert choice.cut({"a": "short"}).line == {0: 1, 1: 1}
    assert choice.cut({"a": ""}).line == {0: 1}


def test_modules_that_cannot_matter_are_no_columns() -> None:
    """Only what is wanted, and what it requires or recommends, is put before the solver."""
    modules = {
        "a": module(gives={"alpha": 1}, prerequisites=(after("b"), after("c", strength="recommended"))),
        "b": module(),
        "c": module(),
        "d": module(gives={"beta": 3}),
    }
    choice = program_of(task_of(wishes(wants={"alpha": 1}), modules, {}), None)
    assert [form.module for form in choice.forms] == ["a", "b", "c"]


def test_a_missing_solver_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without highspy the answer to `is_there` is no."""
    assert is_there()
    monkeypatch.setitem(sys.modules, "highspy", None)
    assert not is_there()


@pytest.mark.parametrize("arguments", [["--help"], ["check"], ["list", "modules"], ["path", "editing-basics"]])
def test_commands_that_solve_nothing_do_not_load_it(arguments: list[str]) -> None:
    """Help, check, list and path run without highspy and numpy being imported."""
    code = (
        "import sys\nfrom rumbo.cli.main import rumbo\n"
        f"try:\n    rumbo({arguments!r}, prog_name='rumbo')\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *({'highspy', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == "LOADED"
