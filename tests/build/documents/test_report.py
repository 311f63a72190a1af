"""The report of an event as a page."""

import io
import re
from pathlib import Path
from typing import Any

import page
import pytest
from conftest import Draft
from event_records import record
from pypdf import PdfReader
from rumbo.build import pipeline, records
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Record
from rumbo.build.render.html import to_html
from saved_plans import two_modules

ANSWERS = {"poor": 1, "fair": 2, "good": 9, "very-good": 8, "none": 0}
FULL: dict[str, Any] = {
    "asked": {"set": "gone", "people": 20},
    "survey": {f"question-{number}": ANSWERS for number in range(14)} | {"safe": {"no": 0, "yes": 20}},
    "words": {"best": ["Words of nobody else."] * 20},
    "worked": ["Pairs with one laptop.", "The cups for help.", "Tea."],
    "patterns": [{"id": f"pattern-{number}", "worked": "partly", "outcome": "Half the room."} for number in range(3)],
}


@pytest.fixture
def tiny(draft: Draft) -> Curriculum:
    """The modules that the record speaks of."""
    return two_modules(draft).read().curriculum


def words(made: Record, curriculum: Curriculum, language: str = "en") -> str:
    """The words of the page on one line."""
    html = to_html(records.report_page(made, curriculum, language))
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_page_tells_the_record(tiny: Curriculum) -> None:
    """Attendance, minutes with their differences, what worked, what did not and the tasks stand on the page."""
    told = words(record(), tiny)
    assert "Invited: 20 · Came: 12 · New accounts: 0 · March 12, 2027: 12 · March 13, 2027: 9" in told
    assert "First steps 20 35 +15" in told
    assert "All together 50 55 +5" in told
    assert "Change one sentence 35 (+15)" in told
    assert "Left out: A task called more ." in told
    assert "The internet broke down. ( First steps )" in told
    assert "Thank the museum. · coordinator · April 1, 2027" in told


def test_every_bar_has_its_number(tiny: Curriculum) -> None:
    """The length of a bar is the share of all who answered, and beside each bar its number stands."""
    html = to_html(records.report_page(record(**FULL), tiny, "en"))
    bars = re.findall(
        r'<span class="number">(\d+)</span><span class="meter"><span class="filled" style="width: (\d+)%', html
    )
    assert ("9", "45") in bars
    assert ("20", "100") in bars
    assert html.count('class="meter"') == len(bars)
    assert "What 20 people answered" in html


def test_words_of_people_are_not_printed(tiny: Curriculum) -> None:
    """Answers in words stay in the record, where somebody can read them first; the page says how many there are."""
    told = words(record(**FULL), tiny)
    assert "Words of nobody else" not in told
    assert "20 answers in words" in told


def test_names_of_trainers_are_not_printed(tiny: Curriculum) -> None:
    """Who taught is for credit, not for the report."""
    made = record(taught={"first": ["Ana Trainer"]})
    assert "Ana Trainer" not in words(made, tiny)
    files = records.report_files(made, tiny, "en", made.made_on)
    assert not [one.name for one in files if b"Ana Trainer" in one.content]


def test_an_empty_record_has_no_headings(tiny: Curriculum) -> None:
    """What nobody told has no heading, no table and no zero."""
    empty = record(attendance={}, minutes={}, worked=[], did_not_work=[], follow_ups=[])
    html = to_html(records.report_page(empty, tiny, "en"))
    assert "<h2" not in html
    assert "<table" not in html


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_one_accessible_page(tiny: Curriculum, tmp_path: Path, language: str) -> None:
    """A full record with a long survey is one page and PDF/UA-1, in any direction."""
    made = record(**FULL, language=language)
    ((printed, problems),) = pipeline.print_all([records.report_page(made, tiny, language)])
    assert problems == []
    path = tmp_path / printed.name
    path.write_bytes(printed.content)
    assert page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    assert len(PdfReader(io.BytesIO(printed.content)).pages) == 1
