"""Runs that are killed leave what was there or what is new, and the next run sweeps what else they left."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Draft

from tests.build.render.printed import rumbo

KILLS = int(os.environ.get("RUMBO_KILLS", "5"))
"""How many runs of the whole command are killed; `make kill` takes fifty."""

EVERY_STEP = """
import json, os, signal, sys
from pathlib import Path
from rumbo.build import staging
from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.write import turn, write_files, write_pack

home, way = Path(sys.argv[1]), sys.argv[2]
if way != "in one step":
    staging._exchanged = lambda *names: False

def pack(text):
    files = [Artifact(name, f"{text} {name}".encode()) for name in ("agenda.pdf", "handouts/01.pdf", f"{text}.pdf")]
    told = {"files": {file.name: {} for file in files}}
    return [*files, Artifact(MANIFEST, json.dumps(told).encode())]

def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}

def write(text):
    with turn(home / "museum", lambda: None) as problem:
        assert problem is None
        assert write_pack(pack(text), home / "museum") is None

def killed_at(step, work):
    # The n-th time that Python is about to ask the system for something, the process is gone.
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = [step]
    def hook(event, arguments):
        if event.startswith(("os.", "open", "shutil.", "tempfile.", "fcntl.", "ctypes.")):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    work()
    os._exit(0)

write("old"); old = tree(home / "museum")
write("new"); new = tree(home / "museum")
seen, step, killed = {"old": 0, "new": 0, "away": 0}, 0, True
while killed:
    step += 1
    write("old")
    killed = killed_at(step, lambda: write("new"))
    found = tree(home / "museum")
    if not (home / "museum").exists():
        assert way != "in one step", f"no folder after step {step}"
        seen["away"] += 1
        with turn(home / "museum", lambda: None):
            found = tree(home / "museum")
    assert found in (old, new), f"step {step}: {found}"
    seen["old" if found == old else "new"] += 1
    write("new")
    assert tree(home / "museum") == new
    assert os.listdir(home) == ["museum"], f"step {step}: {os.listdir(home)}"
print(json.dumps({"steps": step, **seen}))
"""


@pytest.mark.parametrize("way", ["in one step", "in two steps"])
def test_killed_at_every_step_of_writing(way: str, tmp_path: Path) -> None:
    """Whichever step of writing a pack is the last: the old pack or the new one is there, and the next run sweeps.

    Where names cannot be exchanged in one step, there is a moment without a folder, which the next run mends.
    """
    done = subprocess.run(
        [sys.executable, "-c", EVERY_STEP, str(tmp_path), way], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["steps"] > 20
    assert seen["old"] > 10
    assert seen["new"] > 0
    assert (seen["away"] > 0) == (way == "in two steps")


SINGLE_FILES = (
    EVERY_STEP[: EVERY_STEP.index('write("old"); old')]
    + """
home = home / "out"
home.mkdir()
files = [Artifact("a.pdf", b"new a"), Artifact("b/b.pdf", b"new b", private=True)]
step, killed = 0, True
while killed:
    step += 1
    for name in ("a.pdf", "b/b.pdf"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("old")
    killed = killed_at(step, lambda: write_files(files, home))
    found = [(home / name).read_text() for name in ("a.pdf", "b/b.pdf")]
    assert found in (["old", "old"], ["new a", "old"], ["new a", "new b"]), f"step {step}: {found}"
    assert write_files(files, home) is None
    assert sorted(os.listdir(home)) == ["a.pdf", "b"] and os.listdir(home / "b") == ["b.pdf"], f"step {step}"
print(step)
"""
)


def test_single_files_are_whole_when_killed(tmp_path: Path) -> None:
    """Each of several single files is the old or the new one, and the next run sweeps what is left."""
    done = subprocess.run(
        [sys.executable, "-c", SINGLE_FILES, str(tmp_path), "in one step"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10


PROFILE = """\
title: {title}
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{{day: 2027-03-12, from: "09:00", to: "13:00"}}]
"""


def files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_whole_command_killed_at_random_moments(draft: Draft) -> None:
    """`kill -9` at some moment of `rumbo pack` leaves the old pack or the new one, byte for byte."""
    home = draft.folder.parent
    command = ("pack", "group", "--curriculum", str(draft.folder), "--only", "agenda", "-o")
    packs = {}
    for title in ("Old", "New"):
        draft.write("profiles/group.yaml", PROFILE.format(title=title))
        start = time.perf_counter()
        done = rumbo(*command, title, cwd=home)
        takes = time.perf_counter() - start
        assert done.returncode == 0, done.stderr
        packs[title] = files(home / title)
    chance = random.Random(8)
    for _ in range(KILLS):
        shutil.rmtree(home / "out", ignore_errors=True)
        shutil.copytree(home / "Old", home / "out")
        process = subprocess.Popen(
            [sys.executable, "-m", "rumbo.cli", *command, "out"],
            cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 1.0) * takes)
        process.kill()
        process.wait()
        assert files(home / "out") in packs.values()
    done = rumbo(*command, "out", cwd=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(home / "out") == packs["New"]
    assert {path.name for path in home.iterdir()} - {"cache"} == {"New", "Old", "draft", "out"}
