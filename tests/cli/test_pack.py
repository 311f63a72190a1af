"""rumbo pack"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import make_curriculum
from rumbo.build.write import turn
from rumbo.cli.main import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
FILES = {
    *("plan.pdf", "agenda.pdf", "facilitator-guide.pdf", "participant-handbook.pdf", "handouts/01-first.pdf"),
    *("agenda-poster.pdf", "run-sheet.pdf", "exercises/01-first.pdf", "answer-key.pdf", "quiz.pdf", "quiz-key.pdf"),
    *("cheat-sheets/01-first.pdf", "cards/patterns.pdf"),
    *(f"people/{name}.pdf" for name in ("sign-in", "sign-in-public", "badges", "consent", "groups")),
    *(f"people/{name}.pdf" for name in ("evaluation-before", "evaluation-after", "evaluation-later")),
    *("people/postcards.pdf", "people/certificate-blank.pdf"),
    *(f"prepare/{name}" for name in ("room.pdf", "checklist.pdf", "pre-reading.pdf", "calendar.ics")),
    *("prepare/invitation.txt", "prepare/follow-up.txt", "attribution.pdf"),
    *("plan.yaml", "manifest.json"),
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_curriculum(tmp_path / "curriculum", {"profiles/group.yaml": PROFILE})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["pack", *arguments], catch_exceptions=False)


def there(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_pack_by_id_and_by_file() -> None:
    """A profile is named by its id or its file; the pack lies in packs/<name>, and the end says where to start."""
    for name in ("group", "curriculum/profiles/group.yaml"):
        result = run(name)
        assert (result.exit_code, result.stderr) == (0, "")
        assert there(Path("packs/group")) == FILES
        assert result.stdout.endswith(
            "Start with packs/group/plan.pdf: it says what to print, how often and for whom.\n"
        )
    assert [path.name for path in Path("packs").iterdir()] == ["group"]


def test_every_file_is_told_with_its_pages() -> None:
    """The list names every file; PDFs have their pages behind them, and no line ends in blanks."""
    result = run("group", "-o", "out")
    lines = result.stdout.split("\n\n")[0].splitlines()
    assert {line.split()[0].removeprefix("out/") for line in lines} == FILES
    for line in lines:
        name, *rest = line.split()
        assert line == line.rstrip()
        if name.endswith(".pdf"):
            pages = len(pypdf.PdfReader(name).pages)
            assert rest == [str(pages), "page" if pages == 1 else "pages"]
        else:
            assert rest == []


def test_manifest_is_true() -> None:
    """The manifest holds every other file with its hash, bytes and pages, the modules and what made it."""
    run("group", "-o", "out")
    manifest = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert [module["id"] for module in manifest["modules"]] == ["first"]
    assert manifest["made_by"].startswith("rumbo ")
    assert set(manifest["files"]) == FILES - {"manifest.json"}
    for name, told in manifest["files"].items():
        content = Path("out", name).read_bytes()
        assert told["sha256"] == hashlib.sha256(content).hexdigest()
        assert told["bytes"] == len(content)
        assert told.get("pages") == (len(pypdf.PdfReader(Path("out", name)).pages) if name.endswith("pdf") else None)


def test_plan_in_the_pack_is_the_plan() -> None:
    """plan.yaml in the pack is a saved plan: `rumbo plan` says the same of it as of the profile."""
    run("group", "-o", "out")
    fresh, again = (
        CliRunner().invoke(rumbo, ["plan", name, "--format", "yaml"]).stdout for name in ("group", "out/plan.yaml")
    )
    assert yaml.safe_load(again) == {**yaml.safe_load(fresh), "chosen_by": "saved"}


def test_old_pack_is_replaced_and_own_files_are_kept() -> None:
    """A second pack takes the place of the first; what a person put into the folder stays."""
    run("group", "-o", "out")
    Path("out/my notes.txt").write_text("mine", encoding="utf-8")
    before = Path("out/agenda.pdf").read_bytes()
    Path("curriculum/profiles/group.yaml").write_text(PROFILE.replace("Our group", "Others"), encoding="utf-8")
    result = run("group", "-o", "out")
    assert result.exit_code == 0
    assert there(Path("out")) == FILES | {"my notes.txt"}
    assert Path("out/agenda.pdf").read_bytes() != before
    assert [path.name for path in Path().glob(".out*")] == []


def test_nothing_fits() -> None:
    """A profile into whose time nothing fits gives no pack but a sentence that names the command that tells more."""
    short = PROFILE.replace('"13:00"', '"09:40"').replace("[first]", "[movement-basics]")
    Path("short.yaml").write_text(short, encoding="utf-8")
    result = run("short.yaml")
    assert result.exit_code == 1
    assert "No module fits" in result.stderr
    assert not Path("packs").exists()


def test_unknown_profile() -> None:
    """An id that is not there is wrong usage, with the one that may be meant."""
    result = run("gruop")
    assert result.exit_code == 2
    assert "Did you mean 'group'?" in result.stderr


def test_errors_in_a_module_of_the_plan_stop_it() -> None:
    """A module with an error is not printed into a pack; the problem is told with its place."""
    Path("curriculum/modules/first/guide.md").write_text("# Top\n\n## change\n\nDo it.\n", encoding="utf-8")
    result = run("group")
    assert result.exit_code == 1
    assert "curriculum/modules/first/guide.md:1:1: H106" in result.stderr
    assert not Path("packs").exists()


def test_built_in_profile_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any curriculum in the working folder a built-in profile is found by its id."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    said = CliRunner().invoke(rumbo, ["plan", "glam-partner-mexico"])
    assert (said.exit_code, said.stderr) == (0, "")
    assert run("nothing-like-it").exit_code == 2
    assert list(empty.iterdir()) == []


def test_second_run_on_one_folder_waits(tmp_path: Path) -> None:
    """While another run has its turn at a folder, `pack` says that it waits, and goes on when the turn is over."""
    command = [sys.executable, "-m", "rumbo.cli", "pack", "group", "--only", "agenda", "-o", "out"]
    with turn(Path("out"), pytest.fail) as problem:
        assert problem is None
        waiting = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert waiting.stderr
        assert waiting.stderr.readline() == "out is being written by another run; waiting until that is done.\n"
        assert not Path("out").exists()
        assert waiting.poll() is None
    assert waiting.wait() == 0
    waiting.stderr.close()
    assert there(Path("out")) == {"agenda.pdf", "plan.yaml", "manifest.json"}
    assert not list(Path().glob(".out*"))
