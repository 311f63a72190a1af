"""rumbo coverage"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["coverage", *arguments], catch_exceptions=False)


def test_the_table_ends_with_the_sum() -> None:
    """People see a line for each row and how many are answered by what."""
    head, *lines, space, total = run().stdout.splitlines()
    assert head.split() == ["id", "item", "answered", "by"]
    assert lines[0].startswith("000-01 ")
    assert len(lines) == 212
    assert (space, total[:9]) == ("", "212 rows:")


def test_json_is_for_programs() -> None:
    """JSON holds each row with its content."""
    rows = {row["id"]: row for row in json.loads(run("--format", "json").stdout)}
    assert "modules/commons-upload" in rows["001-18"]["content"]
    assert rows["002-58"]["reason"]


def test_own_content_counts_too(tmp_path: Path) -> None:
    """Content of one's own that names a row stands among what answers it."""
    (tmp_path / "ours" / "paths").mkdir(parents=True)
    text = "title: T\nsummary: S\naudiences: [glam]\nmodules: [{module: ai-basics, purpose: P}]\nanswers: [002-58]\n"
    (tmp_path / "ours" / "paths" / "our-path.yaml").write_text(text, encoding="utf-8")
    page = run("--curriculum", str(tmp_path / "ours"), "--format", "markdown").stdout
    assert page.startswith("# What answers the source documents\n")
    assert "`paths/our-path`" in page
