"""rumbo pattern"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.cli.main import rumbo

PAGE = "{{Evaluation/Pattern/Infobox|problem=Loud.|solution=A room.|colour=green}}\n== When to use ==\nNow.\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, text: str | bytes = "") -> Result:
    return CliRunner().invoke(rumbo, ["pattern", *arguments], catch_exceptions=False, input=text)


def test_export_prints_or_writes() -> None:
    """A page is printed, or written to the file that is named and told."""
    printed = run("export", "six-account-limit")
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert printed.stdout.startswith("{{Evaluation/Pattern/Infobox\n")
    written = run("export", "six-account-limit", "--format", "wikitext", "-o", "pages/limit.wiki")
    assert (written.exit_code, written.stdout, written.stderr) == (0, "pages/limit.wiki\n", "")
    assert Path("pages/limit.wiki").read_text(encoding="utf-8") == printed.stdout
    assert "<translate>" in run("export", "six-account-limit", "--translate").stdout


def test_export_of_an_unknown_pattern() -> None:
    """An id that nobody knows is wrong usage, with the one that was meant."""
    result = run("export", "six-account-limits")
    assert result.exit_code == 2
    assert "Did you mean 'six-account-limit'?" in result.stderr


def test_what_was_exported_can_be_imported() -> None:
    """An exported page becomes a file in the folder that is named, without a note."""
    run("export", "six-account-limit", "-o", "limit.wiki")
    result = run("import", "limit.wiki", "-o", "mine")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "mine/six-account-limit.md\n", "")


def test_import_from_standard_input() -> None:
    """A page from standard input is a draft in learning_patterns; what has to be looked at goes to standard error."""
    result = run("import", "-", "--wikitext", "--page", "Learning patterns/Quiet rooms", text=PAGE)
    assert (result.exit_code, result.stdout) == (0, "learning_patterns/quiet-rooms.md\n")
    assert "note: leftover 1, from infobox, colour: |colour = green\n" in result.stderr
    assert "\nstatus: draft\n" in Path("learning_patterns/quiet-rooms.md").read_text(encoding="utf-8")


def test_name_of_the_page_from_the_file() -> None:
    """Without --page the name of the file tells that of the page; a slash may be written as %2F."""
    Path("Quiet_rooms%2Fes.wiki").write_text(PAGE, encoding="utf-8")
    assert run("import", "Quiet_rooms%2Fes.wiki").stdout == "learning_patterns/quiet-rooms-es.md\n"


def test_import_overwrites_nothing() -> None:
    """A draft that is there already is left as it is, and W104 says so."""
    arguments = ("import", "-", "--page", "Quiet rooms")
    run(*arguments, text=PAGE)
    before = Path("learning_patterns/quiet-rooms.md").read_bytes()
    result = run(*arguments, text=PAGE.replace("Loud", "Very loud"))
    assert result.exit_code == 1
    assert "learning_patterns/quiet-rooms.md: W104 " in result.stderr
    assert Path("learning_patterns/quiet-rooms.md").read_bytes() == before


def test_pages_that_cannot_be_read() -> None:
    """A file that is not there, or text in another encoding, ends the command with a sentence and writes nothing."""
    assert "F102" in run("import", "nowhere.wiki").stderr
    Path("latin.wiki").write_bytes("Müsli".encode("latin-1"))
    assert "Y106" in run("import", "latin.wiki").stderr
    result = run("import", "-", text="Müsli".encode("latin-1"))
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr
    assert not Path("learning_patterns").exists()


def test_leftovers_are_mentioned_at_the_next_export() -> None:
    """Whoever exports a draft before looking at its leftovers is told."""
    run("import", "-", "--page", "Quiet rooms", text=PAGE)
    result = run("export", "quiet-rooms")
    assert result.exit_code == 0
    assert 'quiet-rooms still has a section "Leftover"' in result.stderr
