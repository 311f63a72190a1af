"""Documents as pages for screens: one file each that loads nothing, with the words of the printed page."""

import base64
import re
from html.parser import HTMLParser

import pytest
from conftest import make_curriculum
from rumbo.build import pipeline, press
from rumbo.build.outcome import Artifact, Document
from rumbo.build.render.web import self_contained
from rumbo.build.style import PLAIN, Style

from tests.conftest import TODAY

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 3
modules: [first]
links: {survey: "https://example.org/s"}
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    """All documents of a small pack."""
    draft = make_curriculum(tmp_path_factory.mktemp("web"))
    draft.write("profiles/group.yaml", PROFILE)
    curriculum = draft.read().curriculum
    group = curriculum.profiles["group"]
    return pipeline.documents_of(group, pipeline.plan_for(group.value, curriculum), curriculum, (), (), TODAY)


@pytest.fixture(scope="module")
def pages(documents: tuple[Document, ...]) -> dict[str, Artifact]:
    """Each document that has pages, for screens."""
    return {artifact.name: artifact for artifact in press.further(documents, (), Style(html=True), TODAY)}


class _Loads(HTMLParser):
    """Every address that a page takes something from, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        taken = {"src", "srcset", "data", "poster"} | ({"href"} if tag == "link" else set())
        self.loads += [value or "" for name, value in attrs if name in taken]


def test_every_document_has_a_page(documents: tuple[Document, ...], pages: dict[str, Artifact]) -> None:
    """Each PDF has its page in html/, for the same readers, and as private as it; nothing else has one."""
    for document in documents:
        artifact = pages.get(f"html/{document.name.removesuffix('.pdf')}.html")
        assert (artifact is not None) == document.name.endswith(".pdf"), document.name
        if artifact:
            assert (artifact.readers, artifact.private, artifact.kind) == (
                document.readers,
                document.private,
                document.kind,
            )
    assert list(press.further(documents, (), PLAIN, TODAY)) == []


def test_pages_load_nothing(pages: dict[str, Artifact]) -> None:
    """Style and pictures are in the file: a phone without internet shows it whole; no fonts are in it."""
    seen = 0
    for name, artifact in pages.items():
        page = artifact.content.decode()
        found = _Loads(page)
        assert all(address.startswith("data:image/") for address in found.loads), name
        assert not re.search(r"@import|@font-face|url\(|rumbo:", page), name
        assert "script" not in found.tags
        assert found.tags.count("style") == 1
        assert len(page) < 2_000_000
        seen += len(found.loads)
    assert seen


def test_pages_suit_phones(pages: dict[str, Artifact]) -> None:
    """A page is as wide as the phone; no length in its style is wider than one."""
    for artifact in pages.values():
        assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in artifact.content.decode()
        style = re.findall(r"<style>(.*?)</style>", artifact.content.decode(), re.DOTALL)[0]
        assert "pt" not in re.findall(r"\d(pt|mm)\b", style)
        assert "max-width: 100%" in style


def test_pictures_are_the_same_ones() -> None:
    """A picture comes out of the page as it went in, and a name with signs of HTML is found, too."""
    pictures = {"rumbo:a&b.svg": b"<svg/>", "rumbo:c.png": b"\x89PNG", "rumbo:unused.jpg": b"x"}
    shown = '<img src="rumbo:a&amp;b.svg" alt="a"><img src="rumbo:c.png" alt="c">'
    page = f'<html><head>\n<meta charset="utf-8">\n</head><body>{shown}</body></html>'
    made = self_contained(page, pictures)
    found = re.findall(r'src="data:(image/[\w+]+);base64,([^"]+)"', made)
    assert [(kind, base64.b64decode(content)) for kind, content in found] == [
        ("image/svg+xml", b"<svg/>"),
        ("image/png", b"\x89PNG"),
    ]
    assert "jpeg" not in made


def test_branding_wins_over_the_style_for_screens() -> None:
    """The style for screens comes first, so that the colours of a partner are seen on screens as well."""
    page = '<html><head>\n<meta charset="utf-8">\n<style>h1 { color: #7a1f3d }</style></head><body></body></html>'
    made = self_contained(page, {})
    assert made.index("max-width: 44rem") < made.index("#7a1f3d")
