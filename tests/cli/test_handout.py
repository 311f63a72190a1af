"""rumbo handout"""

import struct
import zlib
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result
from conftest import make_curriculum
from rumbo.build import reading
from rumbo.build.render.pdf import Printer
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_curriculum(tmp_path / "curriculum").copy("modules/first", "modules/second")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["handout", *arguments], catch_exceptions=False)


def text(path: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_one_pdf_a_module() -> None:
    """The PDF lies under the name of its module in the folder `handouts`, and is told with its pages."""
    result = run("first")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "handouts/first.pdf    1 page\n"
    assert [path.name for path in Path("handouts").iterdir()] == ["first.pdf"]
    assert "First steps" in text(Path("handouts/first.pdf"))


def test_several_modules_in_a_folder_of_ones_own() -> None:
    """Several modules are printed into the folder named with -o, which is made, each once."""
    result = run("first", "second", "first", "-o", "for/tonight")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("for/tonight").iterdir()) == ["first.pdf", "second.pdf"]
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "for/tonight/first.pdf",
        "for/tonight/second.pdf",
    ]


def test_other_files_stay_and_old_ones_are_replaced() -> None:
    """In a folder with other things only the files of the same name are replaced."""
    Path("handouts").mkdir()
    Path("handouts/mine.txt").write_text("mine", encoding="utf-8")
    Path("handouts/first.pdf").write_text("old", encoding="utf-8")
    assert run("first").exit_code == 0
    assert Path("handouts/mine.txt").read_text(encoding="utf-8") == "mine"
    assert Path("handouts/first.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(Path("handouts").iterdir())) == 2


def test_exercises_and_quiz_on_demand() -> None:
    """Exercises and quiz come with --exercises alone, and without the answers."""
    run("first", "-o", "without")
    run("first", "-o", "with", "--exercises")
    short, full = (text(Path(folder, "first.pdf")) for folder in ("without", "with"))
    assert "Can a change be undone?" in full
    assert "Can a change be undone?" not in short
    assert "The history keeps every version" not in full
    assert "One sentence is changed" not in full


def test_labels_in_another_language() -> None:
    """--language changes labels and the language of the file; the notice says that the text is in English."""
    assert run("first", "--language", "es").exit_code == 0
    pdf = Path("handouts/first.pdf")
    assert pypdf.PdfReader(pdf).trailer["/Root"]["/Lang"] == "es"
    assert "está en inglés" in text(pdf)


@pytest.mark.parametrize("language", ["english", "", "x", "../es", "zz-zz-zz-zz-zz"])
def test_languages_that_are_none(language: str) -> None:
    """What is no language code is wrong usage."""
    result = run("first", "--language", language)
    assert result.exit_code == 2
    assert "is not a language" in result.stderr
    assert not Path("handouts").exists()


def test_unknown_module() -> None:
    """A wrong name is wrong usage, with the name that may be meant; no other module is printed."""
    result = run("second", "frist")
    assert result.exit_code == 2
    assert "There is no module 'frist'" in result.stderr
    assert "Did you mean 'first'?" in result.stderr
    assert not Path("handouts").exists()


def test_no_module() -> None:
    """Without a module it is wrong usage."""
    assert run().exit_code == 2


def test_errors_in_the_module_stop_it() -> None:
    """A module with an error in its files is not printed; the problem is told with its place."""
    Path("curriculum/modules/first/handout.md").write_text("Text\n\n<script>x</script>\n", encoding="utf-8")
    result = run("first")
    assert result.exit_code == 1
    assert "curriculum/modules/first/handout.md:3:1: H101" in result.stderr
    assert not Path("handouts").exists()


def test_errors_elsewhere_do_not_stop_it() -> None:
    """A module that cannot be read is mentioned in a line, and tonight's handout is printed all the same."""
    Path("curriculum/modules/first/module.yaml").write_text("title: [", encoding="utf-8")
    result = run("second")
    assert result.exit_code == 0
    assert "rumbo check" in result.stderr
    assert Path("handouts/second.pdf").is_file()


def test_own_module_that_cannot_be_read_is_not_passed_over() -> None:
    """A mistake in a module that was to replace one that ships does not bring that one to print."""
    module = Path("curriculum/modules/ai-basics/module.yaml")
    module.parent.mkdir()
    module.write_text(Path("curriculum/modules/first/module.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    module.write_text(module.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    for name in ("handout.md", "guide.md"):
        (module.parent / name).write_text("# One\n\nWords.\n", encoding="utf-8")
    result = run("ai-basics")
    assert result.exit_code == 1
    assert f"{module}:1:1: S101" in result.stderr
    assert not Path("handouts").exists()


def test_texts_of_other_modules_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in a text that is not printed costs no time: only modules that are asked for are looked at."""
    looked: list[str] = []
    plain = reading.in_use
    monkeypatch.setattr(reading, "in_use", lambda entry: looked.append(entry.id) or plain(entry))
    Path("curriculum/modules/first/handout.md").write_text("", encoding="utf-8")
    result = run("second")
    assert (result.exit_code, looked) == (0, ["second"])
    assert "rumbo check" not in result.stderr


def test_picture_that_cannot_be_drawn() -> None:
    """A picture that is broken in a way `check` does not see stops the document with R103, and nothing is written."""
    credit = "pictures: [{file: sign.png, author: A, source: own work, licence: CC0}]\n"
    module = Path("curriculum/modules/first/module.yaml")
    module.write_text(module.read_text(encoding="utf-8") + credit, encoding="utf-8")
    head = b"IHDR" + struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    whole = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    Path("curriculum/modules/first/sign.png").write_bytes(b"\x89PNG\r\n\x1a\n" + whole + b"and no dots")
    Path("curriculum/modules/first/handout.md").write_text("![A sign](sign.png)\n", encoding="utf-8")
    result = run("second", "first")
    assert result.exit_code == 1
    assert "first.pdf: R103 this document could not be laid out" in result.stderr
    assert "sign.png cannot be drawn" in result.stderr
    assert not Path("handouts").exists()


def test_no_space_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """If there is no room to lay out pages, W102 names the folder of temporary files and what to do."""

    def full(self: Printer, *page: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("TMPDIR", "/somewhere")
    monkeypatch.setattr(Printer, "print", full)
    result = run("first")
    assert result.exit_code == 1
    assert result.stderr.startswith("/somewhere: W102 ")
    assert "TMPDIR" in result.stderr


@pytest.mark.parametrize("what", ["server.start", "pool.Pool"])
def test_no_space_for_processes(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same if there is no room for the processes that print, whether they start early or not at all."""

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"rumbo.build.render.{what}", full)
    monkeypatch.setattr("rumbo.cli.printing.cores", lambda: 2)
    result = run("first", "second")
    assert result.exit_code == 1
    assert ": W102 " in result.stderr
    assert "TMPDIR" in result.stderr


def test_paper_is_a4_without_a_profile() -> None:
    """The help speaks of a profile only where there is one to name the paper."""
    assert "What is in the printer.  [default: a4]" in " ".join(run("--help").stdout.split("\n"))


@pytest.mark.parametrize(
    ("country", "said"), [("mexico", "Did you mean MX?"), ("ZZ", "is no country"), ("EU", "is no country")]
)
def test_countries_that_are_none(country: str, said: str) -> None:
    """A country is named by two letters that there are; a name gets them as a hint."""
    result = run("copyright-basics", "--country", country)
    assert (result.exit_code, said in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("module", "country", "said"),
    [
        ("copyright-basics", "td", "there is no sheet about the law in Chad, only for AR, "),
        ("partner-meeting", "MX", "there is no sheet about the law in Mexico."),
        ("copyright-basics", "mx", ""),
    ],
)
def test_a_country_without_a_sheet_is_told(module: str, country: str, said: str) -> None:
    """One line says that nothing is printed of a country; the handout comes out."""
    result = run(module, "--country", country)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"note: {said}") if said else not result.stderr
