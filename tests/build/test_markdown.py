"""Markdown texts: what checks learn of them and what pages get."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build import markdown
from rumbo.build.markdown import Heading, Image, parse, to_html

SIGNS = st.sampled_from(list("#*_-+>|`~![]()<>&\"'\\:=0123456789 \n\n\tax")) | st.characters(exclude_characters="\r")
TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"),
    *("em", "strong", "a", "img", "span", "div", "table", "thead", "tbody", "tr", "th", "td"),
}


# What checks need to know


def test_headings_in_order() -> None:
    """Headings of both forms come with level, words, line, and the line after them."""
    text = "## One *two*\n\ntext\n\nThree\n=====\nFour\n----\n#### Five ####\n"
    assert markdown.headings(parse(text)) == [
        Heading(2, "One *two*", 0, 1),
        Heading(1, "Three", 4, 6),
        Heading(2, "Four", 6, 8),
        Heading(4, "Five", 8, 9),
    ]


@pytest.mark.parametrize(
    "text", ["> ## quoted", "- ## listed", "```\n## code\n```", "    ## code", "#tag", r"\## no"]
)
def test_no_headings(text: str) -> None:
    """What stands in quotations, lists or code, or is no heading at all, is none."""
    assert markdown.headings(parse(text)) == []


def test_images_with_their_lines() -> None:
    """Pictures are found in paragraphs, lists, tables and links, each at its own line."""
    text = (
        "one\ntwo ![a](a.png) three\\\n![b *c*](b.png)\n\n- item\n\n  more\n  [![d](d.png)](x)\n\n"
        "| a |\n|---|\n| ![](e.png) |\n\n`![f](f.png)`\n"
    )
    assert markdown.images(parse(text)) == [
        Image("a.png", "a", 1),
        Image("b.png", "b *c*", 2),
        Image("d.png", "d", 7),
        Image("e.png", "", 11),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n*two*\n\nthree\n", [("one two", 0), ("three", 3)]),
        ("## No\n\nyes\n\n- item\n- [ ] box\n\n> said\n", [("yes", 2), ("item", 4), (" box", 5), ("said", 7)]),
        ("Choose **Publish changes** and `x` now.", [("Choose  and  now.", 0)]),
        (
            "**Ask first.** Then **Add:** a [page](https://a.org) or <https://b.org>.",
            [("Ask first. Then  a  or .", 0)],
        ),
        ("[**in it**](x) **the [page](x)**", [(" ", 0)]),
        ("| a |\n|---|\n| b |\n\n```write 3\nlabel\n```\n\n![alt](a.png)\n", [("", 8)]),
        ("one\\\ntwo", [("one two", 0)]),
    ],
)
def test_prose(text: str, expected: list[tuple[str, int]]) -> None:
    """Paragraphs and items with their lines, without what is no sentence or stands on a screen."""
    assert markdown.prose(parse(text)) == expected


def test_raw_html_lines() -> None:
    """Raw HTML is found wherever it would be read as such, and not in code."""
    text = "a\n<i>b</i>\n\n- c\n\n  <div>\n\n| d |\n|---|\n| <b>x</b> |\n\n> <p>\n\n"
    text += "`<i>` \\<b> <https://a.org>\n\n    <pre>\n"
    assert list(markdown.raw_html_lines(text)) == [0, 5, 9, 11]


def test_writing_spaces() -> None:
    """Spaces to write come with their number of lines, or None where there is none from 1 to 40."""
    numbers = ["5", "1", "40", "0", "41", "-1", "", "many", "5 6", "²", "9" * 5000, "٣"]
    text = "".join(f"```write {number}\n```\n" for number in numbers) + "```python 5\n```\n```\nwrite 5\n```\n"
    assert list(markdown.writing_spaces(parse(text))) == [
        (0, 5),
        (2, 1),
        (4, 40),
        *((line, None) for line in range(6, 24, 2)),
    ]


# Sections


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("", "", 0)]),
        ("only text\n", [("", "only text", 0)]),
        ("## one\n\ntext\n", [("", "", 0), ("one", "text", 0)]),
        (
            "intro\n\n## one\n### deep\n\ntext\n\n## two\n",
            [("", "intro", 0), ("one", "### deep\n\ntext", 2), ("two", "", 7)],
        ),
        ("one\n---\ntext\n", [("", "", 0), ("one", "text", 0)]),
        ("> ## no\n\n## yes\n", [("", "> ## no", 0), ("yes", "", 2)]),
        ("```\n## no\n```\n", [("", "```\n## no\n```", 0)]),
        ("## same\na\n## same\nb\n", [("", "", 0), ("same", "a", 0), ("same", "b", 2)]),
    ],
)
def test_sections(text: str, expected: list[tuple[str, str, int]]) -> None:
    """A text is cut at its headings of the second level; what stands before comes first, with no title."""
    assert markdown.sections(text) == expected


def test_sections_of_another_level() -> None:
    """A text can be cut at another level as well."""
    assert markdown.sections("## a\n### b\nc\n", level=3) == [("", "## a", 0), ("b", "c", 1)]


@given(st.text(SIGNS))
@settings(max_examples=200, deadline=None)
def test_sections_lose_nothing(text: str) -> None:
    """Every line of a text stands in a section or is the heading of one."""
    parts = markdown.sections(text)
    lines = text.split("\n")
    starts = [line for _, _, line in parts[1:]]
    assert starts == sorted(set(starts))
    kept = sum(len(body.split()) for _, body, _ in parts)
    heads = sum(
        len(" ".join(lines[heading.line : heading.after]).split())
        for heading in markdown.headings(parse(text))
        if heading.level == 2
    )
    assert kept + heads == len(text.split())


# Pages


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** *c*", "<p>a <strong>b</strong> <em>c</em></p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ('"a" & <', "<p>&quot;a&quot; &amp; &lt;</p>\n"),
        ("a\x00b", "<p>a\ufffdb</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](data:text/html,y)", "<p>![x](data:text/html,y)</p>\n"),
        ('"no" -- (c) ...', "<p>&quot;no&quot; -- (c) ...</p>\n"),
    ],
)
def test_html_of_words(text: str, html: str) -> None:
    """Words become HTML; raw HTML, scripts and clever typography do not."""
    assert to_html(text) == html


def test_html_of_spaces_to_write() -> None:
    """A space to write becomes its label and as many lines; a wrong number gives three."""
    assert to_html("```write 2\nName & *age*:\n```") == (
        '<div class="write"><p class="label">Name &amp; <em>age</em>:</p>'
        "<div class=line></div><div class=line></div></div>\n"
    )
    assert to_html("```write 1\n```") == '<div class="write"><div class=line></div></div>\n'
    assert to_html("```write\n```").count("<div class=line>") == 3


def test_html_of_code() -> None:
    """Other fences stay code."""
    assert to_html("```\n<a>\n```") == "<pre><code>&lt;a&gt;\n</code></pre>\n"


def test_html_of_boxes_to_tick() -> None:
    """The boxes of a task list are drawn, not offered for clicking."""
    html = to_html("- [ ] one\n- [x] two\n")
    assert html.count('<span class="tick"></span>') == 2
    assert "<input" not in html


def test_html_of_pictures() -> None:
    """A picture becomes a figure with its title as caption; its address is looked up."""
    assert to_html('![A *b*](c.svg "D *e*")', lambda name: f"folder/{name}") == (
        '<p><span class="figure"><img src="folder/c.svg" alt="A b" />'
        '<span class="caption">D <em>e</em></span></span></p>\n'
    )
    assert 'src="c.svg"' in to_html("![A](c.svg)")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[words](https://a.org/b/)", "a.org/b"),
        ("[words](http://a.org)", "a.org"),
        ("[write](mailto:ana@a.org)", "ana@a.org"),
        ("[**a**.org](https://b.org)", "b.org"),
        ("[x](https://a.org?a=1&b=2)", "a.org?a=1&amp;b=2"),
        ("<https://a.org/b>", ""),
        ("[see a.org](https://a.org/)", ""),
        ("[https://a.org](https://a.org)", ""),
        ("<ana@a.org>", ""),
        ("[nothing]()", ""),
    ],
)
def test_address_after_a_link(text: str, address: str) -> None:
    """On paper the address follows a link, unless the words are the address already."""
    found = re.findall(r'<span class="address" dir="ltr">\((.*)\)</span>', to_html(text))
    assert found == ([address] if address else [])


def test_address_after_each_of_two_equal_links() -> None:
    """A second link is judged by its own words, not by those since the first one."""
    html = to_html("[x](https://a.org), that is a.org, and [x](https://a.org)")
    assert html.count('class="address"') == 2


def test_inline_html() -> None:
    """A single line comes without a paragraph around it."""
    assert markdown.to_inline_html("a **b** <c>") == "a <strong>b</strong> &lt;c&gt;"


def test_to_text() -> None:
    """The four characters of HTML are made harmless."""
    assert markdown.to_text('<a href="x">&amp;') == "&lt;a href=&quot;x&quot;&gt;&amp;amp;"


@given(st.text(SIGNS))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_known_tags_alone(text: str) -> None:
    """Whatever is written, the page holds only the few tags of Markdown and nothing that runs."""
    html = to_html(text)
    assert set(re.findall(r"<([a-zA-Z0-9]+)", html)) <= TAGS
    assert not re.search(r"<[^>]* on[a-z]+=", re.sub(r'"[^"]*"', '""', html))
    assert all(image.line <= text.count("\n") for image in markdown.images(parse(text)))
    assert all(0 <= line <= text.count("\n") for line in markdown.raw_html_lines(text))
