"""`rumbo translate` by hand: from a text to a file for translators, and back onto the page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import HOME, Draft, make_curriculum
from rumbo.build.curriculum import Curriculum
from rumbo.cli.main import rumbo
from rumbo.cli.reference_languages import PLACES, table, with_table

PO = Path("curriculum/locale/es/modules/first.po")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A folder of somebody's own with one module."""
    monkeypatch.chdir(tmp_path)
    return make_curriculum(tmp_path / "curriculum")


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(rumbo, ["translate", *arguments])
    assert result.exit_code == code, result.output
    return result


def fill(old: str, new: str) -> None:
    """Writes a translation into the file, as a translator would."""
    text = PO.read_text(encoding="utf-8")
    assert f'msgid "{old}"\nmsgstr ""' in text
    PO.write_text(text.replace(f'msgid "{old}"\nmsgstr ""', f'msgid "{old}"\nmsgstr "{new}"'), encoding="utf-8")


def title() -> str:
    return next(
        line.split(": ", 1)[1]
        for line in Path("curriculum/modules/first/module.yaml").read_text().split("\n")
        if line.startswith("title:")
    )


def test_a_second_update_changes_nothing(here: Draft) -> None:
    """Files of translations are as stable as the content is."""
    assert "0 files unchanged" in run("update", "--lang", "es").output
    before = PO.read_bytes()
    assert "0 files written" in run("update", "--lang", "es").output
    assert PO.read_bytes() == before


def test_own_content_alone_is_taken(here: Draft) -> None:
    """A folder of one's own does not fill with the texts of the whole built-in curriculum."""
    run("update", "--lang", "es")
    assert {path.name for path in Path("curriculum/locale/es/modules").iterdir()} == {"first.po"}


def test_status_counts(here: Draft) -> None:
    """What is done is counted by unit, for people and for programs."""
    run("update", "--lang", "es")
    fill(title(), "Lo primero")
    rows = json.loads(run("status", "--units", "--format", "json", "first").output)
    assert [(row["unit"], row["translated"], row["fuzzy"]) for row in rows] == [("modules/first", 1, 0)]
    assert "es" in run("status").output


def test_a_changed_text_is_fuzzy(here: Draft) -> None:
    """A translation whose text changes is kept and marked."""
    run("update", "--lang", "es")
    fill(title(), "Lo primero")
    here.edit("modules/first/module.yaml", f"title: {title()}", f"title: {title()} of all")
    run("update", "--lang", "es")
    text = PO.read_text(encoding="utf-8")
    assert "#, fuzzy" in text
    assert "Lo primero" in text


def test_check_ends_with_an_error(here: Draft) -> None:
    """A lost mark is an error with the line of its text."""
    run("update", "--lang", "es")
    fill(title(), "# Lo primero")
    output = run("check", code=1).output
    assert f"{PO}:" in output
    assert "L104" in output


@pytest.mark.parametrize("form", ["po", "xliff", "json"])
def test_out_and_in_again(here: Draft, form: str) -> None:
    """What another tool fills in comes back to its place; what belongs to no text is left out and counted."""
    run("update", "--lang", "es")
    fill(title(), "Lo primero")
    run("export", "first", "--lang", "es", "--format", form)
    exported = Path(f"translations/es/modules/first.{form}")
    exported.write_text(exported.read_text(encoding="utf-8").replace("Lo primero", "Primero"), encoding="utf-8")
    assert "1 translations into es" in run("import", str(exported)).output
    assert "Primero" in PO.read_text(encoding="utf-8")
    here.edit("modules/first/module.yaml", f"title: {title()}", "title: Quite another thing")
    run("update", "--lang", "es")
    assert "1 belong to no text" in run("import", str(exported)).output


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "[]"),
        ("a.json", '{"language": "es", "texts": [{"place": 1, "source": "a", "target": "b"}]}'),
        ("a.xliff", "<x"),
        ("a.xliff", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        ("a.xliff", "<x/>"),
        ("a.po", "no"),
    ],
)
def test_what_cannot_be_read_is_told(here: Draft, name: str, text: str) -> None:
    """A file that is none of the three forms ends the command with a sentence (L103)."""
    Path(name).write_text(text, encoding="utf-8")
    assert "L103" in run("import", name, code=1).output


OUTSIDE = ("../../victim", "es@/../../../victim", "es.../../../victim", "", ".", "en", "x" * 500)
AS_FILES = {
    "po": 'msgid ""\nmsgstr "Language: {}\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n',
    "xliff": '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file target-language="{}"/></xliff>',
    "json": '{{"language": "{}", "texts": []}}',
}


@pytest.mark.parametrize("form", AS_FILES)
@pytest.mark.parametrize("language", OUTSIDE)
def test_only_a_language_names_the_folder(here: Draft, form: str, language: str) -> None:
    """What a file calls its language becomes the name of a folder, so that nothing else is taken (L103)."""
    Path(f"a.{form}").write_text(AS_FILES[form].format(language), encoding="utf-8")
    said = run("import", f"a.{form}", code=1).output
    assert "L103" in said
    assert "is no language" in said
    assert len(said) < 500


def test_a_language_on_the_command_line_is_no_path(here: Draft) -> None:
    """So is what a person names."""
    for language in OUTSIDE[:3]:
        run("update", "--lang", language, code=2)


@pytest.mark.parametrize("place", ["locale", "locale/es", "locale/es/modules"])
@pytest.mark.parametrize("words", [("update", "--lang", "es"), ("import", "a.po")])
def test_a_link_out_of_the_folder_is_not_followed(here: Draft, place: str, words: tuple[str, ...]) -> None:
    """Nothing is written through a link that leads out of the curriculum (F106)."""
    run("update", "--lang", "es")
    Path("a.po").write_bytes(PO.read_bytes())
    linked = Path("curriculum") / place
    linked.rename("elsewhere")
    linked.symlink_to(Path("elsewhere").resolve())
    before = {path: path.read_bytes() for path in Path("elsewhere").rglob("*.po")}
    assert "F106" in run(*words, code=1).output
    assert {path: path.read_bytes() for path in Path("elsewhere").rglob("*.po")} == before


@pytest.mark.parametrize("escape", ["\\u202e", "\\ud800", "\\u0007"])
def test_unseen_characters_of_other_tools_are_told(here: Draft, escape: str) -> None:
    """They are as little taken from behind escapes as they are from content."""
    row = f'{{"place": "a", "source": "b", "target": "c{escape}"}}'
    Path("a.json").write_text(f'{{"language": "es", "texts": [{row}]}}', encoding="utf-8")
    assert "nobody can see (U+" in run("import", "a.json", code=1).output


def test_a_broken_file_of_translations_is_told(here: Draft) -> None:
    """So is one that lies among the content."""
    run("update", "--lang", "es")
    PO.write_text("nothing", encoding="utf-8")
    assert "L103" in run("update", "--lang", "es", code=1).output


@pytest.mark.parametrize("arguments", [("--lang", "xx-none"), ("--lang", "en"), (), ("nobody", "--lang", "es")])
def test_wrong_words_are_told(here: Draft, arguments: tuple[str, ...]) -> None:
    """A language that is none, or a piece of content that is not there, is wrong usage."""
    run("update", *arguments, code=2)


def test_the_table_of_languages_is_current(curriculum: Curriculum) -> None:
    """The pages that say how far each language is are those that `make docs` writes."""
    made = table(curriculum)
    for place in PLACES:
        page = (HOME / place).read_text(encoding="utf-8")
        assert with_table(page, made) == page, f"{place}: run `make docs`"
