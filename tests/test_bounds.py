"""Content made to swell, to hang or to deceive is refused with a plain sentence, before time or room run out."""

import datetime as dt
import os
import struct
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HOME, Draft
from rumbo.build import markdown
from rumbo.build.assess.unfinished import to_text, typed_before
from rumbo.build.check.drawing import MOST_DOTS, MOST_NESTED, MOST_STEPS, dots_fault
from rumbo.build.check.pictures import MAX_SVG, svg_fault
from rumbo.build.content import load as loading
from rumbo.build.content import reading
from rumbo.build.content.files import MAX_RUN, MAX_TEXT, read_text
from rumbo.build.content.people import MOST_PEOPLE, people_in
from rumbo.build.content.table import TableLines
from rumbo.build.exchange.wiki import from_page, page_fault
from rumbo.build.exchange.wiki_nodes import MAX_PAGE
from rumbo.build.model.common import MAX_FIELD, MAX_LINE, MAX_URL
from rumbo.build.render.sheets import sheets
from rumbo.build.render.templates import TemplateFault, rendered, sandbox
from rumbo.build.style import PLAIN
from rumbo.build.yaml_text import MAX_FAULTS, MAX_VALUES, read
from rumbo.cli.main import rumbo
from rumbo.cli.options import as_text, seen

PROFILE = """\
title: T
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""


def codes(draft: Draft) -> list[str]:
    """The codes of all problems, in the order of their places."""
    return [problem.code for problem in draft.problems()]


# YAML

SWELLING = {
    "values": "[" + "1," * MAX_VALUES + "1]",
    "keys": "".join(f"k{number}: 1\n" for number in range(MAX_VALUES)),
    "flow": "[" * 40 + "1," * MAX_VALUES,
    "dashes": "- a\n" * MAX_VALUES,
}


@pytest.mark.parametrize("name", SWELLING)
def test_number_of_values_is_bounded(name: str) -> None:
    """A file of many tiny values is refused with Y105 where the last one too many stands."""
    value, faults = read(SWELLING[name])
    assert value is None
    assert [fault.code for fault in faults] == ["Y105"]
    assert faults[0].mark > (1, 1) or name == "values"


def test_fields_given_twice_are_told_up_to_a_number() -> None:
    """Whoever has given thousands of fields twice is told of the first ones."""
    value, faults = read("a: 1\n" * 10_000)
    assert value is None
    assert len(faults) == MAX_FAULTS + 1
    assert {fault.code for fault in faults} == {"Y102"}


def test_mistakes_of_one_file_are_told_up_to_a_number(draft: Draft) -> None:
    """Of thousands of unknown fields the first hundred are told, and that there are more."""
    draft.write("profiles/group.yaml", PROFILE + "".join(f"k{number}: 1\n" for number in range(5000)))
    found = [problem for problem in draft.problems() if problem.file.endswith("group.yaml")]
    assert len(found) == reading.MOST_TOLD + 1
    assert found[0].line == 0
    assert "or more mistakes are not told here" in found[0].message
    assert found[1].line == 7


UNSEEN = {
    "escape": "\x1b[31m",
    "zero": "\x00",
    "delete": "\x7f",
    "C1": "\x9b",
    "override": "\u202e",
    "override to the right": "\u202d",
    "annotation": "\ufff9",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_unseen_characters_in_texts_are_told(name: str, draft: Draft) -> None:
    """Control characters and those that turn round what is read are Y108 at their place, in YAML and in Markdown."""
    draft.write("modules/first/handout.md", f"Text.\n\nAb{UNSEEN[name]}c\n")
    draft.edit("modules/first/module.yaml", "title: First steps", f"title: First{UNSEEN[name]} steps")
    found = [(Path(one.file).name, one.line, one.column) for one in draft.problems() if one.code == "Y108"]
    assert found == [("handout.md", 3, 3), ("module.yaml", 1, 13)]


@pytest.mark.parametrize(
    ("spelt", "told"), [("\\e[31m", "U+001B"), ("\\N", "U+0085"), ("\\u2028", "U+2028"), ("\\P", "U+2029")]
)
def test_unseen_characters_behind_escapes_are_told(draft: Draft, spelt: str, told: str) -> None:
    """In double quotes YAML can spell any character; those that nobody can see are told all the same."""
    draft.edit("modules/first/module.yaml", "title: First steps", f'title: "First{spelt} steps"')
    problem = next(one for one in draft.problems() if one.code == "Y108")
    assert (problem.line, problem.message) == (1, f"a text holds a character that nobody can see ({told})")


def test_right_to_left_is_no_deceit(draft: Draft) -> None:
    """Arabic text, marks of direction and isolates are what people need to write it."""
    draft.write("modules/first/handout.md", "نص \u200fو\u200e \u2067عربي\u2069 \u200dA\u200c.\n")
    assert "Y108" not in codes(draft)


def test_problems_do_not_steer_the_terminal(draft: Draft) -> None:
    """What a problem quotes, such as the name of a file, reaches the terminal without control characters."""
    draft.write("modules/\x1b[31mred\x1b]0;owned\x07/module.yaml", "title: x\n")
    result = CliRunner().invoke(rumbo, ["check", "--curriculum", str(draft.folder)])
    assert "F103" in result.output
    assert "\x1b" not in result.output
    assert "\x07" not in result.output
    assert seen("a\u202eb\x9bc") == "a\ufffdb\ufffdc"
    assert all("\x1b" not in as_text(problem) for problem in draft.problems())


# Files


def test_enormous_files_are_not_read(draft: Draft) -> None:
    """Files of a gigabyte are told with Y105, wherever they lie, and nobody reads them."""
    for path in ("modules/first/handout.md", "methods/large.md", "competencies.yaml", "profiles/large.yaml"):
        target = draft.write(path, "")
        os.truncate(target, 1_000_000_000)  # holes take no room on the disk
    logo = draft.write("profiles/logo.png", "")
    os.truncate(logo, 1_000_000_000)
    draft.write("profiles/group.yaml", f"{PROFILE}branding: {{logo: logo.png}}\n")
    found = {Path(problem.file).name for problem in draft.problems() if problem.code == "Y105"}
    assert found == {"handout.md", "large.md", "competencies.yaml", "large.yaml", "group.yaml"}


def test_number_of_files_is_bounded(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a folder with more files than anybody can have written, some are read, and F107 says so."""
    monkeypatch.setattr(loading, "MOST_FILES", 20)
    for number in range(30):
        draft.write(f"glossaries/x{number}.yaml", "")  # no folder of ours
        draft.write(f"profiles/x{number:02}.yaml", PROFILE)
    found = [problem for problem in draft.problems() if problem.code == "F107"]
    assert [problem.message for problem in found] == ["holds 30 files; only 20 of them are read"]
    assert len(draft.read().curriculum.profiles) == 20


def test_pipe_in_a_curriculum_holds_nobody_up(draft: Draft) -> None:
    """A pipe in the place of a file is told; nobody waits for what may come out of it."""
    (draft.folder / "modules/first/guide.md").unlink()
    os.mkfifo(draft.folder / "modules/first/guide.md")
    assert "F104" in codes(draft)


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_names_of_devices_are_no_ids(name: str, draft: Draft) -> None:
    """A name that Windows keeps for a device cannot be an id: the folder could not be copied there."""
    draft.copy("modules/first", f"modules/{name}")
    draft.write(f"profiles/{name}.yaml", PROFILE)
    assert codes(draft) == ["F103", "F103"]
    assert name not in draft.read().curriculum.modules


# Texts


def test_length_of_texts_is_bounded(draft: Draft) -> None:
    """A text, a stretch without an empty line, a field, a line and an address have a greatest length."""
    draft.write("modules/first/handout.md", "Short.\n\n" * (MAX_TEXT // 8 + 1))
    draft.write("modules/first/guide.md", f"Welcome.\n\n## change\n\n{'[' * (MAX_RUN + 1)}\n")
    draft.write(
        "profiles/group.yaml", f"{PROFILE}contact: {{affiliate: {'a' * (MAX_LINE + 1)}, email: a@example.org}}\n"
    )
    address = f"https://example.org/{'a' * MAX_URL}"
    draft.write("profiles/other.yaml", f"{PROFILE}links: {{survey: {address}}}\n")
    draft.edit("modules/first/module.yaml", "summary: ", f"summary: {'a' * MAX_FIELD}")
    found = {Path(one.file).name: one for one in draft.problems()}
    assert (found["handout.md"].code, found["handout.md"].line) == ("Y105", 0)
    assert (found["guide.md"].code, found["guide.md"].line) == ("Y105", 5)
    assert "is longer than 10000 characters" in found["module.yaml"].message
    assert "is longer than 200 characters" in found["group.yaml"].message
    assert "is longer than 1000 characters" in found["other.yaml"].message


NESTED = {
    "strong": "*" * 4000 + "a" + "*" * 4000,
    "emphasis": "*a " * 2000 + "b" + "*" * 2000,
    "pictures": "![" * 1000 + "a" + "](b)" * 1000,
    "links": "[" * 2000 + "a" + "](b)" * 2000,
    "quotations": ">" * 5000 + "a",
    "lists": "- " * 3000 + "a",
}


@pytest.mark.parametrize("name", NESTED)
def test_nested_markdown_stays_flat(name: str) -> None:
    """However deeply Markdown is nested, what walks through it does not fall, and the words are still there."""
    text = NESTED[name]
    assert len(markdown.to_html(text)) < 40 * len(text)
    assert markdown.parts(text)
    depth = most = 0
    for token in (child for one in markdown.parse(text) for child in one.children or ()):
        depth += token.nesting
        most = max(most, depth)
    assert most <= markdown.MOST_NESTED


def test_many_links_take_time_in_proportion() -> None:
    """The address behind a link is found by looking back as far as the link begins, not through the whole text."""
    html = markdown.to_html("[a](https://b.org) " * 500)
    assert html.count('<span class="address"') == 500


# Pictures


def png(width: int, height: int) -> bytes:
    """The head of a PNG of some size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def jpeg(width: int, height: int) -> bytes:
    """The head of a JPEG of some size, with a comment and a filling byte before it."""
    return b"\xff\xd8\xff\xfe\x00\x05abc\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 12


@pytest.mark.parametrize("make", [png, jpeg])
def test_dots_of_a_picture_are_bounded(make) -> None:  # type: ignore[no-untyped-def]
    """A small file that unfolds to more dots than a page can show is refused by its head alone."""
    assert dots_fault(make(6000, 6000)) == ""
    assert "60000 × 60000 dots" in dots_fault(make(60000, 60000))
    assert dots_fault(make(0, 9)) != ""
    assert 6000 * 6000 < MOST_DOTS < 60000 * 60000


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"\xff\xd8\xff\xff\xff", b"GIF89a;"]
)
def test_what_is_no_picture_is_told(content: bytes) -> None:
    """A file that only bears the name of a picture is refused."""
    assert dots_fault(content) == "is not readable as PNG or JPEG"
    assert dots_fault(content + b"\x00" * 50) != ""


def svg(inside: str) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode()
    )


LEVELS = "".join(
    f'<g id="l{n}">{f"<use href=&quot;#l{n - 1}&quot;/>" * 10}</g>'.replace("&quot;", '"') for n in range(1, 9)
)
PATTERNS = "".join(
    f'<pattern id="p{n}">{f"<rect style=@fill:url(#p{n - 1})@/>".replace("@", chr(34)) * 10}</pattern>'
    for n in range(1, 9)
)
EXPLODING = {
    "used ten times, eight times over": f'<g id="l0"><rect/></g>{LEVELS}',
    "patterns of patterns": f"{PATTERNS}",
    "many": "<rect/>" * (MOST_STEPS + 1),
    "itself": '<g id="a"><use href="#a"/></g>',
    "each other": '<g id="a"><use xlink:href="#b"/></g><g id="b"><use href="#a"/></g>',
    "mask of itself": '<mask id="m"><rect mask="url(#m)"/></mask>',
    "deep": "<g>" * (MOST_NESTED + 1) + "</g>" * (MOST_NESTED + 1),
    "very deep": "<g>" * 20_000 + "</g>" * 20_000,
    "chain": "".join(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(5000)),
    "long": f'<path d="{"M0 0" * (MAX_SVG // 4)}"/>',
}


@pytest.mark.parametrize("name", EXPLODING)
def test_drawings_are_bounded(name: str) -> None:
    """A drawing that shows itself, unfolds to more than can be drawn or is too deep is refused without drawing it."""
    assert svg_fault(svg(EXPLODING[name])) != ""


def test_drawings_that_use_parts_again_are_fine() -> None:
    """Parts that are used some times, gradients, clips and links to places on the page are what people draw."""
    inside = '<defs><linearGradient id="g"/><g id="a"><rect fill="url(#g)"/></g></defs>' + '<use href="#a"/>' * 100
    assert svg_fault(svg(inside)) == ""
    shipped = list(HOME.glob("curriculum/modules/*/*.svg"))
    assert shipped
    assert [path for path in shipped if svg_fault(path.read_bytes())] == []


# Tables


def test_answers_are_no_formulas() -> None:
    """What somebody typed is no formula when the file is opened as a spreadsheet, and comes back as it was."""
    said = dict(enumerate(["=cmd|' /C calc'!A0", "+1", "-", "@SUM(A1)", "'quoted", "plain", "", "\t=1"]))
    text = to_text({str(number): typed for number, typed in said.items()})
    cells = text.splitlines()[1].replace('"', "").split(",")
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")] == []
    assert list(typed_before(text.splitlines()).values()) == list(said.values())


def test_number_of_people_is_bounded() -> None:
    """A table that never ends is left as soon as it has more people than a workshop can hold."""
    taken = []

    def lines():  # type: ignore[no-untyped-def]
        yield "name\n"
        for number in range(10**9):
            taken.append(number)
            yield f"Person {number}\n"

    _, problems = people_in(lines(), "people.csv")
    assert [problem.code for problem in problems] == ["U101"]
    assert len(taken) <= MOST_PEOPLE + 2


def test_number_of_lines_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of a million lines is left there with Y105."""
    monkeypatch.setattr("rumbo.build.content.table.MOST_LINES", 10)
    (tmp_path / "answers.csv").write_text("a\n" * 20, encoding="utf-8")
    lines = TableLines(tmp_path / "answers.csv")
    assert len(list(lines)) == 10
    assert [problem.code for problem in lines.problems] == ["Y105"]


# Pages of the wiki

TANGLED = {
    "long": "a " * MAX_PAGE,
    "templates": "{{a|" * 1000,
    "links": "[[a|" * 1000,
    "tables": "{|\n" * 1000,
    "comments": "<!--" * 1000,
    "addresses": "[http://a " * 1000,
    "tags": "<ref>" * 1000,
    "closed otherwise": "{{a|]]" * 800,
    "templates that are closed": "{{" * 5000 + "}}" * 5000,
    "arguments": "{{{" * 200 + "}}}" * 200,
    "closed before": "}}" * 2000 + "{{" * 1000 + "}}" * 1000,
    "list": "*" * 1000 + " a",
}


@pytest.mark.parametrize("name", TANGLED)
def test_tangled_pages_are_refused(name: str, tmp_path: Path) -> None:
    """A page whose brackets are never closed takes hours to read; it is P115 before that."""
    page = tmp_path / "page.wiki"
    page.write_text(TANGLED[name], encoding="utf-8")
    result = CliRunner().invoke(rumbo, ["pattern", "import", str(page), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "P115" in result.output
    assert not (tmp_path / "out").exists()


def test_real_pages_are_not_tangled() -> None:
    """Pages as people have written them can be read, those with a bracket or two left open as well."""
    pages = [path for path in (HOME / "tests/build/exchange/wiki_pages").rglob("*") if path.is_file()]
    assert pages
    for path in pages:
        assert page_fault(path.read_text(encoding="utf-8"), path.name) is None
    assert page_fault("{{a\n[[b\n" * 20, "x") is None


def test_unseen_characters_of_a_page_are_left_out() -> None:
    """A draft holds no control characters, so that it can be read again."""
    draft = from_page("{{Learning pattern|title=A\x1b\u202eb}}\n== Solution ==\nC\x00d\n", "x", dt.date(2026, 1, 1))
    assert b"\x1b" not in draft.file.content
    assert b"\x00" not in draft.file.content


HIDDEN = ("&#x202E;", "&#7;", "&#xFFFF;", "&#xD800;", "&#x85;", "&#8232;")


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("place", ["name", "text", "comment"])
def test_unseen_characters_behind_entities_are_left_out(hidden: str, place: str, tmp_path: Path) -> None:
    """Nor does it hold those that the page spells as entities or codes, or that stand in its name."""
    letter = html_letter(hidden)
    page = f"{{{{Learning pattern|title=A}}}}\n== Solution ==\nC{hidden if place == 'text' else ''}d\n"
    if place == "comment":
        page += f'<!-- rumbo: {{"creators": [], "title": "A", "problem": "a\\u{ord(letter):04x}b"}} -->'
    draft = from_page(page, f"x{letter}\ny" if place == "name" else "x", dt.date(2026, 1, 1))
    (tmp_path / draft.file.name).write_bytes(draft.file.content)
    file, problems = read_text(tmp_path / draft.file.name)
    assert problems == []
    assert file is not None
    assert read(file.text.split("---")[1])[1] == []


def html_letter(entity: str) -> str:
    """The character that an entity stands for."""
    digits = entity.strip("&#;")
    return chr(int(digits[1:], 16) if digits.startswith("x") else int(digits))


def test_a_long_title_of_a_page_is_cut() -> None:
    """The title of a draft is no longer than titles may be."""
    draft = from_page("== Solution ==\nC\n", "W" * 5000, dt.date(2026, 1, 1))
    assert b"title: " + b"W" * MAX_LINE + b"\n" in draft.file.content


@pytest.mark.parametrize("page", ["CON", "nul", "LPT1"])
def test_names_of_devices_are_no_names_of_drafts(page: str) -> None:
    """A page whose title Windows keeps for a device becomes a draft with another name."""
    draft = from_page("== Solution ==\nC\n", page, dt.date(2026, 1, 1))
    assert draft.file.name == f"{page.lower()}-pattern.md"
    assert "\u202e" not in draft.file.content.decode()


# Templates of somebody's own

GREEDY = {
    "format": '{{ "%2000000000d"|format(1) }}',
    "method": '{{ "{:2000000000}".format(1) }}',
    "centre": '{{ "x"|center(2000000000) }}',
    "doubling": '{% set n = namespace(x="a") %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}',
    "join": '{{ (["x"*100000]*100000)|join }}',
    "replace": '{% set a = "a"*100000 %}{{ a.replace("a", a) }}',
    "batch": "{{ [1]|batch(1000000000, 1)|list }}",
    "words": "{{ lipsum(n=1000000) }}",
    "constant": '{% set a = "a"|center(300000000) %}',
    "brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
}


@pytest.mark.parametrize("name", GREEDY)
def test_greedy_template_is_stopped(name: str, tmp_path: Path) -> None:
    """A template that makes endless text is stopped before the memory of the computer is full, and named."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "x.j2").write_text(GREEDY[name], encoding="utf-8")
    with pytest.raises(TemplateFault) as fault:
        rendered(sandbox((tmp_path,), autoescape=True), "x.j2", {})
    assert fault.value.file.endswith("x.j2")
    assert fault.value.message


@pytest.mark.parametrize("kind", ["link", "latin", "large"])
@pytest.mark.parametrize("place", ["documents/agenda.html.j2", "styles/own.css", "styles/print.css"])
def test_templates_and_styles_are_texts_of_their_folder(kind: str, place: str, draft: Draft, tmp_path: Path) -> None:
    """A template or style sheet that is a link to elsewhere, no text, or enormous is a fault of its file."""
    target = draft.write(place, b"/* \xe9 */" if kind == "latin" else b"")
    if kind == "link":
        (tmp_path / "secret").write_text("secret", encoding="utf-8")
        target.unlink()
        target.symlink_to(tmp_path / "secret")
    elif kind == "large":
        os.truncate(target, 1_000_000_000)
    folders = (draft.folder,)
    reads = {
        "documents": lambda: rendered(sandbox(folders, autoescape=True), "agenda.html.j2", {}),
        "styles": lambda: list(sheets(PLAIN, folders)),
    }
    with pytest.raises(TemplateFault) as fault:
        reads[place.partition("/")[0]]()
    assert fault.value.file == str(target)


def test_link_in_the_place_of_a_template_is_told(draft: Draft, tmp_path: Path) -> None:
    """The command tells it as R106 and prints nothing."""
    draft.write("profiles/group.yaml", PROFILE)
    draft.write("templates/styles/own.css", "").unlink()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (draft.folder / "templates/styles/own.css").symlink_to(tmp_path / "secret")
    out = tmp_path / "out"
    arguments = ["pack", "group", "--only", "agenda", "--curriculum", str(draft.folder), "-o", str(out)]
    result = CliRunner().invoke(rumbo, arguments)
    assert result.exit_code == 1, result.output
    assert "R106 this template fails: it is a link that leads out of its folder" in result.output
    assert not out.exists()
