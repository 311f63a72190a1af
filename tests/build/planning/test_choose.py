"""Choosing for the time there is: what is taught is closed, fits, is the best there is, and the same everywhere."""

import datetime as dt
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.model import Day, Module, Profile, Wishes
from rumbo.build.outcome import Plan
from rumbo.build.planning import search as searching
from rumbo.build.planning.choose import choose
from rumbo.build.planning.greedy import greedy
from rumbo.build.planning.resolve import resolve
from rumbo.build.planning.search import Request, fits, request_of, search
from rumbo.build.planning.task import Chosen, Task, is_closed, score, task_of
from rumbo.build.planning.timetable import Setting

from tests.strategies import Case, after, audiences, blocks, cases, clock, day, module, wishes

few = settings(max_examples=25, deadline=None)
EVENING = dt.date(2027, 3, 12)


def request(case: Case, days: tuple[Day, ...]) -> Request:
    return Request(task_of(case.wishes, case.modules, case.audiences), days, Setting())


def of(wanted: Wishes, modules: dict[str, Module], minutes: int, *openers: str) -> Plan:
    """The plan for an evening of some minutes."""
    days = (day(f"17:00-{clock(17 * 60 + minutes)}", date=EVENING),)
    return choose(Request(task_of(wanted, modules, audiences(*openers)), days, Setting()))


def taught(plan: Plan) -> dict[str, str]:
    return {step.module: step.variant for step in plan.steps}


def every(task: Task) -> Iterator[Chosen]:
    """Every set of modules in every form that could be taught if there were time."""
    names = sorted(set(task.modules) - task.known - (task.barred.keys() - task.asked))
    ways = [[None, *(way.variant for way in task.ways[name])] for name in names]
    for variants in product(*ways):
        chosen = {name: variant for name, variant in zip(names, variants, strict=True) if variant is not None}
        if is_closed(chosen, task):
            yield chosen


def by_brute_force(asked: Request) -> Chosen:
    """The first set that fits when all are tried, the best first and of equals the one with the earlier ids."""
    forms = [(name, way.variant) for name in sorted(asked.task.modules) for way in asked.task.ways[name]]

    def rank(chosen: Chosen) -> tuple[object, ...]:
        return score(chosen, asked.task), [chosen.get(name) == variant for name, variant in forms]

    return next(chosen for chosen in sorted(every(asked.task), key=rank, reverse=True) if fits(chosen, asked))


@few
@given(cases(most=60), blocks())
def test_what_is_chosen_is_closed_and_fits(case: Case, days: tuple[Day, ...]) -> None:
    """With up to 60 modules all that is taught has what it requires, and nothing that was chosen is dropped."""
    asked = request(case, days)
    found = search(asked, 3)
    assert is_closed(found.chosen, asked.task)
    assert fits(found.chosen, asked)
    plan = choose(asked, 3)
    assert taught(plan) == found.chosen
    assert sum(step.minutes for step in plan.steps) == plan.minutes
    assert not found.chosen.keys() & {left.module for left in plan.left_out}
    assert all(step.reasons for step in plan.steps)


@few
@given(cases(most=60), blocks())
def test_the_solver_is_never_worse_than_the_fallback(case: Case, days: tuple[Day, ...]) -> None:
    """Whatever the readable way finds, the solver finds that or better."""
    asked = request(case, days)
    simple = greedy(asked.task, lambda chosen: fits(chosen, asked))
    assert is_closed(simple, asked.task)
    assert fits(simple, asked)
    assert score(search(asked, 3).chosen, asked.task) >= score(simple, asked.task)


@settings(max_examples=60, deadline=None)
@given(cases(most=7), blocks())
def test_it_equals_brute_force(case: Case, days: tuple[Day, ...]) -> None:
    """Of all sets of modules and short forms that fit, the best one is chosen, and of equals always the same."""
    asked = request(case, days)
    found = search(asked)
    assert found.by == "optimal"
    assert found.chosen == by_brute_force(asked)


@few
@given(cases(most=30), blocks(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(case: Case, days: tuple[Day, ...], random: object) -> None:
    """The same plan with the same reasons comes out for any order of the modules and of the days."""
    names = list(case.modules)
    turned = list(days)
    random.shuffle(names)  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    other = Case({name: case.modules[name] for name in names}, case.wishes, case.audiences)
    assert choose(request(other, tuple(turned)), 5) == choose(request(case, days), 5)


WEEKS = tuple(day("08:00-20:00", date=EVENING + dt.timedelta(days=n)) for n in range(40))


@few
@given(cases(most=12))
def test_with_enough_time_all_is_reached_that_a_path_reaches(case: Case) -> None:
    """Where time does not matter the plan closes what the path closes and holds all that is asked for."""
    asked = request(case, WEEKS)
    path = dict.fromkeys((step.module for step in resolve(case.wishes, case.modules, case.audiences).steps), "")
    found = search(asked).chosen
    assert score(found, asked.task)[:2] >= score(path, asked.task)[:2]
    assert not any(found.values())


def test_twelve_modules_are_chosen_as_by_brute_force() -> None:
    """Twelve modules, three with short forms: the best of all 13,000 sets."""
    modules = {
        f"m{n:02}": module(
            10 + 3 * n,
            5,
            gives={("alpha", "beta", "gamma", "delta")[n % 4]: 1 + n % 3},
            prerequisites=(after(f"m{n - 3:02}"),) if n % 4 == 3 else (),
            variants={"short": (1, {("alpha", "beta", "gamma", "delta")[n % 4]: 1})} if n % 5 == 0 else None,
        )
        for n in range(12)
    }
    wanted = wishes(wants={"alpha": 3, "beta": 2, "gamma": 3, "delta": 2}, weights={"beta": 3}, modules=["m04"])
    for minutes in (30, 75, 120):
        asked = Request(task_of(wanted, modules, {}), (day(f"17:00-{clock(17 * 60 + minutes)}"),), Setting())
        assert search(asked).chosen == by_brute_force(asked)


# What comes before what


def test_a_module_asked_for_by_name_comes_before_wishes() -> None:
    """Where both do not fit, the name counts more than any level."""
    modules = {"named": module(60), "wanted": module(60, gives={"alpha": 3})}
    assert taught(of(wishes(modules=["named"], wants={"alpha": 3}), modules, 60)) == {"named": ""}


def test_as_many_names_as_can_be() -> None:
    """Of modules asked for by name as many as fit are taught."""
    modules = {"a": module(60), "b": module(30), "c": module(30)}
    assert taught(of(wishes(modules=["a", "b", "c"]), modules, 60)) == {"b": "", "c": ""}


def test_a_heavier_wish_comes_first() -> None:
    """Levels count by the weight of their wish, and without weights more levels count more."""
    modules = {"a": module(60, gives={"alpha": 2}), "b": module(60, gives={"beta": 1})}
    assert taught(of(wishes(wants={"alpha": 2, "beta": 1}), modules, 60)) == {"a": ""}
    assert taught(of(wishes(wants={"alpha": 2, "beta": 1}, weights={"beta": 3}), modules, 60)) == {"b": ""}


def test_part_of_the_way_is_better_than_nothing_and_says_so() -> None:
    """Where the wanted level does not fit, a module that leads nearer is taught."""
    modules = {"first": module(30, gives={"alpha": 1}), "far": module(90, gives={"alpha": 3})}
    plan = of(wishes(wants={"alpha": 3}), modules, 60)
    assert [(step.module, step.reasons[0].label, step.reasons[0].number) for step in plan.steps] == [
        ("first", "reason-nearer", 1)
    ]


def test_a_short_form_is_taken_only_where_time_is_short() -> None:
    """The whole module if there is time, its short form if not, and the plan says that it is one."""
    modules = {"a": module(30, 30, gives={"alpha": 1}, variants={"short": (1, {"alpha": 1})})}
    assert taught(of(wishes(wants={"alpha": 1}), modules, 60)) == {"a": ""}
    plan = of(wishes(wants={"alpha": 1}), modules, 45)
    assert (taught(plan), plan.minutes) == ({"a": "short"}, 30)
    assert [reason.label for reason in plan.steps[0].reasons] == ["reason-wanted", "reason-short"]


def test_a_short_form_counts_with_what_it_gives() -> None:
    """A whole module that leads further is better than a short form that leaves time for nothing else."""
    modules = {"a": module(30, 30, gives={"alpha": 3}, variants={"short": (1, {"alpha": 1})}), "b": module(30)}
    assert taught(of(wishes(wants={"alpha": 3}), modules, 60)) == {"a": ""}
    assert taught(of(wishes(wants={"alpha": 3}, modules=["b"]), modules, 60)) == {"a": "short", "b": ""}


def test_a_short_form_that_leads_too_low_is_no_preparation() -> None:
    """A module that builds on level 2 cannot follow a short form that gives level 1."""
    modules = {
        "base": module(60, 30, gives={"alpha": 2}, variants={"short": (1, {"alpha": 1})}),
        "end": module(30, gives={"beta": 1}, needs={"alpha": 2}, prerequisites=(after("base"),)),
        "easy": module(30, gives={"gamma": 1}, needs={"alpha": 1}, prerequisites=(after("base"),)),
    }
    assert taught(of(wishes(wants={"beta": 1}), modules, 100)) == {}
    assert taught(of(wishes(wants={"gamma": 1}), modules, 110)) == {"base": "short", "easy": ""}


def test_the_opener_is_in_before_anything_else() -> None:
    """Nothing is taught without the module that opens all paths; it comes first, even alone."""
    modules = {"open": module(60), "a": module(30, gives={"alpha": 1})}
    assert taught(of(wishes(wants={"alpha": 1}), modules, 45, "open")) == {}
    assert taught(of(wishes(wants={"alpha": 1}), modules, 60, "open")) == {"open": ""}
    assert list(taught(of(wishes(wants={"alpha": 1}), modules, 110, "open"))) == ["open", "a"]
    assert taught(of(wishes(wants={"alpha": 1}, known=["open"]), modules, 45, "open")) == {"a": ""}


def test_one_of_several_is_enough_and_the_shortest_is_taken() -> None:
    """Of alternatives one is inside, and where nothing else decides, the shorter one."""
    modules = {
        "end": module(30, gives={"alpha": 1}, prerequisites=(after("long", "short"),)),
        "long": module(50),
        "short": module(20),
    }
    assert taught(of(wishes(wants={"alpha": 1}), modules, 90)) == {"short": "", "end": ""}
    assert taught(of(wishes(wants={"alpha": 1}, modules=["long"]), modules, 90)) == {"long": "", "end": ""}


def test_a_recommended_module_comes_in_if_there_is_time() -> None:
    """What a module recommends is a soft wish: it takes no time from others, and no minute is cut for it."""
    better = after("better", strength="recommended")
    modules = {
        "a": module(30, 30, gives={"alpha": 1}, prerequisites=(better,), variants={"short": (1, {"alpha": 1})}),
        "better": module(30),
    }
    plan = of(wishes(wants={"alpha": 1}), modules, 90)
    assert taught(plan) == {"better": "", "a": ""}
    assert plan.steps[0].reasons[0].label == "reason-recommended"
    assert taught(of(wishes(wants={"alpha": 1}), modules, 60)) == {"a": ""}


def test_groups_in_parallel_cost_as_long_as_the_longest() -> None:
    """Two modules at the same time fit where one after the other they would not."""
    modules = {"a": module(60, gives={"alpha": 1}), "b": module(60, gives={"beta": 1})}
    wanted = {"wants": {"alpha": 1, "beta": 1}}
    assert len(taught(choose(asked(modules, wanted)))) == 1
    together = asked(modules, wanted | {"parallel": [["a", "b"]]}, parallel=(("a", "b"),))
    assert len(taught(choose(together))) == 2


def asked(modules: dict[str, Module], fields: dict[str, object], **setting: object) -> Request:
    """What a profile in Spanish asks for on an evening of one hour."""
    profile = Profile.model_validate(
        {
            "title": "A group",
            "audience": ["people"],
            "language": "es",
            "participants": 10,
            "when": [{"day": EVENING, "from": "17:00", "to": "18:00"}],
            **fields,
        }
    )
    return request_of(profile, modules, audiences(), Setting("es", profile.trainers, **setting))  # type: ignore[arg-type]


# What is left out


def test_a_module_that_nobody_can_teach_in_the_language_is_left_out() -> None:
    """If somebody could teach it, but not in the language of the group, it is told, and so is what requires it."""
    modules = {
        "a": module(20, gives={"alpha": 1}),
        "b": module(20, gives={"beta": 1}, prerequisites=(after("a"),)),
        "c": module(20, gives={"gamma": 1}),
    }
    wanted = {"wants": {"alpha": 1, "beta": 1, "gamma": 1}}
    english = {"name": "A", "competencies": ["alpha"], "languages": ["en"]}
    plan = choose(asked(modules, wanted | {"trainers": [english]}))
    assert taught(plan) == {"c": ""}
    assert [(left.module, left.reason.label, left.reason.names) for left in plan.left_out] == [
        ("a", "left-nobody", (("languages", "es"),)),
        ("b", "left-needs", (("modules", "a"),)),
    ]
    both = {"name": "B", "competencies": ["alpha"], "languages": ["es-MX"]}
    assert set(taught(choose(asked(modules, wanted | {"trainers": [english, both]})))) == {"a", "b", "c"}
    assert set(taught(choose(asked(modules, wanted)))) == {"a", "b", "c"}


@few
@given(cases(most=12, excluding=False), st.integers(30, 150))
def test_the_minutes_that_are_missing_are_true(case: Case, minutes: int) -> None:
    """With the minutes that are named the last day brings the module in, and with five fewer it does not."""
    evening = day(f"17:00-{clock(17 * 60 + minutes)}")
    plan = choose(request(case, (evening,)))
    missing = [left for left in plan.left_out if left.reason.label in ("left-no-time", "left-no-time-less")]
    for left in missing[:2]:
        assert left.module in later(case, evening, left.reason.number or 0)
        with_fewer = later(case, evening, (left.reason.number or 0) - 5)
        assert not {left.module, *taught(plan)} <= with_fewer.keys()


def later(case: Case, evening: Day, minutes: int) -> Chosen:
    end = evening.end.hour * 60 + evening.end.minute + minutes
    longer = evening.model_copy(update={"end": dt.time(end // 60, end % 60)})
    return search(request(case, (longer,))).chosen


def test_what_a_module_would_cost_is_told_with_its_minutes() -> None:
    """Where a module that is missing would make another one shorter, the reason names both."""
    modules = {
        "a": module(30, 30, gives={"alpha": 1}, variants={"short": (1, {"alpha": 1})}),
        "b": module(60, gives={"beta": 1}),
    }
    plan = of(wishes(wants={"alpha": 1, "beta": 1}, weights={"alpha": 2}), modules, 60)
    (left,) = plan.left_out
    assert (left.reason.label, left.reason.names) == ("left-no-time-less", (("modules", "a"),))
    alone = of(
        wishes(wants={"alpha": 1, "beta": 1}, weights={"alpha": 2}),
        {**modules, "a": module(60, gives={"alpha": 1})},
        60,
    )
    assert [left.reason.label for left in alone.left_out] == ["left-no-time"]


def test_more_than_the_evening_holds_is_told_without_minutes() -> None:
    """What would not fit before midnight has no number of minutes that could be believed."""
    modules = {"a": module(90, 90, 90, 90, gives={"alpha": 1})}
    plan = of(wishes(wants={"alpha": 1}), modules, 60)
    assert [left.reason.label for left in plan.left_out] == ["left-no-time-day"]


def test_other_reasons_stay_what_they_are() -> None:
    """Known, excluded and replaced modules are told as in a path."""
    modules = {
        "known": module(20),
        "a": module(20, gives={"alpha": 1}, prerequisites=(after("known"),)),
        "b": module(40, gives={"alpha": 1}),
        "no": module(20),
    }
    plan = of(wishes(wants={"alpha": 1}, known=["known"], without=["no"]), modules, 90)
    assert {left.module: left.reason.label for left in plan.left_out} == {
        "known": "left-known",
        "b": "left-instead",
        "no": "left-without",
    }


# Bounds


def test_when_the_time_is_over_it_is_said() -> None:
    """Without time to prove anything the best plan found so far is taken, and the plan says so."""
    modules = {"a": module(60, gives={"alpha": 1}), "b": module(60, gives={"beta": 1})}
    task = task_of(wishes(wants={"alpha": 1, "beta": 1}), modules, {})
    plan = choose(Request(task, (day("17:00-18:00"),), Setting()), seconds=0)
    assert plan.chosen_by == "time limit"
    assert len(plan.steps) == 1


def test_when_the_rounds_are_over_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many sets turn out not to fit, the search ends with the best one that does."""
    monkeypatch.setattr(searching, "ROUNDS", 2)
    modules = {f"m{n}": module(50, gives={f"c{n}": 1}) for n in range(6)}
    task = task_of(wishes(wants={f"c{n}": 1 for n in range(6)}), modules, {})
    days = tuple(day("17:00-18:15", date=EVENING + dt.timedelta(days=n)) for n in range(3))
    found = search(Request(task, days, Setting()))
    assert found.by == "time limit"
    assert len(found.chosen) == 3


def test_without_the_solver_the_fallback_is_used_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """If highspy is not installed a plan still comes out and says how it was chosen."""
    monkeypatch.setattr(searching, "is_there", lambda: False)
    modules = {"a": module(60, gives={"alpha": 1}), "b": module(60, gives={"beta": 1})}
    plan = of(wishes(wants={"alpha": 1, "beta": 1}), modules, 60)
    assert (plan.chosen_by, taught(plan)) == ("greedy", {"a": ""})
    assert [(left.module, left.reason.number) for left in plan.left_out] == [("b", 75)]
