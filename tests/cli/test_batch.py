"""rumbo batch"""

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import HOME, TINY
from rumbo.build.cache import Cache
from rumbo.build.render.pdf import Printer
from rumbo.build.render.printed import Numbers, Printed
from rumbo.build.write import turn, turn_at_many
from rumbo.cli import content
from rumbo.cli.batch.crew import Crew
from rumbo.cli.batch.job import Done, Job, prepare
from rumbo.cli.batch.run import results
from rumbo.cli.batch.summary import SUMMARY
from rumbo.cli.main import rumbo
from rumbo.cli.options import waits_for

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
TABLE = "profile,pack,city,participants\nours,,Puebla,20\nours,maps,León,\n"

pytestmark = pytest.mark.xdist_group("batch")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two profiles and a table in a folder with a tiny curriculum alone."""
    monkeypatch.setattr(content, "HOME", HOME / "tests" / "problems" / "base")
    monkeypatch.chdir(tmp_path)
    others = PROFILE.replace("Our group", "Others")
    Path("curriculum/profiles").mkdir(parents=True)
    Path("curriculum/profiles/ours.yaml").write_text(PROFILE, encoding="utf-8")
    Path("curriculum/profiles/others.yaml").write_text(others, encoding="utf-8")
    Path("groups.csv").write_text(TABLE, encoding="utf-8")


class Inline(Executor):
    """Makes packs in this process: starting others takes its time, and one test of them is enough."""

    def submit(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        future.set_result(function(*given, **named))
        return future


@pytest.fixture(autouse=True)
def _inline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "processes" in request.fixturenames:
        return

    def here(jobs: int, key: str, pickled: bytes, cache: Cache | None) -> Crew:
        prepare(key, pickled, cache)
        return Crew(jobs, key, lambda workers: Inline())

    monkeypatch.setattr("rumbo.cli.commands.batch.here", here)


@pytest.fixture
def processes() -> None:
    """Packs are made in processes of their own, as they always are outside of tests."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["batch", *arguments, "--jobs", "2"], catch_exceptions=False)


def packs(folder: str = "packs") -> dict[str, dict[str, bytes]]:
    """The files of each pack."""
    return {
        pack.name: {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*.*")}
        for pack in sorted(Path(folder).iterdir())
        if pack.is_dir()
    }


def told(folder: str = "packs") -> dict[str, str]:
    """The state of each pack, as the summary for programs tells it."""
    data = json.loads(Path(folder, SUMMARY).read_text(encoding="utf-8"))
    return {row["name"]: row["state"] for row in data["packs"]}


def states(result: Result) -> list[list[str]]:
    """Name and state of each pack in the table for people."""
    return [line.split()[:2] for line in result.stdout.split("\n\n")[0].splitlines()[1:]]


def test_packs_of_profiles_and_rows(processes: None) -> None:
    """Profiles, saved plans and rows of tables each give a pack, the same as `rumbo pack` gives."""
    assert CliRunner().invoke(rumbo, ["plan", "ours", "-o", "kept.yaml"]).exit_code == 0
    Path("kept.yaml").write_text(Path("kept.yaml").read_text().replace("id: ours", "id: kept"))
    result = run("ours", "kept.yaml", "groups.csv", "--only", "agenda")
    assert (result.exit_code, result.stderr) == (0, "")
    assert states(result) == [[name, "made"] for name in ("ours", "kept", "ours-row-2", "maps")]
    assert all(files.keys() == {"agenda.pdf", "plan.yaml", "manifest.json"} for files in packs().values())
    CliRunner().invoke(rumbo, ["pack", "ours", "--only", "agenda", "-o", "alone"])
    assert packs()["ours"]["agenda.pdf"] == Path("alone/agenda.pdf").read_bytes()
    assert "city: León" in packs()["maps"]["plan.yaml"].decode()
    assert "participants: 20" in packs()["ours-row-2"]["plan.yaml"].decode()


def test_summaries() -> None:
    """The table and summary.json name each pack with pages and files, in the order in which they were asked for."""
    result = run("others", "ours", "--only", "agenda,plan")
    data = json.loads(Path("packs", SUMMARY).read_text(encoding="utf-8"))
    assert (data["ready"], data["failed"]) == (2, 0)
    assert [row["name"] for row in data["packs"]] == ["others", "ours"]
    for row, line in zip(data["packs"], result.stdout.splitlines()[1:], strict=False):
        manifest = json.loads(packs()[row["name"]]["manifest.json"])["files"]
        assert row["files"] == len(manifest) == int(line.split()[3])
        assert row["pages"] == sum(file.get("pages", 0) for file in manifest.values()) == int(line.split()[2])
    assert result.stdout.splitlines()[-1].startswith("2 of 2 packs made: packs;")


def test_a_name_that_is_no_text_is_told_in_the_summary() -> None:
    """The name of a file may be any bytes; programs can read the summary all the same."""
    name = os.fsdecode(b"x\xff.yaml")
    Path(name).write_text(PROFILE, encoding="utf-8")
    assert run(name, "--only", "agenda").exit_code == 0
    assert told() == {"x?": "ready"}


def test_a_summary_that_has_no_place_tells_nothing() -> None:
    """Where it cannot be written, nobody is sent to it."""
    Path("packs", SUMMARY).mkdir(parents=True)
    result = run("ours", "--only", "agenda")
    assert result.exit_code == 1
    assert "W101" in result.stderr
    assert "to programs" not in result.output


def test_one_bad_profile_spoils_one_pack() -> None:
    """What is wrong with one (unknown, faulty, too short a day) is told; the others are made; exit code 1."""
    Path("faulty.yaml").write_text(PROFILE.replace(": 12", ": none"), encoding="utf-8")
    module = Path(shutil.copytree(TINY / "modules" / "first", "curriculum/modules/long"), "module.yaml")
    module.write_text(module.read_text(encoding="utf-8").replace("minutes: 20", "minutes: 80"), encoding="utf-8")
    short = PROFILE.replace("13:00", "09:31").replace("[first]", "[long]")
    Path("short.yaml").write_text(short, encoding="utf-8")
    result = run("ours", "nobody", "faulty.yaml", "short.yaml", "others", "--only", "agenda")
    assert result.exit_code == 1
    assert list(told().values()) == ["ready", "failed", "failed", "failed", "ready"]
    for words in ("nobody: N110", "faulty.yaml:4:1: S103", "short.yaml: B108"):
        assert words in result.stderr
    assert set(packs()) == {"ours", "others"}
    problems = [row["problems"] for row in json.loads(Path("packs", SUMMARY).read_text())["packs"]]
    assert [[problem["code"] for problem in some] for some in problems] == [[], ["N110"], ["S103"], ["B108"], []]


def test_no_two_packs_share_a_folder() -> None:
    """A second pack of the same name, be it in capitals, is a B107 that names the first; nothing is written over."""
    Path("OURS.yaml").write_text(PROFILE.replace(": 12", ": 13"), encoding="utf-8")
    result = run("ours", "OURS.yaml", "--only", "agenda")
    assert result.exit_code == 1
    assert "OURS.yaml: B107 a pack called OURS is asked for already by ours" in result.stderr
    assert set(packs()) == {"ours"}


def test_a_table_that_cannot_be_read_ends_the_command() -> None:
    """Nothing is made from a table without a column of profiles."""
    Path("groups.csv").write_text("name\nours\n", encoding="utf-8")
    result = run("ours", "groups.csv", "--only", "agenda")
    assert result.exit_code == 1
    assert "groups.csv:1:1: B101" in result.stderr
    assert not Path("packs").exists()


def test_files_of_a_table_lie_beside_it(tmp_path: Path) -> None:
    """A profile that a row names as a file is looked for in the folder of the table."""
    Path("hub").mkdir()
    Path("hub/third.yaml").write_text(PROFILE, encoding="utf-8")
    Path("hub/groups.csv").write_text("profile\nthird.yaml\n", encoding="utf-8")
    assert run("hub/groups.csv", "--only", "agenda").exit_code == 0
    assert set(packs()) == {"third"}


def test_resume_leaves_what_is_there() -> None:
    """Packs that are what is asked for are not touched, and the summary has the same bytes as if all were new."""
    run("ours", "others", "groups.csv", "--only", "agenda")
    first, summary = packs(), Path("packs", SUMMARY).read_bytes()
    inodes = {name: Path("packs", name).stat().st_ino for name in first}
    result = run("ours", "others", "groups.csv", "--only", "agenda", "--resume")
    assert [state for _, state in states(result)] == ["kept"] * 4
    assert {name: Path("packs", name).stat().st_ino for name in first} == inodes
    assert (packs(), Path("packs", SUMMARY).read_bytes()) == (first, summary)


def test_resume_makes_what_is_not_what_is_asked_for() -> None:
    """A changed row and a pack with a file missing are made anew; the times of files do not count."""
    run("ours", "others", "groups.csv", "--only", "agenda")
    Path("groups.csv").write_text(TABLE.replace("Puebla", "Oaxaca"), encoding="utf-8")
    Path("packs/others/agenda.pdf").unlink()
    for path in Path("packs/maps").iterdir():
        path.touch()
    result = run("ours", "others", "groups.csv", "--only", "agenda", "--resume")
    assert states(result) == [["ours", "kept"], ["others", "made"], ["ours-row-2", "made"], ["maps", "kept"]]
    assert "city: Oaxaca" in packs()["ours-row-2"]["plan.yaml"].decode()
    assert "agenda.pdf" in packs()["others"]


def test_resume_after_a_change_of_content_or_options() -> None:
    """A text of a module, other options or other kinds make every pack anew."""
    run("ours", "--only", "agenda")
    assert states(run("ours", "--only", "agenda", "--large-print", "--resume")) == [["ours", "made"]]
    assert states(run("ours", "--only", "agenda,plan", "--large-print", "--resume")) == [["ours", "made"]]
    shutil.copytree(TINY / "modules" / "first", "curriculum/modules/first")
    guide = Path("curriculum/modules/first/guide.md")
    guide.write_text(guide.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert states(run("ours", "--only", "agenda,plan", "--large-print", "--resume")) == [["ours", "made"]]


def test_some_kinds_join_a_pack_that_is_there() -> None:
    """As with `rumbo pack --only`, documents of other kinds stay in the pack."""
    run("ours", "--only", "agenda")
    run("ours", "--only", "quiz")
    assert {"agenda.pdf", "quiz.pdf"} <= set(packs()["ours"])
    assert set(json.loads(packs()["ours"]["manifest.json"])["files"]) >= {"agenda.pdf", "quiz.pdf"}


def test_a_folder_that_is_no_pack_is_left_alone() -> None:
    """A folder with something else in it fails before anything is printed for it; the others are made."""
    Path("packs/ours").mkdir(parents=True)
    Path("packs/ours/letter.txt").write_text("mine")
    result = run("ours", "others", "--only", "agenda")
    assert result.exit_code == 1
    assert "packs/ours: W103" in result.stderr
    assert told() == {"ours": "failed", "others": "ready"}
    assert list(packs()["ours"]) == ["letter.txt"]


def test_packs_do_not_go_into_a_pack() -> None:
    """A folder that is a pack itself is no place for packs."""
    run("ours", "--only", "agenda")
    result = run("others", "--only", "agenda", "-o", "packs/ours")
    assert result.exit_code == 2
    assert "is a pack itself" in result.stderr


def test_jobs_and_scheduler_exclude_each_other() -> None:
    """The cluster has its own number of workers."""
    assert run("ours", "--scheduler", "tcp://127.0.0.1:1").exit_code == 2


def test_templates_of_a_layer_reach_the_workers(processes: None) -> None:
    """A template of one's own in the working folder is used in other processes, too; one that fails is told."""
    template = Path("templates/documents/agenda.html.j2")
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing_of_that_name }}", encoding="utf-8")
    result = run("ours", "--only", "agenda")
    assert result.exit_code == 1
    assert "templates/documents/agenda.html.j2:1:1: R106" in result.stderr


# What was printed before


def printed_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each page that this process lays out."""
    pages: list[str] = []
    really = Printer.print

    def told_of(printer: Printer, html: str, pictures: Mapping[str, bytes], numbers: Numbers) -> Printed:
        pages.append(html)
        return really(printer, html, pictures, numbers)

    monkeypatch.setattr(Printer, "print", told_of)
    return pages


def test_documents_printed_before_are_not_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second batch lays out nothing, one with a changed row that one alone; a pack uses what a batch has kept."""
    monkeypatch.setenv("RUMBO_CACHE", str(tmp_path / "kept"))
    pages = printed_pages(monkeypatch)
    run("groups.csv", "--only", "agenda")
    first, cold = packs(), len(pages)
    run("groups.csv", "--only", "agenda")
    assert (packs(), len(pages)) == (first, cold)
    Path("groups.csv").write_text(TABLE.replace("Puebla", "Oaxaca"), encoding="utf-8")
    run("groups.csv", "--only", "agenda")
    assert len(pages) == cold + 1
    run("ours", "--only", "agenda")
    here = len(pages)
    assert CliRunner().invoke(rumbo, ["pack", "ours", "--only", "agenda", "-o", "alone"]).exit_code == 0
    assert len(pages) == here


def test_no_cache_works_everything_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --no-cache nothing is looked for and nothing kept."""
    monkeypatch.setenv("RUMBO_CACHE", str(tmp_path / "kept"))
    run("ours", "--only", "agenda", "--no-cache")
    assert not (tmp_path / "kept").exists()
    run("ours", "--only", "agenda")
    pages = printed_pages(monkeypatch)
    run("ours", "--only", "agenda", "--no-cache")
    assert len(pages) == 1


def test_workers_share_what_is_kept(processes: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers that keep and find documents at the same time make the bytes that are made without."""
    run("ours", "others", "groups.csv", "--only", "agenda,quiz", "--no-cache")
    first = packs()
    monkeypatch.setenv("RUMBO_CACHE", str(tmp_path / "kept"))
    for _ in ("cold", "warm"):
        assert run("ours", "others", "groups.csv", "--only", "agenda,quiz", "-o", "again").exit_code == 0
        assert packs("again") == first
    assert list((tmp_path / "kept" / "contents").iterdir())


# Two runs at one folder


@contextmanager
def held_until_asked(
    lock: AbstractContextManager[object], where: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Another run has its turn until the batch says, in the module named, that it waits for it."""
    begun, asked = threading.Event(), threading.Event()

    def said(folder: Path) -> str:
        asked.set()
        return waits_for(folder)

    def other() -> None:
        with lock:
            begun.set()
            asked.wait(60)

    monkeypatch.setattr(f"{where}.waits_for", said)
    thread = threading.Thread(target=other)
    thread.start()
    assert begun.wait(60)
    yield
    assert asked.is_set()
    thread.join()


def test_a_second_batch_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two batches at one folder the second says so and waits; nothing is left of their turns."""
    other = turn_at_many(Path("packs"), pytest.fail)
    with held_until_asked(other, "rumbo.cli.commands.batch", monkeypatch):
        result = run("ours", "--only", "agenda")
    assert result.stderr == "packs is being written by another run; waiting until that is done.\n"
    assert {path.name for path in Path("packs").iterdir()} == {"ours", SUMMARY}


def test_a_batch_waits_for_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack that another command is making has its turn first."""
    with held_until_asked(turn(Path("packs/ours"), pytest.fail), "rumbo.cli.batch.make", monkeypatch):
        result = run("ours", "others", "--only", "agenda")
    assert result.stderr == "packs/ours is being written by another run; waiting until that is done.\n"
    assert told() == {"ours": "ready", "others": "ready"}


def test_a_pack_that_another_run_changed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that were to join a pack are not written if it became another one meanwhile; again they are."""
    run("ours", "--only", "agenda")

    def meanwhile(jobs: Sequence[Job], crew: Crew) -> Iterator[tuple[Job, Done]]:
        for done in results(jobs, crew):
            other = CliRunner().invoke(rumbo, ["pack", "ours", "--only", "sign-in", "-o", "packs/ours"])
            assert other.exit_code == 0, other.output
            yield done

    with monkeypatch.context() as patch:
        patch.setattr("rumbo.cli.batch.make.results", meanwhile)
        result = run("ours", "--only", "quiz")
    assert "packs/ours: W105 another run has changed this pack" in result.stderr
    assert (result.exit_code, told()) == (1, {"ours": "failed"})
    there = packs()["ours"].keys()
    assert run("ours", "--only", "quiz", "--resume").exit_code == 0
    assert packs()["ours"].keys() == there | {"quiz.pdf"}


def test_a_folder_that_cannot_be_written_is_told() -> None:
    """Where no packs can lie, a sentence says so before anything is made."""
    Path("packs").write_text("a file")
    result = run("ours", "--only", "agenda", "-o", "packs/spring")
    assert result.exit_code == 1
    assert "packs/spring: W101 cannot be written: Not a directory" in result.stderr
