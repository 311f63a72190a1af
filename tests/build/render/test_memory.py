"""Documents that were printed before are found by what they tell, and never for another."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import HOME
from rumbo.build import pipeline, press
from rumbo.build.cache import Cache
from rumbo.build.curriculum import Curriculum
from rumbo.build.outcome import Document
from rumbo.build.render import memory, printing
from rumbo.build.render.printed import Means
from rumbo.build.translate.apply import Tongue

from tests.build.render.small_pack import PEOPLE, small_curriculum, small_pack

PLAINLY = """
import hashlib, sys
from pathlib import Path
from conftest import TODAY
from rumbo.build import pipeline
from rumbo.build.curriculum import Layer
from rumbo.build.render.memory import _plain
from tests.build.render.small_pack import small_curriculum, small_pack
from tests.build.render.test_memory import HOME, PEOPLE, Tongue
shipped = pipeline.read([Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")], TODAY).curriculum
profile, curriculum = small_curriculum(Path(sys.argv[1]), shipped)
for document in small_pack(profile, curriculum, Tongue("en"), PEOPLE):
    print(document.name, hashlib.sha256(_plain(document.content)).hexdigest())
"""


@pytest.fixture
def handout(curriculum: Curriculum) -> Document:
    """A handout of the shipped content."""
    (document,) = pipeline.handouts_of(["ai-basics"], curriculum, "en", exercises=False)
    return document


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of all documents that a page was made of."""
    made: list[str] = []
    to_html = printing.to_html

    def noted(document: Document, templates: tuple[Path, ...]) -> str:
        made.append(document.title)
        return to_html(document, templates)

    monkeypatch.setattr(printing, "to_html", noted)
    return made


def printed(document: Document, folder: Path, *templates: Path) -> bytes:
    """A document, printed with a cache."""
    ((artifact, problems),) = press.print_all([document], templates=templates, means=Means(cache=Cache(folder)))
    assert problems == []
    return artifact.content


def test_what_was_told_before_needs_no_page(handout: Document, pages: list[str], tmp_path: Path) -> None:
    """The same document comes back with the same bytes, without a page of it; a word more makes it another."""
    first = printed(handout, tmp_path / "kept")
    assert printed(replace(handout, copies=7), tmp_path / "kept") == first
    assert pages == [handout.title]
    view = handout.content["handout"]
    other = replace(handout, content={**handout.content, "handout": replace(view, text=f"{view.text} More.")})
    assert printed(other, tmp_path / "kept") != first
    assert len(pages) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"language": "es"},
        {"title": "Another"},
        {"name": "another.pdf"},
        {"template": "cheat-sheet.html.j2"},
        {"pictures": {"rumbo:a/b.svg": b"<svg/>"}},
        {"private": True},
    ],
)
def test_everything_that_is_told_counts(change: dict[str, object], handout: Document, tmp_path: Path) -> None:
    """Another language, title, name, template or picture is another document; what is private is never found."""
    known = memory.Memory(Cache(tmp_path / "kept"), press.PLAIN, ())
    printed(handout, tmp_path / "kept")
    assert known.told(handout)
    assert known.told(replace(handout, **change)) is None  # type: ignore[arg-type]


def test_templates_of_a_layer_count(handout: Document, pages: list[str], tmp_path: Path) -> None:
    """A document is made anew when a template of a layer changes, and found again when it is changed back."""
    template = tmp_path / "templates" / "documents" / "handout.html.j2"
    template.parent.mkdir(parents=True)
    made = []
    for words in ("One.", "Two.", "One."):
        shipped = '{% extends "shipped/handout.html.j2" %}{% block body %}' + f"<h1>{words}</h1>" + "{% endblock %}"
        template.write_text(shipped, encoding="utf-8")
        made.append(printed(handout, tmp_path / "kept", tmp_path / "templates"))
    assert made[0] == made[2] != made[1]
    assert len(pages) == 2


def test_what_does_not_stand_on_a_page_lays_out_nothing(
    handout: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the page is the same after all, it is made but not laid out, and the next time not even made."""
    first = printed(handout, tmp_path / "kept")
    monkeypatch.setattr("rumbo.build.render.pdf.Printer", None)
    other = replace(handout, content={**handout.content, "unused": 1})
    assert printed(other, tmp_path / "kept") == first
    monkeypatch.setattr(printing, "to_html", None)
    assert printed(other, tmp_path / "kept") == first


def test_equal_documents_are_told_alike_in_every_process(tmp_path: Path, curriculum: Curriculum) -> None:
    """What every kind of document is told has the same bytes whatever the seed of Python's hashes is."""
    said = []
    for seed in ("1", "2"):
        path = os.pathsep.join([str(HOME), str(HOME / "tests")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        words = [sys.executable, "-c", PLAINLY, str(tmp_path / "curriculum")]
        said.append(subprocess.check_output(words, text=True, env=environment, cwd=HOME).splitlines())
    profile, small = small_curriculum(tmp_path / "here", curriculum)
    assert said[0] == said[1]
    assert len(said[0]) == len(list(small_pack(profile, small, Tongue("en"), PEOPLE))) > 30
