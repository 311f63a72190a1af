"""The command line as a whole: help, version, speed of starting, odd terminals, pipes and our own bugs."""

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner
from rumbo.cli.main import COMMANDS, rumbo

HEAVY = ("weasyprint", "jinja2", "markdown_it", "yaml", "pydantic", "babel")
SHOWN = ["list modules", "show ai-basics", "search wikidata", "path openrefine-onboarding", "plan advocacy-network"]


def process(
    arguments: str, folder: Path, *, stdin: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The real command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "rumbo.cli", *arguments.split()],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def imported(arguments: str, folder: Path) -> set[str]:
    """The packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rumbo.cli", *arguments.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "import time" in done.stderr
    return {name.split(".")[0] for name in re.findall(r"\|\s+([\w.]+)$", done.stderr, re.MULTILINE)}


def test_the_version_is_told() -> None:
    """--version prints the name and the installed version."""
    result = CliRunner().invoke(rumbo, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"rumbo, version {version('rumbo')}\n")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(option: str) -> None:
    """Help names all commands with what they do, and ends with how to begin."""
    result = CliRunner().invoke(rumbo, [option])
    assert result.exit_code == 0
    for name, meaning in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(meaning[:40])}", result.stdout, re.MULTILINE)
    assert "Start with:" in result.stdout


@pytest.mark.parametrize("name", ["list", "show", "search", "path", "plan", "check", "schema", "completion"])
def test_every_command_has_help_with_an_example(name: str) -> None:
    """Each command explains itself with an example that begins with its name."""
    result = CliRunner().invoke(rumbo, [name, "-h"])
    assert result.exit_code == 0
    assert re.search(rf"Example:\s+rumbo {name}\b", result.stdout)


def test_an_unknown_command_is_wrong_usage() -> None:
    """A command that is not there ends with exit code 2 and its name."""
    result = CliRunner().invoke(rumbo, ["teach"])
    assert result.exit_code == 2
    assert "teach" in result.stderr
    assert "Did you mean 'plan'?" in CliRunner().invoke(rumbo, ["planm"]).stderr


@pytest.mark.parametrize("arguments", ["--help", "--version", "-h"])
def test_help_imports_nothing_heavy(arguments: str, tmp_path: Path) -> None:
    """Help and version come without the libraries that read, check or print."""
    assert not imported(arguments, tmp_path) & set(HEAVY)


@pytest.mark.parametrize("arguments", ["check", "list modules", *SHOWN[3:]])
def test_only_printing_imports_what_prints(arguments: str, tmp_path: Path) -> None:
    """Checking, listing and planning import neither WeasyPrint nor the templates."""
    found = imported(arguments, tmp_path)
    assert "yaml" in found
    assert not found & {"weasyprint", "jinja2"}


@pytest.mark.parametrize("arguments", SHOWN)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_no_locale_is_too_poor(arguments: str, encoding: str, tmp_path: Path) -> None:
    """Also in the C locale, and where few letters can be shown, every command runs to its end."""
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = process(arguments, tmp_path, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_letter_that_cannot_be_shown_becomes_a_question_mark(tmp_path: Path) -> None:
    """A terminal without a long dash gets a question mark in its place."""
    done = process("plan glam-partner-mexico", tmp_path, environment={"PYTHONIOENCODING": "latin-1"})
    assert "09:00?09:10" in done.stdout


@pytest.mark.parametrize("arguments", ["--help", "path --help", "list modules", "plan advocacy-network"])
def test_a_narrow_terminal_is_enough(arguments: str, tmp_path: Path) -> None:
    """Twenty columns make long lines, not errors."""
    done = process(arguments, tmp_path, environment={"COLUMNS": "20", "LINES": "5"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("arguments", ["list modules", "show ai-basics", "plan glam-partner-mexico --format json"])
def test_a_reader_that_stops_early_is_no_error_of_ours(arguments: str, tmp_path: Path) -> None:
    """Output into a pipe that is closed ends without a traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "rumbo.cli", *arguments.split()],
            cwd=tmp_path,
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode != 3


def test_questions_in_an_empty_pipe_end_clearly(tmp_path: Path) -> None:
    """`rumbo path < /dev/null` ends with exit code 2 and one sentence, without a traceback."""
    done = process("path", tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("Error: The answers ended")


def test_questions_can_be_answered_through_a_pipe(tmp_path: Path) -> None:
    """Answers in a pipe give a path on standard output."""
    done = process("path", tmp_path, stdin="1\n1\n1\n\n")
    assert done.returncode == 0
    assert done.stdout.startswith("1. ")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [("list modules", 0), ("plan nowhere.yaml", 1), ("plan nowhere", 2), ("lst modules", 2), ("list", 2)],
)
def test_the_exit_code_says_whose_turn_it_is(arguments: str, status: int, tmp_path: Path) -> None:
    """Fine is 0, a problem in a file 1, wrong usage 2; output stays empty unless it is fine."""
    done = process(arguments, tmp_path)
    assert done.returncode == status
    assert bool(done.stdout) == (status == 0)
    assert "Traceback" not in done.stderr


def test_our_own_bug_is_reported_as_ours(tmp_path: Path) -> None:
    """An error nobody foresaw ends with exit code 3, the version, and what to report."""
    script = (
        "import sys\n"
        "from rumbo.cli import main\n"
        "def broken(name): raise RuntimeError('boom')\n"
        "main.importlib.import_module = broken\n"
        "sys.argv = ['rumbo', 'list', 'modules']\n"
        "main.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert f"rumbo {version('rumbo')} met an error of its own" in done.stderr
    assert "RuntimeError: boom" in done.stderr


def test_the_command_is_installed() -> None:
    """Beside Python there is a command `rumbo` that does the same."""
    command = Path(sys.executable).with_name("rumbo")
    if not command.exists():
        pytest.skip("run from a checkout that is not installed")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"rumbo, version {version('rumbo')}\n"
