"""How further processes are started."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from rumbo.build.processes import start_method


def test_a_short_name_has_room_for_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder for temporary files has a name of usual length, processes are copies of one."""
    monkeypatch.setattr(tempfile, "tempdir", "/tmp")
    assert start_method() == "forkserver"
    monkeypatch.setattr(tempfile, "tempdir", "/tmp/" + "x" * 80)
    assert start_method() == "spawn"


def test_packs_are_printed_where_the_name_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files with a very long name costs time and nothing else."""
    far = tmp_path / ("x" * 90)
    far.mkdir()
    command = [sys.executable, "-m", "rumbo.cli", "handout", "ai-basics", "commons-upload", "-o", "out"]
    monkeypatch.setenv("TMPDIR", str(far))
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert list(far.iterdir()) == []
