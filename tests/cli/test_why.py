"""rumbo why"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.yaml_text import read, write
from rumbo.cli.main import rumbo

MUSEUM = "glam-partner-mexico"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(module: str, profile: str = MUSEUM, *arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["why", module, "--profile", profile, *arguments], catch_exceptions=False)


def data(module: str, profile: str = MUSEUM) -> dict[str, object]:
    result = run(module, profile, "--format", "json")
    assert result.exit_code == 0
    found: dict[str, object] = json.loads(result.stdout)
    return found


def changed(name: str, **fields: object) -> str:
    """The museum's profile with some fields changed, as a file."""
    result = CliRunner().invoke(rumbo, ["show", MUSEUM, "--format", "json"], catch_exceptions=False)
    text = Path(json.loads(result.stdout)["file"]).read_text(encoding="utf-8")
    profile, faults = read(text)
    assert not faults
    Path(name).write_text(write({**profile, **fields}), encoding="utf-8")
    return name


def test_all_reasons_of_a_module_that_is_in() -> None:
    """A module of the plan has every reason on a line, and when it starts."""
    result = run("wikidata-onboarding")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "is in the plan of: Regional museum, first year" in lines[0]
    assert "- you want Structured data in Wikidata at level 2" in lines
    assert any("requires it" in line for line in lines)
    assert lines[-1].startswith("It starts on 2027-03-1")


def test_a_module_nobody_asked_for() -> None:
    """A module that nothing leads to says so, and names the wish and the name that would bring it in."""
    found = data("commons-upload")
    assert (found["in_plan"], found["starts"]) == (False, None)
    assert found["reasons"] == ["nothing in the profile asks for it"]
    assert ["want Media on Wikimedia Commons at level 2"] in [
        remedy["changes"]
        for remedy in found["would_bring_it"]  # type: ignore[attr-defined]
    ]
    assert "What would bring it in, each line alone:" in run("commons-upload").stdout


def test_what_is_said_to_bring_a_module_in_does_so() -> None:
    """With the wish that is named, the same profile has the module, and with the missing minutes too."""
    remedy, *_ = data("commons-upload")["would_bring_it"]  # type: ignore[misc, index]
    days = [{"day": f"2027-03-{day}", "from": "09:00", "to": "17:00"} for day in (12, 13, 14)]
    when = {"when": days} if remedy["minutes_missing"] else {}  # type: ignore[index]
    own = changed("own.yaml", wants={"wikidata": 2, "openrefine": 1, "commons": 2}, **when)
    assert data("commons-upload", own)["in_plan"]


def test_a_known_module_can_be_unlearned() -> None:
    """A module that is left out as known comes in when it is no longer named as known."""
    found = data("editing-basics")
    assert found["reasons"] == ["already known"]
    assert found["would_bring_it"][0]["changes"] == [  # type: ignore[index]
        "take Editing Wikipedia: first steps out of what is known"
    ]
    assert data("editing-basics", changed("own.yaml", known=[]))["in_plan"]


def test_an_excluded_module_can_be_allowed() -> None:
    """A module that is excluded says so, and names the entry to take away."""
    own = changed("own.yaml", without=["media-training"], modules=[])
    found = data("media-training", own)
    assert found["reasons"] == ["excluded in the profile"]
    for remedy in found["would_bring_it"]:  # type: ignore[attr-defined]
        assert remedy["changes"][0] == "take Speaking with the media out of what is excluded"


def test_too_little_time_is_told_in_minutes() -> None:
    """A module that does not fit says how many minutes are missing."""
    day = {"day": "2027-03-12", "from": "09:00", "to": "11:30"}
    own = changed("own.yaml", when=[day], modules=[], wants={"wikidata": 2, "media": 2})
    left = [name for name in ("wikidata-onboarding", "media-training") if not data(name, own)["in_plan"]]
    assert left
    assert "no time" in str(data(left[0], own)["reasons"])


def test_what_it_costs_is_told() -> None:
    """Where a module would take the time of others, these are named beside what would bring it in."""
    day = {"day": "2027-03-12", "from": "09:00", "to": "12:00"}
    own = changed("own.yaml", when=[day], modules=[], wants={"wikidata": 2})
    by_name = data("media-training", own)["would_bring_it"][-1]  # type: ignore[index]
    assert by_name["changes"] == ["ask for it by name"]
    assert "wikidata-onboarding" in by_name["shorter_or_out"]
    assert "(then shorter or left out: " in run("media-training", own).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("commons-uplod", "--profile", MUSEUM), "Did you mean 'commons-upload'?"),
        (("commons-upload", "--profile", "glam-partner-mexic"), "Did you mean 'glam-partner-mexico'?"),
        (("commons-upload",), "Missing option '--profile'"),
    ],
)
def test_wrong_words_are_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    """A wrong id, or no profile, ends with exit code 2 and a sentence that helps."""
    result = CliRunner().invoke(rumbo, ["why", *arguments], catch_exceptions=False)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
