"""Surveys and notices: what is asked of them, and what is not."""

import pytest
from conftest import HOME, Draft

SURVEY = (HOME / "tests/problems/A102/curriculum/assessments/group.yaml").read_text(encoding="utf-8")
"""Questions that set no level, which an assessment must not have."""
NOTICE = """\
---
title: The quiet room
authors: [A]
licence: CC0
review: {kind: general, reviewed: 2026-01-01, review_by: 2099-01-01, by: A}
---
"""


def test_questions_of_a_survey_need_no_level(draft: Draft) -> None:
    """People read the answers to a survey, so that its choices may set nothing."""
    draft.write("surveys/after.yaml", SURVEY)
    assert draft.told() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes: 5", "minutes: 5\naudiences: [nobody]", "surveys/after.yaml:5: M104"),
        ("{id: tea, text: Tea}", "{id: tea, text: Tea, wanted: {dancing: 1}}", "surveys/after.yaml:11: A101"),
        ("review:", "  - {id: b, text: tea or COFFEE?, kind: text, dimension: governance}\nreview:", ":13: A104"),
        ("2028-01-01", "2026-11-01", "surveys/after.yaml:13: M117"),
    ],
)
def test_names_in_a_survey_are_checked(draft: Draft, old: str, new: str, told: str) -> None:
    """A survey names audiences and competencies that exist, asks everything once, and is read for truth in time."""
    draft.write("surveys/after.yaml", SURVEY.replace(old, new, 1))
    (found,) = draft.told()
    assert found.endswith(told)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Nobody talks here.\n\n## Where it is\n\nBehind the stairs.\n", ""),
        ("", "H110"),
        ("# Quiet\n\nHush.\n", "H106"),
        ("Nobody <b>talks</b>.\n", "H101"),
    ],
)
def test_words_of_a_notice_are_checked(draft: Draft, words: str, code: str) -> None:
    """A notice has words, no raw HTML, and headings from the second level on."""
    draft.write("notices/quiet.md", NOTICE + words)
    assert sorted({told.split()[-1] for told in draft.told()}) == ([code] if code else [])


def test_notice_is_read_for_truth_in_time(draft: Draft) -> None:
    """A notice whose review date has passed is told."""
    draft.write("notices/quiet.md", NOTICE.replace("2099-01-01", "2026-11-01") + "Hush.\n")
    assert draft.told() == ["notices/quiet.md:5: M117"]
