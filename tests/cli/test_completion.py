"""rumbo completion"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rumbo.cli.main import rumbo

MAIN = "from rumbo.cli.main import main; main()"


def completed(words: str, folder: Path) -> list[str]:
    """What bash is offered for the last word of a line."""
    environment = {
        **os.environ,
        "_RUMBO_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", MAIN], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str) -> None:
    """The script names the command and the variable by which the shell asks."""
    result = CliRunner().invoke(rumbo, ["completion", shell], catch_exceptions=False)
    assert result.exit_code == 0
    assert f"_RUMBO_COMPLETE={shell}_complete" in result.stdout
    assert "rumbo" in result.stdout


@pytest.mark.parametrize("shell", [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell)])
def test_the_script_can_be_read_by_its_shell(shell: str) -> None:
    """The shells that are installed find no fault in their script."""
    script = CliRunner().invoke(rumbo, ["completion", shell]).stdout
    done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_another_shell_is_wrong_usage() -> None:
    """A shell without a script ends with exit code 2 and the names of those with one."""
    result = CliRunner().invoke(rumbo, ["completion", "powershell"])
    assert result.exit_code == 2
    assert "'fish'" in result.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("rumbo pla", {"plan"}),
        ("rumbo path openrefine-o", {"openrefine-onboarding"}),
        ("rumbo plan glam", {"glam-partner-mexico"}),
        ("rumbo show wikidata-o", {"wikidata-onboarding"}),
        ("rumbo list modules --format j", {"json"}),
        ("rumbo path xyz", set()),
    ],
)
def test_commands_ids_and_choices_are_completed(words: str, offered: set[str], tmp_path: Path) -> None:
    """The shell is offered commands, ids of content and values of options that begin alike."""
    assert set(completed(words, tmp_path)) == offered
