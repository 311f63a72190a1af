"""The whole way round: ask a group, plan, record the event, and find what was learned in the next plan."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo

PROFILE = """\
title: A group that was asked
audience: [volunteer]
language: en
participants: 12
assessment: group.yaml
when:
  - {day: DAY, from: "09:00", to: "17:00"}
"""
QUESTIONS = 19
SAID = "The projector was too dark"
DRAFT = "the-projector-was-too-dark"


def run(*arguments: str, answers: str = "") -> Result:
    done = CliRunner().invoke(rumbo, list(arguments), input=answers, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def fields(path: Path) -> dict[str, Any]:
    """The fields of a YAML file."""
    tree, faults = read(path.read_text(encoding="utf-8"))
    assert faults == []
    found: dict[str, Any] = tree
    return found


def answers(plan: Path) -> str:
    """A trouble in the first module, and the first pattern that worked; Enter for all else."""
    saved = fields(plan)
    minutes = sum(len(module["minutes"]) for module in saved["modules"])
    lines = [
        "20",
        "15",
        "4",
        *[""] * minutes,
        "",
        SAID,
        "1",
        "",
        "",
        "",
        "1",
        "It worked well",
        *[""] * len(saved["patterns"]),
    ]
    return "\n".join(lines) + "\n"


def test_what_did_not_work_once_helps_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an assessment to a plan, a pack, a record, a draft that is made stable, and a next plan that has it."""
    monkeypatch.chdir(tmp_path)
    typed = "\n".join([*"10000000", *"10200000", *[""] * (QUESTIONS - 16)]) + "\n"
    run("assess", "before-workshop", "-o", "group.yaml", answers=typed)
    Path("group-1.yaml").write_text(PROFILE.replace("DAY", "2027-03-12"), encoding="utf-8")
    Path("group-2.yaml").write_text(PROFILE.replace("DAY", "2027-06-12"), encoding="utf-8")
    run("pack", "group-1.yaml", "-o", "pack", "--only", "plan")
    plan = Path("pack/plan.yaml")

    run("record", str(plan), "-o", "record.yaml", answers=answers(plan))
    run("report", "record.yaml", "-o", "report")

    text = Path("report/patterns", f"{DRAFT}.md").read_text(encoding="utf-8")
    first = fields(plan)["modules"][0]["id"]
    assert f"problem: {SAID}" in text
    assert f"  - {first}\n" in text
    Path("learning_patterns").mkdir()
    target = Path("learning_patterns", f"{DRAFT}.md")
    target.write_text(text, encoding="utf-8")
    assert DRAFT not in _patterns_of_the_next_plan()  # a draft helps nobody yet

    stable = re.sub(r"\*\*Write\*\* .*", "**Test** the projector the day before.", text)
    target.write_text(stable.replace("status: draft", "status: stable"), encoding="utf-8")
    assert DRAFT in _patterns_of_the_next_plan()
    run("check")


def _patterns_of_the_next_plan() -> dict[str, Any]:
    """The learning patterns that a plan for the same group has the next time."""
    run("plan", "group-2.yaml", "-o", "next.yaml")
    found: dict[str, Any] = fields(Path("next.yaml"))["patterns"]
    return found
