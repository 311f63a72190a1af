"""rumbo start"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import HOME
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo
from rumbo.cli.start.questions import address, any_words, languages

DRAFT = Path("curriculum/profiles/start.unfinished.json")
GROUP = ["Regional museum", "museums", "spanish", "20", ""]
WISHES = ["wikidata", "2", "editing-basics"]
DAYS = ["2099-03-13 9-13", "2099-03-14", ""]
TRAINERS = ["Ana", "", "es en", ""]
REST = ["2", "1", "", "Mexico", "", ""]
ALL = [*GROUP, *WISHES, *DAYS, *TRAINERS, *REST]
NOT_NOW = ["regional", "2"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def start(answers: Sequence[str], *arguments: str) -> Result:
    typed = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(rumbo, ["start", *arguments], input=typed, catch_exceptions=False)


def plan(name: str) -> dict[str, object]:
    """What a plan made again from a file holds."""
    made = CliRunner().invoke(rumbo, ["plan", name, "--format", "json"], catch_exceptions=False)
    assert made.exit_code == 0, made.stderr
    data: dict[str, object] = json.loads(made.stdout)
    return data


def modules(name: str) -> list[str]:
    """The modules of a plan made again, in order."""
    return [step["id"] for step in plan(name)["modules"]]  # type: ignore[attr-defined]


def number(offered: str, result: Result) -> str:
    """The number under which something was offered last."""
    lines = [line.split(maxsplit=1) for line in result.stderr.splitlines() if offered in line]
    return next(pair[0] for pair in reversed(lines) if pair[0].isdigit())


def profile(name: str = "regional") -> dict[str, object]:
    """The fields of a profile that was written."""
    tree, faults = read(Path(f"curriculum/profiles/{name}.yaml").read_text(encoding="utf-8"))
    assert faults == []
    fields: dict[str, object] = tree
    return fields


def test_enter_alone_leads_to_a_profile_and_a_plan() -> None:
    """Every question has a default that Enter takes, up to a profile and a plan that can be used."""
    result = start([""] * 40)
    assert result.exit_code == 0, result.stderr
    assert Path("packs/our-workshop/facilitator-guide.pdf").is_file()
    assert modules("curriculum/profiles/our-workshop.yaml") == modules("packs/our-workshop.plan.yaml")
    assert not DRAFT.exists()


def test_what_is_said_stands_in_the_profile() -> None:
    """Each answer comes into the file, and the file makes the plan that was shown."""
    result = start([*ALL, "1", *NOT_NOW])
    assert result.exit_code == 0, result.stderr
    said = profile()
    assert said == {
        "title": "Regional museum",
        "audience": ["glam"],
        "language": "es",
        "participants": 20,
        "wants": {"wikidata": 2},
        "known": ["editing-basics"],
        "when": [
            {"day": "2099-03-13", "from": "09:00", "to": "13:00"},
            {"day": "2099-03-14", "from": "09:00", "to": "13:00"},
        ],
        "trainers": [{"name": "Ana", "competencies": ["movement", "wikidata"], "languages": ["es", "en"]}],
        "conditions": {"internet": "weak", "devices": "own"},
        "venue": {"city": "Mexico"},
    }
    again = "rumbo pack curriculum/profiles/regional.yaml"
    assert again in result.stdout
    assert not Path("packs/regional").exists()
    assert modules("curriculum/profiles/regional.yaml") == modules("packs/regional.plan.yaml")
    for name in modules("curriculum/profiles/regional.yaml"):
        assert name in result.stdout


def test_answers_that_matter_are_answered() -> None:
    """Wishes, what is known, days and conditions are followed by a line about what they change."""
    told = [line for line in start([*ALL, "1", *NOT_NOW]).stderr.splitlines() if line.startswith(">")]
    assert sum("without breaks" in line for line in told) == 2
    assert sum("minutes taught" in line for line in told) >= 1
    assert any("To settle beforehand" in line for line in told)


def test_too_little_time_says_what_more_would_bring() -> None:
    """A short day is followed by the minutes that would bring in what does not fit."""
    result = start([*GROUP, "8", "2", "", "2099-03-13 9-11", ""])
    assert "minutes more would bring in" in " ".join(result.stderr.split())


@pytest.mark.parametrize("said", [1, 4, 7, 10, 12, len(ALL) - 1])
def test_an_end_at_any_question_keeps_what_was_said(said: int) -> None:
    """Wherever the answers end, exit code 1 and a sentence; the next start goes on to the same profile."""
    first = start(ALL[:said])
    assert first.exit_code == 1
    assert str(DRAFT) in first.stderr
    assert "rumbo start" in first.stderr
    second = start(["1", *ALL[said:], "1", *NOT_NOW])
    assert second.exit_code == 0, second.stderr
    assert profile()["wants"] == {"wikidata": 2}
    assert len(profile()["when"]) == 2  # type: ignore[arg-type]
    assert not DRAFT.exists()


def test_nothing_said_writes_nothing() -> None:
    """An end before the first answer leaves the folder as it was."""
    result = start([])
    assert result.exit_code == 1
    assert "nothing was written" in result.stderr
    assert list(Path().iterdir()) == []


def test_begin_anew_forgets() -> None:
    """What was kept can be left behind."""
    start(GROUP)
    result = start(["2", "Other"])
    assert "What is the group" in result.stderr
    assert json.loads(DRAFT.read_text(encoding="utf-8")) == {"title": "Other"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"title": 1}', '{"title": "a", "audience": "gone"}', '{"x": "y"}'])
def test_a_broken_draft_is_no_obstacle(text: str) -> None:
    """A draft that cannot be read, or no longer fits, is taken as far as it goes."""
    DRAFT.parent.mkdir(parents=True)
    DRAFT.write_text(text, encoding="utf-8")
    result = start(["1"])
    assert result.exit_code == 1
    assert "Who are they?" in result.stderr or "What is the group" in result.stderr


def test_back_and_explanation() -> None:
    """`?` explains, `<` goes back as often as one likes, and what was said stands ready."""
    assert "The name stands on every page" in start(["?"]).stderr
    result = start(["One", "?", "<", "<", "", "<", "Two"])
    assert "Several are possible" in result.stderr
    assert "Answer [One]" in result.stderr
    assert json.loads(DRAFT.read_text(encoding="utf-8")) == {"title": "Two"}


@pytest.mark.parametrize(
    ("before", "wrong", "said"),
    [
        (["x"], "99", "not one of the numbers"),
        (["x", "1"], "klingonish", "is not a language"),
        (["x", "1", "1 2"], "2", "How many people"),
        (["x", "1", "1"], "0", "not a number from 1"),
        (["x", "1", "1", "5"], "nowhere.yaml", "missing"),
        ([*GROUP, *WISHES], "5/6/2099", "is not a day: write year-month-day"),
        ([*GROUP, *WISHES], "tomorrow", "is not a day: write year-month-day"),
        ([*GROUP, *WISHES], "2099-02-30 9-12", "is not a day: write year-month-day"),
        ([*GROUP, *WISHES], "2001-02-03 9-12", "is over"),
        ([*GROUP, *WISHES], "2099-02-03 12-9", "ends before"),
        ([*GROUP, *WISHES], "2099-02-03 12:00-12:10", "too short"),
        ([*GROUP, *WISHES, "2099-02-03 9-12"], "2099-02-03 11-13", "already"),
    ],
)
def test_a_wrong_answer_is_told_and_asked_again(before: list[str], wrong: str, said: str) -> None:
    """What cannot be understood is named in a sentence, and the question stays."""
    result = start([*before, wrong])
    assert result.exit_code == 1
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("typed", ["2099-03-12 09:00-13:30", "2099-3-12 9:00 to 13.30", "2099-03-12 9h00–13h30"])
def test_a_day_is_understood_as_people_write_it(typed: str) -> None:
    """Hours with colons, points or an h, and any dash or word between them."""
    start([*GROUP, *WISHES, typed])
    assert json.loads(DRAFT.read_text(encoding="utf-8"))["day 1"] == "2099-03-12 09:00-13:30"


@pytest.mark.parametrize(
    ("typed", "kept"), [("french", "fr"), ("Français", "fr"), ("español, english", "es en"), ("pt-br", "pt-br")]
)
def test_languages_are_understood_by_name(typed: str, kept: str) -> None:
    """A language may be named in English or by its own speakers; its code does as well."""
    assert languages(typed) == (kept, "")


def test_an_address_that_is_none_is_told() -> None:
    """What cannot be an e-mail address is asked for again, kindly."""
    assert address("hola@example.org") == ("hola@example.org", "")
    assert "is not an e-mail address such as" in address("pas une adresse")[1]


def test_no_effect_is_told_only_of_a_change() -> None:
    """The first time through, an answer that changes nothing in the plan is not commented on."""
    assert "changes nothing" not in start([*ALL, "1", *NOT_NOW]).stderr


def chosen(*answers: str) -> Result:
    """A conversation up to the plan, with what was typed there, and the files written."""
    return start([*ALL, *answers])


def test_a_module_can_be_dropped_and_asked_for() -> None:
    """A module dropped is out of the profile's plan; one asked for is in; both can be changed back."""
    menu = chosen()
    drop, add = number("Drop a module", menu), number("Ask for another", menu)
    DRAFT.unlink()
    ai = number("AI basics", start([*ALL, add]))
    DRAFT.unlink()
    result = chosen(add, ai, drop, "movement", "1", *NOT_NOW)
    assert result.exit_code == 0, result.stderr
    order = modules("curriculum/profiles/regional.yaml")
    assert "ai-basics" in order
    assert "movement-basics" not in order
    assert profile()["modules"] == ["ai-basics"]


def test_two_modules_can_change_places() -> None:
    """An order by hand is told if it goes against what is required, kept in the plan, and made again from it."""
    menu = chosen()
    swap = number("Swap two", menu)
    DRAFT.unlink()
    result = chosen(swap, "1 2", "1", *NOT_NOW)
    assert result.exit_code == 0, result.stderr
    assert "rumbo pack packs/regional.plan.yaml" in result.stdout
    before, after = modules("curriculum/profiles/regional.yaml"), modules("packs/regional.plan.yaml")
    assert after == [before[1], before[0], *before[2:]]


def test_days_can_be_changed_afterwards() -> None:
    """A day changed after the plan was shown changes the plan and the file."""
    menu = chosen()
    answer = number("Change an answer", menu)
    DRAFT.unlink()
    result = chosen(answer, "days", "2099-05-01 9-12", "-", "1", *NOT_NOW)
    assert result.exit_code == 0, result.stderr
    assert profile()["when"] == [{"day": "2099-05-01", "from": "09:00", "to": "12:00"}]


def test_another_groups_file_is_not_replaced_without_asking() -> None:
    """A name that is taken is asked about, and no keeps what is there."""
    start([*ALL, "1", *NOT_NOW])
    before = Path("curriculum/profiles/regional.yaml").read_bytes()
    result = start(["Other", *ALL[1:], "1", "regional", "", "other", "2"])
    assert result.exit_code == 0, result.stderr
    assert Path("curriculum/profiles/regional.yaml").read_bytes() == before
    assert profile("other")["title"] == "Other"
    start(["Other", *ALL[1:], "1", "regional", "1", "2"])
    assert profile()["title"] == "Other"


def test_a_title_without_plain_letters_and_one_that_is_taken() -> None:
    """The name of the files is made of the title; it is free, and never that of shipped content."""
    for title, name in (
        ("Музей", "our-workshop"),
        ("GLAM partner México", "glam-partner-mexico-2"),
        ("Ñ: é!", "n-e"),
    ):
        result = start([title, *ALL[1:], "1", "", "2"])
        assert result.exit_code == 0, result.stderr
        assert profile(name)["title"] == title


def test_an_assessment_takes_the_place_of_wishes() -> None:
    """A result of `rumbo assess` is named in the profile by the way from its folder, and wishes are not asked."""
    found = {"set": "before-workshop", "date": "2020-01-01", "expires": "2999-01-01", "raters": {"number": 1}}
    levels = {"wikidata": {"dimension": "communities", "present": 0, "wanted": 2}}
    Path("found.yaml").write_text(json.dumps({**found, "levels": levels}), encoding="utf-8")
    result = start(
        [*GROUP[:4], "", "editing-basics", *DAYS, *TRAINERS, *REST, "1", *NOT_NOW], "--assessment", "found.yaml"
    )
    assert result.exit_code == 0, result.stderr
    assert "What do they want" not in result.stderr
    assert profile()["assessment"] == "../../found.yaml"
    assert "wants" not in profile()
    assert modules("curriculum/profiles/regional.yaml") == modules("packs/regional.plan.yaml")


def test_an_assessment_without_a_wish_is_told_and_not_written() -> None:
    """A result in which nothing is wanted makes no plan: that is said, and nothing is written."""
    found = {"set": "before-workshop", "date": "2020-01-01", "expires": "2999-01-01", "raters": {"number": 1}}
    levels = {"wikidata": {"dimension": "communities", "present": 1, "wanted": 1}}
    Path("found.yaml").write_text(json.dumps({**found, "levels": levels}), encoding="utf-8")
    result = start([*GROUP[:4], "found.yaml", *DAYS, "Ana", "en es", "", *REST, "1"])
    assert result.exit_code == 1
    assert not list(Path("curriculum/profiles").glob("*.yaml"))


def test_lines_are_narrow_and_plain() -> None:
    """Nothing that is asked or told is wider than 60 columns or holds control characters."""
    result = start([*ALL, "1", *NOT_NOW])
    assert max(map(len, result.stderr.splitlines())) <= 60
    assert not [letter for letter in result.output if letter < " " and letter != "\n"]


def test_a_real_pipe() -> None:
    """The command works as a process of its own, with questions on standard error and the plan on standard output."""
    typed = "".join(f"{answer}\n" for answer in [*ALL, "1", *NOT_NOW])
    command = [sys.executable, "-m", "rumbo.cli", "start"]
    environment = {"PYTHONPATH": str(HOME / ".links"), "COLUMNS": "60", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, input=typed, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "Who are they?" in done.stderr
    assert "Who are they?" not in done.stdout
    assert "Why these modules:" in done.stdout
    assert Path("curriculum/profiles/regional.yaml").is_file()


def test_an_answer_is_a_line_of_a_profile() -> None:
    """What is too long for the field that it becomes is told at once."""
    assert any_words("W" * 200) == ("W" * 200, "")
    assert any_words("W" * 201) == ("", "At most 200 letters, please.")
