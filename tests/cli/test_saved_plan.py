"""Saved plans from the command line: saved, edited by hand, checked, planned and printed."""

import json
import subprocess
from pathlib import Path
from typing import Any

import page
import pytest
from click.testing import CliRunner, Result
from conftest import make_curriculum
from rumbo.build.yaml_text import read, write
from rumbo.cli.main import rumbo
from saved_plans import BECAUSE, two_modules

FILE = Path("p.yaml")
NOTE = "Bring the big map."


@pytest.fixture(autouse=True)
def _saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    two_modules(make_curriculum(tmp_path / "curriculum"))
    assert run("plan", "group", "-o", "p.yaml").stdout == "p.yaml\n\nNext: edit it, then rumbo pack p.yaml\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, arguments, catch_exceptions=False)


def fields() -> Any:
    return read(FILE.read_text(encoding="utf-8"))[0]


def edit() -> None:
    """The other order, other minutes, a note, another day with a guest, and Spanish."""
    data = fields()
    data["modules"].reverse()
    data["modules"][0]["note"] = NOTE
    data["modules"][0]["minutes"]["more"] = 17
    guest = {"title": "A guest", "from": "09:20", "to": "09:50"}
    data["profile"]["when"] = [{"day": "2027-05-02", "from": "09:00", "to": "12:00", "pinned": [guest]}]
    data["profile"]["language"] = "es"
    FILE.write_text(write(data), encoding="utf-8")


def text(pdf: str) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_plan_of_a_saved_plan() -> None:
    """`rumbo plan p.yaml` shows what `rumbo plan group` showed, until the file is edited."""
    before = json.loads(run("plan", "group", "--format", "json").stdout)
    assert json.loads(run("plan", "p.yaml", "--format", "json").stdout) == {**before, "chosen_by": "saved"}
    edit()
    after = json.loads(run("plan", "p.yaml", "--format", "json").stdout)
    slots = [(s["start"], s["end"], s["activity"] or s["title"]) for one in after["sessions"] for s in one["slots"]]
    assert slots[:4] == [
        ("09:00", "09:20", "change"),
        ("09:20", "09:50", "A guest"),
        ("09:50", "10:07", "more"),
        ("10:07", "10:17", "most"),
    ]
    assert after["minutes"] == before["minutes"] + 7
    assert [module["id"] for module in after["modules"]] == ["second", "first"]


def test_saving_over_itself_keeps_the_edits() -> None:
    """An edited plan saved over itself has the edits still, and new times to read."""
    edit()
    edited = fields()
    assert run("plan", "p.yaml", "-o", "p.yaml").exit_code == 0
    assert fields()["modules"] == edited["modules"]
    assert fields()["profile"] == edited["profile"]
    assert list(fields()["sessions"]) == ["2027-05-02"]


def test_check_warns_of_the_order() -> None:
    """A prerequisite after its dependant is a warning with the reason; check ends well and the pack is made."""
    edit()
    result = run("check", "p.yaml")
    assert result.exit_code == 0
    assert f"T113 warning: 'second' comes before 'first', which it requires: {BECAUSE}" in result.output
    assert run("plan", "p.yaml").exit_code == 0


def test_check_fails_for_what_is_not_there() -> None:
    """An unknown module is an error of check, plan and pack alike, at its line."""
    FILE.write_text(FILE.read_text(encoding="utf-8").replace("id: second", "id: secnd"), encoding="utf-8")
    line = FILE.read_text(encoding="utf-8").split("\n").index("- id: secnd") + 1
    for command in ("check", "plan", "pack"):
        result = run(command, "p.yaml")
        assert result.exit_code == 1
        assert f"p.yaml:{line}:3: T111 'secnd' is not a module\n    hint: did you mean 'second'?\n" in result.output
    assert not Path("packs").exists()


def test_pack_prints_the_edits() -> None:
    """The guide shows changed minutes, guest and note, in Spanish; the handbook has no note and the new order."""
    edit()
    result = run("pack", "p.yaml")
    assert result.exit_code == 0
    assert "T113" in result.stderr
    guide, handbook = (text(f"packs/group/{name}.pdf") for name in ("facilitator-guide", "participant-handbook"))
    assert NOTE in guide
    checked = page.validate_pdf("packs/group/facilitator-guide.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert checked.failures == []
    assert "A task called more" in guide
    assert "17 min" in guide
    assert "A guest" in guide
    assert NOTE not in handbook
    names = sorted(path.name for path in Path("packs/group/handouts").iterdir())
    assert names == ["01-second.pdf", "02-first.pdf"]
    assert read(Path("packs/group/plan.yaml").read_text(encoding="utf-8"))[0]["modules"] == fields()["modules"]


def test_pack_is_named_in_the_plan() -> None:
    """The id in the file names the folder of the pack, whatever the file is called."""
    FILE.rename("copy of the plan.yaml")
    assert run("pack", "copy of the plan.yaml").exit_code == 0
    assert Path("packs/group/plan.pdf").exists()


def test_plan_that_cannot_be_written() -> None:
    """A place where nothing can be written is told."""
    Path("file").write_text("x", encoding="utf-8")
    result = run("plan", "group", "-o", "file/p.yaml")
    assert result.exit_code == 1
    assert "W101" in result.output
