"""rumbo batch --scheduler: a real scheduler with real worker processes on this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import HOME
from distributed import Client
from rumbo.cli import content
from rumbo.cli.batch.cluster import differences
from rumbo.cli.main import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
PACKS = 10

pytestmark = pytest.mark.xdist_group("batch")
Process = subprocess.Popen[bytes]


def until(true: Callable[[], object]) -> None:
    """Waits for something that must come."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.02)


class Cluster:
    """A scheduler on a free port, and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        told = folder / "scheduler.json"
        self.processes = [
            self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        ]
        until(told.is_file)
        self.address = json.loads(told.read_text())["address"]

    def worker(self, **environment: str) -> Process:
        """One more worker, of one thread, that ends when it is killed."""
        self.processes.append(
            self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", **environment)
        )
        return self.processes[-1]

    def count(self) -> int:
        """How many workers there are."""
        with Client(self.address, set_as_default=False) as client:
            return len(client.nthreads())

    def wait_for(self, workers: int) -> None:
        """Waits until so many workers have joined."""
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)

    def _start(self, what: str, *arguments: str, **environment: str) -> Process:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *arguments]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=self.folder, env={**os.environ, **environment}, **silent)  # type: ignore

    def end(self) -> None:
        """Ends all of them."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler that has no worker yet."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.end()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of packs in a folder with a tiny curriculum alone."""
    monkeypatch.setattr(content, "HOME", HOME / "tests" / "problems" / "base")
    monkeypatch.chdir(tmp_path)
    Path("curriculum/profiles").mkdir(parents=True)
    Path("curriculum/profiles/ours.yaml").write_text(PROFILE, encoding="utf-8")
    rows = "".join(f"ours,p{number:02},City {number}\n" for number in range(PACKS))
    Path("groups.csv").write_text(f"profile,pack,city\n{rows}", encoding="utf-8")


def run(folder: str, *more: str) -> Result:
    arguments = ["batch", "groups.csv", "--only", "agenda", "-o", folder, *more]
    return CliRunner().invoke(rumbo, arguments, catch_exceptions=False)


def files(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_no_worker_and_no_scheduler(cluster: Cluster) -> None:
    """A scheduler without workers, and an address where none answers, are told in a sentence with what to start."""
    nobody = run("packs", "--scheduler", cluster.address)
    assert nobody.exit_code == 1
    assert f"{cluster.address}: B111 no worker has joined this scheduler yet" in nobody.stderr
    assert "hint: start one for each core, on each machine: dask worker" in nobody.stderr
    wrong = run("packs", "--scheduler", "here")
    assert wrong.exit_code == 1
    assert "here: B111 no scheduler answers there" in wrong.stderr
    assert not Path("packs").exists()


@pytest.mark.parametrize("address", [b"x\xff", b"tcp://127.0.0.1:1", None])
def test_what_is_no_scheduler_is_told_in_a_sentence(address: bytes | None) -> None:
    """So is a name that is no text, a port where nobody listens, and a program that answers something else."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = b"HTTP/1.1 400 No\r\n\r\n" * 9
        threading.Thread(target=lambda: server.accept()[0].sendall(answer), daemon=True).start()
        given = address or f"tcp://127.0.0.1:{server.getsockname()[1]}".encode()
        words = [*(b"batch", b"curriculum/profiles/ours.yaml"), b"--scheduler", given]
        words += [b"--curriculum", os.fsencode(HOME / "tests/problems/base/curriculum")]
        done = subprocess.run([sys.executable, "-m", "rumbo.cli", *words], capture_output=True, timeout=100)
    assert done.returncode == 1
    assert b"B111 no scheduler answers there" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_worker_killed_half_way(cluster: Cluster) -> None:
    """Two workers make all packs though one is killed half-way, and each file has the bytes it has from here."""
    first, _ = cluster.worker(), cluster.worker()
    cluster.wait_for(2)

    def kill() -> None:
        until(lambda: len(list(Path("far").glob("p*/manifest.json"))) >= PACKS // 4)
        first.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    far = run("far", "--scheduler", cluster.address)
    killer.join()
    assert first.wait() == -signal.SIGKILL
    assert (far.exit_code, far.stderr) == (0, "")
    assert run("near", "--jobs", "1").exit_code == 0
    assert len(files("far")) == 3 * PACKS + 1
    assert files("far") == files("near")


def test_a_worker_that_differs_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    """One worker with another version of Python, and nothing is made: a B111 names it, and in what it differs."""
    Path("odd").mkdir()
    Path("odd/sitecustomize.py").write_text("import platform\nplatform.python_version = lambda: '3.99.1'\n")
    before = cluster.count()
    cluster.worker(PYTHONPATH=str(tmp_path / "odd"))
    cluster.wait_for(before + 1)
    result = run("packs", "--scheduler", cluster.address)
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.splitlines() if "B111" in line]
    assert line.startswith("tcp://127.0.0.1:")
    assert "it differs in Python (3.99.1 there, 3." in line
    assert not Path("packs").exists()


def test_every_difference_is_told() -> None:
    """Each worker that differs is a problem with all that differs; those that are the same are none."""
    mine = {"Python": "3.11.7", "fonts": "sha256:1"}
    theirs = {
        "tcp://a:1": mine,
        "tcp://b:1": {"Python": "3.12.0", "fonts": "sha256:2"},
        "tcp://c:1": ModuleNotFoundError("No module named 'rumbo'"),
        "tcp://d:1": {"Python": "3.11.7"},
    }
    told = [(problem.file, problem.message) for problem in differences("tcp://s:1", mine, theirs)]
    assert [file for file, _ in told] == ["tcp://b:1", "tcp://c:1", "tcp://d:1"]
    assert "Python (3.12.0 there, 3.11.7 here), fonts (sha256:2 there, sha256:1 here)" in told[0][1]
    assert "No module named 'rumbo'" in told[1][1]
    assert "fonts (none there, sha256:1 here)" in told[2][1]
