"""rumbo pack: one file of a pack anew, the whole pack checked, and the whole pack as one file."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import make_curriculum
from rumbo.cli.main import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
SMALL = "agenda,handouts"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_curriculum(tmp_path / "curriculum", {"profiles/group.yaml": PROFILE})


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(rumbo, ["pack", *arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def manifest(folder: str = "out") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path(folder, "manifest.json").read_text(encoding="utf-8"))
    return told


def verdicts(*arguments: str, code: int = 0) -> dict[str, str]:
    """What is said of each file of the pack in `out`."""
    lines = run("--verify", "out", *arguments, code=code).stdout.split("\n\n")[0].splitlines()
    return {line[9:].partition(": ")[0]: f"{line[:9].strip()}{line[9:].partition(':')[2]}" for line in lines}


def test_manifest_tells_what_made_the_pack() -> None:
    """Versions of all that decides how pages look, the style, each module with what it said, each file's readers."""
    run("group", "-o", "out", "--only", SMALL, "--large-print", "--ink", "black")
    told = manifest()
    assert set(told["made_with"]) == {"rumbo", "weasyprint", "pydyf", "Pango", "fonts"}
    assert told["style"] | {"large_print": True, "ink": "black", "paper": "a4"} == told["style"]
    (module,) = told["modules"]
    assert module["hash"] in Path("out/plan.yaml").read_text(encoding="utf-8")
    row = told["files"]["agenda.pdf"]
    assert (row["kind"], row["language"], row["readers"]) == ("agenda", "en", "participants")
    assert "kind" not in told["files"]["plan.yaml"]


def test_a_fresh_pack_is_the_same() -> None:
    """Made again from its own plan, a pack is the same to the byte, in whatever style it was printed."""
    run("group", "-o", "out", "--only", f"{SMALL},handbook", "--paper", "a5", "--booklet", "--two-sided")
    found = verdicts()
    assert set(found.values()) == {"same"}
    assert set(found) == {*manifest()["files"]}
    assert "participant-handbook-booklet.pdf" in found


def test_verify_says_what_is_wrong_with_each_file() -> None:
    """Files that differ, are gone or were put there by somebody are told apart, and the exit code is 1."""
    run("group", "-o", "out", "--only", SMALL)
    with Path("out/agenda.pdf").open("ab") as file:
        file.write(b"\n")
    Path("out/handouts/01-first.pdf").unlink()
    Path("out/notes.txt").write_text("mine", encoding="utf-8")
    assert verdicts(code=1) == {
        "agenda.pdf": "differs it was changed by hand",
        "handouts/01-first.pdf": "missing",
        "notes.txt": "extra not made by Rumbo",
        "plan.yaml": "same",
    }


def test_verify_says_that_content_has_moved_on() -> None:
    """When a module says something else now, the files that would come out otherwise name it."""
    run("group", "-o", "out", "--only", SMALL)
    handout = Path("curriculum/modules/first/handout.md")
    handout.write_text(f"{handout.read_text(encoding='utf-8')}\nOne more sentence.\n", encoding="utf-8")
    found = verdicts(code=1)
    assert found["handouts/01-first.pdf"] == "differs content has moved on: first has changed"
    assert found["agenda.pdf"] == "same"


def test_verify_says_that_versions_are_others() -> None:
    """When nothing but a library has changed, the two versions of it are told."""
    run("group", "-o", "out", "--only", SMALL)
    told = manifest()
    told["made_with"]["weasyprint"] = "69.0"
    told["files"]["agenda.pdf"]["sha256"] = "0" * 64
    Path("out/manifest.json").write_text(json.dumps(told), encoding="utf-8")
    Path("out/agenda.pdf").write_bytes(b"older")
    told["files"]["agenda.pdf"].pop("sha256")
    Path("out/manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert verdicts(code=1)["agenda.pdf"] == "differs it was made with weasyprint 69.0, now 70.0"


def test_verify_writes_nothing() -> None:
    """Verifying leaves everything as it was; somebody's own notes in a pack are no fault."""
    run("group", "-o", "out", "--only", "agenda")
    Path("out/notes.txt").write_text("mine", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*")}
    assert verdicts() == {"agenda.pdf": "same", "plan.yaml": "same", "notes.txt": "extra not made by Rumbo"}
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*")} == before


def test_no_pack_to_verify() -> None:
    """A folder that is no pack, and no profile at all, are wrong usage."""
    Path("empty").mkdir()
    assert "is no pack" in run("--verify", "empty", code=2).stderr
    assert "PROFILE" in run(code=2).stderr


def test_one_document_anew_leaves_the_others() -> None:
    """`--only` into a pack replaces the files of that kind, keeps all others, and the manifest names them all."""
    run("group", "-o", "out", "--only", "plan,agenda,handbook")
    before = {path.name: path.stat().st_mtime_ns for path in Path("out").rglob("*.pdf")}
    rows = manifest()["files"]
    Path("curriculum/profiles/group.yaml").write_text(PROFILE.replace("12", "13"), encoding="utf-8")
    result = run("group", "-o", "out", "--only", "agenda")
    assert "handbook" not in result.stdout
    after = {path.name: path.stat().st_mtime_ns for path in Path("out").rglob("*.pdf")}
    assert {name for name in before if before[name] != after[name]} == {"agenda.pdf"}
    assert set(manifest()["files"]) == set(rows)
    assert {name: row["sha256"] for name, row in manifest()["files"].items() if name == "plan.pdf"} == {
        "plan.pdf": rows["plan.pdf"]["sha256"]
    }


def test_a_new_kind_in_a_pack_is_told_in_its_plan() -> None:
    """When a document comes in that was not there, the plan, which tells what to print, is made anew too."""
    run("group", "-o", "out", "--only", "plan,agenda")
    before = Path("out/plan.pdf").read_bytes()
    run("group", "-o", "out", "--only", "quiz")
    assert Path("out/plan.pdf").read_bytes() != before
    assert set(verdicts().values()) == {"same"}


def test_one_document_in_another_style() -> None:
    """A pack may hold documents in several styles; each is remembered and made again so."""
    run("group", "-o", "out", "--only", "agenda,handouts")
    run("group", "-o", "out", "--only", "agenda", "--large-print")
    told = manifest()
    assert told["style"]["large_print"] is True
    assert told["files"]["handouts/01-first.pdf"]["style"]["large_print"] is False
    assert set(verdicts().values()) == {"same"}


def test_handouts_of_modules_that_left_the_plan_vanish() -> None:
    """When the handouts are made anew, one that is not made any more does not stay in the pack."""
    run("group", "-o", "out", "--only", "agenda,handouts")
    told = manifest()
    told["files"]["handouts/02-gone.pdf"] = told["files"]["handouts/01-first.pdf"]
    Path("out/manifest.json").write_text(json.dumps(told), encoding="utf-8")
    Path("out/handouts/02-gone.pdf").write_bytes(Path("out/handouts/01-first.pdf").read_bytes())
    run("group", "-o", "out", "--only", "handouts")
    assert [path.name for path in Path("out/handouts").iterdir()] == ["01-first.pdf"]
    assert Path("out/agenda.pdf").is_file()


def test_zip_is_the_whole_pack() -> None:
    """The ZIP beside the pack holds all that the manifest names under one folder, and the same bytes each time."""
    run("group", "-o", "out", "--only", SMALL, "--zip")
    first = Path("out.zip").read_bytes()
    with zipfile.ZipFile("out.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(f"out/{name}" for name in (*manifest()["files"], "manifest.json"))
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("out/agenda.pdf") == Path("out/agenda.pdf").read_bytes()
    Path("out/notes.txt").write_text("mine", encoding="utf-8")
    run("group", "-o", "out", "--only", "agenda", "--zip")
    assert Path("out.zip").read_bytes() == first


def test_zip_of_somebody_else_is_left_alone() -> None:
    """A file with the name of the ZIP that is no pack is not replaced."""
    Path("out.zip").write_bytes(b"photos")
    result = run("group", "-o", "out", "--only", SMALL, "--zip", code=1)
    assert "W104" in result.stderr
    assert Path("out.zip").read_bytes() == b"photos"
    assert Path("out/agenda.pdf").is_file()
