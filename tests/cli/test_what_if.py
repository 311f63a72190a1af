"""rumbo plan --what-if"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rumbo.build.planning import search
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo

PROFILE = """
title: Two evenings
audience: [advocate]
language: es
participants: 12
wants: {movement: 1, copyright: 1, ai: 1, media: 2}
when:
  - {day: 2027-05-20, from: "18:00", to: "19:30"}
  - {day: 2027-05-21, from: "18:00", to: "19:30"}
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evenings.yaml").write_text(PROFILE, encoding="utf-8")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(rumbo, ["plan", *arguments], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_a_table_for_people() -> None:
    """A line for each half hour with what is new in it, and one for half a day."""
    lines = run("evenings.yaml", "--what-if").splitlines()
    assert lines[0] == "Two evenings"
    assert lines[2].split("  ")[0] == "more time"
    assert lines[3].startswith("+0 min")
    assert "the plan as it is" in lines[3]
    assert "nothing more" in lines[4]
    assert [line.split()[0] for line in lines[3:-1]] == [f"+{30 * n}" for n in range(8)]
    assert lines[-1].startswith("half a day (240)")
    assert "ai-basics, movement-basics as a whole, copyright-basics as a whole" in lines[-1]
    assert "5 of 5" in lines[-1]


def test_json_and_yaml_for_programs() -> None:
    """Programs get every point with its numbers, the same in both formats."""
    points = json.loads(run("evenings.yaml", "--what-if", "--format", "json"))
    assert points[0] == {
        "minutes": 0,
        "kind": "last-day",
        "comes": [],
        "goes": [],
        "whole": [],
        "shorter": {},
        "closed": 4,
        "gap": 5,
        "taught": 175,
    }
    assert (points[-1]["kind"], points[-1]["closed"]) == ("half-day", 5)
    assert read(run("evenings.yaml", "--what-if", "--format", "yaml")) == (points, [])


def test_markdown_has_as_many_cells_in_every_row() -> None:
    """In Markdown the curve is one table."""
    rows = run("evenings.yaml", "--what-if", "--format", "markdown").splitlines()
    assert len(rows) == 11
    assert {row.count("|") for row in rows} == {5}


def test_a_plan_with_enough_time_says_so() -> None:
    """Where everything fits there is one line: the plan as it is."""
    lines = run("glam-partner-mexico", "--what-if").splitlines()
    assert len(lines) == 4
    assert "the plan as it is" in lines[3]


def test_a_plan_that_may_not_be_the_best_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the solver the plan is made all the same and a line tells how."""
    monkeypatch.setattr(search, "is_there", lambda: False)
    assert "highspy is not installed" in run("evenings.yaml")
    assert json.loads(run("evenings.yaml", "--format", "json"))["chosen_by"] == "greedy"
    assert "highspy is not installed" in run("evenings.yaml", "--format", "markdown")
