"""The printed packs and handouts: what stands on their pages, and that every reader program can use them."""

import datetime as dt
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from conftest import HOME
from markdown_it.token import Token
from pypdf.generic import IndirectObject
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import Labels
from rumbo.build.markdown import headings, parse

from tests.build.documents.trainer_words import plain, secrets, sentences
from tests.build.render.printed import (
    ADVOCACY,
    EXERCISES,
    GLAM,
    HANDOUTS,
    JOBS,
    MODULES,
    PACKS,
    Printout,
    in_its_language,
    pages,
    printout,
    squash,
    text,
)

GUIDE, HANDBOOK, AGENDA, PLAN = "facilitator-guide.pdf", "participant-handbook.pdf", "agenda.pdf", "plan.pdf"
every_job = pytest.mark.parametrize("job", JOBS)
both_packs = pytest.mark.parametrize("job", PACKS)


@pytest.fixture
def printed(job: str, tmp_path_factory: pytest.TempPathFactory) -> Printout:
    """What the command printed for a job."""
    return printout(job, tmp_path_factory)


@cache
def reader(pdf: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(pdf)


def titles(printed: Printout, curriculum: Curriculum) -> list[str]:
    """The titles of the modules of a pack, in teaching order."""
    return [in_its_language(printed, curriculum).modules[name].value.title for name in printed.modules]


def bookmarks(pdf: Path) -> list[tuple[str, int]]:
    """The bookmarks of the first level with their pages, counted from 1."""
    file = reader(pdf)
    tops = [item for item in file.outline if not isinstance(item, list)]
    return [(str(item.title), file.get_destination_page_number(item) + 1) for item in tops]


def elements(pdf: Path) -> Iterator[dict[str, Any]]:
    """Every element of the tag tree, parents first."""
    waiting: list[Any] = [reader(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        found = waiting.pop()
        found = found.get_object() if isinstance(found, IndirectObject) else found
        if isinstance(found, list):
            waiting += reversed(found)
        elif isinstance(found, dict):
            if "/S" in found:
                yield found
            waiting.append(found.get("/K", []))


def kinds(pdf: Path) -> list[str]:
    return [str(element["/S"]) for element in elements(pdf)]


# Pages


@every_job
def test_command_tells_the_true_pages(job: str, printed: Printout) -> None:
    """The list at the end names every PDF with the number of pages that it has, at least one."""
    told = dict(re.findall(r"^out/(\S+\.pdf) +(\d+) pages?$", printed.said, re.MULTILINE))
    found = {name: str(len(reader(pdf).pages)) for name, pdf in printed.pdfs.items()}
    assert told == found
    assert "0" not in told.values()
    assert printed.complained == ""


@both_packs
def test_pack_is_complete(job: str, printed: Printout) -> None:
    """A pack holds the books, one handout a module in teaching order, two files for programs, and what its manifest
    tells of, nothing else.
    """
    handouts = [f"handouts/{number:02}-{name}.pdf" for number, name in enumerate(printed.modules, start=1)]
    expected = {PLAN, AGENDA, GUIDE, HANDBOOK, *handouts, "plan.yaml", "manifest.json"}
    found = {path.relative_to(printed.folder).as_posix() for path in printed.folder.rglob("*") if path.is_file()}
    manifest = json.loads((printed.folder / "manifest.json").read_text(encoding="utf-8"))
    assert found == {*manifest["files"], "manifest.json"}
    assert found >= expected
    assert {name for name in found if name.startswith("handouts/")} == set(handouts)


@every_job
def test_no_page_is_empty(job: str, printed: Printout) -> None:
    """Every page has words of its own between head and foot."""
    for name, pdf in printed.pdfs.items():
        assert len(pages(pdf)) == len(reader(pdf).pages), name
        empty = [number for number, words in enumerate(pages(pdf), start=1) if not squash(words)]
        assert not empty, f"{name}: nothing on page {empty}"


@pytest.mark.parametrize("module", MODULES)
def test_handout_has_two_to_four_pages(module: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A handout is short enough to be printed for everybody."""
    pdf = printout(HANDOUTS, tmp_path_factory).pdfs[f"{module}.pdf"]
    assert 2 <= len(reader(pdf).pages) <= 4


# Finding one's way


@both_packs
@pytest.mark.parametrize("name", [HANDBOOK, GUIDE])
def test_contents_tell_the_true_pages(job: str, printed: Printout, name: str, curriculum: Curriculum) -> None:
    """The list of contents names every module with the page on which its title really stands."""
    words = [" ".join(page.split()) for page in pages(printed.pdfs[name])]
    for number, title in enumerate(titles(printed, curriculum), start=1):
        entries = re.findall(rf"{number}\. {re.escape(title)}[ .]+(\d+)", " ".join(words))
        assert len(entries) == 1, title
        assert words[int(entries[0]) - 1].find(title) in range(60), f"{title} is not at the top of {entries[0]}"


@both_packs
@pytest.mark.parametrize("name", [HANDBOOK, GUIDE])
def test_bookmarks_lead_to_every_module(job: str, printed: Printout, name: str, curriculum: Curriculum) -> None:
    """The bookmarks of the first level are the titles of the modules in order, each on the page of its title."""
    pdf = printed.pdfs[name]
    found = [mark for mark in bookmarks(pdf) if mark[0] in titles(printed, curriculum)]
    assert [title for title, _ in found] == titles(printed, curriculum)
    for title, number in found:
        assert squash(title) in squash(pages(pdf)[number - 1])[:100]


@every_job
def test_title_and_language_are_set(job: str, printed: Printout, curriculum: Curriculum) -> None:
    """Each file says its own title and language, and shows the title instead of the name of the file."""
    seen = set()
    for pdf in printed.pdfs.values():
        root = reader(pdf).trailer["/Root"]
        assert root["/Lang"] == printed.language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        seen.add(str(reader(pdf).metadata.title))
    assert len(seen) == len(printed.pdfs)
    wanted = printed.modules if job in PACKS else [Path(name).stem for name in printed.pdfs]
    assert {in_its_language(printed, curriculum).modules[name].value.title for name in wanted} <= seen


# What stands there


def pieces(tokens: list[Token]) -> Iterator[str]:
    """Every run of words of a text, with captions; a label of a space to write is a run too."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                yield str(child.attrs.get("title", ""))
            elif child.type in ("text", "code_inline"):
                yield child.content
        if token.type in ("fence", "code_block"):
            yield plain(token.content)


@pytest.mark.parametrize("module", MODULES)
def test_handout_holds_its_text(
    module: str, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Objectives, key points, steps and every other word that was written for participants are on paper."""
    entry = curriculum.modules[module]
    words = text(printout(HANDOUTS, tmp_path_factory).pdfs[f"{module}.pdf"])
    expected = [entry.value.title]
    expected += [plain(objective.text) for objective in entry.value.objectives]
    expected += [plain(point) for point in entry.value.key_points]
    expected += pieces(parse(entry.texts["handout"].text))
    expected += [source.title for source in entry.value.sources]
    expected += [picture.author for picture in entry.value.pictures]
    assert [piece for piece in expected if squash(piece) not in words] == []


@both_packs
def test_handbook_holds_exercises_and_quiz(job: str, printed: Printout, curriculum: Curriculum) -> None:
    """The handbook has every task and every question with all its answers."""
    words = text(printed.pdfs[HANDBOOK])
    for name in printed.modules:
        module = in_its_language(printed, curriculum).modules[name].value
        expected = [piece for activity in module.activities for piece in pieces(parse(activity.task or ""))]
        expected += [plain(question.question) for question in module.quiz]
        expected += [plain(answer.text) for question in module.quiz for answer in question.answers]
        assert [piece for piece in expected if squash(piece) not in words] == [], name


def _said_of(slot: Mapping[str, str], written: Curriculum, told: Curriculum) -> str:
    """What an activity of a plan is called in the language of a pack."""
    pair = (content.modules[slot["module"]].value.activities for content in (written, told))
    titles = {before.title: after.title for before, after in zip(*pair, strict=True)}
    return titles.get(slot["title"], slot["title"])


@both_packs
def test_times_of_the_plan_are_printed(job: str, printed: Printout, curriculum: Curriculum) -> None:
    """Agenda, plan and guide tell the times of the plan: modules and breaks, and in the guide every activity."""
    labels = Labels(printed.language)
    agenda, plan, guide = (text(printed.pdfs[name]) for name in (AGENDA, PLAN, GUIDE))

    def clock(start: str, end: str) -> str:
        return squash(labels.time(dt.time.fromisoformat(start)) + labels.time(dt.time.fromisoformat(end)))

    content = in_its_language(printed, curriculum)
    sessions: Any = printed.plan["sessions"]
    assert sessions
    for session in sessions:
        for name, group in groupby(session["slots"], key=lambda slot: slot["module"]):
            slots = list(group)
            title = squash(content.modules[name].value.title)
            when = clock(slots[0]["start"], slots[-1]["end"])
            minutes = sum(slot["minutes"] for slot in slots)
            assert f"{when}{title}" in agenda
            assert f"{when}{title}" in guide
            into_the_day = r"\d{3,4}"
            assert re.search(f"{re.escape(when)}{into_the_day}{minutes}{re.escape(title)}", plan)
            for slot in slots:
                told = _said_of(slot, curriculum, content)
                assert clock(slot["start"], slot["end"]) + squash(told) in guide
        if session["then"] != "end":
            assert squash(labels.time(dt.time.fromisoformat(session["end"]))) + squash(
                labels.text(session["then"])
            ) in guide.replace("·", "")


def test_labels_and_dates_are_spanish(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A pack for a Spanish-speaking group has Spanish labels, times and dates, and no English ones."""
    printed = printout(GLAM, tmp_path_factory)
    agenda, plan, guide, handbook = (
        " ".join(" ".join(pages(printed.pdfs[name])).split()) for name in (AGENDA, PLAN, GUIDE, HANDBOOK)
    )
    for words in (agenda, plan, guide):
        assert "Viernes, 12 de marzo de 2027" in words
        assert "Sábado, 13 de marzo de 2027" in words
        assert "Descanso" in words
        assert re.search(r"\b9:00 – 1\d:\d\d\b", words)
    assert "viernes, 12 de marzo de 2027" in handbook
    assert "Cuaderno de participantes" in handbook
    spanish, english = Labels("es"), Labels("en")
    for words, keys in (
        (agenda, ("agenda-what", "agenda-bring", "bring-own", "time")),
        (plan, ("plan-print", "plan-why", "plan-no-assessment", "for-guide", "plan-left-out")),
        (guide, ("guide-trainers-only", "guide-no-power", "guide-expected", "guide-before")),
        (handbook, ("handout-objectives", "handout-key-points", "handout-quiz", "handbook-how", "cover-name")),
    ):
        for key in keys:
            assert squash(spanish.text(key)) in squash(words), key
            assert english.text(key) not in words, key


def test_labels_and_dates_are_english(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A pack in English writes days with capital letters, and hours with AM and PM."""
    printed = printout(ADVOCACY, tmp_path_factory)
    agenda = " ".join(" ".join(pages(printed.pdfs[AGENDA])).split())
    assert "Thursday, May 20, 2027" in agenda
    assert re.search(r"10:00\sAM – \d+:\d\d\s[AP]M", agenda)


NOTICE = {
    "es": "El contenido de este documento está en inglés",
    "en": "The contents of this document are in",
}


def test_cover_says_that_it_is_a_draft(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In Spanish, the first page of everything with contents says that no native speaker has read it yet."""
    pdfs = printout(GLAM, tmp_path_factory).pdfs
    for name in (HANDBOOK, GUIDE, PLAN, *(name for name in pdfs if name.startswith("handouts/"))):
        first = squash(pages(pdfs[name])[:4] if name == PLAN else pages(pdfs[name])[0])
        assert squash("Primer borrador de la traducción") in first, name


@pytest.mark.parametrize("job", [ADVOCACY, HANDOUTS, EXERCISES])
def test_no_such_notice_in_english(job: str, printed: Printout) -> None:
    """In English nothing is said of a missing translation."""
    for name, pdf in printed.pdfs.items():
        assert squash(NOTICE["en"]) not in text(pdf), name
        assert squash(NOTICE["es"]) not in text(pdf), name


# Nothing of the trainer's


@every_job
def test_no_trainer_text_on_paper(job: str, printed: Printout, curriculum: Curriculum) -> None:
    """No sentence that was written for trainers stands in what participants get."""
    manifest = printed.folder / "manifest.json"
    rows = json.loads(manifest.read_text(encoding="utf-8"))["files"] if manifest.exists() else {}
    modules = printed.modules if job in PACKS else [pdf.stem for pdf in printed.pdfs.values()]
    content = in_its_language(printed, curriculum)
    hidden = {module: secrets(content.modules[module]) for module in modules}
    for name, pdf in printed.pdfs.items():
        if rows.get(name, {"readers": "participants"})["readers"] == "participants":
            words = text(pdf)
            told = [said for module in (modules if job in PACKS else [pdf.stem]) for said in hidden[module]]
            assert len(told) > 50
            assert [said for said in told if said in words] == [], name


@both_packs
def test_trainer_text_is_in_the_guide(job: str, printed: Printout, curriculum: Curriculum) -> None:
    """What was written for trainers stands in their guide, so that the test above looks for the right words."""
    words = text(printed.pdfs[GUIDE])
    told = [said for name in printed.modules for said in secrets(in_its_language(printed, curriculum).modules[name])]
    assert sum(said in words for said in told) >= 0.98 * len(told)
    for name in printed.modules:
        for question in in_its_language(printed, curriculum).modules[name].value.quiz:
            assert all(said in words for said in sentences(question.explanation))


# Letters


def shipped_fonts() -> set[str]:
    style = (HOME / "templates" / "styles" / "print.css").read_text(encoding="utf-8")
    return {name.replace(" ", "-") for name in re.findall(r'@font-face { font-family: "([^"]+)"', style)}


@every_job
def test_only_shipped_fonts_are_used(job: str, printed: Printout) -> None:
    """Every font in every file is one of the Noto families that come with Rumbo, and is embedded."""
    families = shipped_fonts()
    assert "Noto-Sans" in families
    for name, pdf in printed.pdfs.items():
        told = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in told.splitlines()[2:]]
        assert rows, name
        for row in rows:
            family = re.sub(r"(-(Bold|Italic|Oblique|Regular))+$", "", row[0].partition("+")[2])
            assert family in families, f"{name}: {row[0]}"
            assert row[-5:-2] == ["yes", "yes", "yes"], f"{name}: {row} is not embedded"


# Every program can use it


@every_job
def test_pdf_ua(job: str, printed: Printout) -> None:
    """Every document keeps all the rules of PDF/UA-1 (ISO 14289-1) that a program can check."""
    for name, pdf in printed.pdfs.items():
        found = page.validate_pdf(str(pdf), profile=page.ValidationProfile.PDF_UA_1)
        assert found.is_compliant, (name, [(failure.rule_id, failure.message) for failure in found.failures])


@every_job
def test_qpdf_finds_no_fault(job: str, printed: Printout) -> None:
    """The syntax of every file is right."""
    for name, pdf in printed.pdfs.items():
        done = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (name, done.stderr)


@pytest.mark.parametrize("module", ["copyright-basics", "movement-basics"])  # asking for words is slow
def test_headings_are_tagged(module: str, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A reader aloud finds the title as the one heading of the first level, and every section below it."""
    pdf = printout(HANDOUTS, tmp_path_factory).pdfs[f"{module}.pdf"]
    told = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, text=True, check=True).stdout
    found = re.findall(r'^ *(H[123]) \(block\)\n(?: *(?:Span|NonStruct).*\n)* *"(.*)"', told, re.MULTILINE)
    entry = curriculum.modules[module]
    assert [words for level, words in found if level == "H1"] == [entry.value.title]
    written = [f"H{heading.level}" for heading in headings(parse(entry.texts["handout"].text))]
    labels = ["H2"] * 3  # objectives, key points, credits
    assert sorted(level for level, _ in found) == sorted(["H1", *written, *labels])


@both_packs
def test_books_have_headings(job: str, printed: Printout) -> None:
    """The books have a heading of the first level for each module and some more, and sections below."""
    for name in (HANDBOOK, GUIDE):
        found = kinds(printed.pdfs[name])
        assert found.count("/H1") == len(bookmarks(printed.pdfs[name])) > len(printed.modules)
        assert found.count("/H2") > 5 * len(printed.modules)


@both_packs
def test_tables_have_heads(job: str, printed: Printout) -> None:
    """The timetables have heads that are tagged as such, and every cell names its own."""
    for name in (AGENDA, PLAN, GUIDE):
        found = kinds(printed.pdfs[name])
        assert found.count("/Table") >= 1, name
        assert found.count("/TH") >= 2 * found.count("/THead") > 0, name
        cells = [element for element in elements(printed.pdfs[name]) if element["/S"] == "/TD"]
        assert cells
        assert all("/A" in cell for cell in cells), name


@pytest.mark.parametrize("module", MODULES)
def test_figures_have_alternative_text(
    module: str, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each picture of a handout is a figure with the alternative text that its author wrote, and there is one."""
    pdf = printout(HANDOUTS, tmp_path_factory).pdfs[f"{module}.pdf"]
    tokens = parse(curriculum.modules[module].texts["handout"].text)
    written = [child.content for token in tokens for child in token.children or () if child.type == "image"]
    assert [str(element.get("/Alt")) for element in elements(pdf) if element["/S"] == "/Figure"] == written
    assert written
