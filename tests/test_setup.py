"""The scripts that a person starts with: set-up, rumbo and test, on machines that lack one thing or another.

Most of it runs on a tiny tree with a PATH that holds chosen tools and a stand-in for Python, so that nothing is
installed; one test starts from a fresh copy of the checkout for real.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import HOME
from rumbo.build.render.libraries import APT_LINE

SCRIPTS = ("set-up", "rumbo", "test", ".ci/run", "scripts/pin")
TOOLS = ("sh", "cat", "cksum", "dirname", "env", "flock", "id", "mkdir", "mkfifo", "readlink", "rm", "chmod", "cp")
LEFTOVERS = shutil.ignore_patterns(
    *(".git", ".venv", ".hypothesis", ".*_cache", "__pycache__", "*.pyc", "packs", "handouts", "dist")
)

PYTHON = """#!/bin/sh
# Stands in for Python: notes how it was called, makes environments that hold a copy of itself, lacks what is told.
printf '%s\\n' "${0##*/} $*" >> "$LOG"
case "$*" in
    *"sys.version_info"*) printf '%s\\n' "$REAL"; exit "${OLD:-0}" ;;
    *ensurepip*) exit "${NO_VENV:-0}" ;;
    *"-m venv"*)
        for folder do :; done
        [ ! -e "$folder" ] || { echo "two set-ups in one folder" >> "$LOG"; exit 1; }
        mkdir -p "$folder/bin"
        if [ -n "${GATE:-}" ]; then echo "venv begun" >> "$LOG"; read -r _ < "$GATE"; fi
        cp "$0" "$folder/bin/python" ;;
    *"pip --version"*) ;;
    *"pip "*) [ -z "${CHATTY:-}" ] || { echo "pip speaks"; cat; }; exit "${NO_NETWORK:-0}" ;;
    *render.libraries*) exit "${NO_PANGO:-0}" ;;
    *scripts/faster.py) exit "${NOT_FASTER:-0}" ;;
    *rumbo.cli*) cat ;;
    *--version*) echo "Python 3.9.2" ;;
esac
"""


Done = subprocess.CompletedProcess[str]


def run(*command: str | Path, **options: Any) -> Done:
    """A command run to its end, with what it printed."""
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@dataclass(frozen=True, slots=True)
class Machine:
    """A tiny checkout, a folder of tools that is the whole PATH, and the log of what was called."""

    checkout: Path
    tools: Path
    log: Path

    def add(self, name: str, text: str) -> Path:
        """A tool of the machine, written as a script."""
        path = self.tools / name
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def environment(self, **settings: str | Path) -> dict[str, str]:
        """PATH and what the stand-ins want to know."""
        base = {"PATH": self.tools, "LOG": self.log, "REAL": self.tools / "python3"}
        return {name: str(value) for name, value in {**base, **settings}.items()}

    def run(self, script: str = "set-up", *words: str, **settings: str) -> Done:
        """Runs a script of the checkout to its end."""
        command = ("sh", self.checkout / script, *words)
        return run(*command, input="an answer\n", env=self.environment(**settings), cwd=self.tools)

    def start(self, **settings: str | Path) -> "subprocess.Popen[str]":
        """Starts a set-up that can be waited for, in a process group of its own."""
        return subprocess.Popen(
            ["sh", str(self.checkout / "set-up"), "run"],
            env=self.environment(**settings),
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def calls(self) -> list[str]:
        """How the stand-ins were called since the last look."""
        said = self.log.read_text(encoding="utf-8").splitlines()
        self.log.write_text("", encoding="utf-8")
        return said


def make_machine(folder: Path) -> Machine:
    """A machine with Python and Pango, without root, sudo or apt."""
    machine = Machine(folder / "check out", folder / "bin", folder / "log")
    machine.tools.mkdir(parents=True)
    for name in TOOLS:
        found = shutil.which(name)
        assert found, f"these tests need {name}"
        (machine.tools / name).symlink_to(found)
    machine.add("id", "#!/bin/sh\necho 1000\n")
    machine.add("python3", PYTHON)
    machine.log.touch()
    machine.checkout.mkdir()
    for name in ("set-up", "rumbo", "pyproject.toml", "constraints.txt"):
        shutil.copy(HOME / name, machine.checkout)
    return machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine, new for each test."""
    return make_machine(tmp_path)


def apt_lines(said: str) -> list[str]:
    """The lines that can be handed to an administrator."""
    return [line.strip() for line in said.splitlines() if "apt-get install" in line]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("shell", [name for name in ("sh", "dash", "bash") if shutil.which(name)])
def test_scripts_are_readable_by_every_shell(script: str, shell: str) -> None:
    """Each script is correct for the shells that are here, and may be run."""
    assert run(shell, "-n", HOME / script).stderr == ""
    assert (HOME / script).read_bytes().startswith(b"#!/bin/sh\n")
    assert os.access(HOME / script, os.X_OK)


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_posix(script: str) -> None:
    """Shellcheck finds nothing in a script, read as POSIX sh."""
    assert run("shellcheck", "-s", "sh", HOME / script).stdout == ""


def test_first_run_makes_an_environment(machine: Machine) -> None:
    """The first set-up makes .venv, installs the pinned packages there and looks for Pango, in this order."""
    assert machine.run("set-up", "run").returncode == 0
    calls = "\n".join(machine.calls())
    assert calls.index("-m venv") < calls.index("pip install") < calls.index("render.libraries")
    assert "--editable ." in calls
    assert "[test]" not in calls


@pytest.mark.parametrize("first", ["run", "test"])
def test_second_run_calls_nothing(machine: Machine, first: str) -> None:
    """When nothing changed, set-up calls neither Python nor pip; what serves the tests serves ./rumbo too."""
    machine.add("pdftotext", "#!/bin/sh\n")
    machine.add("qpdf", "#!/bin/sh\n")
    assert machine.run("set-up", first).returncode == 0
    assert machine.calls()
    second = machine.run("set-up", "run")
    assert (second.returncode, second.stderr, machine.calls()) == (0, "", [])


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "set-up"])
def test_change_is_noticed(machine: Machine, name: str) -> None:
    """When a file that decides what is installed changed, packages are installed again, in the same environment."""
    machine.run()
    machine.calls()
    with (machine.checkout / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert machine.run().returncode == 0
    calls = "\n".join(machine.calls())
    assert "pip install" in calls
    assert "-m venv" not in calls


def test_running_does_not_serve_the_tests(machine: Machine) -> None:
    """After ./rumbo the tests still get the packages that only they need."""
    machine.run("set-up", "run")
    machine.calls()
    machine.add("pdftotext", "#!/bin/sh\n")
    machine.add("qpdf", "#!/bin/sh\n")
    assert machine.run("set-up", "test").returncode == 0
    assert "--editable .[test]" in "\n".join(machine.calls())


def test_no_python_names_the_line(machine: Machine) -> None:
    """Without Python, set-up stops with the one line that brings everything it needs."""
    (machine.tools / "python3").unlink()
    done = machine.run()
    assert done.returncode == 1
    (line,) = apt_lines(done.stderr)
    assert line.startswith("sudo apt-get install -y --no-install-recommends python3 python3-venv ")
    assert set(APT_LINE.split()) <= set(line.split())
    assert not (machine.checkout / ".venv").exists()


def test_old_python_is_told(machine: Machine) -> None:
    """A Python that is too old is named with the version that is needed, and no line that would not help."""
    done = machine.run(OLD="1")
    assert done.returncode == 1
    assert "Python 3.9.2 is too old" in done.stderr
    assert "3.11" in done.stderr
    assert apt_lines(done.stderr) == []


def test_no_venv_names_the_package(machine: Machine) -> None:
    """Where Debian's venv package is missing, the line names the package for this very Python."""
    machine.add("python3.12", PYTHON)
    done = machine.run(NO_VENV="1", REAL=str(machine.tools / "python3.12"))
    assert done.returncode == 1
    (line,) = apt_lines(done.stderr)
    assert "python3.12-venv" in line.split()
    assert not (machine.checkout / ".venv").exists()


def test_no_pango_names_the_line_and_goes_on(machine: Machine) -> None:
    """Without Pango and without root, one line is told, everything else is set up, and the next start is quiet."""
    machine.add("apt-get", '#!/bin/sh\necho "apt-get $*" >> "$LOG"\n')
    done = machine.run(NO_PANGO="1")
    assert done.returncode == 0
    assert apt_lines(done.stderr) == [APT_LINE]
    assert not [call for call in machine.calls() if call.startswith("apt-get")]
    again = machine.run(NO_PANGO="1")
    assert (again.returncode, again.stderr) == (0, "")


def test_tests_name_one_line_for_all_they_need(machine: Machine) -> None:
    """The tests stop without Pango, poppler or qpdf, and tell one line that brings all three."""
    done = machine.run("set-up", "test", NO_PANGO="1")
    assert done.returncode == 1
    assert apt_lines(done.stderr) == [f"{APT_LINE} poppler-utils qpdf"]


def test_faster_needs_a_compiler(machine: Machine) -> None:
    """Without a C compiler one line is told, nothing is compiled, and ./rumbo still starts."""
    done = machine.run("set-up", "faster")
    assert done.returncode == 1
    assert apt_lines(done.stderr) == ["sudo apt-get install -y --no-install-recommends gcc libc6-dev python3-dev"]
    assert "faster.py" not in "\n".join(machine.calls())
    assert machine.run("set-up", "run").returncode == 0


def test_faster_compiles_once(machine: Machine) -> None:
    """It installs what compiles, compiles, and does so again only after it failed; ./rumbo needs no set-up more."""
    machine.add("cc", "#!/bin/sh\n")
    assert machine.run("set-up", "faster", NOT_FASTER="1").returncode == 1
    machine.calls()
    assert machine.run("set-up", "faster").returncode == 0
    calls = "\n".join(machine.calls())
    assert "--editable .[faster]" in calls
    assert calls.endswith("python -I scripts/faster.py")
    for kind in ("faster", "run"):
        assert (machine.run("set-up", kind).returncode, machine.calls()) == (0, [])


def test_misspelt_kind_is_told(machine: Machine) -> None:
    """A kind that there is not names the three that there are, and nothing is made."""
    done = machine.run("set-up", "fastr")
    assert (done.returncode, machine.calls()) == (1, [])
    assert "'fastr'" in done.stderr
    assert "run, test and faster" in done.stderr


@pytest.mark.parametrize("way", ["root", "sudo"])
def test_pango_is_installed_where_allowed(machine: Machine, way: str) -> None:
    """Root, and whoever's sudo asks no password, get Pango installed without a question."""
    if way == "root":
        machine.add("id", "#!/bin/sh\necho 0\n")
    else:
        machine.add("sudo", '#!/bin/sh\n[ "$1" = -n ] || exit 1\nshift\n"$@"\n')
        machine.add("true", "#!/bin/sh\n")
    machine.add("apt-get", '#!/bin/sh\necho "apt-get $*" >> "$LOG"\n')
    done = machine.run(NO_PANGO="1")
    assert done.returncode == 0
    assert apt_lines(done.stderr) == []
    installing = [call for call in machine.calls() if call.startswith("apt-get") and " install " in call]
    assert len(installing) == 1
    assert set(APT_LINE.split()[3:]) <= set(installing[0].split())


def test_sudo_that_asks_is_not_used(machine: Machine) -> None:
    """Where sudo wants a password nobody is asked for one: the line is told instead."""
    machine.add("sudo", '#!/bin/sh\necho "sudo $*" >> "$LOG"\nexit 1\n')
    machine.add("apt-get", '#!/bin/sh\necho "apt-get $*" >> "$LOG"\n')
    done = machine.run(NO_PANGO="1")
    assert apt_lines(done.stderr) == [APT_LINE]
    calls = machine.calls()
    assert not [call for call in calls if call.startswith("apt-get")]
    asked = [call for call in calls if call.startswith("sudo ")]
    assert asked
    assert all(call.startswith("sudo -n ") for call in asked)


def test_apt_that_fails_is_told(machine: Machine) -> None:
    """When apt cannot install, its last words and the line are told, and set-up goes on."""
    machine.add("id", "#!/bin/sh\necho 0\n")
    machine.add("apt-get", "#!/bin/sh\necho 'E: Unable to locate package' >&2\nexit 100\n")
    done = machine.run(NO_PANGO="1")
    assert done.returncode == 0
    assert "Unable to locate package" in done.stderr
    assert apt_lines(done.stderr) == [APT_LINE]


def test_no_network_is_told_and_tried_again(machine: Machine) -> None:
    """When pip fails, set-up stops with a sentence, and the next run tries again in the same environment."""
    done = machine.run(NO_NETWORK="1")
    assert done.returncode == 1
    assert "Is there a network?" in done.stderr
    machine.calls()
    assert machine.run().returncode == 0
    calls = "\n".join(machine.calls())
    assert "pip install" in calls
    assert "-m venv" not in calls


def _empty(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)


def _dead_link(venv: Path) -> None:
    _empty(venv)
    (venv / "bin" / "python").symlink_to(venv / "python3.10")


def _no_pip(venv: Path) -> None:
    _empty(venv)
    text = '#!/bin/sh\ncase "$*" in *pip*) exit 1 ;; esac\n'
    (venv / "bin" / "python").write_text(text, encoding="utf-8")
    (venv / "bin" / "python").chmod(0o755)


@pytest.mark.parametrize("spoil", [_empty, _dead_link, _no_pip])
def test_broken_environment_is_made_anew(machine: Machine, spoil: Callable[[Path], None]) -> None:
    """An environment that is half-made, or whose Python is gone, is replaced by a sound one."""
    spoil(machine.checkout / ".venv")
    assert machine.run().returncode == 0
    assert "-m venv" in "\n".join(machine.calls())
    assert machine.run().stderr == ""


def test_python_that_went_away_is_noticed(machine: Machine) -> None:
    """A stamp alone is not believed: when the Python of a finished environment is gone, it is made anew."""
    machine.run()
    (machine.checkout / ".venv" / "bin" / "python").unlink()
    machine.calls()
    assert machine.run().returncode == 0
    assert "-m venv" in "\n".join(machine.calls())


@pytest.fixture
def gate(machine: Machine) -> Path:
    """Holds the stand-in back while it makes an environment, until something is written here."""
    path = machine.tools / "gate"
    os.mkfifo(path)
    return path


def wait_for(machine: Machine, word: str) -> None:
    """Returns when the log holds a word."""
    with subprocess.Popen(["tail", "-n", "+1", "-f", str(machine.log)], stdout=subprocess.PIPE, text=True) as tail:
        assert tail.stdout
        for line in tail.stdout:
            if word in line:
                tail.kill()
                return


def test_two_set_ups_wait_for_each_other(machine: Machine, gate: Path) -> None:
    """A second set-up says that it waits, and finds everything done when its turn comes."""
    first = machine.start(GATE=gate)
    wait_for(machine, "venv begun")
    second = machine.start(GATE=gate)
    assert second.stderr
    assert "waiting" in second.stderr.readline()
    gate.write_text("go\n", encoding="utf-8")
    first.communicate()
    second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    calls = "\n".join(machine.calls())
    assert calls.count("-m venv") == calls.count("pip install") == 1


def test_killed_set_up_leaves_no_lock(machine: Machine, gate: Path) -> None:
    """A set-up that was killed half-way stops nobody: the next one does not wait and makes the environment anew."""
    first = machine.start(GATE=gate)
    wait_for(machine, "venv begun")
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    done = machine.run()
    assert done.returncode == 0
    assert "waiting" not in done.stderr
    assert machine.run().stderr == ""


def test_folder_of_somebody_else_is_told() -> None:
    """Where the person may not write, set-up says so and what to do, before it tries anything."""
    with tempfile.TemporaryDirectory() as folder:
        machine = make_machine(Path(folder))
        for path in (Path(folder), machine.checkout):
            path.chmod(0o555)
        who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        done = run("sh", machine.checkout / "set-up", "run", env=machine.environment(), **who)
        for path in (Path(folder), machine.checkout):
            path.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "may not write" in done.stderr


def test_input_and_output_belong_to_the_command(machine: Machine) -> None:
    """During the first start nothing but the command reads the input and writes to the output."""
    done = machine.run("rumbo", "path", CHATTY="1")
    assert done.returncode == 0
    assert done.stdout == "an answer\n"


def test_closed_streams(machine: Machine) -> None:
    """A set-up of which somebody has closed the streams does its work."""
    line = f'exec sh "{machine.checkout}/set-up" run <&- >&- 2>&-'
    assert run(shutil.which("sh") or "sh", "-c", line, env=machine.environment()).returncode == 0


def test_command_can_be_linked(machine: Machine) -> None:
    """A link to ./rumbo in a folder of the PATH works like ./rumbo."""
    (machine.tools / "rumbo").symlink_to(machine.checkout / "rumbo")
    done = run(machine.tools / "rumbo", "path", input="an answer\n", env=machine.environment())
    assert (done.returncode, done.stdout) == (0, "an answer\n")


def test_ci_runs_the_tests(tmp_path: Path) -> None:
    """.ci/run calls ./test with its arguments from any folder, and ends with its exit code."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(HOME / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "test").write_text('#!/bin/sh\necho "$@"\nexit 7\n', encoding="utf-8")
    (tmp_path / "test").chmod(0o755)
    done = run(tmp_path / ".ci" / "run", "-k", "x y", cwd="/")
    assert (done.returncode, done.stdout) == (7, "-k x y\n")


def test_fresh_copy_runs(tmp_path: Path) -> None:
    """A fresh copy in a folder with spaces sets itself up and answers, called from a folder with traps in it."""
    copy = tmp_path / "una carpeta, ñ"
    shutil.copytree(HOME, copy, ignore=LEFTOVERS, symlinks=True)
    traps = tmp_path / "traps"
    traps.mkdir()
    for name in ("yaml", "click", "pip", "json"):
        (traps / f"{name}.py").write_text('raise SystemExit("this is not ours")\n', encoding="utf-8")
    command = (copy / "rumbo", "list", "modules", "--format", "json")
    done = run(*command, cwd=traps, env={**os.environ, "PYTHONPATH": str(traps)})
    assert done.returncode == 0, f"is there a package registry (see `pip config list`)?\n{done.stderr}"
    assert "making .venv" in done.stderr
    assert {"id", "title", "minutes", "level", "prerequisites"} <= set(json.loads(done.stdout)[0])
