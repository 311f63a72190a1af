"""rumbo path"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo

TO_OPENREFINE = ["movement-basics", "editing-basics", "wikidata-onboarding", "openrefine-onboarding"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(rumbo, ["path", *arguments], input=answers, catch_exceptions=False)


def numbers(question: str, result: Result) -> dict[str, str]:
    """The numbers offered after a question, by title."""
    lines = result.stderr.partition(question)[2].splitlines()[1:]
    offered = [line.split(maxsplit=1) for line in lines]
    return {pair[1]: pair[0] for pair in offered if len(pair) == 2 and pair[0].isdigit()}


def test_a_path_to_a_module_is_in_order_with_reasons() -> None:
    """The path to OpenRefine goes through what it requires, each step with its minutes and why it is there."""
    result = run("openrefine-onboarding")
    assert result.exit_code == 0
    steps = [line for line in result.stdout.splitlines() if line[:1].isdigit() and ". " in line[:4]]
    assert [step.partition("(")[2].partition(")")[0] for step in steps] == TO_OPENREFINE
    assert all(step.endswith("minutes") for step in steps)
    assert result.stdout.count("   - ") >= len(steps)
    assert "asked for by name" in result.stdout


def test_json_and_yaml_say_the_same() -> None:
    """Both forms hold the modules with reasons, what is left out and the minutes."""
    data = json.loads(run("openrefine-onboarding", "--format", "json").stdout)
    assert read(run("openrefine-onboarding", "--format", "yaml").stdout) == (data, [])
    assert [step["id"] for step in data["modules"]] == TO_OPENREFINE
    assert all(step["reasons"] and step["minutes"] > 0 for step in data["modules"])
    assert data["left_out"] == []
    assert data["minutes"] == sum(step["minutes"] for step in data["modules"])


def test_several_modules_in_any_order_make_one_path() -> None:
    """Modules named in any order, even twice, make the same path."""
    one = run("commons-upload", "ai-basics", "--format", "json").stdout
    other = run("ai-basics", "commons-upload", "ai-basics", "--format", "json").stdout
    assert one == other


def test_a_profile_makes_a_path() -> None:
    """A profile, by id or as a file, gives its path and what its people know already."""
    data = json.loads(run("--profile", "glam-partner-mexico", "--format", "json").stdout)
    order = [step["id"] for step in data["modules"]]
    assert (order[0], order[-1]) == ("movement-basics", "openrefine-onboarding")
    assert "editing-basics" in [left["id"] for left in data["left_out"]]
    assert "Left out:" in run("--profile", "glam-partner-mexico").stdout
    listed = json.loads(CliRunner().invoke(rumbo, ["show", "glam-partner-mexico", "--format", "json"]).stdout)
    assert json.loads(run("--profile", listed["file"], "--format", "json").stdout) == data


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("editing-basic",), "Did you mean 'editing-basics'?"),
        (("wikidata",), "'wikidata' is a competency, not a module. The module 'wikidata-onboarding' leads to it."),
        (("../modules/ai-basics",), "There is no module '../modules/ai-basics'"),
        (("",), "There is no module ''"),
        (("--profile", "glam-partner-mexic"), "Did you mean 'glam-partner-mexico'?"),
        (("ai-basics", "--profile", "glam-partner-mexico"), "not both"),
        (("ai-basics", "--format", "table"), "--format"),
    ],
)
def test_wrong_words_are_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    """A wrong id, or two ways at once, ends with exit code 2 and a sentence that helps."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("name", ["nowhere.yaml", "../../nowhere/profile.yaml", "/nowhere/x"])
def test_a_profile_that_is_not_there_is_a_problem(name: str) -> None:
    """A file that cannot be read ends with exit code 1, its name and a code."""
    result = run("--profile", name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name}: F")
    assert result.stdout == ""


@pytest.mark.parametrize("answers", ["", "\n", "\n\n\n", "1\n", "1\n\n", "99\nx\n"])
def test_answers_that_end_too_soon_end_clearly(answers: str) -> None:
    """A pipe that runs dry ends with exit code 2 and says what to give instead."""
    result = run(answers=answers)
    assert result.exit_code == 2
    assert "The answers ended before the questions did" in result.stderr
    assert "--profile" in result.stderr
    assert result.stdout == ""


def test_answers_through_a_pipe_make_a_path() -> None:
    """Audience, wishes with levels, and what is known can be answered by number, and give a path."""
    asked = run(answers="1\n1\n\n\n")
    glam = numbers("Which audience", asked)["Museums, libraries and archives"]
    wanted = numbers("What do they want", asked)["Structured data in Wikidata"]
    known = numbers("Which modules", asked)["Editing Wikipedia: first steps"]
    result = run("--format", "json", answers=f"{glam}\n{wanted}\n2\n{known}\n")
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [step["id"] for step in data["modules"]] == ["movement-basics", "wikidata-onboarding"]
    assert [left["id"] for left in data["left_out"]] == ["editing-basics"]


def test_questions_do_not_stand_in_the_output() -> None:
    """All questions go to standard error, so that the path can be piped on."""
    result = run("--format", "json", answers="1\n1\n1\n\n")
    assert json.loads(result.stdout)
    assert "Which audience" in result.stderr


@pytest.mark.parametrize("wrong", ["0", "99", "x", "-1", "1.5", "²", "1 99"])
def test_a_wrong_number_is_told_and_asked_again(wrong: str) -> None:
    """What is no number of the list is named, and the question comes again."""
    result = run("--format", "json", answers=f"{wrong}\n1\n1\n1\n\n")
    assert f"'{wrong.split()[-1]}' is not one of the numbers" in result.stderr
    assert result.exit_code == 0


def test_several_numbers_with_commas_and_spaces() -> None:
    """Numbers may be separated by commas or spaces, named twice, and written in Arabic digits."""
    plain = run("--format", "json", answers="1\n1 2 3\n1\n1\n1\n\n").stdout
    assert run("--format", "json", answers="1\n1, 2,3 2\n1\n1\n1\n\n").stdout == plain
    assert run("--format", "json", answers="١\n١ ٢ ٣\n1\n1\n1\n\n").stdout == plain


def test_a_wish_beyond_what_is_taught_is_met_as_far_as_possible() -> None:
    """A level that no module reaches is said, and the path goes to the highest there is."""
    wanted = numbers("What do they want", run(answers="1\n1\n\n\n"))["Structured data in Wikidata"]
    result = run("--format", "json", answers=f"1\n{wanted}\n3\n\n")
    assert "is taught only to level 2" in result.stderr
    assert "wikidata-onboarding" in [step["id"] for step in json.loads(result.stdout)["modules"]]


def test_a_broken_module_on_the_path_stops_it(tmp_path: Path) -> None:
    """Modules that require each other in a circle end with exit code 1 and the sentence of `check`."""
    built_in = Path(json.loads(CliRunner().invoke(rumbo, ["show", "ai-basics", "--format", "json"]).stdout)["file"])
    home = tmp_path / "curriculum" / "modules"
    for name, other in (("one", "two"), ("two", "one")):
        (home / name).mkdir(parents=True)
        for file in ("handout.md", "guide.md"):
            (home / name / file).write_text((built_in.parent / file).read_text(encoding="utf-8"), "utf-8")
        text = built_in.read_text(encoding="utf-8").replace("module: movement-basics", f"module: {other}")
        (home / name / "module.yaml").write_text(text, encoding="utf-8")
    result = run("one", "two")
    assert result.exit_code == 1
    assert "M102" in result.stderr
    assert result.stdout == ""
