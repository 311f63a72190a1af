"""Handouts, guides and pictures."""

import re

import pytest
from conftest import Draft
from rumbo.build.check.pictures import svg_fault

MODULE = "modules/first/module.yaml"
HANDOUT = "modules/first/handout.md"
GUIDE = "modules/first/guide.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
CREDIT = "pictures:\n  - {file: wiki.svg, author: A, source: own work, licence: CC0}\nauthors: [A"


def told(draft: Draft, path: str, text: str) -> list[str]:
    """The problems once a text stands in a file, as `line: code`."""
    draft.write(path, text)
    return [line.removeprefix(f"{path}:") for line in draft.told()]


@pytest.mark.parametrize(
    "text",
    [
        "Edit `<b>one</b>` page.\n",
        "```\n<b>one</b>\n```\n",
        "Write to <https://example.org> or <mail@example.org>.\n",
        "2 < 3 and 4 > 1 &amp; so on\n",
        "## One\n\n### Two\n\n## Three\n\n### Four\n\n#### Five\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "- [ ] to do\n- [x] done\n",
        "```write 5\nMy page:\n```\n",
        "```write 40\n```\n",
        "```python\nprint()\n```\n",
    ],
)
def test_right_texts(draft: Draft, text: str) -> None:
    """What Markdown offers without raw HTML may stand in a handout."""
    assert told(draft, HANDOUT, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: H110"]),
        (" \n\n", ["1: H110"]),
        ("one\n\n<div>two</div>\n", ["3: H101"]),
        ("one <br> two\n\nthree <i>four</i>\n", ["1: H101", "3: H101"]),
        ("<!-- hidden -->\n\ntext\n", ["1: H101"]),
        ("| a |\n|---|\n| <b>x</b> |\n", ["3: H101"]),
        ("# Title\n", ["1: H106"]),
        ("Title\n=====\n", ["1: H106"]),
        ("### Deep\n", ["1: H106"]),
        ("## One\n\n#### Three\n\n## Two\n\n##### Five\n", ["3: H106", "7: H106"]),
        ("```write\n```\n", ["1: H112"]),
        ("a\n\n```write 0\n```\n\n```write 41\n```\n\n```write five\n```\n", ["3: H112", "6: H112", "9: H112"]),
        ("```write 5 lines\n```\n", ["1: H112"]),
    ],
)
def test_wrong_texts(draft: Draft, text: str, expected: list[str]) -> None:
    """Empty texts, raw HTML, headings out of order and spaces without lines are told at their line."""
    assert told(draft, HANDOUT, text) == expected


def test_empty_guide_is_one_problem(draft: Draft) -> None:
    """An empty guide is told once, not again for each activity."""
    assert told(draft, GUIDE, "") == ["1: H110"]


def test_guide_with_preparation_and_after(draft: Draft) -> None:
    """Text before the first section and a last section called after belong to no activity."""
    assert told(draft, GUIDE, "Prepare.\n\n## change\n\nShow it.\n\n## after\n\nTidy up.\n") == []


def test_guide_with_deeper_headings(draft: Draft) -> None:
    """Headings of the third level, in quotations and in code are no sections."""
    text = "## change\n\nShow it.\n\n### Hints\n\n> ## quoted\n\n```\n## code\n```\n"
    assert told(draft, GUIDE, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## change\n\n## after\n\nTidy up.\n", ["1: H110"]),
        ("change\n------\n\n## after\n\nTidy up.\n", ["1: H110"]),
        ("## change\n\nx\n\n## goodbye\n\nx\n", ["5: H107"]),
        ("Only words.\n", ["1: H108"]),
        ("## change\n\nx\n\n## change\n\ny\n", ["1: H109"]),
    ],
)
def test_wrong_sections(draft: Draft, text: str, expected: list[str]) -> None:
    """Sections that are empty, belong to nothing, are missing or stand twice are told."""
    assert told(draft, GUIDE, text) == expected


def test_misspelt_section_is_one_problem(draft: Draft) -> None:
    """A title with a slip is told once, with the activity that was meant."""
    assert told(draft, GUIDE, "## chagne\n\nShow it.\n") == ["1: H107"]
    assert draft.problems()[0].hint == "did you mean 'change'?"


def show(draft: Draft, text: str, svg: str = "") -> list[str]:
    """The problems once a listed picture is shown in a text."""
    draft.edit(MODULE, "authors: [A", CREDIT)
    draft.write("modules/first/wiki.svg", SVG.format(svg))
    draft.write(HANDOUT, text)
    return draft.told()


@pytest.mark.parametrize("text", ["![A wiki](wiki.svg)\n", '[![A wiki](wiki.svg "A caption")](https://a.org)\n'])
def test_right_picture(draft: Draft, text: str) -> None:
    """A picture that is there, described, listed and shown is right."""
    assert show(draft, text) == []


def test_picture_in_the_guide_counts_as_shown(draft: Draft) -> None:
    """A picture may be shown in the guide alone."""
    draft.write(GUIDE, "## change\n\n![A wiki](wiki.svg)\n")
    assert show(draft, "Words.\n") == []


@pytest.mark.parametrize("text", ["![](wiki.svg)", "![  ](wiki.svg)"])
def test_picture_without_description(draft: Draft, text: str) -> None:
    """Alternative text is asked for at the line of the picture, not of its paragraph."""
    assert show(draft, f"One line,\nanother {text}\n") == [f"{HANDOUT}:2: H102"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("other.svg", "is not listed"),
        ("../second/wiki.svg", "is not a picture of this folder"),
        ("https://example.org/wiki.svg", "is not a picture of this folder"),
        ("data:image/png;base64,AAAA", "is not a picture of this folder"),
        ("/etc/wiki.svg", "is not a picture of this folder"),
    ],
)
def test_picture_from_elsewhere(draft: Draft, source: str, words: str) -> None:
    """A picture that is not listed, or not in the folder at all, is told with what to do."""
    assert show(draft, f"![A wiki](wiki.svg) ![Another]({source})\n") == [f"{HANDOUT}:1: H103"]
    assert words in draft.problems()[0].message


def test_picture_that_is_shown_nowhere(draft: Draft) -> None:
    """A listed picture that no text shows is told at its entry."""
    assert show(draft, "Words.\n") == [f"{MODULE}:32: H105"]


def test_bad_svg_is_told_at_its_entry(draft: Draft) -> None:
    """An SVG with a script is told where the picture is listed."""
    assert show(draft, "![A wiki](wiki.svg)\n", "<script/>") == [f"{MODULE}:32: H111"]


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<circle r="4" fill="url(#red)"/>',
        '<use href="#one"/><use xlink:href="#two"/>',
        "<style>circle { fill: url('#red') } text { font: 9px sans-serif }</style>",
        "<text>url(https://example.org) is only text</text>",
        "<title>onload</title>",
    ],
)
def test_harmless_svg(inside: str) -> None:
    """Shapes, texts, styles and references within the picture are printed."""
    assert svg_fault(SVG.format(inside).encode()) == ""


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>1</script>", "contains <script>"),
        ("<g><foreignObject/></g>", "contains <foreignobject>"),
        ('<circle onclick="x()"/>', "runs a script (onclick)"),
        ('<image href="https://example.org/a.png"/>', "loads https://example.org/a.png"),
        ('<image xlink:href="file:///etc/passwd"/>', "loads file:///etc/passwd"),
        ('<use href="other.svg#a"/>', "loads other.svg#a"),
        ('<a href="javascript:x()"/>', "loads javascript:x()"),
        ('<circle fill="url(https://example.org/a.svg#a)"/>', "loads url(https://example.org"),
        ("<circle style=\"fill: URL( '//example.org/a')\"/>", "loads URL("),
        ("<style>@import 'https://example.org/a.css';</style>", "loads @import"),
        ("<style>@font-face { src: url(a.woff) }</style>", "loads url(a.woff)"),
    ],
)
def test_harmful_svg(inside: str, words: str) -> None:
    """Scripts and whatever would be loaded from elsewhere are refused, by name."""
    assert words in svg_fault(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg>",
        b"\x89PNG\r\n",
        b"<html/>",
        b'<?xml version="1.0" encoding="shift_jis"?><svg/>',
        b'<?xml version="1.0" encoding="none"?><svg/>',
        b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg>&a;</svg>',
        b'<!DOCTYPE svg SYSTEM "https://example.org/svg.dtd"><svg/>',
    ],
)
def test_unreadable_svg(content: bytes) -> None:
    """What is no SVG, or could swell while it is read, is refused with a reason and not with an exception."""
    assert svg_fault(content)


def test_markdown_inside_the_fields_is_checked_too(draft: Draft) -> None:
    """Raw HTML, headings and pictures in a task are told at the field, not only in the Markdown files."""
    module = draft.folder / "modules" / "first" / "module.yaml"
    text = module.read_text(encoding="utf-8")
    task = "    task: |\n      <b>x</b>\n\n      # Big\n\n      ![](nowhere.svg)\n"
    draft.write("modules/first/module.yaml", re.sub(r"    task: .*\n", lambda _: task, text, count=1))
    assert {"H101", "H102", "H103", "H106"} <= {problem.code for problem in draft.problems()}
