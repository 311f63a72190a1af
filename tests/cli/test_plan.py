"""rumbo plan"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo

PROFILE = """
title: A morning
audience: [glam]
language: es
participants: 12
wants: {wikidata: 2}
known: [editing-basics]
when:
  - {day: 2027-03-12, from: "09:00", to: "10:30"}
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["plan", *arguments], catch_exceptions=False)


def data(*arguments: str) -> dict[str, list[dict[str, object]]]:
    result = run(*arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


def profile(tmp_path: Path, changes: Mapping[str, str] = {}) -> str:
    text = PROFILE
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "morning.yaml").write_text(text, encoding="utf-8")
    return "morning.yaml"


@pytest.mark.parametrize("name", ["glam-partner-mexico", "advocacy-network"])
def test_json_has_what_programs_ask_for(name: str) -> None:
    """A plan in JSON holds modules with reasons, what is left out, sessions with slots, and the minutes."""
    found = data(name)
    assert {"modules", "left_out", "sessions", "minutes"} <= set(found)
    assert all({"id", "minutes", "reasons"} <= set(step) and step["reasons"] for step in found["modules"])
    assert all({"id", "reason"} == set(left) for left in found["left_out"])
    assert all({"day", "start", "end", "slots"} <= set(session) for session in found["sessions"])
    taught = [slot["minutes"] for session in found["sessions"] for slot in session["slots"]]  # type: ignore[attr-defined]
    assert found["minutes"] == sum(taught) == sum(step["minutes"] for step in found["modules"])  # type: ignore[misc]


def test_yaml_says_the_same() -> None:
    """YAML holds what JSON holds."""
    assert read(run("glam-partner-mexico", "--format", "yaml").stdout) == (data("glam-partner-mexico"), [])


def test_the_table_shows_every_activity_with_its_time() -> None:
    """For people: the title, each day once, a line for each activity, breaks, time to spare and reasons."""
    text = run("glam-partner-mexico").stdout
    found = data("glam-partner-mexico")
    assert text.startswith("Regional museum, first year\n")
    assert text.count("\n2027-03-12\n") == text.count("\n2027-03-13\n") == 1
    for session in found["sessions"]:
        for slot in session["slots"]:  # type: ignore[attr-defined]
            assert f"{slot['start']}–{slot['end']}" in text
            assert f"{slot['module']}: {slot['title']}" in text
    assert "  10:30        break" in text
    assert "390 minutes taught." in text
    assert "editing-basics: already known" in text


def test_markdown_is_a_table_a_day() -> None:
    """In Markdown each day is a table whose rows have as many cells as its head."""
    lines = run("advocacy-network", "--format", "markdown").stdout.splitlines()
    assert lines[0] == "# Network of advocates for free knowledge"
    assert [line for line in lines if line.startswith("## 2027")] == ["## 2027-05-20", "## 2027-05-21"]
    rows = [line for line in lines if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}
    assert any("*lunch*" in row for row in rows)
    assert "## Why these modules" in lines


def test_a_pipe_in_a_title_does_not_break_the_table(tmp_path: Path) -> None:
    """A title with a vertical bar stays in its cell."""
    built_in = Path(
        json.loads(CliRunner().invoke(rumbo, ["show", "movement-basics", "--format", "json"]).stdout)["file"]
    )
    folder = tmp_path / "curriculum" / "modules" / "movement-basics"
    folder.mkdir(parents=True)
    for file in built_in.parent.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    text = built_in.read_text(encoding="utf-8").replace("title: Who is it?", 'title: "Who | what?"')
    (folder / "module.yaml").write_text(text, encoding="utf-8")
    rows = [line for line in run("glam-partner-mexico", "--format", "markdown").stdout.splitlines() if "|" in line]
    assert any("Who / what?" in row for row in rows)
    assert {row.count("|") for row in rows} == {6}


def test_a_profile_of_ones_own_is_planned(tmp_path: Path) -> None:
    """What does not fit into a short morning is left out, with the minutes that would bring it in."""
    found = data(profile(tmp_path))
    assert [step["id"] for step in found["modules"]] == ["movement-basics"]
    reasons = {left["id"]: str(left["reason"]) for left in found["left_out"]}
    assert reasons["editing-basics"] == "already known"
    assert reasons["wikidata-onboarding"].startswith("no time: ")


def test_every_mistake_of_a_profile_is_told_at_once(tmp_path: Path) -> None:
    """A profile with many mistakes ends with exit code 1 and a line with place and code for each."""
    name = profile(
        tmp_path,
        {
            "[glam]": "[museums]",
            "{wikidata: 2}": "{wikipedia: 2}",
            "[editing-basics]": "[editing-basic]",
            "language: es": "language: xx",
            'to: "10:30"': 'to: "08:30"',
        },
    )
    result = run(name)
    assert result.exit_code == 1
    assert result.stdout == ""
    for place, problem in (("3:", "N102"), ("4:", "L101"), ("6:", "N101"), ("7:", "N103"), ("9:", "T101")):
        assert any(line.startswith(f"{name}:{place}") and problem in line for line in result.stderr.splitlines()), (
            problem
        )


@pytest.mark.parametrize(
    ("text", "code"), [("", "S102"), ("- a\n", "S103"), ("title: [", "Y101"), ("title: T\n", "S102")]
)
def test_a_file_that_is_no_profile_is_a_problem(tmp_path: Path, text: str, code: str) -> None:
    """Empty, broken and half-written files end with exit code 1 and a code."""
    (tmp_path / "half.yaml").write_text(text, encoding="utf-8")
    result = run("half.yaml")
    assert result.exit_code == 1
    assert code in result.stderr
    assert result.stdout == ""


def test_an_unknown_profile_gets_a_hint() -> None:
    """An id that is nearly right ends with exit code 2 and the one that was meant."""
    result = run("advocacy-networks")
    assert result.exit_code == 2
    assert "Did you mean 'advocacy-network'?" in result.stderr


@pytest.mark.parametrize("name", ["../../etc/passwd", "nowhere.yaml", "/", "./"])
def test_a_path_that_leads_to_no_profile_is_a_problem(name: str) -> None:
    """A path to nothing, or to a folder, ends with exit code 1 and its name."""
    result = run(name)
    assert result.exit_code == 1
    assert result.stderr
    assert result.stdout == ""


def test_a_file_with_the_other_ending_is_named() -> None:
    """Who types .yml for a profile in a .yaml file is told of that file."""
    own = Path("group.yaml")
    own.write_text("title: x\n", encoding="utf-8")
    result = run("group.yml")
    assert (result.exit_code, "Did you mean 'group.yaml'?" in result.stderr) == (2, True)
    assert "Did you mean 'glam-partner-mexico'?" in run("glam-partner-mexico.yml").stderr


def test_the_terminal_has_one_clock(tmp_path: Path) -> None:
    """A moment in a warning is told by 24 hours, as in the timetable above it."""
    evening = profile(tmp_path, {'"09:00"': '"17:00"', '"10:30"': '"22:30"'})
    text = run(evening).stdout
    assert "72 hours ahead" in text
    assert " PM" not in text.replace("\u202f", " ")


def test_a_country_without_a_sheet_is_noted(tmp_path: Path) -> None:
    """A plan with law in it says in one line that there is none of its country."""
    own = profile(tmp_path, {"title:": "country: TD\nmodules: [copyright-basics]\ntitle:", '"10:30"': '"12:30"'})
    assert "note: there is no sheet about the law in Chad" in run(own).stderr
