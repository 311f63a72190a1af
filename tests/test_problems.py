"""Every code of the catalogue is provoked by a tiny curriculum in tests/problems, and told in good words."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HOME, TODAY
from rumbo.build import pipeline
from rumbo.build.curriculum import Layer
from rumbo.build.problem import CATALOGUE, GROUPS, Problem
from rumbo.build.yaml_text import MAX_BYTES, read

FOLDER = HOME / "tests" / "problems"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.name in CATALOGUE)


def _huge(here: Path) -> None:
    (here / "curriculum" / "competencies.yaml").write_bytes(b"# much too long\n" * (MAX_BYTES // 16 + 1))


def _latin(here: Path) -> None:
    text = "photos:\n  title: Fotografía\n  description: Taking photographs.\n"
    (here / "curriculum" / "competencies.yaml").write_text(text, encoding="latin-1")


def _link_out(here: Path) -> None:
    (here / "elsewhere.yaml").write_text("title: Not yours\n", encoding="utf-8")
    (here / "curriculum" / "paths").mkdir()
    (here / "curriculum" / "paths" / "start.yaml").symlink_to(here / "elsewhere.yaml")


GENERATED: dict[str, Callable[[Path], None]] = {"Y105": _huge, "Y106": _latin, "F106": _link_out}
"""What cannot be kept as text in a repository is made by the test."""

ELSEWHERE: dict[str, str] = {}
"""Codes of stages after check, and the test that proves each."""


def told(problem: Problem, name: str) -> str | int:
    """A value of a problem, without the folder that the repository happens to be in."""
    value: str | int = getattr(problem, name)
    return value.replace(f"{FOLDER}/", "") if isinstance(value, str) else value


@pytest.fixture
def found(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    """The problems of a folder on top of the base, told with paths from that folder."""
    shutil.copytree(FOLDER / code, tmp_path, dirs_exist_ok=True)
    (tmp_path / "curriculum").mkdir(exist_ok=True)
    GENERATED.get(code, lambda here: None)(tmp_path)
    monkeypatch.chdir(tmp_path)
    base = Layer("base", FOLDER / "base" / "curriculum", FOLDER / "base" / "learning_patterns")
    here = Layer("here", Path("curriculum"), Path("learning_patterns"))
    return pipeline.read([base, here], TODAY).problems


@pytest.mark.parametrize("code", CASES)
def test_folder_provokes_its_code_alone(code: str, found: tuple[Problem, ...]) -> None:
    """One mistake gives one problem, at the place and in the words that stand in expected.yaml."""
    expected, faults = read((FOLDER / code / "expected.yaml").read_text(encoding="utf-8"))
    assert not faults
    assert {"code", "file", "line", "column", "message"} <= set(expected)
    assert [{name: told(problem, name) for name in expected} for problem in found] == [expected]
    assert expected["code"] == code


@pytest.mark.parametrize("code", CASES)
def test_sentence_is_plain(code: str, found: tuple[Problem, ...]) -> None:
    """A sentence fits in a line, ends without a full stop and speaks of content, not of programs."""
    for problem in found:
        words = f"{problem.message} {problem.hint}"
        assert not re.search(r"\b(input|NoneType|dict|tuple|str|int|pydantic|parse|exception)\b", words, re.I)
        assert not problem.message.endswith(".")
        assert len(problem.message) <= 120
        assert problem.hint or problem.severity == "note", "every message ends in the repair"


def test_every_code_is_proved() -> None:
    """Each code of the catalogue has a folder here or a test that is named in ELSEWHERE, never both."""
    assert set(CASES) | set(ELSEWHERE) == set(CATALOGUE)
    assert not set(CASES) & set(ELSEWHERE)


@pytest.mark.parametrize(("code", "path"), ELSEWHERE.items())
def test_code_is_proved_elsewhere(code: str, path: str) -> None:
    """The test file that is said to prove a code speaks of it."""
    assert code in (HOME / path).read_text(encoding="utf-8")


def test_every_group_is_explained() -> None:
    """The letter of each code has a meaning, and no letter is left without codes."""
    assert {code[0] for code in CATALOGUE} == set(GROUPS)


def test_base_is_right() -> None:
    """The curriculum that all folders are laid upon has no problem of its own."""
    base = Layer("base", FOLDER / "base" / "curriculum", FOLDER / "base" / "learning_patterns")
    assert pipeline.read([base], TODAY).problems == ()
