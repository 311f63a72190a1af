"""rumbo diff"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Draft, make_curriculum
from rumbo.cli.main import rumbo
from saved_plans import two_modules


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """Two modules in the working folder, and a plan of them in p.yaml."""
    monkeypatch.chdir(tmp_path)
    here = two_modules(make_curriculum(tmp_path / "curriculum"))
    assert run("plan", "group", "-o", "p.yaml").exit_code == 0
    return here


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, arguments, catch_exceptions=False)


def test_nothing_has_changed(draft: Draft) -> None:
    """With the same content it says so and since when; for programs the list is empty."""
    saved = next(line for line in Path("p.yaml").read_text().splitlines() if line.startswith("made_on"))
    day = saved.split("'")[1]
    assert run("diff", "p.yaml").output == f"Nothing has changed since {day}.\n"
    assert json.loads(run("diff", "p.yaml", "--format", "json").output) == []


def test_changed_and_gone(draft: Draft) -> None:
    """What has changed and what is gone is named with its kind, id and title, even when the plan is of no use now."""
    draft.edit("modules/first/guide.md", "Welcome everybody.", "Welcome all.")
    Path("p.yaml").write_text(Path("p.yaml").read_text().replace("id: second", "id: sunken"))
    result = run("diff", "p.yaml")
    assert (result.exit_code, result.output) == (
        0,
        "changed: module first (First steps)\ngone: module sunken (sunken)\n",
    )
    assert json.loads(run("diff", "p.yaml", "--format", "json").output) == [
        {"kind": "modules", "id": "first", "what": "changed", "then": "2026-11-01", "now": "2026-11-01"},
        {"kind": "modules", "id": "sunken", "what": "gone", "then": "2026-11-01", "now": None},
    ]


def test_it_does_not_change_the_plan(draft: Draft) -> None:
    """Comparing leaves the file as it is."""
    before = Path("p.yaml").read_bytes()
    draft.edit("modules/first/guide.md", "Welcome everybody.", "Welcome all.")
    run("diff", "p.yaml")
    assert Path("p.yaml").read_bytes() == before


def test_profile_is_no_plan(draft: Draft) -> None:
    """A profile given by mistake is one sentence, not a list of its fields."""
    result = run("diff", "curriculum/profiles/group.yaml")
    assert result.exit_code == 2
    assert "is not a saved plan. `rumbo plan PROFILE -o plan.yaml` writes one." in result.output
    assert "S101" not in result.output


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("profile: [\n", 1, "p.yaml:2:1: Y101"),
        ("profile: {}\n", 1, 'S102 "modules" is missing'),
        ("", 2, "not a saved"),
    ],
)
def test_broken_plan(draft: Draft, text: str, code: int, told: str) -> None:
    """A plan that cannot be read is told with its mistakes."""
    Path("p.yaml").write_text(text, encoding="utf-8")
    result = run("diff", "p.yaml")
    assert result.exit_code == code
    assert told in result.output


def test_pack_from_an_old_plan_says_what_moved_on(draft: Draft) -> None:
    """A pack from an old plan is made with today's content, and a note names what is not as it was."""
    draft.edit("modules/first/guide.md", "Welcome everybody.", "Welcome all.")
    result = run("pack", "p.yaml", "-o", "out")
    assert result.exit_code == 0
    assert result.stderr == "note: first has changed since this was saved; see `rumbo diff`.\n"
    assert run("diff", "out/plan.yaml").output.startswith("Nothing has changed")
