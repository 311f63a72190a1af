"""What more time would bring: the plan again for longer days, until nothing more comes."""

import datetime as dt
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.model import Module, Wishes
from rumbo.build.outcome import Further
from rumbo.build.planning.budget import most_minutes
from rumbo.build.planning.search import Request, fits, search
from rumbo.build.planning.task import gap_of, task_of
from rumbo.build.planning.timetable import Setting
from rumbo.build.planning.whatif import HALF_DAY, STEP, curve

from tests.strategies import Case, blocks, cases, clock, day, module, wishes


def request(wanted: Wishes, modules: Mapping[str, Module], *times: str) -> Request:
    days = tuple(day(text, date=dt.date(2027, 3, 12) + dt.timedelta(days=n)) for n, text in enumerate(times))
    return Request(task_of(wanted, modules, {}), days, Setting())


def points(asked: Request) -> list[Further]:
    return list(curve(asked, search(asked).chosen))


def test_each_point_tells_what_comes_and_how_much_is_reached() -> None:
    """Half hour by half hour, from the plan as it is to everything wanted, then one more morning."""
    modules = {"a": module(60, gives={"alpha": 1}), "b": module(45, gives={"beta": 2})}
    found = points(request(wishes(wants={"alpha": 1, "beta": 2}), modules, "17:00-18:00"))
    assert [(p.minutes, p.kind, p.comes, p.goes, p.closed, p.gap, p.taught) for p in found] == [
        (0, "last-day", (), (), 2, 3, 45),
        (30, "last-day", (), (), 2, 3, 45),
        (60, "last-day", ("a",), (), 3, 3, 105),
        (240, "half-day", ("a",), (), 3, 3, 105),
    ]


def test_nothing_is_told_where_all_is_there() -> None:
    """A plan that reaches everything has one point: itself."""
    assert len(points(request(wishes(wants={"other": 1}), {"a": module(30)}, "17:00-18:00"))) == 1


def test_a_module_that_is_short_now_is_told_as_whole() -> None:
    """More time can also mean that a module is taught whole."""
    modules = {"a": module(30, 30, gives={"alpha": 1}, variants={"short": (1, {"alpha": 1})})}
    found = points(request(wishes(wants={"alpha": 1}), modules, "17:00-17:45"))
    assert [(point.minutes, point.whole, point.taught) for point in found[:2]] == [(0, (), 30), (30, ("a",), 60)]


def test_what_better_modules_replace_is_told() -> None:
    """A module that a better one replaces is told as going."""
    modules = {"near": module(30, gives={"alpha": 1}), "far": module(60, gives={"alpha": 3})}
    found = points(request(wishes(wants={"alpha": 3}), modules, "17:00-17:45"))
    assert (found[1].comes, found[1].goes) == (("far",), ("near",))


def test_what_becomes_shorter_is_told_with_its_minutes() -> None:
    """A module that is whole now and short when another one comes in is told with the minutes it keeps."""
    modules = {
        "a": module(30, 30, gives={"alpha": 1}, variants={"short": (1, {"alpha": 1})}),
        "b": module(60, gives={"beta": 1}),
    }
    found = points(request(wishes(wants={"alpha": 1, "beta": 1}, weights={"alpha": 2}), modules, "17:00-18:00"))
    assert (found[0].shorter, found[1].comes, found[1].shorter) == ({}, ("b",), {"a": 30})


def test_no_evening_ends_after_midnight() -> None:
    """Where the day cannot be longer, only one more morning is told."""
    modules = {"a": module(90, 90, 90, gives={"alpha": 1})}
    found = points(request(wishes(wants={"alpha": 1}), modules, "22:30-23:40"))
    assert [(point.minutes, point.kind) for point in found] == [(0, "last-day"), (HALF_DAY, "half-day")]


@settings(max_examples=15, deadline=None)
@given(cases(most=12), st.integers(30, 200))
def test_more_time_never_reaches_less(case: Case, minutes: int) -> None:
    """On an evening each point closes at least as much of the gap as the one before, and never more than all."""
    asked = Request(
        task_of(case.wishes, case.modules, case.audiences), (day(f"16:00-{clock(16 * 60 + minutes)}"),), Setting()
    )
    found = points(asked)
    assert found[0].minutes == 0
    assert not found[0].comes
    evening = [point for point in found if point.kind == "last-day"]
    assert [point.minutes for point in evening] == [STEP * n for n in range(len(evening))]
    if not case.wishes.modules:
        assert [point.closed for point in evening] == sorted(point.closed for point in evening)
    assert all(point.closed <= point.gap == gap_of(asked.task) for point in found)


@settings(max_examples=50, deadline=None)
@given(cases(most=12), blocks())
def test_no_layout_holds_more_than_the_upper_bound(case: Case, days: tuple[object, ...]) -> None:
    """What fits on the days takes no more minutes than the bound that the solver is given."""
    asked = Request(task_of(case.wishes, case.modules, case.audiences), days, Setting())  # type: ignore[arg-type]
    chosen: dict[str, str] = {}
    for name in sorted(asked.task.modules):
        if fits({**chosen, name: ""}, asked):
            chosen[name] = ""
    assert sum(asked.task.modules[name].minutes for name in chosen) <= most_minutes(asked.days)
