"""The shipped content, and what holds for all checks together."""

import datetime as dt
import inspect
import re

from conftest import Draft
from rumbo.build.check import (
    ALONE,
    CHECKS,
    assessments,
    check,
    countries,
    coverage,
    ease,
    graph,
    library,
    modules,
    patterns,
    pictures,
    reach,
    texts,
)
from rumbo.build.pipeline import Reading
from rumbo.build.problem import failed


def test_shipped_content_has_no_problem(shipped: Reading) -> None:
    """Nothing that is shipped gives an error, a warning or a note."""
    assert shipped.problems == ()
    assert shipped.curriculum.modules
    assert not failed(shipped.problems)


def test_titles_of_sources_are_titles(shipped: Reading) -> None:
    """What is printed of a source about a country is its title, without how it came to us."""
    local = [entry for module in shipped.curriculum.modules.values() for entry in module.local.values()]
    titles = [source.title for entry in local for source in entry.value.sources]
    assert titles
    assert [title for title in titles if re.search(r"stored cop(y|ies)", title)] == []


def test_pairs_share_one_of_a_thing(shipped: Reading) -> None:
    """In pairs `per: group` counts pairs, and no activity asks for two of a thing for a pair."""
    activities = [one for entry in shipped.curriculum.modules.values() for one in entry.value.activities]
    shared = [
        thing for one in activities if one.grouping == "pairs" for thing in one.materials if thing.per == "group"
    ]
    assert shared
    assert [thing.item for thing in shared if thing.quantity > 1] == []


def test_every_competency_is_taught_to_the_usual_tasks(shipped: Reading) -> None:
    """At least one module leads to level 2 of each competency: people can do the usual tasks alone."""
    best: dict[str, int] = {}
    for module in shipped.curriculum.modules.values():
        for name, level in module.value.competencies.gives.items():
            best[name] = max(level, best.get(name, 0))
    assert {name for name in shipped.curriculum.competencies if best.get(name, 0) < 2} == set()


def test_every_check_is_run() -> None:
    """Each public function of the rooms of checks that takes a curriculum and a day stands in CHECKS, each that takes
    a single piece in ALONE.
    """
    found = {
        function
        for room in (
            assessments,
            countries,
            coverage,
            ease,
            graph,
            library,
            modules,
            patterns,
            pictures,
            reach,
            texts,
        )
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if not name.startswith("_")
        and list(inspect.signature(function).parameters) in (["curriculum", "today"], ["entry"])
    }
    assert found == {*CHECKS, *(check for checks in ALONE.values() for check in checks)}


def test_problems_come_by_place(draft: Draft) -> None:
    """All checks together give their problems in the order of files and lines."""
    draft.copy("modules/first", "modules/second")
    for name in ("second", "first"):
        draft.edit(f"modules/{name}/module.yaml", "audiences: [everyone]", "audiences: [nobody]")
        draft.edit(f"modules/{name}/module.yaml", "minutes: 20", "minutes: 100")
    found = check(draft.read().curriculum, dt.date(2026, 11, 22))
    assert found == sorted(found)
    assert [problem.code for problem in found] == ["M104", "M112"] * 2


def test_checks_do_not_depend_on_the_clock(draft: Draft) -> None:
    """The day is given: the same curriculum checked for the same day gives the same."""
    assert draft.problems(today=dt.date(1999, 1, 1)) == []
    assert len(draft.problems(today=dt.date(2999, 1, 1))) == 1
