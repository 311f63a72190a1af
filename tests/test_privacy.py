"""Nothing goes out: a whole pack is made with the network forbidden; what is about people stays with their owner."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import HOME, Draft

NO_NETWORK = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        if not isinstance(arguments[-1], (str, bytes)) or event.startswith("socket.get"):
            os.write(2, f"NETWORK {event} {arguments}".encode())
            os._exit(99)
sys.addaudithook(watch)
"""
PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 2
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
safety: [{name: Yolotl Valdivia, reach: "+52 55 0000 0000"}]
"""
PEOPLE = "name,email,diet,consent\nZoraida Quispe,zq@example.org,no nuts,yes\nXimena Wuyts,xw@example.org,,no\n"
NAMES = ("Zoraida", "zq@example.org", "Ximena", "no nuts", "Yolotl", "+52 55")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """One in which every process that calls out ends at once; processes may talk to their own workers."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUMBO", "PYTHON"))}
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)}
    return {**kept, **home, "PYTHONPATH": str(tmp_path / "hook"), "PYTHONDONTWRITEBYTECODE": "1"}


def alone() -> list[str]:
    """What begins a command in a system without any network, where we may have one."""
    may = shutil.which("unshare") and not subprocess.run(["unshare", "-n", "true"], check=False).returncode
    return ["unshare", "-n"] if may else []


def test_the_watch_sees(environment: dict[str, str]) -> None:
    """The watch of the next test does end a process that calls out."""
    code = "import socket; socket.create_connection(('localhost', 9))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 99
    assert "NETWORK" in done.stderr


def test_whole_pack_without_network(draft: Draft, tmp_path: Path, environment: dict[str, str]) -> None:
    """A pack of everything, pages for screens and the book included, is made without a network and without trying.

    Whatever bears a name can be read by its owner alone; no other file, cache or log holds one.
    """
    draft.write("profiles/group.yaml", PROFILE)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    command = [*alone(), sys.executable, "-m", "rumbo.cli", "pack", "group", "--html", "--epub", "--zip", "--booklet"]
    command += ["--participants", "people.csv", "--curriculum", str(draft.folder), "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not any(name in done.stdout + done.stderr for name in NAMES)
    private = {path for path in (tmp_path / "out").rglob("*") if path.is_file() and holds_a_name(path)}
    assert len(private) > 5
    assert [path.name for path in private if path.stat().st_mode & 0o777 != 0o600] == []
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == 0o600
    kept = [path for folder in ("home", "cache") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert [path for path in kept if path.stat().st_mode & 0o077 and holds_a_name(path)] == []
    left = {path.name for path in tmp_path.iterdir()} - {"home", "cache"}
    assert left == {"hook", "draft", "people.csv", "out", "out.zip"}


def holds_a_name(path: Path) -> bool:
    """Whether a name or an address can be read in a file."""
    content = path.read_bytes()
    if content.startswith(b"%PDF"):
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        content = done.stdout
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(path) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return any(name.encode() in content for name in NAMES)


def test_nothing_in_the_code_can_call_out() -> None:
    """Neither code nor templates hold an address that a program would open by itself."""
    for path in [*HOME.glob("templates/styles/*.css"), *HOME.glob("templates/documents/*")]:
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text, path
        assert "@import" not in text, path
        assert 'src="http' not in text, path
