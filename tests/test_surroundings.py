"""Odd computers: no home, a wrong clock, closed streams, narrow terminals, files of other systems, Ctrl-C."""

import os
import pty
import signal
import subprocess
import sys
import textwrap
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Draft
from rumbo.cli.main import rumbo as cli

from tests.build.render.printed import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
COMMAND = [sys.executable, "-m", "rumbo.cli"]
STOPS = 60.0
"""Seconds after which a command that should have ended is ended by the test."""


@pytest.fixture
def here(draft: Draft) -> Draft:
    """The tiny curriculum with a profile."""
    draft.write("profiles/group.yaml", PROFILE)
    return draft


def hooked(here: Draft, code: str) -> dict[str, str]:
    """An environment in which Python runs some lines before the command."""
    folder = here.folder.parent / "hook"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(textwrap.dedent(code), encoding="utf-8")
    return {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def test_nothing_in_the_environment(here: Draft) -> None:
    """Without HOME, PATH, LANG and TERM a plan is made as ever."""
    done = subprocess.run(
        [*COMMAND, "plan", "group", "--curriculum", here.folder], env={}, capture_output=True, text=True, check=False,
        cwd=here.folder.parent,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Change one sentence" in done.stdout


def test_pack_in_poor_surroundings(here: Draft) -> None:
    """No HOME, a locale of ASCII, 20 columns, a folder for temporary files that is not there: the pack is made."""
    environment = {"HOME": "/nowhere", "LC_ALL": "C", "COLUMNS": "20", "TMPDIR": "/nowhere/tmp", "LANG": "xx_YY"}
    command = ("pack", "group", "--only", "agenda", "--curriculum", str(here.folder), "-o", "out")
    done = rumbo(*command, cwd=here.folder.parent, environment=environment)
    assert done.returncode == 0, done.stderr
    assert (here.folder.parent / "out" / "agenda.pdf").read_bytes().startswith(b"%PDF")


CLOCK = """
    import datetime
    class Day(datetime.date):
        @classmethod
        def today(cls):
            return datetime.date({year}, 1, 1)
    real = datetime.date
    datetime.date = Day
    import rumbo.cli.content, rumbo.cli.commands.check, rumbo.cli.commands.plan
    datetime.date = real
    for module in (rumbo.cli.content, rumbo.cli.commands.check):
        module.dt = type("dt", (), {{"date": Day}})
    """


@pytest.mark.parametrize("year", [1970, 2100])
def test_wrong_clock(year: int, here: Draft) -> None:
    """With the clock at 1970 nothing is due; at 2100 everything is past its review, which is a warning alone."""
    environment = hooked(here, CLOCK.format(year=year))
    done = rumbo("check", "--curriculum", str(here.folder), cwd=here.folder.parent, environment=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ("M117" in done.stdout) == (year == 2100)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(closed: str, tmp_path: Path) -> None:
    """A command whose input or output somebody has closed ends well."""
    line = f'"$0" -m rumbo.cli list audiences {closed}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("full", [">", "2>", ">/dev/null 2>", "2>&1 >"])
@pytest.mark.parametrize("command", ["list audiences", "plan no-such-group", "--help"])
def test_full_disk_under_what_is_said(command: str, full: str, tmp_path: Path) -> None:
    """Where what a command says cannot be written, it says so if it can, and ends without a traceback."""
    line = f'"$0" -m rumbo.cli {command} {full}/dev/full'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stdout + done.stderr
    if full == ">" and command != "plan no-such-group":
        assert done.returncode == 1
        assert done.stderr == "What this command says could not be written: No space left on device.\n"


def test_folder_that_was_deleted(tmp_path: Path) -> None:
    """In a folder that is not there any more a command says what to do."""
    (tmp_path / "gone").mkdir()
    line = 'cd gone && rmdir "$PWD" && "$0" -m rumbo.cli list audiences'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The folder that you are in is not there any more.")
    assert "Traceback" not in done.stderr


def test_answers_from_a_closed_input(here: Draft) -> None:
    """A question is not waited for where somebody has closed the input."""
    line = f'"$0" -m rumbo.cli path --curriculum "{here.folder}" <&-'
    done = subprocess.run(["sh", "-c", line, sys.executable], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "The answers ended before the questions did." in done.stderr


def test_questions_without_answers(here: Draft) -> None:
    """Where nobody can answer, a command that asks says so instead of waiting."""
    done = rumbo("path", "--curriculum", str(here.folder), cwd=here.folder.parent, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "The answers ended before the questions did." in done.stderr


@pytest.mark.parametrize("columns", ["1", "20", "1000"])
def test_narrow_terminals(columns: str, tmp_path: Path) -> None:
    """Help, lists and plans are told on terminals of any width."""
    for command in (["--help"], ["list", "audiences"]):
        done = rumbo(*command, cwd=tmp_path, environment={"COLUMNS": columns})
        assert (done.returncode, done.stderr) == (0, "")


def test_files_of_other_systems(here: Draft) -> None:
    """Line ends of Windows and old Macs, and the mark of Notepad, mean nothing in any file."""
    before = here.read().curriculum
    assert here.problems() == []
    for path in [path for path in here.folder.rglob("*") if path.suffix in (".yaml", ".md")]:
        text = path.read_text(encoding="utf-8")
        end = "\r" if path.suffix == ".md" else "\r\n"
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    assert here.problems() == []
    after = here.read().curriculum
    assert {name: entry.value for name, entry in after.modules.items()} == {
        name: entry.value for name, entry in before.modules.items()
    }
    assert after.modules["first"].texts["guide"].text == before.modules["first"].texts["guide"].text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_of_file_names(form: str, here: Draft) -> None:
    """A Mac writes the letters of file names apart (NFD), others do not: a name in a file finds either."""
    other = "NFD" if form == "NFC" else "NFC"
    here.write(f"{unicodedata.normalize(form, 'año')}.yaml", "not: an assessment\n")
    name = unicodedata.normalize(other, "año")
    profile = here.write(
        "profiles/group.yaml", f"{PROFILE.replace('modules: [first]', f'assessment: ../{name}.yaml')}"
    )
    result = CliRunner().invoke(cli, ["check", "--curriculum", str(here.folder), str(profile)])
    assert "is not there" not in result.output
    assert "S102" in result.output


@pytest.mark.parametrize(
    "command",
    [("pack", "group", "-o", "out"), ("check",), ("plan", "group")],
    ids=["pack", "check", "plan"],
)
def test_ctrl_c_at_any_moment(command: tuple[str, ...], here: Draft) -> None:
    """Ctrl-C ends each command with exit code 130 and one line, or finds it done; nothing is left beside."""
    home = here.folder.parent
    (home / "tmp").mkdir()
    interrupt = """
        import os, signal, threading
        import rumbo.cli.main
        timer = threading.Timer({after}, os.kill, (os.getpid(), signal.SIGINT))
        timer.daemon = True
        timer.start()
        """
    for after in (0.3, 0.9):
        environment = {**hooked(here, interrupt.format(after=after)), "TMPDIR": str(home / "tmp")}
        done = rumbo(*command, "--curriculum", str(here.folder), cwd=home, environment=environment)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 130), done.stderr
        if done.returncode == 130:
            assert done.stderr.splitlines()[-1] == "Stopped. Nothing half-made was left."
            assert not (home / "out").exists()
        assert list((home / "tmp").iterdir()) == []
        assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


def test_ctrl_c_at_a_question(here: Draft) -> None:
    """On a terminal, Ctrl-C at a question ends with the same line and exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "path", "--curriculum", here.folder], stdin=theirs, stdout=theirs, stderr=theirs, cwd=here.folder,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while b"Numbers" not in said:
        said += os.read(ours, 1000)
    time.sleep(0.5)  # a signal just before the library waits for a key is seen at the next one only
    process.send_signal(signal.SIGINT)
    late = threading.Timer(STOPS, process.kill)
    late.start()
    while process.poll() is None:
        try:
            said += os.read(ours, 1000)
        except OSError:  # the other end is closed
            time.sleep(0.01)
    late.cancel()
    os.close(ours)
    assert process.returncode == 130
    assert b"Stopped." in said
