"""Documents as plain text: lines of mails, blanks, and a template that cannot reach anything."""

from pathlib import Path

import pytest
from rumbo.build.outcome import Document
from rumbo.build.render.templates import TemplateFault
from rumbo.build.render.text import WIDTH, to_text, wrapped


def test_long_lines_are_cut_between_words() -> None:
    """No line is longer than a mail's, no word is lost, and the parts of an item stand below its words."""
    told = wrapped("- " + "word " * 40 + "\n" + "other " * 30, "Subject").splitlines()
    assert max(map(len, told)) <= WIDTH
    assert " ".join(told).split() == ["-", *["word"] * 40, *["other"] * 30]
    assert [line for line in told if "word" in line][1].startswith("  word")


@pytest.mark.parametrize(
    "line", ["Subject: " + "word " * 30 + "end", "https://example.org/" + "a" * 90, "x" * WIDTH, ""]
)
def test_some_lines_stay_whole(line: str) -> None:
    """Subjects, addresses and what fits are left as they are."""
    assert wrapped(line, "Subject") == line


def of(source: str, folder: Path, **content: object) -> str:
    """A document made from a template of one's own that is given as text."""
    (folder / "documents").mkdir()
    (folder / "documents" / "own.txt.j2").write_text(source, encoding="utf-8")
    return to_text(Document("a.txt", "own.txt.j2", "T", "es", content), (folder,))


def test_text_is_not_escaped(tmp_path: Path) -> None:
    """Signs of HTML stay as people wrote them; labels come in the language of the document."""
    assert of("{{ a }} {{ t('lunch') }}", tmp_path, a="A & B <C>") == "A & B <C> Comida\n"


def test_empty_lines_are_few(tmp_path: Path) -> None:
    """There is no blank at the end of a line, no second empty line, and one line end at the end."""
    assert of("\n\nA  \n\n\n\nB\n\n", tmp_path) == "A\n\nB\n"


def test_templates_are_in_a_sandbox(tmp_path: Path) -> None:
    """A template of texts cannot reach the insides of Python."""
    with pytest.raises(TemplateFault):
        of("{{ ''.__class__.__mro__ }}", tmp_path)
