"""rumbo list"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.curriculum import KINDS_OF_CONTENT
from rumbo.cli.main import rumbo

MODULES = {
    "movement-basics",
    "editing-basics",
    "commons-upload",
    "copyright-basics",
    "wikidata-onboarding",
    "openrefine-onboarding",
    "ai-basics",
    "media-training",
}
AUDIENCES = {"glam", "university", "government", "civil-society", "floss", "affiliate", "volunteer", "advocate"}
COMPETENCIES = {"movement", "editing", "commons", "copyright", "wikidata", "openrefine", "ai", "media"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["list", *arguments], catch_exceptions=False)


def rows(kind: str, *arguments: str) -> dict[str, dict[str, object]]:
    result = run(kind, "--format", "json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return {row["id"]: row for row in json.loads(result.stdout)}


def test_modules_as_json_have_what_programs_ask_for() -> None:
    """Rows of modules hold id, title, minutes, level and prerequisites; the eight first modules are there."""
    found = rows("modules")
    assert set(found) >= MODULES
    for row in found.values():
        assert {"id", "title", "minutes", "level", "prerequisites"} <= set(row)
        assert isinstance(row["minutes"], int)
        assert row["layer"] == "built-in"
    required = found["openrefine-onboarding"]["prerequisites"]
    assert required == [{"module": "wikidata-onboarding", "strength": "required"}]


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("audiences", AUDIENCES),
        ("competencies", COMPETENCIES),
        ("profiles", {"glam-partner-mexico", "advocacy-network"}),
        ("glossary", {"affiliate", "item", "talk-page", "cc0"}),
    ],
)
def test_what_ships_is_listed(kind: str, ids: set[str]) -> None:
    """The audiences, competencies, profiles and words that are promised are there."""
    assert set(rows(kind)) >= ids


@pytest.mark.parametrize("kind", KINDS_OF_CONTENT)
def test_every_kind_has_a_table_and_json(kind: str) -> None:
    """The table has a head and one line for each row of the JSON, each beginning with its id, in the order of ids."""
    result = run(kind)
    head, *lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert head.startswith("id ")
    assert [line.split()[0] for line in lines] == sorted(rows(kind))
    assert all(line == line.rstrip() for line in lines)


def test_a_kind_that_is_not_there_is_wrong_usage() -> None:
    """An unknown kind ends with exit code 2 and names the kinds."""
    result = run("lessons")
    assert result.exit_code == 2
    assert "'modules'" in result.stderr
    assert result.stdout == ""


LEARNING_PATH = """
title: Our own path
summary: What we do here.
audiences: [glam]
modules:
  - {module: movement-basics, purpose: To begin.}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A curriculum folder with one learning path in it."""
    (tmp_path / "ours" / "paths").mkdir(parents=True)
    (tmp_path / "ours" / "paths" / "our-path.yaml").write_text(LEARNING_PATH, encoding="utf-8")
    return tmp_path / "ours"


def test_an_own_curriculum_is_listed_with_its_layer(own: Path) -> None:
    """--curriculum adds what is in a folder; rows say where each comes from."""
    found = rows("paths", "--curriculum", str(own))
    assert found["our-path"]["layer"] == str(own)
    assert found["first-uploads"]["layer"] == "built-in"


def test_the_environment_names_curricula_too(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RUMBO_CURRICULUM holds one or more folders, separated as the system separates paths."""
    other = own.parent / "theirs"
    (other / "paths").mkdir(parents=True)
    text = LEARNING_PATH.replace("Our own", "Their")
    for name in ("our-path", "their-path"):
        (other / "paths" / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("RUMBO_CURRICULUM", f"{own}:{other}")
    found = rows("paths")
    assert found["their-path"]["layer"] == str(other)
    assert found["our-path"]["title"] == "Their path"  # the later layer wins


def test_the_working_folder_is_the_last_layer(own: Path) -> None:
    """A folder named curriculum where one works wins without being named."""
    own.rename(own.parent / "curriculum")
    assert rows("paths")["our-path"]["layer"] == "working folder"


def test_a_curriculum_that_is_not_there_is_wrong_usage() -> None:
    """A folder that does not exist ends with exit code 2 and is named."""
    result = run("modules", "--curriculum", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(own: Path) -> None:
    """A broken file does not hide the others; one line says where to look."""
    (own / "paths" / "broken.yaml").write_text("title: [", encoding="utf-8")
    result = run("paths", "--curriculum", str(own))
    assert result.exit_code == 0
    assert "our-path" in result.stdout
    assert "rumbo check" in result.stderr
