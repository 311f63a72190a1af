"""Batches when something ends a worker, the command or the person's patience."""

import contextlib
import datetime as dt
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, Draft
from rumbo.build.asked import Asked, asked
from rumbo.build.pipeline import Reading
from rumbo.build.style import PLAIN
from rumbo.cli.batch.crew import Crew, here
from rumbo.cli.batch.job import Job
from rumbo.cli.batch.run import results
from rumbo.cli.batch.summary import SUMMARY

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""

pytestmark = pytest.mark.xdist_group("batch")


class Deadly:
    """Ends the process that receives it, the first few times."""

    def __init__(self, entry: Asked, marks: Path, times: int) -> None:
        self.given = entry, marks, times

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process is to call in order to receive it."""
        return received, self.given


def received(entry: Asked, marks: Path, times: int) -> Asked:
    """The entry, unless the process that asks is one of the first few."""
    if len(list(marks.iterdir())) < times:
        (marks / str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return entry


@pytest.fixture
def reading(draft: Draft) -> Reading:
    """The tiny curriculum with a profile called ours."""
    draft.write("profiles/ours.yaml", PROFILE)
    return draft.read()


def job(name: str, what: object, today: dt.date = TODAY) -> Job:
    return Job(name, what, ("agenda",), PLAIN, today, "")  # type: ignore[arg-type]


def made(reading: Reading, *jobs: Job) -> dict[str, list[str]]:
    """The names of files, or else the codes of problems, of each job."""
    found = results(jobs, here(2, "key", pickle.dumps(reading)))
    return {
        one.name: [artifact.name for artifact in done.artifacts] or [problem.code for problem in done.problems]
        for one, done in found
    }


FILES = ["agenda.pdf", "plan.yaml", "manifest.json"]


def test_a_job_whose_worker_is_ended_is_repeated(reading: Reading, tmp_path: Path) -> None:
    """When the system ends a worker once, its job and all others are made nevertheless."""
    entry, _ = asked("ours", reading, TODAY)
    assert entry is not None
    marks = tmp_path / "marks"
    marks.mkdir()
    jobs = [job("a", entry), job("b", Deadly(entry, marks, 1)), job("c", entry)]
    assert made(reading, *jobs) == dict.fromkeys("abc", FILES)
    assert len(list(marks.iterdir())) == 1


def test_a_job_that_ends_its_worker_twice_is_named(reading: Reading, tmp_path: Path) -> None:
    """A job that always ends its worker is tried twice and becomes a B109; the jobs beside it are made."""
    entry, _ = asked("ours", reading, TODAY)
    assert entry is not None
    marks = tmp_path / "marks"
    marks.mkdir()
    jobs = [job("a", entry), job("b", Deadly(entry, marks, 99)), job("c", entry)]
    assert made(reading, *jobs) == {"a": FILES, "b": ["B109"], "c": FILES}
    assert len(list(marks.iterdir())) == 2


def test_an_error_of_ours_spoils_one_pack(reading: Reading) -> None:
    """An exception in a job becomes a B110 that quotes it; the other jobs are made."""
    entry, _ = asked("ours", reading, TODAY)
    crew = here(1, "key", pickle.dumps(reading))
    found = {one.name: done for one, done in results([job("a", None), job("b", entry)], crew)}
    (problem,) = found["a"].problems
    assert (problem.code, problem.file) == ("B110", "a")
    assert "AttributeError" in problem.message
    assert [artifact.name for artifact in found["b"].artifacts] == FILES


def test_workers_are_replaced(reading: Reading) -> None:
    """After a number of jobs the workers make room for new ones, and no job is lost or made twice."""
    entry, _ = asked("ours", reading, TODAY)
    whole = here(1, "key", pickle.dumps(reading))
    started: list[int] = []

    def start(workers: int) -> Any:
        started.append(workers)
        return whole.start(workers)

    crew = Crew(1, "key", start, 2, whole.broken)
    assert [one.name for one, _ in results([job(name, entry) for name in "abcde"], crew)] == list("abcde")
    assert len(started) == 3


# The whole command, ended from outside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table of many packs."""
    (tmp_path / "curriculum" / "profiles").mkdir(parents=True)
    profile = PROFILE.replace("[first]", "[movement-basics]").replace("everyone", "advocate")
    (tmp_path / "curriculum" / "profiles" / "ours.yaml").write_text(profile, encoding="utf-8")
    rows = "".join(f"ours,p{number:02},City {number}\n" for number in range(8))
    (tmp_path / "groups.csv").write_text(f"profile,pack,city\n{rows}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def batch(folder: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the command in that folder."""
    started: list[subprocess.Popen[str]] = []
    (folder / "tmp").mkdir()

    def start(*more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "rumbo.cli", "batch", "groups.csv", "--only", "agenda", "--jobs", "2", *more]
        environment = {**os.environ, "TMPDIR": str(folder / "tmp")}
        started.append(
            subprocess.Popen(
                command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def finished(folder: Path) -> dict[str, int]:
    """The packs that are there, each with the number by which the disk knows its folder."""
    return {path.parent.name: path.parent.stat().st_ino for path in folder.glob("packs/p*/manifest.json")}


def until(true: Callable[[], object]) -> None:
    """Waits for something that must come."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.02)


def below(process: int) -> set[int]:
    """The processes that a process has started, and those that these have started."""
    found: set[int] = set()
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, path.read_text().split()):
                found |= {child} | below(child)
    return found


def alive(process: int) -> bool:
    """Whether a process is there and is more than an entry in a list."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_resume_after_kill(folder: Path, batch: Callable[..., subprocess.Popen[str]]) -> None:
    """kill -9 leaves whole packs and no process; --resume leaves these packs alone and makes the others."""
    process = batch()
    until(lambda: len(finished(folder)) >= 2)
    others = below(process.pid)
    assert others
    process.kill()
    process.wait()
    until(lambda: not any(map(alive, others)))
    before = finished(folder)
    assert 2 <= len(before) < 8
    assert [path for path in (folder / "tmp").iterdir() if path.name.startswith("rumbo-")] == []
    again = batch("--resume")
    output, errors = again.communicate()
    assert (again.returncode, errors) == (0, "")
    assert finished(folder).items() >= before.items()
    assert {path.name for path in (folder / "packs").iterdir()} == {*(f"p{one:02}" for one in range(8)), SUMMARY}
    assert json.loads((folder / "packs" / SUMMARY).read_text())["ready"] == 8
    assert output.count(" kept ") == len(before)


def test_interrupt_ends_everything(folder: Path, batch: Callable[..., subprocess.Popen[str]]) -> None:
    """Ctrl-C ends the workers, leaves whole packs and nothing else, and tells how to go on."""
    process = batch()
    until(lambda: finished(folder))
    others = below(process.pid)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert "packs are there; the same with --resume goes on." in errors
    assert "Traceback" not in errors
    until(lambda: not any(map(alive, others)))
    assert all((path / "manifest.json").is_file() for path in (folder / "packs").iterdir())
    assert list((folder / "tmp").iterdir()) == []
