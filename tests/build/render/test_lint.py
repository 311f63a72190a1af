"""Faults that make a tagged PDF invalid are found in the HTML; each really is one, and what is right is not told."""

import page
import pytest
from conftest import Draft
from rumbo.build import pipeline, press
from rumbo.build.curriculum import Curriculum
from rumbo.build.outcome import Document
from rumbo.build.render.html import to_html
from rumbo.build.render.lint import faults
from rumbo.build.render.pdf import Printer

from tests.build.render.printed import PACKS

PICTURES = {
    "rumbo:a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
}


def html(body: str, head: str = "<title>t</title>", start: str = '<html lang="en">') -> str:
    return f"<!DOCTYPE html>{start}<head>{head}</head><body>{body}</body></html>"


WRONG = {
    "no title": (html("<h1>a</h1>", head=""), "the page has no title"),
    "empty title": (html("<h1>a</h1>", head="<title> </title>"), "the page has no title"),
    "no language": (html("<h1>a</h1>", start="<html>"), "does not say its language"),
    "skipped level": (html("<h1>a</h1><h3>b</h3>"), "level 3 follows one of level 1"),
    "no first heading": (html("<h2>b</h2>"), "the first heading has level 2"),
    "no alt": (html('<h1>a</h1><p><img src="rumbo:a.svg"></p>'), "the picture rumbo:a.svg has no alternative text"),
    "empty alt": (html('<h1>a</h1><p><img src="rumbo:a.svg" alt=""></p>'), "has no alternative text"),
    "drawing": (html('<h1>a</h1><svg width="9" height="9"><rect width="9" height="9"/></svg>'), "a drawing (svg)"),
    "both ways": (
        html(
            '<h1>a</h1><table><tr><th colspan="2" rowspan="2">a</th><th>b</th></tr><tr><th>c</th></tr>'
            "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
        ),
        "spans columns and rows",
    ),
    "both in a row": (
        html(
            '<h1>a</h1><table><tr><th colspan="2">a</th><th rowspan="2">b</th></tr><tr><th>c</th><th>d</th></tr>'
            "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
        ),
        "spans columns and rows",
    ),
    "head for two": (
        html('<h1>a</h1><table><tr><th colspan="2">a</th></tr><tr><td>1</td><td>2</td></tr></table>'),
        "no heads of their own",
    ),
}
RIGHT = (
    html("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><h1>e</h1><h2>f</h2>"),
    html('<h1>a</h1><p><img src="rumbo:a.svg" alt="A sign"/></p>'),
    html(
        '<h1>a</h1><table><thead><tr><th colspan="2">a</th></tr><tr><th>b</th><th>c</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    ),
    html("<h1>a</h1><p>the svg and title of &lt;svg&gt;</p>"),
)


def rules(text: str, folder) -> list[str]:  # type: ignore[no-untyped-def]
    """The rules of PDF/UA-1 that a page breaks."""
    (folder / "page.pdf").write_bytes(Printer().print(text, PICTURES).content)
    found = page.validate_pdf(str(folder / "page.pdf"), profile=page.ValidationProfile.PDF_UA_1)
    return [failure.rule_id for failure in found.failures]


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_fault_is_told(text: str, said: str) -> None:
    """Each fault is told in one sentence, once."""
    (fault,) = faults(text)
    assert said in fault


@pytest.mark.parametrize("name", sorted(set(WRONG) - {"no first heading", "empty title"}))
def test_fault_is_one(name: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A page with the fault really breaks a rule of PDF/UA-1."""
    assert rules(WRONG[name][0], tmp_path) != []


@pytest.mark.parametrize("text", RIGHT)
def test_right_pages_are_right(text: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Where nothing is told, no rule is broken."""
    assert faults(text) == ()
    assert rules(text, tmp_path) == []


def test_fault_is_a_problem(monkeypatch: pytest.MonkeyPatch, draft: Draft) -> None:
    """The fault of a document is an R105 with its name and the template to look at; the page is printed."""
    made = pipeline.handouts_of(["first"], draft.read().curriculum, "en", exercises=False)
    monkeypatch.setattr(
        "rumbo.build.render.printing.to_html", lambda document, templates: html("<h1>a</h1><h4>b</h4>")
    )
    ((artifact, (problem,)),) = press.print_all(made)
    assert artifact.pages == 1
    assert (problem.code, problem.file, problem.severity) == ("R105", "first.pdf", "warning")
    assert "handout.html.j2" in problem.hint


@pytest.mark.parametrize("name", PACKS)
def test_no_shipped_document_has_a_fault(name: str, curriculum: Curriculum) -> None:
    """Every page of both shipped profiles is without fault."""
    profile = curriculum.profiles[name]
    documents: tuple[Document, ...] = pipeline.documents_of(
        profile, pipeline.plan_for(profile.value, curriculum), curriculum
    )
    found = {document.name: faults(to_html(document)) for document in documents if document.name.endswith(".pdf")}
    assert {name: told for name, told in found.items() if told} == {}
