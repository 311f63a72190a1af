"""rumbo handbook: learning patterns on paper."""

from pathlib import Path

import page
import pytest
from click.testing import CliRunner, Result
from conftest import HOME
from rumbo.build.curriculum import Curriculum
from rumbo.cli.main import rumbo

STRUCK = "six-account-limit"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["handbook", *arguments], catch_exceptions=False)


def compliant(path: Path) -> bool:
    return bool(page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).is_compliant)


def test_a_topic_becomes_a_book(curriculum: Curriculum) -> None:
    """A topic becomes one accessible book: cover, contents, its stable patterns a page each, and an index."""
    result = run("--topic", "accounts", "-o", "out")
    assert result.exit_code == 0
    found = [entry for entry in curriculum.patterns.values() if "accounts" in entry.value.topics]
    assert f"{len(found) + 3} pages" in result.output
    assert compliant(Path("out/handbook.pdf"))


def test_a_page_for_each_that_is_named() -> None:
    """Patterns that are named get a page each, in a file of their own."""
    result = run("assess-first", STRUCK, "--sheets", "-o", "out")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["assess-first.pdf", f"{STRUCK}.pdf"]
    assert result.output.count(" 1 page\n") == 2
    assert all(compliant(path) for path in Path("out").iterdir())


def test_every_shipped_pattern_fits_one_page() -> None:
    """A sheet is one page, so that it can hang on a wall."""
    result = run("--sheets", "-o", "out")
    lines = result.output.splitlines()
    assert len(lines) == len(list((HOME / "learning_patterns").glob("*.md")))
    assert [line for line in lines if not line.endswith(" 1 page")] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("asses-first",), "There is no learning pattern 'asses-first'; did you mean 'assess-first'?"),
        (("--topic", "cooking"), "No stable pattern has the topic 'cooking'. Topics: accounts,"),
        (("--language", "xx"), "'xx' is not a language"),
    ],
)
def test_wrong_names_are_told(arguments: tuple[str, ...], told: str) -> None:
    """A wrong id, topic or language is wrong usage, told with what there is."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert not Path("patterns").exists()
