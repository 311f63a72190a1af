"""Fonts: which letters ours have, and that nothing comes out in another font without a word about it."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HOME, Draft
from rumbo.build import press
from rumbo.build.outcome import Document
from rumbo.build.render.fonts import FONTS, families, fonts_hash, unshipped
from rumbo.build.render.pdf import Printed, Printer
from rumbo.build.render.scripts import SCRIPTS, is_ours, script_of, strange
from rumbo.build.render.tell import letters_of
from rumbo.cli.main import rumbo as command_line

from tests.build.render.printed import rumbo

SHIPPED = ("Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Ethiopic")
NO_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{}</cachedir></fontconfig>'


def page(language: str, inside: str) -> str:
    return f'<html lang="{language}"><head><title>t</title></head><body><h1>t</h1>{inside}</body></html>'


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shipped_scripts_are_whole(script) -> None:  # type: ignore[no-untyped-def]
    """Each letter of the lines in Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari and Ethiopic is shipped."""
    assert (unshipped(script.line) == "") == (script.name in SHIPPED)


@pytest.mark.parametrize(
    ("first", "last"), [(0x391, 0x3A1), (0x3B1, 0x3C9), (0x410, 0x44F), (0x450, 0x45F), (0x5D0, 0x5EA)]
)
def test_alphabets_are_whole(first: int, last: int) -> None:
    """No letter of the Greek, Cyrillic and Hebrew alphabets is missing."""
    assert unshipped("".join(map(chr, range(first, last + 1)))) == ""


def test_labels_can_be_printed() -> None:
    """Every letter of every label, in whatever language it is written, is in a shipped font."""
    for path in (HOME / "templates" / "i18n").glob("*.json"):
        assert unshipped("".join(map(str, json.loads(path.read_text(encoding="utf-8")).values()))) == "", path.name


def test_families_are_those_of_the_style_sheet() -> None:
    """The style sheet loads each shipped family under the name that the files have."""
    style = (HOME / "templates" / "styles" / "print.css").read_text(encoding="utf-8")
    assert set(re.findall(r'@font-face { font-family: "([^"]+)"', style)) == families()
    for script in SCRIPTS:
        assert not script.family or f'"{script.family}"' in style


def test_hash_of_fonts() -> None:
    """The fingerprint is short and always the same."""
    assert re.fullmatch(r"sha256:[0-9a-f]{16}", fonts_hash())
    assert fonts_hash() == fonts_hash()


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("ব", "Bengali"),
        ("漢", "Chinese"),
        ("の", "Japanese"),
        ("글", "Korean"),
        ("ක", "Sinhala"),
        ("😀", "signs and emoji"),
    ],
)
def test_script_of_a_letter(letter: str, name: str) -> None:
    """A letter is told by the name of its script as people call it."""
    assert script_of(letter).name == name
    assert script_of(letter).package.startswith("fonts-noto")


@pytest.mark.parametrize("language", ["ar", "hi"])
def test_font_of_the_script_comes_first(language: str) -> None:
    """In a language with a script of its own, digits come from the font of that script, too."""
    found = Printer().print(
        f'<html lang="{language}"><title>t</title><body><p lang="{language}">12 (3)</p></body></html>', {}
    )
    own = next(script.name for script in SCRIPTS if script.language == language)
    assert f"Noto Sans {own}" in found.fonts


@dataclass
class Machine:
    """A printer on a machine with other fonts: each letter comes out in the font named for it, or in none."""

    fonts: dict[str, str]
    tried: int = 0

    def print(self, html: str, pictures: object) -> Printed:
        self.tried += 1
        letters = re.findall(r"<p>(.*)</p>", html)[0]
        used = {self.fonts[letter] for letter in letters if letter in self.fonts}
        missing = tuple(letter for letter in letters if letter not in self.fonts)
        return Printed(b"", 1, ("Noto Sans", *sorted(used)), missing)


def told(text: str, machine: Machine) -> list[tuple[str, str, str]]:
    found = tuple(strange(text, machine))  # type: ignore[arg-type]
    problems = letters_of("page.pdf", text, found, Printed(b"", 1, ("Noto Sans",)))
    return [(problem.code, problem.message, problem.hint) for problem in problems]


def test_font_that_stands_in_is_told() -> None:
    """Letters that come out in some font of the computer are told with script, font and the package to install."""
    ((code, message, hint),) = told("the 漢字", Machine({"漢": "Droid Sans Fallback", "字": "Droid Sans Fallback"}))
    assert code == "R104"
    assert message.startswith("Chinese comes out in Droid Sans Fallback")
    assert "漢 (U+6F22)" in message
    assert "apt-get install -y fonts-noto-cjk" in hint


def test_letters_without_any_font_are_told_by_script() -> None:
    """Letters that no font has are told by script, each with its own package."""
    found = told("ব 글", Machine({}))
    assert [(code, message.partition(":")[0]) for code, message, _ in found] == [
        ("R101", "no font can print Bengali"),
        ("R101", "no font can print Korean"),
    ]
    assert [hint.split()[-4] for _, _, hint in found] == ["fonts-noto-core;", "fonts-noto-cjk;"]


def test_sister_fonts_are_nothing_to_tell() -> None:
    """A Noto font of the system is what the pages are meant to have; and what is shipped is not even tried."""
    machine = Machine({"ব": "Noto Sans Bengali"})
    assert told("ব", machine) == []
    assert told("El conocimiento, Ω, Ж, ع", machine) == []
    assert machine.tried == 1
    assert is_ours("Noto Sans CJK JP")
    assert not is_ours("DejaVu Sans")


def test_each_script_is_tried_once_for_all_documents() -> None:
    """A whole pack in Chinese costs one trial, and each document is told of its own letters alone."""
    machine = Machine({})
    found = tuple(strange("漢字仮名" * 50, machine))  # type: ignore[arg-type]
    assert machine.tried == 1
    (problem,) = letters_of("a.pdf", "a 漢 b", found, Printed(b"", 1, (), ("漢",)))
    assert "漢" in problem.message
    assert "字" not in problem.message
    assert letters_of("b.pdf", "nothing", found, Printed(b"", 1)) == []


def test_very_many_letters_are_not_all_named() -> None:
    """A sentence about a thousand letters names a dozen."""
    ((_, message, _),) = told("".join(map(chr, range(0x4E00, 0x4E00 + 1000))), Machine({}))
    assert message.endswith(" …")
    assert message.count("U+") == 12


def test_font_that_came_up_only_in_the_layout() -> None:
    """A font that is not ours is told even if no letter gave it away before."""
    (problem,) = letters_of("a.pdf", "abc", (), Printed(b"", 1, ("Noto Sans", "Comic Sans")))
    assert (problem.code, problem.severity) == ("R104", "warning")
    assert "Comic Sans" in problem.message


def test_letters_are_told_before_pages_are_laid_out(monkeypatch: pytest.MonkeyPatch, draft: Draft) -> None:
    """The trial comes before the first document, so that nobody waits for pages that will lack letters."""
    order: list[str] = []
    really = Printer.print

    def note(self: Printer, html: str, pictures: object, *numbers: object) -> Printed:
        order.append("trial" if "<h1" not in html else "page")
        return really(self, html, pictures, *numbers)  # type: ignore[arg-type]

    monkeypatch.setattr(Printer, "print", note)
    draft.edit("modules/first/handout.md", "Edit one page a week.", "Edit 漢 one page a week.")
    from rumbo.build import pipeline

    made: tuple[Document, ...] = pipeline.handouts_of(["first"], draft.read().curriculum, "en", exercises=False)
    list(press.print_all(made))
    assert order == ["trial", "page"]


def test_on_a_machine_without_fonts(draft: Draft, tmp_path: Path) -> None:
    """Where no font is installed at all, the command prints, and tells letters, script and package."""
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(tmp_path / "cache"), encoding="utf-8")
    draft.edit("modules/first/handout.md", "Edit one page a week.", "Edit ব one page a week.")
    arguments = ("handout", "first", "--curriculum", str(draft.folder), "-o", "out")
    done = rumbo(*arguments, cwd=tmp_path, environment={"FONTCONFIG_FILE": str(config)})
    assert done.returncode == 0
    assert "R101 warning: no font can print Bengali: ব (U+09AC)" in done.stderr
    assert "sudo apt-get install -y fonts-noto-core" in done.stderr


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda whole: whole[: len(whole) // 2],
    "empty": lambda whole: whole[:0],
    "text": lambda whole: b"words " * (len(whole) // 6),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("command", ["doctor", "pack glam-partner-mexico", "handout ai-basics", "graph"])
def test_damaged_font_is_told(command: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font cut in half, an empty one and one that is text end what would print with it, by name, with a repair."""
    font = tmp_path / "fonts" / "NotoSans-Regular.ttf"
    font.parent.mkdir()
    font.write_bytes(DAMAGE[damage]((FONTS / font.name).read_bytes()))
    monkeypatch.setattr("rumbo.build.render.fonts.FONTS", font.parent)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command_line, command.split(), catch_exceptions=False)
    assert result.exit_code == 1
    assert str(font) in result.output
    assert ("R108" in result.output) == (command != "doctor")
    assert "install Rumbo again" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["fonts"]
