"""One Printer for many documents: the same bytes whatever came before, and no picture remembered wrongly."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import page
import pytest
from conftest import HOME, Draft
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build import pipeline, replay, translation
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.markdown import to_html
from rumbo.build.outcome import Document
from rumbo.build.render.pdf import LayoutError, Printed, Printer
from rumbo.build.render.scripts import SCRIPTS, trials

from tests.build.render.printed import GLAM, printout, rumbo

ADDRESS = "rumbo:modules/first/wiki.svg"
PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{inside}</svg>'.encode()


def body(inside: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><h1>t</h1>{inside}</body></html>'


RED, BLUE = svg('<rect width="20" height="20" fill="red"/>'), svg('<circle cx="9" cy="9" r="9" fill="blue"/>')
SHOWN = body(f'<p><img src="{ADDRESS}" alt="A sign"></p>')


@pytest.fixture(scope="module")
def printer() -> Printer:
    """A Printer that has printed many other things."""
    return Printer()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_make_the_same_bytes(draft: Draft, tmp_path: Path) -> None:
    """The same profile gives the same pack to the byte, whatever time zone, locale and hash seed there are."""
    profile = draft.write("profiles/group.yaml", PROFILE)
    environment = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "es_MX.UTF-8", "LC_ALL": "es_MX.UTF-8"}
    command = ("pack", str(profile), "--curriculum", str(draft.folder), "-o", "out")
    done = rumbo(*command, cwd=tmp_path, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    built_in = Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")
    curriculum = draft.read(built_in).curriculum
    plan = pipeline.plan_for(curriculum.profiles["group"].value, curriculum)
    group, today = curriculum.profiles["group"], dt.datetime.now(ZoneInfo("Asia/Tokyo")).date()
    spoken, _ = translation.spoken_for(group.value, plan, curriculum)
    documents = pipeline.documents_of(group, plan, curriculum, (), (), today, spoken)
    artifacts = [artifact for artifact, _ in pipeline.print_all(documents)]
    artifacts += replay.files_of(group, plan, artifacts, curriculum, today)
    assert len(artifacts) > 7
    assert {artifact.name: artifact.content for artifact in artifacts} == contents(tmp_path / "out")


def printed_alike(documents: Iterable[Document], bytes_of: dict[str, Path]) -> list[str]:
    """The names of documents that come out with the bytes of files."""
    return [
        artifact.name
        for artifact, _ in pipeline.print_all(documents)
        if artifact.content == bytes_of[artifact.name].read_bytes()
    ]


def test_order_changes_no_byte(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Printed by one Printer in the opposite order, the documents of a pack have the bytes the command wrote."""
    profile = curriculum.profiles[GLAM]
    plan = pipeline.plan_for(profile.value, curriculum)
    spoken, _ = translation.spoken_for(profile.value, plan, curriculum)
    documents_of = pipeline.documents_of(profile, plan, curriculum, spoken=spoken)
    made = {document.name: document for document in documents_of}
    # Some short ones, with and without pictures; the small pack above has the books as well.
    wanted = ("plan.pdf", "agenda.pdf", "handouts/01-movement-basics.pdf", "handouts/03-wikidata-onboarding.pdf")
    documents = [made[name] for name in wanted]
    files = printout(GLAM, tmp_path_factory).pdfs
    assert printed_alike(reversed(documents), files) == [document.name for document in reversed(documents)]


def test_same_address_other_picture(printer: Printer) -> None:
    """An address shows the picture of the document at hand, not the one that another document had there."""
    red, blue = (printer.print(SHOWN, {ADDRESS: picture}).content for picture in (RED, BLUE))
    assert red != blue
    assert blue == Printer().print(SHOWN, {ADDRESS: BLUE}).content
    assert red == printer.print(SHOWN, {ADDRESS: RED}).content


def test_picture_of_an_earlier_document_is_not_given(printer: Printer) -> None:
    """A picture that only an earlier document brought is refused."""
    printer.print(SHOWN, {ADDRESS: RED})
    with pytest.raises(LayoutError, match=f"{ADDRESS} is not part of this document"):
        printer.print(SHOWN, {})


def test_bad_picture_fails_every_time(printer: Printer) -> None:
    """A picture that cannot be drawn is an error the second time too, and never a hole in the page."""
    for _ in range(2):
        with pytest.raises(LayoutError, match=f"{ADDRESS} cannot be drawn"):
            printer.print(SHOWN, {ADDRESS: b"<svg"})


def test_unprintable_letters_are_named(printer: Printer) -> None:
    """Letters that no font has are told, and the page is printed all the same."""
    printed = printer.print(body("<p>good \U0010fffd bad</p>"), {})
    assert printed.unprintable == ("\U0010fffd",)
    assert printed.pages == 1
    assert printer.print(body("<p>good</p>"), {}).unprintable == ()


def test_problem_names_document_and_letters(draft: Draft) -> None:
    """R101 names the document, each letter with its number in Unicode, and what to do; it is a warning."""
    draft.edit("modules/first/handout.md", "Edit one page a week.", "Edit \U0010fffd and \U0010fffc.")
    curriculum = draft.read().curriculum
    ((_, (problem,)),) = pipeline.print_all(pipeline.handouts_of(["first"], curriculum, "en", exercises=False))
    assert (problem.file, problem.code, problem.severity) == ("first.pdf", "R101", "warning")
    assert "U+10FFFC" in problem.message
    assert "U+10FFFD" in problem.message
    assert "rumbo doctor" in problem.hint


def test_every_script_is_tried() -> None:
    """A line of every script is printed; those whose fonts are shipped lack nothing on any machine."""
    tried = list(trials())
    assert [trial.script for trial in tried] == list(SCRIPTS)
    shipped = ("Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Ethiopic")
    assert [trial.script.name for trial in tried if trial.script.name in shipped and not trial.missing] == [*shipped]


# Whatever Markdown an author writes, the tags stay right.

FRAGMENTS = (
    "## b\n\n### c\n",
    "- x\n  - y\n    - z\n",
    "1. one\n   1. in\n",
    "> q\n",
    "> - l\n",
    "- > q\n",
    "- a\n\n  b\n",
    "- [ ] t\n",
    "- [x] u\n[![alt](p.svg)](https://x.y)\n  - y\n",
    "|a|b|\n|-|-|\n|1|![alt](p.svg)|\n",
    "```write 3\nlab\n```\n",
    "- ```write 2\n  x\n  ```\n",
    "```\ncode\n```\n",
    "---\n",
    "text [l](https://a.b) `c` **b**\n",
    '![alt](p.svg "cap")\n',
    "- ![alt](p.svg)\n",
    "- \n\n  para\n",
    "Ω عربى\n",
)


def printed_markdown(printer: Printer, text: str) -> Printed:
    return printer.print(body(to_html(text, lambda name: ADDRESS)), {ADDRESS: RED})


def refused(printed: Printed, folder: Path) -> list[str]:
    """The rules of PDF/UA-1 that a PDF breaks."""
    path = folder / "page.pdf"
    path.write_bytes(printed.content)
    found = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    return [failure.rule_id for failure in found.failures]


def test_every_kind_of_block_is_tagged_well(printer: Printer, tmp_path: Path) -> None:
    """All blocks that Markdown has, one below the other, keep the rules of PDF/UA-1."""
    assert refused(printed_markdown(printer, "\n".join(FRAGMENTS)), tmp_path) == []


@settings(max_examples=15, deadline=None)
@given(parts=st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(("", "\n"))), max_size=6))
def test_any_mix_of_blocks_is_tagged_well(
    printer: Printer, tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]]
) -> None:
    """Blocks in any order, with and without blank lines between, keep the rules of PDF/UA-1."""
    text = "".join(fragment + end for fragment, end in parts)
    assert refused(printed_markdown(printer, text), tmp_path_factory.getbasetemp()) == []


@settings(max_examples=20, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_can_be_printed(printer: Printer, text: str) -> None:
    """Whatever stands in a text, in whatever script, there is a page of it."""
    assert printer.print(body(to_html(text)), {}).pages >= 1
