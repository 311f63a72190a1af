"""rumbo path --next, and curated paths by their id"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.curriculum import Curriculum
from rumbo.build.yaml_text import read
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["path", *arguments], catch_exceptions=False)


def following(*arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("--next", *arguments, "--format", "json").stdout)["next"]
    return found


def test_at_the_start_the_movement_is_next() -> None:
    """Who knows nothing begins with what requires nothing and opens most."""
    first, *others = following()
    assert first["id"] == "movement-basics"
    assert "editing-basics" in first["opens"]  # type: ignore[operator]
    assert "wikidata-onboarding" not in [one["id"] for one in others]


def test_what_is_known_brings_more_within_reach() -> None:
    """A known module counts with all that it requires, and is not offered again."""
    found = {one["id"]: one for one in following("--known", "editing-basics")}
    assert "wikidata-onboarding" in found
    assert not {"editing-basics", "movement-basics"} & set(found)
    assert "commons-upload" not in found
    more = [one["id"] for one in following("--known", "editing-basics", "--known", "copyright-basics")]
    assert "commons-upload" in more


def test_what_a_profile_wants_comes_first() -> None:
    """With a profile the nearest module is one that closes a gap, and it is marked."""
    first, *_ = following("--profile", "glam-partner-mexico")
    assert (first["id"], first["wanted"]) == ("wikidata-onboarding", ["wikidata"])
    assert "- gives wikidata 2 (wanted)" in run("--next", "--profile", "glam-partner-mexico").stdout


def test_who_knows_everything_is_told_so(curriculum: Curriculum) -> None:
    """When no module is left, that is said in a sentence."""
    known = [word for name in curriculum.modules for word in ("--known", name)]
    assert run("--next", *known).stdout == "Everything is known: no module comes next.\n"


@pytest.mark.parametrize(
    "arguments", [("--known", "editing-basics"), ("editing-basics", "--next"), ("--next", "--known", "editing-basic")]
)
def test_wrong_words_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    """--known without --next, modules with it, and a wrong id end with exit code 2."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize("name", ["openrefine-volunteer", "first-uploads"])
def test_a_curated_path_is_shown_whole(name: str, curriculum: Curriculum) -> None:
    """The id of a curated path shows its modules with purposes, its milestones, and the follow-up."""
    path = curriculum.paths[name].value
    said = run(name).stdout
    for leg in path.modules:
        assert f"({leg.module})" in said
        assert leg.purpose in said
        if leg.milestone:
            assert leg.milestone.task in said
            assert f"Done when: {leg.milestone.done_when}" in said
    for later in path.follow_up:
        assert f"{later.days} days after the last module: {later.task}" in said


def test_a_curated_path_for_programs() -> None:
    """JSON and YAML of a curated path say the same, with minutes and days."""
    data = json.loads(run("openrefine-volunteer", "--format", "json").stdout)
    assert read(run("openrefine-volunteer", "--format", "yaml").stdout) == (data, [])
    assert data["minutes"] == sum(module["minutes"] for module in data["modules"])
    assert data["days"] == sum(module["milestone"]["days"] for module in data["modules"] if module["milestone"])


def test_a_broken_curated_path_is_a_problem() -> None:
    """A path with a module that is not there ends with exit code 1 and the sentence of `check`."""
    Path("curriculum/paths").mkdir(parents=True)
    Path("curriculum/paths/mine.yaml").write_text(
        "title: Mine\nsummary: All.\naudiences: [volunteer]\nmodules: [{module: nothing, purpose: None.}]\n",
        encoding="utf-8",
    )
    result = run("mine")
    assert result.exit_code == 1
    assert "P104" in result.stderr
    assert result.stdout == ""


def test_shipped_paths_come_back_to_the_group(curriculum: Curriculum) -> None:
    """Every shipped path promises levels, has a milestone, and comes back after 30 and 90 days with questions."""
    assert curriculum.paths
    for entry in curriculum.paths.values():
        assert entry.value.reaches
        assert entry.value.days > 0
        assert [later.days for later in entry.value.follow_up] == [30, 90]
        assert all(later.ask for later in entry.value.follow_up)
