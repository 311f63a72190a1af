"""rumbo schema"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.model import KINDS
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["schema", *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("arguments", "folder"), [((), "docs/schemas"), (("-o", "new/folder"), "new/folder"), (("-o", "."), ".")]
)
def test_schemas_are_written_and_named(arguments: tuple[str, ...], folder: str) -> None:
    """One schema for each kind is written into the folder, made if need be, and each file is named."""
    result = run(*arguments)
    assert result.exit_code == 0
    assert result.stdout.split() == [str(Path(folder) / f"{kind}.schema.json") for kind in KINDS]
    for name in result.stdout.split():
        assert json.loads(Path(name).read_text(encoding="utf-8"))["title"].startswith("Rumbo ")


def test_writing_twice_changes_nothing() -> None:
    """The same schemas come out every time, and other files in the folder stay."""
    run("-o", "out")
    Path("out/notes.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    run("-o", "out")
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_a_folder_that_cannot_be_made_is_a_problem() -> None:
    """Below a file nothing can be written: exit code 1, a sentence and what to do."""
    Path("file").write_text("a file")
    result = run("-o", "file/below")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "W101" in result.stderr
    assert "-o" in result.stderr


def test_a_file_in_place_of_the_folder_is_wrong_usage() -> None:
    """A file where the folder should be ends with exit code 2 and stays as it is."""
    Path("file").write_text("a file")
    assert run("-o", "file").exit_code == 2
    assert Path("file").read_text() == "a file"
