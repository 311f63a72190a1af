"""rumbo show"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.curriculum import KINDS_OF_CONTENT
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, arguments, catch_exceptions=False)


def test_everything_about_a_module_is_shown() -> None:
    """A module is shown with all its fields, its layer and its file, as YAML that can be read again."""
    result = run("show", "wikidata-onboarding")
    assert result.exit_code == 0
    shown, faults = read(result.stdout)
    assert faults == []
    assert (shown["id"], shown["kind"], shown["layer"]) == ("wikidata-onboarding", "modules", "built-in")
    assert Path(shown["file"]).is_file()
    assert {"objectives", "activities", "quiz", "review", "minutes"} <= set(shown)


def test_json_says_the_same() -> None:
    """JSON and text hold the same fields."""
    shown, _ = read(run("show", "wikidata-onboarding").stdout)
    assert json.loads(run("show", "wikidata-onboarding", "--format", "json").stdout) == shown


@pytest.mark.parametrize("kind", KINDS_OF_CONTENT)
def test_every_kind_can_be_shown(kind: str) -> None:
    """The first of each kind is found by its id."""
    listed = json.loads(run("list", kind, "--format", "json").stdout)
    if not listed:
        pytest.skip(f"no {kind} yet")
    data = json.loads(run("show", listed[0]["id"], "--format", "json").stdout)
    found = data if isinstance(data, list) else [data]
    assert (kind, listed[0]["title"]) in [
        (one["kind"], one.get("title", one.get("term", one.get("item")))) for one in found
    ]


def test_the_text_of_a_method_is_shown() -> None:
    """A method has its steps among its fields, and below them what to ask afterwards."""
    result = run("show", "fishbowl")
    assert "kind: methods" in result.stdout
    assert "steps:\n" in result.stdout
    assert "\n## Debrief\n" in result.stdout


def test_an_id_of_two_kinds_is_shown_for_both(tmp_path: Path) -> None:
    """An id that a profile and a learning path share shows both."""
    text = "title: T\nsummary: S\naudiences: [glam]\nmodules: [{module: ai-basics, purpose: P}]\n"
    (tmp_path / "curriculum" / "paths").mkdir(parents=True)
    (tmp_path / "curriculum" / "paths" / "glam-partner-mexico.yaml").write_text(text, encoding="utf-8")
    result = run("show", "glam-partner-mexico")
    assert "kind: paths" in result.stdout
    assert "kind: profiles" in result.stdout
    data = json.loads(run("show", "glam-partner-mexico", "--format", "json").stdout)
    assert [one["kind"] for one in data] == ["paths", "profiles"]


def test_a_nearly_right_id_gets_a_hint() -> None:
    """A slip of the pen ends with exit code 2 and the id that was meant."""
    result = run("show", "editing-basic")
    assert result.exit_code == 2
    assert "Did you mean 'editing-basics'?" in result.stderr


@pytest.mark.parametrize("name", ["../modules/ai-basics", "../../etc/passwd", "/etc/passwd", "", "x" * 5000, "é\n"])
def test_an_id_is_never_a_way_through_folders(name: str) -> None:
    """What is no id is not found: exit code 2, a sentence, no content of any file."""
    result = run("show", name)
    assert result.exit_code == 2
    assert "Nothing here has the id" in result.stderr
    assert result.stdout == ""
