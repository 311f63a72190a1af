"""What learning patterns and wikis get from a record."""

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, Draft
from event_records import record
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.records import drafts, evidence, slug
from rumbo.build.exchange.report_wikitext import plain, wikitext
from rumbo.build.model import Record
from rumbo.build.recorded import recorded
from rumbo.build.yaml_text import read
from saved_plans import two_modules

KNOWN = {"modules": {"first", "second"}, "patterns": {"the-room"}, "audiences": {"everyone"}}
NASTY = "[[File:X.svg]] {{delete}} ''it'' <script> </nowiki> & | ~~~~\n* = http://x.example"


def drafted(*troubles: dict[str, Any]) -> dict[str, str]:
    """The drafts for what did not work, by name."""
    made = record(did_not_work=list(troubles))
    return {one.name: one.content.decode() for one in drafts(made, KNOWN, TODAY)}


def fields(text: str) -> dict[str, Any]:
    """The front matter of a draft."""
    tree, faults = read(text.split("---\n")[1])
    assert faults == []
    found: dict[str, Any] = tree
    return found


def test_a_draft_for_each_thing_that_did_not_work() -> None:
    """A draft holds what was said as its problem, the module it happened in, its dates and steps to fill in."""
    ((name, text),) = drafted({"what": "The Wi-Fi broke down. Twice.", "module": "first"}).items()
    assert name == "patterns/the-wi-fi-broke-down-twice.md"
    front = fields(text)
    assert front["title"] == "The Wi-Fi broke down"
    assert front["problem"] == "The Wi-Fi broke down. Twice."
    assert front["applies"] == {"modules": ["first"]}
    assert (front["status"], front["created"], front["audiences"]) == ("draft", "2026-11-22", ["everyone"])
    assert front["review"]["review_by"] > front["review"]["reviewed"] == "2026-11-22"
    assert re.findall(r"^\d\. \*\*\w+\*\*", text, re.M) == ["1. **Write**", "2. **Name**", "3. **Say**"]


def test_a_draft_without_a_module_applies_to_all_that_were_taught() -> None:
    """What happened nowhere in particular belongs to every module of which something was taught."""
    (text,) = drafted({"what": "It was cold.", "pattern": "the-room"}).values()
    assert fields(text)["applies"] == {"modules": ["first", "second"]}
    assert "*the-room* was tried" in text


def test_drafts_never_take_a_name_that_is_there() -> None:
    """A name that a pattern or another draft has gets a number; a text without Latin letters is named by its day."""
    names = drafted({"what": "The room"}, {"what": "the ROOM!"}, {"what": "الغرفة باردة"})
    assert list(names) == ["patterns/the-room-2.md", "patterns/the-room-3.md", "patterns/lesson-2027-03-12.md"]


@pytest.mark.parametrize("what", ["Too long " * 30, NASTY, "1. No: 'x' # y", "- a\n- b", "Write it down", "الغرفة"])
def test_a_draft_passes_the_check(draft: Draft, what: str) -> None:
    """Whatever was said, its draft is a learning pattern without an error."""
    two_modules(draft)
    for one in drafts(record(did_not_work=[{"what": what}]), KNOWN, TODAY, "learning_patterns"):
        draft.write(one.name, one.content)
    reading = draft.read()
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    (entry,) = reading.curriculum.patterns.values()
    assert entry.value.problem == what.strip()


def test_evidence_is_ready_to_paste(draft: Draft) -> None:
    """Each line of evidence, put below `used:`, is a use of the pattern."""
    tried = [{"id": "the-room", "worked": "no", "outcome": 'It was "cold": 12°, and\nwet'}]
    text = evidence(record(patterns=tried), "evidence.yaml").content.decode()
    assert "# the-room.md\n" in text
    two_modules(draft)
    (one,) = drafts(record(), KNOWN, TODAY, "learning_patterns")
    draft.write(one.name, one.content.decode().replace("licence:", f"used:\n{text}licence:"))
    reading = draft.read()
    assert [problem.code for problem in reading.problems if problem.severity == "error"] == []
    (use,) = next(iter(reading.curriculum.patterns.values())).value.used
    assert (use.worked, use.event, use.audience) == ("no", "Our group", "everyone")
    assert use.outcome.startswith('It was "cold": 12°, and')


def test_evidence_without_patterns_is_still_a_file() -> None:
    """A record at which no pattern was tried gives a file that says so and can be read."""
    text = evidence(record(), "evidence.yaml").content.decode()
    assert "No learning pattern" in text
    assert read(text) == (None, [])


@given(st.text(max_size=80))
def test_slug_is_an_id_or_nothing(text: str) -> None:
    """Any text gives an id of a length that can be typed, or nothing."""
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= 45


@given(st.text(alphabet="[]{}|'=_~<>&*#:;!- /nowikia\n", max_size=40))
def test_nothing_typed_becomes_markup(text: str) -> None:
    """Text on a wiki has no sign that means something outside of nowiki, and cannot end that itself."""
    shown = plain(text)
    inner = shown.removeprefix("<nowiki>").removesuffix("</nowiki>")
    assert "<" not in inner
    assert ">" not in inner
    assert "\n" not in shown
    if inner == shown:
        assert not re.search(r"\[|\]|\{|\}|\||'|=|~|__|://|^[*#:;]", shown)


def wiki(made: Record, curriculum: Curriculum) -> str:
    """The wikitext of a record."""
    return wikitext(recorded(made, curriculum), "report.wiki", "en").content.decode()


def test_wikitext_tells_the_record(draft: Draft) -> None:
    """The page has attendance, minutes with their difference, what worked, what did not, and the tasks."""
    text = wiki(record(), two_modules(draft).read().curriculum)
    assert text.startswith("'''Our group''', March 12, 2027, March 13, 2027\n")
    assert "* Invited: 20\n* Came: 12\n* New accounts: 0\n* March 12, 2027: 12\n" in text
    assert '! scope="row" | First steps\n| 20\n| 35 <span' in text
    assert "| +15\n" in text
    assert "Change one sentence 35 (+15)" in text
    assert "Left out: A task called more\n" in text
    assert "== What worked ==\n* Pairs with one laptop.\n" in text
    assert "* The internet broke down. (First steps)\n" in text
    assert '! scope="row" | Thank the museum.\n| coordinator\n| April 1, 2027\n' in text
    assert text.count("{|") == text.count("|}") == 2


def test_wikitext_of_nasty_words(curriculum: Curriculum) -> None:
    """Markup in what somebody typed is shown and does nothing."""
    tasks = [{"task": NASTY, "owner": NASTY}]
    made = record(title=NASTY.replace("\n", " "), worked=[NASTY], did_not_work=[{"what": NASTY}], follow_ups=tasks)
    text = re.sub(r"<nowiki>[^<>]*</nowiki>", "", wiki(made, curriculum))
    assert not re.search(r"\[\[|\{\{|script|~~~~|http:", text)


def test_an_empty_record_is_told_shortly(curriculum: Curriculum) -> None:
    """A record that nobody filled has a title and no empty heading."""
    empty = record(attendance={}, minutes={}, worked=[], did_not_work=[], follow_ups=[])
    assert "==" not in wiki(empty, curriculum)


def test_survey_has_bars_and_numbers(curriculum: Curriculum, tmp_path: Path) -> None:
    """Each answer has its number, and a bar that a reader aloud leaves out; unknown questions keep their ids."""
    made = record(
        asked={"set": "gone", "people": 4}, survey={"safe": {"yes": 3, "no": 1}, "warm": {"yes": 0, "no": 4}}
    )
    text = wiki(made, curriculum)
    assert "== What 4 people answered ==" in text
    assert '! scope="row" | safe\n| 3 <span aria-hidden="true">▇▇▇▇▇▇▇▇▇</span>\n| 1 <span' in text
    assert '! scope="row" | warm\n| 0\n| 4 <span aria-hidden="true">▇▇▇▇▇▇▇▇▇▇▇▇</span>\n' in text
    assert text.count('! scope="col" | Question') == 1
