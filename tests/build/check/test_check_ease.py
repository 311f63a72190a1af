"""Texts for participants that are hard to read."""

import re

import pytest
from conftest import HOME, Draft
from rumbo.build.reading_ease import FORMULAS

MODULE = "modules/first/module.yaml"
HANDOUT = "modules/first/handout.md"
EASY = "We go to a place and you see it.\n"
WORSE = "Unfortunately comprehensive implementation encounters unanticipated complications everywhere."
HARD = f"{WORSE} Organisational responsibilities necessitate considerable documentation regularly.\n"
LOCAL = """---
country: DE
title: Germany
review: {kind: law, reviewed: 2026-11-01, review_by: 2099-11-01, by: A. Tester}
licence: CC-BY-SA-4.0
authors: [A. Tester]
sources: [{title: A law, url: "https://example.org", accessed: 2026-11-01}]
sections: [{id: terms, title: Terms}]
---
## terms

"""


def test_easy_handout(draft: Draft) -> None:
    """Short sentences of short words are right."""
    draft.write(HANDOUT, EASY * 30)
    assert draft.problems() == []


def test_hard_handout_is_told_at_its_hardest_sentence(draft: Draft) -> None:
    """The warning stands at the line of the hardest sentence and shows two of them with their lines."""
    draft.write(HANDOUT, f"{EASY * 4}\n## Then\n\n- {EASY}- {HARD * 9}\n\nThen we do it all again.\n")
    (problem,) = draft.problems()
    assert (problem.code, problem.severity, problem.line) == ("H113", "warning", 9)
    assert re.fullmatch(r"the reading ease is -?\d+, less than 70", problem.message)
    assert problem.hint.count("line 9: ") == 2
    assert problem.hint.count("Organisational responsibilities") == 2
    assert max(len(shown) for shown in re.findall('"([^"]*)"', problem.hint)) <= 90


@pytest.mark.parametrize(
    "form", ["# {}", "`{}`", "[{}](https://example.org)", "**{}**", "![{}](a.png)", "```\n{}\n```", "| {} |\n|---|\n"]
)
def test_what_is_no_sentence_does_not_count(draft: Draft, form: str) -> None:
    """Headings, code, links, pictures, tables and words of a screen in bold make no handout harder."""
    draft.write(HANDOUT, EASY * 15 + "".join(f"\n\n{form.format(WORSE.rstrip('.'))}\n\n" for _ in range(20)))
    assert "H113" not in {problem.code for problem in draft.problems()}


def test_whole_sentences_in_bold_count(draft: Draft) -> None:
    """A sentence is one in bold too."""
    draft.write(HANDOUT, EASY * 12 + f"\n\n**{WORSE}**\n" * 20)
    assert [problem.code for problem in draft.problems()] == ["H113"]


def test_hard_tasks_are_told_at_the_activity(draft: Draft) -> None:
    """The tasks of a module are measured together, and the hardest sentence is named by its activity."""
    draft.edit(MODULE, "task: Change one sentence.", f"task: {HARD.strip() * 9}")
    (problem,) = draft.problems()
    assert (problem.code, problem.line, problem.column) == ("H113", 18, 5)
    assert problem.hint.count("change: ") == 2


def test_what_is_said_of_a_country_is_measured(draft: Draft) -> None:
    """Sections about a country stand in the handout there, so they are no harder than it."""
    draft.write("modules/first/local/de.md", LOCAL + EASY * 30)
    assert draft.problems() == []
    draft.write("modules/first/local/de.md", LOCAL + HARD * 9)
    assert draft.told() == ["modules/first/local/de.md:12: H113"]


def test_authors_are_told_what_is_asked(draft: Draft) -> None:
    """The page for authors states the least for each language."""
    page = (HOME / "docs" / "writing-a-module.md").read_text(encoding="utf-8")
    names = {"en": "English", "es": "Spanish", "de": "German"}
    assert all(f"{formula.least} for {names[language]}" in page for language, formula in FORMULAS.items())
