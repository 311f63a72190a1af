"""Documents as HTML: golden files for what Markdown becomes on paper, and nobody's text can become markup."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import HOME, Draft
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, UndefinedError
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.markdown import to_html as markdown
from rumbo.build.model import Module, Profile
from rumbo.build.model.common import MAX_LINE
from rumbo.build.outcome import Document
from rumbo.build.render import html
from rumbo.build.render.html import to_html

from tests.build.render.printed import MODULES
from tests.strategies import module


def golden(name: str) -> Iterator[tuple[str, str, str]]:
    """The cases of a golden file: a title, a line with a dot, the text, a dot, the HTML, a dot."""
    lines = (HOME / "tests" / "golden" / name).read_text(encoding="utf-8").splitlines(keepends=True)
    while lines:
        title = lines.pop(0).strip()
        if title:
            parts = []
            assert lines.pop(0) == ".\n", title
            for _ in range(2):
                end = lines.index(".\n")
                parts.append("".join(lines[:end]))
                lines = lines[end + 1 :]
            yield title, parts[0], parts[1]


CASES = list(golden("markdown.md"))


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_markdown_on_paper(text: str, expected: str) -> None:
    """Each text of tests/golden/markdown.md becomes the HTML that stands below it."""
    assert markdown(text, lambda file: f"rumbo:modules/demo/{file}") == expected


class _Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


TAGS = {
    *("html", "head", "meta", "title", "body", "div", "span", "p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "code", "pre", "blockquote", "a", "img"),
}
ATTRIBUTES = {"lang", "dir", "charset", "class", "id", "href", "src", "alt", "title", "scope", "style", "start"}
ATTRIBUTES |= {"data-licence"}  # the footer of a page takes its licence from it
STYLES = {f"text-align:{side}" for side in ("left", "right", "center")}

HOSTILE = st.sampled_from(
    (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><b>',
        "' onclick='x",
        "</p></title></style>",
        "<!-- ",
        "]]>",
        "&lt;script&gt;",
        "{{ 7 * 7 }}",
        "{% for x in y %}",
        "<style>*{}</style>",
        "![a](b.svg)",
        '[a](https://b.c "d")',
        "<https://a.b>",
        "|a|b|\n|-|-|\n|<i>|2|",
        "```write 3\n<b>\n```",
        "```html\n<b>\n```",
        "- [ ] <u>",
        "$1",
        "{{PLURAL:$1|a|b}}",
    )
)
TEXT = st.lists(HOSTILE | st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=4).map(
    lambda parts: f"a{' '.join(parts)}"
)


URLS = st.sampled_from(("a.b", "a/<b>", '"x'))


@st.composite
def hostile(draw: st.DrawFn) -> Curriculum:
    """A curriculum of one module and one profile with hostile words wherever an author may write."""
    text = draw(TEXT)
    line = " ".join(text.split())[:MAX_LINE]
    base = module(20, title=line).model_dump()
    activity = {**base["activities"][0], "title": line, "task": text, "write": 2, "expected": text}
    activity |= {"without_internet": text, "without_power": text, "materials": [{"item": text, "per": "person"}]}
    answers = [{"text": text, "right": True}, {"text": text}]
    fields = {
        **base,
        "summary": text,
        "objectives": [{"id": "o", "text": text, "competency": "other"}],
        "key_points": [text],
        "activities": [activity],
        "quiz": [{"id": "q", "question": text, "objective": "o", "answers": answers, "explanation": text}],
        "authors": [text],
        "licence": text,
        "sources": [
            {
                "title": text,
                "url": f"https://{draw(URLS)}",
                "accessed": "2026-01-01",
            }
        ],
        "pictures": [{"file": "b.svg", "author": text, "source": text, "licence": text}],
    }
    texts = {"handout": File(Path("h"), draw(TEXT)), "guide": File(Path("g"), f"{text}\n\n## a0\n\n{draw(TEXT)}")}
    entry = Entry("one", Module.model_validate(fields), File(Path("m"), ""), "made", texts=texts)
    profile = Profile.model_validate(
        {
            "title": line,
            "audience": ["people"],
            "language": draw(st.sampled_from(("en", "es"))),
            "participants": 50,
            "modules": ["one"],
            "when": [{"day": "2027-03-12", "from": "09:00", "to": "13:00"}],
            "trainers": [{"name": line}],
            "venue": {"name": line, "city": line, "address": line},
            "contact": {"affiliate": line, "email": line},
        }
    )
    return Curriculum(modules={"one": entry}, profiles={"p": Entry("p", profile, File(Path("p"), ""), "made")})


def documents(curriculum: Curriculum) -> list[Document]:
    """Every kind of document of a curriculum with the profile `p`."""
    profile = curriculum.profiles["p"]
    pack = pipeline.documents_of(profile, pipeline.plan_for(profile.value, curriculum), curriculum)
    return [*pack, *pipeline.handouts_of(curriculum.modules, curriculum, "en", exercises=True)]


@settings(max_examples=25, deadline=None)
@given(hostile())
def test_no_text_becomes_markup(curriculum: Curriculum) -> None:
    """Whatever stands in a field, a page has only the tags and attributes of our templates, and no script."""
    made = [document for document in documents(curriculum) if document.template.endswith(".html.j2")]
    assert len({document.template for document in made}) >= 20
    for document in made:
        found = _Tags(to_html(document))
        assert set(found.tags) <= TAGS, document.name
        assert found.tags.count("body") == found.tags.count("title") == 1
        assert {name for name, _ in found.attributes} <= ATTRIBUTES, document.name
        assert {value for name, value in found.attributes if name == "style"} <= STYLES
        for name, value in found.attributes:
            if name == "src":
                assert value.startswith("rumbo:modules/one/") or value == "b.svg"
            if name == "href":
                assert value.startswith(("#", "https:", "http:", "mailto:")) or ":" not in value.partition("/")[0]


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_title_stands_as_it_is_written(text: str) -> None:
    """The title of a page reads as its author wrote it, signs of HTML and of templates and all."""
    page = _Title(to_html(Document("x.pdf", "handout.html.j2", text, "en", handout_content())))
    assert page.title.split() == text.split()


class _Title(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.title, self._inside = "", False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        self.title += data if self._inside else ""


def handout_content() -> dict[str, object]:
    texts = {"handout": File(Path("h"), "Text."), "guide": File(Path("g"), "Text.")}
    curriculum = Curriculum(modules={"one": Entry("one", module(20), File(Path("m"), ""), "made", texts=texts)})
    (document,) = pipeline.handouts_of(["one"], curriculum, "en", exercises=False)
    return dict(document.content)


def test_script_in_a_handout_is_escaped(draft: Draft) -> None:
    """A script that got past `check` stands on the page as words."""
    draft.write("modules/first/handout.md", "<script>alert(1)</script>\n\nText <b onclick=x>bold</b>.\n")
    reading = draft.read()
    assert [problem.code for problem in reading.problems] == ["H101", "H101"]
    (document,) = pipeline.handouts_of(["first"], reading.curriculum, "en", exercises=True)
    page = to_html(document)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b onclick=x&gt;" in page


def test_templates_run_in_a_sandbox() -> None:
    """A template cannot reach the inside of Python, change what it is given, or pass over a missing name."""
    environment = html._environment()  # the one that all documents use
    assert environment.autoescape is True
    with pytest.raises(SecurityError):
        environment.from_string("{{ ''.__class__.__mro__ }}").render()
    with pytest.raises(SecurityError):
        environment.from_string("{{ names.append(1) }}").render(names=[])
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()


@pytest.mark.parametrize("name", MODULES)
def test_levels_of_headings_follow_each_other(name: str, curriculum: Curriculum) -> None:
    """No document of a shipped module skips a level of headings."""
    (document,) = pipeline.handouts_of([name], curriculum, "en", exercises=True)
    levels = [int(tag[1]) for tag in _Tags(to_html(document)).tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("language", "code"), [("es", "es"), ("es-mx", "es"), ("qu", "en"), ("en", "en")])
def test_page_says_the_language_it_is_written_in(language: str, code: str, curriculum: Curriculum) -> None:
    """The page is marked with the language its labels really have, the contents with English."""
    (document,) = pipeline.handouts_of(["ai-basics"], curriculum, language, exercises=False)
    page = to_html(document)
    assert f'<html lang="{code}" dir="ltr">' in page
    assert re.search(r'<h1 id="ai-basics"[^>]* lang="en">', page)
