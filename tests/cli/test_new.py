"""rumbo new"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.cli.main import rumbo

FILES = {
    "module": {f"curriculum/modules/oral-history/{name}" for name in ("module.yaml", "handout.md", "guide.md")},
    "pattern": {"learning_patterns/oral-history.md"},
    "profile": {"curriculum/profiles/oral-history.yaml"},
}


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, arguments, catch_exceptions=False)


def new(*arguments: str) -> Result:
    return run("new", *arguments)


def there() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", FILES)
def test_files_in_an_empty_folder(kind: str) -> None:
    """The files are written where the other commands look for them, and told, with what comes next."""
    result = new(kind, "oral-history")
    assert (result.exit_code, result.stderr) == (0, "")
    assert there() == FILES[kind] | {f"docs/schemas/{kind}.schema.json"}
    assert set(result.stdout.split("\n\n")[0].splitlines()) == FILES[kind]
    assert "Next: edit, then rumbo " in result.stdout


@pytest.mark.parametrize("kind", FILES)
def test_what_is_to_be_changed_first_is_told(kind: str) -> None:
    """A module that nobody has edited yet might come into plans; the line that decides it is named."""
    assert ("Change `gives` in module.yaml first" in new(kind, "oral-history").stdout) == (kind == "module")


@pytest.mark.parametrize("kind", FILES)
def test_check_has_nothing_to_say(kind: str) -> None:
    """Right after `new`, `check` finds no error and no warning."""
    new(kind, "oral-history")
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.endswith(": no problem.\n")
    assert "oral-history" not in result.stdout
    assert result.stderr == ""


def test_all_kinds_of_one_id_live_together() -> None:
    """A module, a pattern and a profile may have the same id."""
    for kind in FILES:
        assert new(kind, "oral-history").exit_code == 0
    assert run("check").stdout.endswith(": no problem.\n")


@pytest.mark.parametrize("kind", FILES)
def test_commands_told_as_next_work(kind: str) -> None:
    """The commands that are told as next steps run as they stand there."""
    result = new(kind, "oral-history")
    steps = result.stdout.partition("Next: edit, then ")[2].strip().split(", then ")
    assert len(steps) == 2
    for step in steps:
        done = run(*step.split()[1:])
        assert (done.exit_code, done.stderr) == (0, ""), step
    printed = {path for path in there() if path.endswith(".pdf")}
    if kind == "module":
        assert printed == {"handouts/oral-history.pdf"}
    if kind == "profile":
        assert {"plan.pdf", "participant-handbook.pdf"} <= {Path(path).name for path in printed}


@pytest.mark.parametrize("kind", FILES)
def test_nothing_is_overwritten(kind: str) -> None:
    """What exists is left as it is, whole: the second time is refused with the place and what to do."""
    new(kind, "oral-history")
    first = sorted(FILES[kind])[-1]
    Path(first).write_text("my own words", encoding="utf-8")
    before = {name: Path(name).read_bytes() for name in there()}
    result = new(kind, "oral-history")
    assert result.exit_code == 1
    assert "W104" in result.stderr
    assert "hint:" in result.stderr
    assert {name: Path(name).read_bytes() for name in there()} == before


def test_one_file_that_exists_stops_them_all() -> None:
    """If only the guide of a module is there already, no other file of it is written."""
    guide = Path("curriculum/modules/oral-history/guide.md")
    guide.parent.mkdir(parents=True)
    guide.write_text("mine", encoding="utf-8")
    assert new("module", "oral-history").exit_code == 1
    assert there() == {guide.as_posix()}


def test_schema_of_ones_own_is_kept() -> None:
    """A schema that lies there already is not written again."""
    Path("docs/schemas").mkdir(parents=True)
    Path("docs/schemas/module.schema.json").write_text("{}", encoding="utf-8")
    assert new("module", "oral-history").exit_code == 0
    assert Path("docs/schemas/module.schema.json").read_text(encoding="utf-8") == "{}"


BAD_IDS = (
    "../up",
    "a/b",
    "a\\b",
    "Oral",
    "oral_history",
    "oral history",
    "-x",
    "x-",
    "x--y",
    "",
    ".",
    "ñu",
    "x\n",
    "con",
    "a" * 61,
)


@pytest.mark.parametrize("name", BAD_IDS)
@pytest.mark.parametrize("kind", FILES)
def test_bad_ids_are_refused(kind: str, name: str) -> None:
    """What cannot be an id is refused as wrong usage, with the rule, and nothing is written."""
    result = new(kind, "--", name)
    assert result.exit_code == 2
    assert "lower-case letters, digits and hyphens" in result.stderr
    assert there() == set()


def test_unknown_kinds_are_refused() -> None:
    """A kind that there is no starting file for is wrong usage; the kinds there are get listed."""
    result = new("survey", "x")
    assert result.exit_code == 2
    assert all(kind in result.stderr for kind in FILES)


def test_curriculum_of_ones_own() -> None:
    """With --curriculum everything goes into that folder, which is a layer that checks and works at once."""
    for kind in FILES:
        result = new(kind, "oral-history", "--curriculum", "ours")
        assert result.exit_code == 0, result.stderr
        assert "--curriculum ours" in result.stdout, "the commands told as next need the folder too"
    assert {path for path in there() if path.startswith("ours/")} == {
        *(f"ours/modules/oral-history/{name}" for name in ("module.yaml", "handout.md", "guide.md")),
        "ours/profiles/oral-history.yaml",
        "ours/learning_patterns/oral-history.md",
    }
    assert run("check", "--curriculum", "ours").stdout.endswith(": no problem.\n")
    assert run("plan", "oral-history", "--curriculum", "ours").exit_code == 0


def test_folder_that_cannot_be_written() -> None:
    """Where a file is in the way of the folder, the sentence says so and the exit code is 1."""
    Path("curriculum").write_text("a file", encoding="utf-8")
    result = new("module", "oral-history")
    assert result.exit_code in (1, 2)
    assert "curriculum" in result.stderr
    assert there() == {"curriculum"}
