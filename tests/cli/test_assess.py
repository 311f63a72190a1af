"""rumbo assess"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from conftest import HOME
from rumbo.build.model import Assessment
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo

SET = "before-workshop"
QUESTIONS = 19
STATE = Path("assessments", f"{SET}.unfinished.csv")
PROFILE = """
title: A group that was asked
audience: [volunteer]
language: en
participants: 12
assessment: group.yaml
when:
  - {day: 2027-03-12, from: "09:00", to: "17:00"}
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(rumbo, ["assess", *arguments], input=answers, catch_exceptions=False)


def typed(*answers: str, rest: str = "") -> str:
    """Lines for a pipe; every question after them gets the rest."""
    return "\n".join([*answers, *([rest] * (QUESTIONS - len(answers)))]) + "\n"


def result(path: str) -> dict[str, Any]:
    tree, faults = read(Path(path).read_text(encoding="utf-8"))
    assert faults == []
    Assessment.model_validate(tree)
    found: dict[str, Any] = tree
    return found


def unspaced(text: str) -> str:
    return " ".join(text.split())


def test_answers_through_a_pipe_make_a_file() -> None:
    """Every question is asked once, and the answers make a dated file with levels, words, expiry and no name."""
    answers = [*"01230123", *"21002100", "My photos", "", "Coffee"]
    done = run(SET, "-o", "group.yaml", answers=typed(*answers))
    assert done.exit_code == 0
    assert [f"{n} of {QUESTIONS}:" in done.stderr for n in range(1, QUESTIONS + 1)] == [True] * QUESTIONS
    data = result("group.yaml")
    assert data["set"] == SET
    assert data["date"] < data["expires"]
    assert data["raters"] == {"number": 1}
    assert data["levels"]["editing"] == {"dimension": "communities", "present": 1, "wanted": 1}
    assert data["answers"] == {"own-material": ["My photos"], "good-day": ["Coffee"]}
    assert "Written: group.yaml" in done.stdout
    assert list(Path().iterdir()) == [Path("group.yaml")]


def test_what_the_file_makes_of_a_plan() -> None:
    """A profile that names the file is planned by it, and the plan says when and by how many people it was made."""
    run(SET, "-o", "group.yaml", answers=typed(*"10000000", *"10200000"))
    Path("profile.yaml").write_text(PROFILE, encoding="utf-8")
    path = CliRunner().invoke(rumbo, ["path", "--profile", "profile.yaml", "--format", "json"])
    order = [step["id"] for step in json.loads(path.stdout)["modules"]]
    assert order[-1] == "commons-upload"
    assert "movement-basics" not in order
    plan = CliRunner().invoke(rumbo, ["plan", "profile.yaml"])
    assert "made from a needs assessment" in plan.stdout
    assert "answered by 1 person" in plan.stdout
    assert "without a needs assessment" in CliRunner().invoke(rumbo, ["plan", "glam-partner-mexico"]).stdout


def test_a_saved_plan_knows_its_assessment() -> None:
    """A plan that was saved still says that it was made from an assessment, wherever it lies."""
    run(SET, "-o", "group.yaml", answers=typed(*"10000000", *"10200000"))
    Path("profile.yaml").write_text(PROFILE, encoding="utf-8")
    CliRunner().invoke(rumbo, ["plan", "profile.yaml", "-o", "elsewhere/plan.yaml"])
    again = CliRunner().invoke(rumbo, ["plan", "elsewhere/plan.yaml"])
    assert again.exit_code == 0
    assert "made from a needs assessment" in again.stdout


@pytest.mark.parametrize("end", ["q\n", ""])
def test_who_stops_goes_on_later(end: str) -> None:
    """With q or at the end of the input everything said is kept; the same command goes on there, nothing is lost."""
    stopped = run(SET, answers=f"1\n2\n{end}")
    assert stopped.exit_code == 1
    assert f"Kept in {STATE}: 2 of {QUESTIONS} questions answered" in stopped.stderr
    assert list(Path("assessments").iterdir()) == [STATE]
    done = run(SET, answers="3\n" + "\n" * QUESTIONS)
    assert done.exit_code == 0
    assert f"\n3 of {QUESTIONS}:" in done.stderr
    assert f"\n2 of {QUESTIONS}:" not in done.stderr
    (path,) = Path("assessments").iterdir()
    levels = result(str(path))["levels"]
    assert [levels[name]["present"] for name in ("movement", "editing", "commons")] == [1, 2, 3]


def test_ctrl_c_keeps_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at any question ends in a sentence, not in a trace, with the answers kept."""
    typed_so_far = iter(["1", "0"])

    def prompt(*arguments: object, **options: object) -> str:
        said = next(typed_so_far, None)
        if said is None:
            raise click.Abort
        return said

    monkeypatch.setattr(click, "prompt", prompt)
    stopped = run(SET)
    assert stopped.exit_code == 1
    assert "2 of" in stopped.stderr
    assert STATE.read_text(encoding="utf-8") == "movement-now,editing-now\n1,0\n"


def test_every_answer_is_on_disk_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the power fails, all answers but the one being typed are there."""
    seen = []

    def prompt(*arguments: object, **options: object) -> str:
        seen.append(STATE.read_text(encoding="utf-8") if STATE.exists() else "")
        return "1" if len(seen) < 3 else "q"

    monkeypatch.setattr(click, "prompt", prompt)
    run(SET)
    assert seen == ["", "movement-now\n1\n", "movement-now,editing-now\n1,1\n"]


def test_nothing_said_leaves_nothing_behind() -> None:
    """Who stops at once, or answers nothing, finds no file."""
    assert run(SET, answers="q\n").exit_code == 1
    assert run(SET, answers=typed()).exit_code == 1
    assert list(Path().iterdir()) == []


def test_back_explain_and_take_back() -> None:
    """b goes back and Enter then keeps what was said, ? explains, - takes an answer back."""
    lines = ["1", "2", "b", "?", "", "b", "-", "3", *[""] * QUESTIONS]
    done = run(SET, "-o", "group.yaml", answers="\n".join(lines))
    assert done.exit_code == 0
    assert "0 to 3 [2]" in done.stderr
    assert "b goes back" in unspaced(done.stderr).split("takes an answer back")[0][-80:]
    assert result("group.yaml")["levels"]["commons"]["present"] == 3
    assert result("group.yaml")["levels"]["movement"]["present"] == 1
    assert "editing" not in result("group.yaml")["levels"]


def test_a_wrong_answer_is_asked_again() -> None:
    """What is no answer is named with what would be one."""
    done = run(SET, "-o", "group.yaml", answers="often\n2\n" + typed())
    assert "'often' is not a level; give 0, 1, 2 or 3." in unspaced(done.stderr)
    assert result("group.yaml")["levels"]["movement"]["present"] == 2


def test_a_needed_answer_is_asked_for_again() -> None:
    """A question that must be answered cannot be skipped, but one can stop there."""
    stopped = run("content-partnerships", answers="\n\nq\n")
    assert stopped.stderr.count("This one is needed") == 2


def test_lines_are_short() -> None:
    """Nothing that is asked is wider than 60 columns, so that it fits narrow terminals and large letters."""
    for name in ("content-partnerships", "capacity-self-assessment", "advocacy-network", SET):
        asked = run(name, answers="?\n1\n" * 30).stderr
        assert [line for line in asked.splitlines() if len(line) > 60 and "Kept in" not in line] == []


def test_typed_answers_are_not_written_over() -> None:
    """A file of that name stops the command before the first question; without -o a free name is found."""
    Path("group.yaml").write_text("mine", encoding="utf-8")
    stopped = run(SET, "-o", "group.yaml", answers=typed("1"))
    assert (stopped.exit_code, "W104" in stopped.stderr) == (1, True)
    assert "1 of" not in stopped.stderr
    assert Path("group.yaml").read_text(encoding="utf-8") == "mine"
    for _ in range(2):
        assert run(SET, answers=typed("1")).exit_code == 0
    assert len(list(Path("assessments").iterdir())) == 2


def test_kept_answers_that_do_not_fit_are_not_lost() -> None:
    """A file of kept answers that cannot be used is told and left as it is."""
    STATE.parent.mkdir()
    STATE.write_text('"open', encoding="utf-8")
    stopped = run(SET, answers=typed("1"))
    assert (stopped.exit_code, "A201" in stopped.stderr) == (1, True)
    assert STATE.read_text(encoding="utf-8") == '"open'


def test_raters_are_named_only_on_purpose() -> None:
    """A name is written only where --rater gives it."""
    run(SET, "-o", "group.yaml", "--rater", "Ana", answers=typed("1"))
    assert result("group.yaml")["raters"] == {"number": 1, "names": ["Ana"]}


def test_an_empty_name_is_no_name() -> None:
    """A name of nothing but spaces is not written."""
    assert run(SET, "-o", "group.yaml", "--rater", " ", answers=typed("1")).exit_code == 0
    assert result("group.yaml")["raters"] == {"number": 1}


def test_words_survive_a_poor_locale() -> None:
    """Accents that are typed where the locale knows none come out right."""
    command = [sys.executable, "-m", "rumbo.cli", "assess", SET, "-o", "group.yaml"]
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(HOME / ".links")}
    answers = typed(*[""] * 16, "Añadir fotografías").encode()
    done = subprocess.run(command, input=answers, env={**os.environ, **locale}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert result("group.yaml")["answers"] == {"own-material": ["Añadir fotografías"]}


def test_answers_from_a_survey() -> None:
    """A survey export makes the same kind of file; other columns are named and not read."""
    Path("survey.csv").write_text(
        "E-mail;editing-now;editing-wanted;good-day\nana@x.org;1;2;Tea\nben@x.org;0;2;\n", encoding="utf-8"
    )
    done = run(SET, "--answers", "survey.csv", "-o", "group.yaml")
    assert done.exit_code == 0
    assert "A202 warning: passed over, since no question is called so: E-mail" in done.stderr
    data = result("group.yaml")
    assert data["raters"] == {"number": 2}
    assert data["levels"]["editing"] == {"dimension": "communities", "present": 0, "wanted": 2}
    assert data["spread"]["editing"] == {"present": [1, 1, 0, 0]}
    assert "x.org" not in Path("group.yaml").read_text(encoding="utf-8")


def test_a_wrong_survey_writes_nothing() -> None:
    """One wrong answer ends with exit code 1, row and column, and no file."""
    Path("survey.csv").write_text("editing-now\n1\nsometimes\n", encoding="utf-8")
    done = run(SET, "--answers", "survey.csv", "-o", "group.yaml")
    assert done.exit_code == 1
    assert "survey.csv:3:1: A204 row 3, column 'editing-now': 'sometimes' is not a level" in done.stderr
    assert not Path("group.yaml").exists()


def test_a_hundred_thousand_rows_stream() -> None:
    """A survey of 100,000 rows is read within 200 megabytes, and its result can be read again."""
    head = "editing-now,editing-wanted,commons-now,good-day\n"
    rows = (f"{n % 4},{n % 3},{n % 2},Something that person number {n} says\n" for n in range(100_000))
    Path("survey.csv").write_text(head + "".join(rows), encoding="utf-8")
    # The peak is asked of the process itself: what the system tells its parent counts the parent, too.
    status = "atexit.register(lambda: print(pathlib.Path('/proc/self/status').read_text()))"
    told = f"import atexit, pathlib; from rumbo.cli.main import main; {status}; main()"
    command = [sys.executable, "-c", told, "assess", SET, "--answers", "survey.csv", "-o", "group.yaml"]
    environment = {**os.environ, "PYTHONPATH": str(HOME / ".links")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert (peak := re.search(r"VmHWM:\s+(\d+) kB", done.stdout))
    assert int(peak[1]) < 200_000
    assert result("group.yaml")["raters"]["number"] == 100_000
    assert re.search(r"note: \d+ answers in words did not fit", done.stderr)


def written(name: str, present: int, *, date: str = "2026-01-01", question_set: str = SET) -> str:
    lines = [
        f"set: {question_set}",
        f"date: {date}",
        f"expires: {int(date[:4]) + 1}{date[4:]}",
        "raters: {number: 1}",
        f"levels: {{wikidata: {{present: {present}, wanted: 3, robustness: 0}}}}",
    ]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def test_several_raters_are_merged() -> None:
    """The middle of the raters counts; who is far apart, what hangs on one person and what is not taught is said."""
    files = [written("a.yaml", 0), written("b.yaml", 1), written("c.yaml", 3)]
    done = run("--merge", *files, "-o", "group.yaml")
    assert done.exit_code == 0
    data = result("group.yaml")
    assert data["levels"]["wikidata"] == {"present": 1, "wanted": 3, "robustness": 0}
    assert data["spread"]["wikidata"] == {"present": [1, 1, 0, 1]}
    assert data["raters"] == {"number": 3}
    assert "Raters differ on wikidata, present: from 0 to 3" in done.stdout
    assert "One person leaving would undo: wikidata." in done.stdout
    assert "wikidata is wanted at level 3 and taught only to level 2" in done.stdout


def test_results_that_do_not_belong_together_are_not_merged() -> None:
    """Results of two question sets, or one that had expired, are an A209, and nothing is written."""
    one = written("a.yaml", 1)
    for other in (written("b.yaml", 1, question_set="other"), written("c.yaml", 1, date="2028-01-01")):
        done = run("--merge", one, other, "-o", "group.yaml")
        assert (done.exit_code, "A209" in done.stderr) == (1, True)
    assert not Path("group.yaml").exists()


def test_what_changed_since_last_time() -> None:
    """Two results stand beside each other, as text and as JSON with the gap before and after."""
    old, new = written("old.yaml", 1), written("new.yaml", 2, date="2026-12-01")
    text = run("--compare", old, new).stdout
    assert re.search(r"^wikidata +- +1 to 2 +3 +0 +2 to 1$", text, re.MULTILINE)
    data = json.loads(run("--compare", old, new, "--format", "json").stdout)
    assert data["old"]["date"] == "2026-01-01"
    (row,) = data["competencies"]
    assert (row["competency"], row["old"]["gap"], row["new"]["gap"]) == ("wikidata", 2, 1)


def test_a_file_that_is_no_result_is_told() -> None:
    """A broken or missing file ends merge and compare with exit code 1 and its problem."""
    Path("broken.yaml").write_text("set: [", encoding="utf-8")
    for option in ("--merge", "--compare"):
        done = run(option, "broken.yaml", "nowhere.yaml")
        assert done.exit_code == 1
        assert "broken.yaml:2:1: Y101" in done.stderr
        assert "nowhere.yaml: F102" in done.stderr


def test_a_form_on_paper() -> None:
    """--print writes a PDF where it is told to, or beside."""
    done = run(SET, "--print", "-o", "paper/form.pdf", "--language", "es")
    assert done.exit_code == 0
    assert Path("paper/form.pdf").read_bytes().startswith(b"%PDF")
    assert "3 pages" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "before-workshop: Before the workshop"),
        (("before-worksop",), "did you mean 'before-workshop'?"),
        ((SET, SET), "Which question set?"),
        (("--merge", "a.yaml"), "two files or more"),
        (("--compare", "a.yaml"), "OLD and NEW"),
        ((SET, "--print", "--language", "klingon"), "not a language"),
        ((SET, "--print", "--answers", "a.csv"), "not both"),
    ],
)
def test_wrong_words_are_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    """A missing or wrong set, too few files, or two ways at once end with exit code 2 and a sentence that helps."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_set_of_ones_own(tmp_path: Path) -> None:
    """An affiliate's own question set in a curriculum folder is asked like the built-in ones."""
    text = (HOME / "curriculum" / "assessments" / "advocacy-network.yaml").read_text(encoding="utf-8")
    own = tmp_path / "own" / "assessments"
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text(text, encoding="utf-8")
    assert "1 of 15" in run("ours", "--curriculum", "own", answers="q\n").stderr
