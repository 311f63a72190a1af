"""docs/paths.md, which takes too long to be made anew in a test."""

import re

import pytest
from conftest import HOME
from rumbo.build.curriculum import Curriculum
from rumbo.cli.reference_paths import HOURS, audience_lines, chain, curated_for, longest

from tests.strategies import after, module

PAGE = (HOME / "docs" / "paths.md").read_text(encoding="utf-8")


def test_page_has_a_table_for_every_audience(curriculum: Curriculum) -> None:
    """Each audience has its heading, the aim that is chosen now, and a line for each length of time."""
    titles = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert titles[:-1] == [entry.value.title for entry in curriculum.audiences.values()]
    aims = [curated_for(name, curriculum) for name in curriculum.audiences]
    assert re.findall(r"^Aim: what `(.*)` reaches", PAGE, re.MULTILINE) == [path.id for path in aims if path]
    hours = [int(line) for line in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)]
    assert hours == [*HOURS] * len(curriculum.audiences)


def test_page_names_modules_that_exist(curriculum: Curriculum) -> None:
    """Every module in the tables is still there."""
    named = {name for line in PAGE.splitlines() if line.startswith("| ") for name in re.findall(r"`([^`]+)`", line)}
    assert named
    assert named <= set(curriculum.modules)


def test_page_says_what_the_planner_makes_today(curriculum: Curriculum) -> None:
    """The lines of the audience that is planned for fastest stand for all, which take minutes."""
    lines = list(audience_lines("floss", curriculum))
    assert len(lines) > len(HOURS)
    assert "\n".join(lines) in PAGE


def test_page_names_the_longest_chain_of_today(curriculum: Curriculum) -> None:
    """The last section is what the modules say now."""
    assert PAGE.endswith("\n".join(longest(curriculum)) + "\n")


def test_of_alternatives_the_shortest_counts() -> None:
    """A chain goes through what is required, by the shortest of the choices; recommendations do not count."""
    modules = {
        "a": module(10),
        "b": module(10, prerequisites=(after("a"),)),
        "c": module(10, prerequisites=(after("a", "b"), after("b", strength="recommended"))),
        "d": module(10, prerequisites=(after("c"), after("a"))),
    }
    assert chain("d", modules) == ("a", "c", "d")


@pytest.mark.parametrize(("audience", "path"), [("advocate", "advocate"), ("glam", "glam-partner")])
def test_aim_is_the_path_that_is_most_for_an_audience(curriculum: Curriculum, audience: str, path: str) -> None:
    """A path that names the audience earlier comes first, then one that reaches more."""
    found = curated_for(audience, curriculum)
    assert found is not None
    assert found.id == path


def test_every_shipped_path_comes_back_to_its_people(curriculum: Curriculum) -> None:
    """Organisers come back after 30 and 90 days with questions, and milestones stand between the modules."""
    for path in curriculum.paths.values():
        assert [later.days for later in path.value.follow_up] == [30, 90]
        assert all(later.ask for later in path.value.follow_up)
        assert any(leg.milestone for leg in path.value.modules)


def test_path_for_a_weak_line_needs_no_strong_one(curriculum: Curriculum) -> None:
    """Every module of the path for small institutions can be taught with a weak line."""
    legs = curriculum.paths["small-institution"].value.modules
    assert {curriculum.modules[leg.module].value.delivery.internet for leg in legs} <= {"none", "weak"}


def test_path_for_advocates_holds_the_trainings_that_were_asked_for(curriculum: Curriculum) -> None:
    """All short workshops and longer trainings that the meeting of advocates named are in it."""
    rows = {f"003-{number}" for number in (33, 34, 35, 36, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48)}
    legs = curriculum.paths["advocate"].value.modules
    assert rows <= {row for leg in legs for row in curriculum.modules[leg.module].value.answers}
