"""rumbo pack --participants"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import make_curriculum
from rumbo.cli.main import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 2
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
PEOPLE = "Full name,E-mail,Photos,Shoe size\nAna Soto,ana@example.org,yes,38\nBen,,red,\nCleo Quispe,,,\n"
PRIVATE = {
    *("sign-in.pdf", "sign-in-public.pdf", "badges.pdf", "groups.pdf", "certificates.pdf"),
    "certificate-register.pdf",
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_curriculum(tmp_path / "curriculum", {"profiles/group.yaml": PROFILE})
    Path("people.csv").write_text(PEOPLE, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["pack", "group", *arguments], catch_exceptions=False)


def test_personal_data_go_into_private_files_alone() -> None:
    """Only the files that need names have them, only their owner can read these, and plan and list have none."""
    result = run("--participants", "people.csv", "-o", "out", "--only", "plan,sign-in,badges,groups,certificates")
    assert result.exit_code == 0
    modes = {path.name: path.stat().st_mode & 0o777 for path in Path("out").rglob("*") if path.is_file()}
    assert {name for name, mode in modes.items() if mode == 0o600} == PRIVATE
    for name in ("plan.yaml", "manifest.json"):
        text = Path("out", name).read_text(encoding="utf-8")
        assert not [said for said in ("Ana", "Ben", "Quispe", "example.org") if said in text]
    assert not [said for said in ("Ana", "Quispe", "example.org") if said in result.output]
    assert "participants: 2" in Path("out/plan.yaml").read_text(encoding="utf-8")


def test_columns_that_are_not_used_are_noted() -> None:
    """A column of something else is told on standard error and stops nothing."""
    result = run("--participants", "people.csv", "-o", "out", "--only", "badges")
    assert result.exit_code == 0
    assert "people.csv:1:1: U102 note: these columns are not used: Shoe size" in result.stderr


def test_wrong_values_stop_it() -> None:
    """A wrong value ends the command with its row and column, before anything is printed."""
    Path("people.csv").write_text(PEOPLE.replace("red", "perhaps"), encoding="utf-8")
    result = run("--participants", "people.csv", "-o", "out", "--only", "badges")
    assert result.exit_code == 1
    assert "people.csv:3:3: U103 row 3, column 'Photos': this is not one of: yes, ask, no" in result.stderr
    assert "perhaps" not in result.stderr
    assert not Path("out").exists()


def test_missing_table() -> None:
    """A file that is not there is told by its name."""
    result = run("--participants", "nobody.csv", "-o", "out", "--only", "badges")
    assert result.exit_code == 1
    assert "nobody.csv: F102" in result.stderr
