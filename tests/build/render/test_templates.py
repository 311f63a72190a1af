"""Templates of somebody's own: they win over ours, run in the same sandbox, and tell where they fail."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result
from conftest import HOME, make_curriculum
from rumbo.build.render import html
from rumbo.build.render.sheets import read_sheet, sheets
from rumbo.build.render.templates import MOST_TURNS, TEMPLATES, TemplateFault, rendered, sandbox
from rumbo.build.style import PLAIN, Style
from rumbo.cli.main import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
OWN_AGENDA = """{% extends "_base.html.j2" %}
{% block body %}<h1>{{ profile.title }} in our own form</h1>{% endblock %}
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file of a working folder that has a curriculum of its own."""
    monkeypatch.chdir(tmp_path)
    html._made.cache_clear()  # a command has one working folder, in which `templates` is always the same
    make_curriculum(tmp_path / "curriculum", {"profiles/group.yaml": PROFILE})

    def file(path: str, text: str) -> Path:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    return file


def pack(*arguments: str, code: int = 0) -> Result:
    command = ["pack", "group", "-o", "out", "--only", "agenda", *arguments]
    result = CliRunner().invoke(rumbo, command, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def agenda() -> str:
    return "".join(sheet.extract_text() for sheet in pypdf.PdfReader("out/agenda.pdf").pages)


def test_template_of_the_working_folder_wins(write: Write) -> None:
    """A template in ./templates/documents takes the place of ours of the same name; all others stay ours."""
    write("templates/documents/agenda.html.j2", OWN_AGENDA)
    pack()
    assert "Our group in our own form" in agenda()


def test_template_of_a_curriculum_folder(write: Write, tmp_path: Path) -> None:
    """A folder given with --curriculum brings templates too; those of the working folder win over them."""
    write("museum/templates/documents/agenda.html.j2", OWN_AGENDA.replace("our own", "the museum's"))
    write("museum/audiences.yaml", "people:\n  title: People\n  description: All people.\n")
    pack("--curriculum", "museum")
    assert "the museum's form" in agenda()
    write("templates/documents/agenda.html.j2", OWN_AGENDA)
    pack("--curriculum", "museum")
    assert "our own form" in agenda()


def test_template_builds_on_ours(write: Write) -> None:
    """A template with the name of one of ours can extend that one as shipped/NAME."""
    text = '{% extends "shipped/agenda.html.j2" %}{% block head %}Mine{% endblock %}'
    write("templates/documents/agenda.html.j2", text)
    pack()
    assert pypdf.PdfReader("out/agenda.pdf").metadata.title == "Mine"  # type: ignore[union-attr]
    assert "Our group" in agenda()


def test_style_sheets_of_the_working_folder(write: Write) -> None:
    """print.css takes the place of ours; own.css is added to ours, and its text grows in large print, too."""
    ours = (HOME / "templates" / "styles" / "print.css").read_text(encoding="utf-8")
    folder = write("templates/styles/own.css", "h1 { font-size: 12pt }").parents[1]
    assert list(sheets(PLAIN, [folder])) == [ours, "@page { size: A4 }", "h1 { font-size: 12pt }"]
    assert list(sheets(Style(large_print=True), [folder]))[-1] == "h1 { font-size: 20pt }"
    write("templates/styles/print.css", ours.replace("#0b3d5c", "#123456"))
    assert "#123456" in next(sheets(PLAIN, [folder]))


ASKING = {
    "p {}\n@import url(http://127.0.0.1:9/x.css);": (2, "it imports another style sheet"),
    "@IMPORT 'file:///etc/passwd';": (1, "it imports another style sheet"),
    "@font-face { font-family: X; src: url( 'file:///etc/passwd') }": (1, "it asks for file:///etc/passwd"),
    "/* url(a)\n*/ body { background: URL(http://127.0.0.1:9/x.png) }": (2, "it asks for http://127.0.0.1:9/x.png"),
    "body { background: url(../../secret.png) }": (1, "it asks for ../../secret.png"),
}


@pytest.mark.parametrize("text", ASKING)
def test_style_sheet_that_asks_for_something_else(text: str, write: Write) -> None:
    """A style sheet that imports or shows what is not ours is a fault with file and line, whatever its name is."""
    line, said = ASKING[text]
    for name in ("own", "right-to-left", "screen"):
        folder = write(f"templates/styles/{name}.css", text).parents[1]
        with pytest.raises(TemplateFault, match=re.escape(f"{said}, but nothing is fetched")) as told:
            read_sheet(name, [folder])
        assert (Path(told.value.file), told.value.line) == (folder / "styles" / f"{name}.css", line)


def test_style_sheet_that_asks_is_a_problem(write: Write) -> None:
    """The command tells it as R106 and writes nothing."""
    write("templates/styles/own.css", "@import url(http://127.0.0.1:9/x.css);")
    told = pack(code=1).stderr
    assert "templates/styles/own.css:1:1: R106 this template fails: it imports another style sheet" in told
    assert not Path("out").exists()


def test_style_sheet_that_hides_what_it_asks_for(write: Write) -> None:
    """Written with escapes it is found when the style sheet is used; nothing is fetched then either."""
    write("templates/styles/own.css", "@im\\70ort \\75rl(http://127.0.0.1:9/x.css);")
    told = pack(code=1).stderr
    assert (
        "R103 this document could not be laid out: a style sheet asks for something else: http://127.0.0.1:9" in told
    )
    assert "Traceback" not in told


def test_style_sheets_may_use_our_fonts(write: Write) -> None:
    """The addresses of shipped fonts are no mistake, in quotes or without."""
    text = "@font-face { font-family: X; src: url(rumbo:fonts/NotoSans-Bold.ttf) } /* @import url(x) */"
    folder = write("templates/styles/own.css", text).parents[1]
    assert list(sheets(PLAIN, [folder]))[-1] == text
    pack()


def test_templates_alone_are_a_layer(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder that holds nothing but templates is no faulty curriculum."""
    (tmp_path / "alone").mkdir()
    monkeypatch.chdir(tmp_path / "alone")
    write("alone/templates/documents/handout.html.j2", OWN_AGENDA.replace("profile.title", "title"))
    command = ["handout", "ai-basics", "-o", "out"]
    result = CliRunner().invoke(rumbo, command, catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "in our own form" in pypdf.PdfReader("out/ai-basics.pdf").pages[0].extract_text()


def test_other_folders_called_templates_mean_nothing(write: Write) -> None:
    """A folder of the name that belongs to another program is passed over."""
    write("templates/index.html", "{% broken")
    assert pack().stderr == ""


BROKEN = {
    "{% block body %}{% endblock %}\n{{ nothing }": (2, "unexpected '}'"),
    "<h1>a</h1>\n\n{{ nothing }}": (3, "'nothing' is undefined"),
    "<h1>a</h1>\n{{ profile.nothing }}": (2, "has no attribute 'nothing'"),
    "{% for a in range(50000) %}\n{% for b in range(50000) %}{% endfor %}\n{% endfor %}": (2, "turns"),
    "{% for a in range(50000) %}{% for b in range(50000) %}\n{{ a }}{% endfor %}{% endfor %}": (1, "turns"),
    "{{ range(10 ** 9) }}": (1, "powers are not worked out"),
    "<p>\n{{ 'a' * 900000000 }}": (2, "repeats something"),
    "{% for a in range(900000) %}{% endfor %}": (1, "Range too big"),
    '{% include "agenda.html.j2" %}': (1, "calls itself without an end"),
    "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}": (1, "calls itself without an end"),
    "\n\n{% include 'other.j2' %}": (3, "there is no template other.j2"),
    "{{ ''.__class__.__mro__ }}": (1, "access to attribute '__class__'"),
    "{{ profile.title.nothing.more }}": (1, "has no attribute 'nothing'"),
    "{{ 1 / 0 }}": (1, "division by zero"),
    "{{ day('x') }}": (1, "AssertionError"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_failing_template_is_a_problem(text: str, write: Write) -> None:
    """Whatever is wrong with a template, it is an R106 with file and line and no traceback; nothing is written."""
    write("templates/documents/agenda.html.j2", text)
    line, said = BROKEN[text]
    told = pack(code=1).stderr
    assert f"templates/documents/agenda.html.j2:{line}:1: R106 this template fails: " in told
    assert said in told
    assert "Traceback" not in told
    assert not Path("out").exists()


def test_fault_in_ours_is_our_bug(write: Write) -> None:
    """When one of our templates fails, that is no mistake of the person's, and stays an error of our own."""
    with pytest.raises(Exception, match="filter") as failed:
        rendered(sandbox((), autoescape=True), "agenda.html.j2", {})
    assert not isinstance(failed.value, TemplateFault)


def test_turns_are_counted_for_each_document() -> None:
    """A template that turns often, but not too often, can be used again and again."""
    environment = sandbox((), autoescape=True)
    template = environment.from_string("{% for a in range(90000) %}{% endfor %}done")
    environment.turns = 0  # type: ignore[attr-defined]
    for _ in range(MOST_TURNS // 90_000):
        assert template.render() == "done"
    assert environment.turns < MOST_TURNS  # type: ignore[attr-defined]


def test_our_templates_may_not_be_reached_from_outside() -> None:
    """No template can include a file outside of the folders of templates."""
    environment = sandbox((), autoescape=True)
    for name in ("../styles/print.css", "/etc/hostname", "shipped/../../styles/print.css", "..\\x"):
        with pytest.raises(Exception, match=r"hostname|print|x"):
            environment.get_template(name)
    assert TEMPLATES.is_dir()
