"""rumbo search"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["search", *arguments], catch_exceptions=False)


def found(*words: str) -> list[dict[str, str]]:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0
    rows: list[dict[str, str]] = json.loads(result.stdout)
    return rows


def test_titles_come_before_texts() -> None:
    """What has the word in its title comes first, with its kind, id and title."""
    first = found("openrefine")[0]
    assert set(first) == {"kind", "id", "title"}
    assert "openrefine" in f"{first['id']} {first['title']}".casefold()
    assert len(found("openrefine")) > 1


def test_all_words_must_be_there() -> None:
    """More words find less, in whatever order they stand."""
    both = {(row["kind"], row["id"]) for row in found("wikidata", "openrefine")}
    assert both
    assert both < {(row["kind"], row["id"]) for row in found("wikidata")}
    assert both == {(row["kind"], row["id"]) for row in found("openrefine wikidata")}


@pytest.mark.parametrize("word", ["WIKIDATA", "Wikidatá", "wíkidata"])
def test_accents_and_capitals_do_not_matter(word: str) -> None:
    """A word is found however it is written."""
    assert found(word) == found("wikidata")


def test_a_table_is_for_people() -> None:
    """The table has a head and the rows of the JSON."""
    head, *lines = run("wikidata").stdout.splitlines()
    assert head.split() == ["kind", "id", "title"]
    assert [line.split()[1] for line in lines] == [row["id"] for row in found("wikidata")]


def test_nothing_found_is_said() -> None:
    """No result is a sentence that says what to try, an empty list in JSON, and no error."""
    result = run("zebrafish")
    assert result.exit_code == 0
    assert "Nothing holds all these words" in result.stdout
    assert found("zebrafish") == []


def test_words_are_needed() -> None:
    """Without words it is wrong usage; empty words find nothing."""
    assert run().exit_code == 2
    assert found("") == []
    assert found(" ") == []


def test_words_are_no_patterns() -> None:
    """Signs with a meaning elsewhere are plain letters here."""
    assert found("wiki.*data") == []
    assert found("[") is not None
