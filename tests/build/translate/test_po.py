"""PO files: what goes in comes out, and programs of other makers read them."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.catalogue import Catalogue, Message, Translation
from rumbo.build.po import PoFault, from_po, line_of, to_po

_TEXT = st.text(
    alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters='\n\t\\"'), max_size=30
)
_SAID = _TEXT.map(str.strip).filter(bool)
_ONES = st.builds(
    Translation, st.builds(Message, st.just(""), _SAID, st.just("paragraph"), st.just("m/handout.md")), _TEXT
)


@given(st.lists(_ONES, max_size=5), st.booleans())
def test_what_goes_in_comes_out(some: list[Translation], fuzzy: bool) -> None:
    """Places, words, translations and marks survive the file, whatever letters they hold."""
    ones = tuple(
        Translation(
            Message(f"m/{n}", one.message.source, "paragraph", "m/handout.md"), one.target, fuzzy, "old" * fuzzy
        )
        for n, one in enumerate(some)
    )
    catalogue = Catalogue("es", ones, (), {"Language": "es"})
    if ones:
        assert from_po(to_po(catalogue)).translations == ones


@pytest.mark.parametrize("text", ["", "nothing of it", "/etc/passwd", 'msgid "a"\nnonsense'])
def test_what_is_no_po_file_is_told(text: str) -> None:
    """A text that is no PO file is a fault with a line, and never taken for the name of a file."""
    with pytest.raises(PoFault) as told:
        from_po(text)
    assert told.value.line >= 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgctxt "m"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "m"\nmsgid "a"\nmsgstr "c"\n', 5),
        ('msgid "a"\nmsgstr "b"\n\nmsgid text\nmsgstr "b"\n', 4),
        ('msgid "a"\nmsgstr "b"\n\n\nmsgid "c"\nmsgstr b"\n', 6),
        ('msgid "a"\nmsgstr "b"\nnonsense\n', 3),
        ('msgid "a"\nmsgstr "b "c" d"\n', 2),
    ],
)
def test_a_fault_is_told_at_its_line(text: str, line: int) -> None:
    """Texts that are there twice, without quotation marks or with too many, and lines that are none."""
    with pytest.raises(PoFault) as told:
        from_po(text)
    assert told.value.line == line


def test_the_line_of_a_text_is_found() -> None:
    """Problems point at the line where a text begins."""
    text = to_po(Catalogue("es", (Translation(Message("m/title", "a")), Translation(Message("m/summary", "b")))))
    assert text.split("\n")[line_of(text, "m/summary") - 1] == 'msgctxt "m/summary"'
    assert line_of(text, "elsewhere") == 1


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_gettext_reads_all_shipped_files(tmp_path: Path) -> None:
    """The compiler of GNU gettext finds no fault in any shipped translation."""
    for path in sorted((Path(__file__).resolve().parents[3] / "curriculum" / "locale").rglob("*.po")):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{path}: {done.stderr}"
        assert not done.stderr, f"{path}: {done.stderr}"
