"""rumbo record, report and minutes"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import TINY, Draft, make_curriculum
from event_records import written
from rumbo.build.model import Record
from rumbo.build.yaml_text import read
from rumbo.cli import content
from rumbo.cli.main import rumbo
from saved_plans import two_modules

RECORD = "record-group-2027-03-12.yaml"
STATE = Path("record-group-2027-03-12.unfinished.csv")
ATTENDANCE = ("20", "12", "3")
MINUTES = ("25", "", "0", "x")
MODULE = Path("own/modules/first/module.yaml")
PATTERN = """\
---
title: The room
problem: Nobody sees the screen.
solution: Look at the room first.
topics: [event]
applies: {modules: [first]}
status: stable
created: 2026-11-01
review: {kind: general, reviewed: 2026-11-01, review_by: 2099-11-01, by: A. Tester}
authors: [A. Tester]
licence: CC-BY-SA-4.0
---

## What problem does this solve?

Nobody sees.

## What is the solution?

1. **Look** first.

## Things to consider

Time.

## When to use

Always.

## See also

Nothing.
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A folder with a curriculum of two modules in `own`, a plan for a group, and no built-in content."""
    monkeypatch.setattr(content, "HOME", TINY.parent)
    monkeypatch.chdir(tmp_path)
    draft = two_modules(make_curriculum(Path("own")))
    draft.write("learning_patterns/the-room.md", PATTERN)
    assert run("plan", "group", "-o", "plan.yaml").exit_code == 0
    return draft


def run(command: str, *arguments: str, answers: str = "") -> Result:
    line = [command, *arguments, "--curriculum", "own"]
    return CliRunner().invoke(rumbo, line, input=answers, catch_exceptions=False)


def typed(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


WHOLE = typed(
    *ATTENDANCE,
    *MINUTES,
    *("Pairs.", ""),
    *("The internet broke down.", "1", "1", "It was cold.", "", "", ""),
    *("Write to the museum.", "coordinator", "2027-04-01", ""),
    *("2", "Half the room saw it."),
)


def fields(path: str | Path = RECORD) -> dict[str, Any]:
    tree, faults = read(Path(path).read_text(encoding="utf-8"))
    assert faults == []
    Record.model_validate(tree)
    found: dict[str, Any] = tree
    return found


def test_answers_through_a_pipe_make_a_record() -> None:
    """Everything is asked once; what was answered stands in the file, and what was not is left out."""
    done = run("record", "plan.yaml", answers=WHOLE)
    assert done.exit_code == 0, done.stderr
    data = fields()
    assert data["attendance"] == {"invited": 20, "came": 12, "accounts": 3}
    assert data["minutes"] == {
        "first": {"change": {"planned": 20, "actual": 25}},
        "second": {"change": {"planned": 20, "actual": 20}, "more": {"planned": 10, "actual": 0}},
    }
    assert data["worked"] == ["Pairs."]
    assert data["did_not_work"] == [
        {"what": "The internet broke down.", "module": "first", "pattern": "the-room"},
        {"what": "It was cold."},
    ]
    assert data["follow_ups"] == [{"task": "Write to the museum.", "owner": "coordinator", "due": "2027-04-01"}]
    assert data["patterns"] == [{"id": "the-room", "worked": "partly", "outcome": "Half the room saw it."}]
    assert not {"taught", "survey", "words"} & set(data)
    assert not STATE.exists()
    assert f"Next: rumbo report {RECORD}" in done.stdout
    assert max(len(line) for line in done.stderr.splitlines() if not re.search("[:?] ", line)) <= 60


def test_enter_all_the_way_records_the_plan() -> None:
    """Whoever presses Enter only has the planned minutes and nothing else."""
    assert run("record", "plan.yaml", answers="\n" * 12).exit_code == 0
    data = fields()
    assert data["minutes"]["second"]["more"] == {"planned": 10, "actual": 10}
    assert "attendance" not in data


def test_a_profile_is_as_good_as_a_plan(own: Draft) -> None:
    """A record of a profile lies in the working folder and names the profile."""
    assert run("record", "group", answers="\n" * 12).exit_code == 0
    assert fields()["plan"] == "group"


def test_days_are_counted_one_by_one(own: Draft) -> None:
    """An event of several days asks for each, and nobody can count more on a day than came in all."""
    own.edit("profiles/group.yaml", 'to: "13:00"}', 'to: "13:00"}\n  - {day: 2027-03-13, from: "09:00", to: "13:00"}')
    done = run("record", "group", answers=typed("20", "12", "13", "12", "9") + "\n" * 12)
    assert done.exit_code == 0
    assert "'13' is not a number from 0 to 12." in done.stderr
    assert fields()["attendance"]["by_day"] == {"2027-03-12": 12, "2027-03-13": 9}


def test_a_record_goes_on_where_it_was_left() -> None:
    """Answers that end too soon are kept, nothing else is written, and the next run asks only the rest."""
    lines = WHOLE.splitlines()
    left = run("record", "plan.yaml", answers=typed(*lines[:9]))
    assert left.exit_code == 1
    assert f"Kept in {STATE}: 9 answers." in left.stderr
    assert not Path(RECORD).exists()
    again = run("record", "plan.yaml", answers=typed(*lines[9:]))
    assert again.exit_code == 0
    assert "invited" not in again.stderr
    assert fields()["did_not_work"][0]["pattern"] == "the-room"
    assert not STATE.exists()


def test_nothing_said_is_nothing_written() -> None:
    """Somebody who stops at once leaves no file."""
    done = run("record", "plan.yaml", answers="q\n")
    assert done.exit_code == 1
    assert "Nothing was answered" in done.stderr
    assert not STATE.exists()


def test_going_back_asks_again() -> None:
    """With b the question before is asked again, and its new answer counts."""
    done = run("record", "plan.yaml", answers=typed("20", "12", "b", "15", "3") + "\n" * 12)
    assert done.exit_code == 0
    assert fields()["attendance"] == {"invited": 20, "came": 15, "accounts": 3}


@pytest.mark.parametrize("wrong", ["-5", "many", "1.5", "99999999", "²"])
def test_a_wrong_answer_is_told_and_asked_again(wrong: str) -> None:
    """What is no number is told in a sentence, and the question stays."""
    done = run("record", "plan.yaml", answers=typed(wrong, "20") + "\n" * 12)
    assert done.exit_code == 0
    assert f"'{wrong}' is not a number" in done.stderr
    assert fields()["attendance"] == {"invited": 20}


def test_a_wrong_day_is_told_and_a_number_of_days_is_understood() -> None:
    """A day is written as such, or as days from today."""
    answers = typed("", "", "", "x", "", "", "Write.", "", "soon", "2027-02-30", "30", "", "")
    done = run("record", "plan.yaml", answers=answers)
    assert done.exit_code == 0
    assert " ".join(done.stderr.split()).count("is not a day; write one such as") == 2
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields()["follow_ups"][0]["due"])


def test_names_only_if_they_are_wanted() -> None:
    """With --with-names the trainers of each module are asked for, and credit counts them."""
    done = run("record", "plan.yaml", "--with-names", answers="\n" * 11 + typed("Ana, Ben", "-"))
    assert done.exit_code == 0
    assert fields()["taught"] == {"first": ["Ana", "Ben"]}
    shown = run("record", "--credit", RECORD)
    assert [line.split()[:3] for line in shown.stdout.splitlines()[1:]] == [
        ["Ana", "first", "1"],
        ["Ben", "first", "1"],
    ]
    assert json.loads(run("record", "--credit", RECORD, "--format", "json").stdout)[0]["last"] == "2027-03-12"


def test_credit_without_names_says_so() -> None:
    """Records without names give no credit, and the way to have them."""
    run("record", "plan.yaml", answers="\n" * 12)
    assert "--with-names" in run("record", "--credit", RECORD).stdout


def test_a_record_that_is_there_is_not_written_over() -> None:
    """A second record of the same event stops before anything is asked."""
    run("record", "plan.yaml", answers="\n" * 12)
    before = Path(RECORD).read_bytes()
    done = run("record", "plan.yaml", answers=WHOLE)
    assert done.exit_code == 1
    assert "W104" in done.stderr
    assert Path(RECORD).read_bytes() == before


def survey(own: Draft) -> None:
    """A question set called after, and the answers of two people."""
    own.write("competencies.yaml", (own.folder / "competencies.yaml").read_bytes())
    questions = (
        "{title: After, purpose: P., intro: I., minutes: 5, licence: CC0, authors: [A],"
        " review: {kind: general, reviewed: 2026-11-01, review_by: 2099-11-01, by: A},"
        " questions: [{id: safe, text: Did you feel safe?, kind: choice, dimension: communities, answers:"
        ' [{id: "yes", text: "Yes", present: {editing: 1}}, {id: "no", text: "No"}]},'
        " {id: best, text: What was best?, kind: text, dimension: communities}]}\n"
    )
    own.write("assessments/after.yaml", questions)
    Path("answers.csv").write_text("safe,best\nYes,Food\nYes,\n", encoding="utf-8")


def test_a_survey_comes_with_the_record_or_later(own: Draft) -> None:
    """A survey is counted into a new record, or into one that is there; its words are to be read first."""
    survey(own)
    done = run("record", "plan.yaml", "--survey", "answers.csv", answers=WHOLE)
    assert done.exit_code == 0, done.stderr
    expected = {"asked": {"set": "after", "people": 2}, "survey": {"safe": {"yes": 2, "no": 0}}}
    assert {name: fields()[name] for name in expected} == expected
    assert fields()["words"] == {"best": ["Food"]}
    assert "answers in words" in done.stdout
    Path("answers.csv").write_text("safe\nNo\n", encoding="utf-8")
    assert run("record", RECORD, "--survey", "answers.csv", "--set", "after").exit_code == 0
    assert fields()["survey"] == {"safe": {"yes": 0, "no": 1}}
    assert fields()["worked"] == ["Pairs."]


def test_wrong_usage_is_told(own: Draft) -> None:
    """An unknown question set, two plans, or a record without a survey is wrong usage, told before any question."""
    run("record", "plan.yaml", answers="\n" * 12)
    survey(own)
    assert "did you mean 'after'" in run("record", RECORD, "--survey", "answers.csv", "--set", "aftr").stderr
    assert "Give one PLAN" in run("record", "plan.yaml", "group").stderr
    assert "is a record already" in run("record", RECORD).stderr


def test_check_knows_records() -> None:
    """`check` tells mistakes of a record like those of a plan."""
    written(Path("a.yaml"), minutes={"frist": {}})
    done = run("check", "a.yaml")
    assert done.exit_code == 0
    assert re.search(r"a.yaml:\d+:3: E101 warning: 'frist' is not a module", done.stdout)


def test_a_report_is_a_folder(own: Draft) -> None:
    """The report is a page, wikitext, evidence and a draft for each thing that did not work."""
    run("record", "plan.yaml", answers=WHOLE)
    done = run("report", RECORD)
    assert done.exit_code == 0, done.stderr
    folder = Path("report-group-2027-03-12")
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "evidence.yaml",
        "patterns/it-was-cold.md",
        "patterns/the-internet-broke-down.md",
        "report.pdf",
        "report.wiki",
    ]
    assert "report.pdf" in done.stdout
    assert "1 page" in done.stdout


def test_a_draft_that_somebody_edits_stays() -> None:
    """A second report leaves the drafts that are there, and says so."""
    run("record", "plan.yaml", answers=WHOLE)
    run("report", RECORD, "-o", "out")
    draft = Path("out/patterns/it-was-cold.md")
    draft.write_text("Mine.", encoding="utf-8")
    done = run("report", RECORD, "-o", "out", "--language", "es")
    assert f"{draft}  left as it is" in done.stdout
    assert draft.read_text(encoding="utf-8") == "Mine."
    assert "Qué funcionó" in Path("out/report.wiki").read_text(encoding="utf-8")


def test_a_report_of_what_is_no_record() -> None:
    """A file that is missing or no record ends with its problems, a wrong language with the usage."""
    assert "F102" in run("report", "nothing.yaml").stderr
    assert run("report", "plan.yaml").exit_code == 1
    written(Path("a.yaml"))
    assert run("report", "a.yaml", "--language", "xx-yy").exit_code == 2


def three() -> list[str]:
    """Three events at which the same activity took 30 minutes and more."""
    for number, actual in enumerate((30, 35, 50), start=1):
        minutes = {"first": {"change": {"planned": 20, "actual": actual}}}
        days, attendance = [f"2027-0{number}-12"], {"came": 9}
        written(Path(f"r{number}.yaml"), days=days, attendance=attendance, minutes=minutes)
    return ["r1.yaml", "r2.yaml", "r3.yaml"]


def test_minutes_are_compared_and_nothing_is_changed() -> None:
    """Each activity has the number of events, what was planned, what it took, and a proposal; no file changes."""
    before = MODULE.read_bytes()
    done = run("minutes", *three())
    assert done.stdout.splitlines()[1].split() == [
        *("first", "change", "3", "20", "35", "30", "50", "20/20/20", "20/35/50"),
    ]
    assert "Nothing was changed" in done.stdout
    (row,) = json.loads(run("minutes", *three(), "--format", "json").stdout)
    assert row["proposed"] == {"least": 20, "typical": 35, "most": 50}
    assert (row["events"], row["took"]) == (3, 35)
    assert MODULE.read_bytes() == before


def test_minutes_are_applied_where_they_stand() -> None:
    """With --apply the numbers of the module change, nothing else in the file, and the next plan takes them."""
    before = MODULE.read_bytes()
    done = run("minutes", *three(), "--apply")
    assert done.exit_code == 0
    assert f"changed: {MODULE}" in done.stderr
    assert MODULE.read_bytes() == before.replace(b"minutes: 20", b"minutes: {least: 20, typical: 35, most: 50}")
    plan = json.loads(run("plan", "group", "--format", "json").stdout)
    assert next(step["minutes"] for step in plan["modules"] if step["id"] == "first") == 35
    again = run("minutes", *three(), "--apply")
    assert "Nothing is proposed, so nothing was changed." in again.stderr


def test_installed_content_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Draft) -> None:
    """Minutes of content inside an installed program are an E105; in a checkout they may be changed."""
    home = tmp_path / "site"
    home.mkdir()
    (tmp_path / "own").rename(home / "curriculum")
    monkeypatch.setattr(content, "HOME", home)
    records = three()
    line = ["minutes", *records, "--apply"]
    module = home / "curriculum" / "modules" / "first" / "module.yaml"
    before = module.read_bytes()
    done = CliRunner().invoke(rumbo, line, catch_exceptions=False)
    assert done.exit_code == 1
    assert "E105" in done.stderr
    assert module.read_bytes() == before
    (home / "pyproject.toml").touch()
    assert CliRunner().invoke(rumbo, line, catch_exceptions=False).exit_code == 0
    assert module.read_bytes() != before


def test_few_events_are_shown_without_a_proposal() -> None:
    """One event is shown and proposes nothing."""
    written(Path("a.yaml"))
    rows = run("minutes", "a.yaml").stdout.splitlines()
    assert [row.split()[-1] for row in rows[1:3]] == ["-", "-"]
    written(Path("a.yaml"), minutes={})
    assert "hold no minutes" in run("minutes", "a.yaml").stdout
