"""What a module promises within itself."""

import datetime as dt

import pytest
from conftest import Draft

MODULE = "modules/first/module.yaml"
DISCUSSION = (
    "  - {id: talk, title: Talk, minutes: 10, kind: discussion, objectives: [edit], grouping: plenary,\n"
    "     without_internet: Talk., without_power: Talk.}\nquiz:"
)


def codes(draft: Draft) -> list[str]:
    """The codes that are told, in the order of their places."""
    return [problem.code for problem in draft.problems()]


def test_tiny_module_is_right(draft: Draft) -> None:
    """A module whose objective is served, asked for and practised has no problem."""
    assert draft.problems() == []


def test_unknown_names_are_told_at_their_place(draft: Draft) -> None:
    """Competencies that are given or needed, audiences and methods are looked up."""
    draft.edit(MODULE, "gives: {editing: 1}", "gives: {editing: 1, a: 1}\n  needs: {b: 1}")
    draft.edit(MODULE, "audiences: [everyone]", "audiences: [everyone, c]")
    draft.edit(MODULE, "kind: exercise", "kind: exercise\n    method: d")
    assert draft.told() == [
        f"{MODULE}:5: M104",
        f"{MODULE}:7: M103",
        f"{MODULE}:8: M103",
        f"{MODULE}:17: M115",
    ]


def test_unknown_name_without_a_near_one(draft: Draft) -> None:
    """Where nothing is there to be meant, the hint says how to see what there is."""
    draft.edit(MODULE, "kind: exercise", "kind: exercise\n    method: fishbowl")
    (problem,) = draft.problems()
    assert problem.hint == "`rumbo list methods` shows what there is"


@pytest.mark.parametrize(
    "text",
    ["Understand pages.", "know, what a page is.", "Appreciate it.", "Be aware of rules.", "Be familiar with it."],
)
def test_objective_that_nobody_can_observe(draft: Draft, text: str) -> None:
    """An objective that begins with an inner state is told, with verbs to use."""
    draft.edit(MODULE, "text: Change one sentence of a page.", f'text: "{text}"')
    (problem,) = draft.problems()
    assert (problem.code, problem.line) == ("M111", 9)
    assert "name, sort" in problem.hint


@pytest.mark.parametrize("text", ["Name what you know.", "Knowingly change a page.", "Be the host of a table."])
def test_objective_that_can_be_observed(draft: Draft, text: str) -> None:
    """Only the first verb counts, and only as a whole word."""
    draft.edit(MODULE, "text: Change one sentence of a page.", f'text: "{text}"')
    assert draft.problems() == []


def test_objective_of_strange_spaces(draft: Draft) -> None:
    """A text of nothing but control characters does not stop the check."""
    draft.edit(MODULE, "text: Change one sentence of a page.", r'text: "\x1c"')
    assert "M105" not in codes(draft)


def test_every_objective_is_told_by_itself(draft: Draft) -> None:
    """An objective that nothing serves and nothing asks for has two problems, each at its entry."""
    draft.edit(MODULE, "key_points:", "  - {id: name, text: Name a user., competency: editing}\nkey_points:")
    assert draft.told() == [f"{MODULE}:10: M108", f"{MODULE}:10: M109"]


def test_quiz_names_a_strange_objective(draft: Draft) -> None:
    """A question for an objective that is not there is told at the question, next to what is not asked now."""
    draft.edit(MODULE, "objective: edit", "objective: edits")
    assert draft.told() == [f"{MODULE}:9: M109", f"{MODULE}:25: M107"]
    assert draft.problems()[1].hint == "did you mean 'edit'?"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ('{text: "Yes"}, {text: "No"}', "no answer is marked right"),
        ('{text: "Yes", right: true}, {text: "No", right: true}', "every answer is marked right"),
    ],
)
def test_quiz_without_a_choice(draft: Draft, answers: str, sentence: str) -> None:
    """A question needs right and wrong answers."""
    draft.edit(MODULE, '{text: "Yes", right: true}, {text: "No"}', answers)
    (problem,) = draft.problems()
    assert (problem.code, problem.message) == ("M110", sentence)


def test_quiz_with_two_right_answers(draft: Draft) -> None:
    """More than one answer may be right if one is wrong."""
    draft.edit(MODULE, '{text: "No"}', '{text: "Always", right: true}, {text: "No"}')
    assert draft.problems() == []


@pytest.mark.parametrize(("minutes", "expected"), [(90, []), (91, ["M112"])])
def test_longest_activity(draft: Draft, minutes: int, expected: list[str]) -> None:
    """Ninety minutes are the most that people sit without a break."""
    draft.edit(MODULE, "minutes: 20", f"minutes: {minutes}")
    assert codes(draft) == expected


def test_longest_activity_counts_typical_minutes(draft: Draft) -> None:
    """An activity that may take longer, but usually does not, is right."""
    draft.edit(MODULE, "minutes: 20", "minutes: {least: 60, typical: 90, most: 120}")
    assert draft.problems() == []


@pytest.mark.parametrize(("minutes", "expected"), [(9, []), (10, ["M113"])])
def test_share_of_talk(draft: Draft, minutes: int, expected: list[str]) -> None:
    """Less than half of a module is talk."""
    draft.edit(MODULE, "minutes: 20", f"minutes: {minutes}")
    draft.edit(MODULE, "kind: exercise", "kind: talk")
    draft.edit(MODULE, "quiz:", DISCUSSION)
    draft.edit("modules/first/guide.md", "a sentence.\n", "a sentence.\n\n## talk\n\nAsk.\n")
    assert codes(draft) == expected


def test_exercise_without_task_and_result(draft: Draft) -> None:
    """An exercise lacks what participants read and what trainers look for, told in one sentence."""
    draft.edit(MODULE, "    task: Change one sentence.\n    expected: One sentence is changed.\n", "")
    (problem,) = draft.problems()
    assert (problem.code, problem.message) == ("M114", "the exercise 'change' lacks: task, expected")


def test_talk_rules_no_short_form(draft: Draft) -> None:
    """A short form that leaves out what people do is told at its activities, though the whole module is right."""
    draft.edit(MODULE, "kind: exercise", "kind: talk")
    draft.edit(MODULE, "quiz:", DISCUSSION.replace("minutes: 10", "minutes: 30"))
    draft.edit("modules/first/guide.md", "a sentence.\n", "a sentence.\n\n## talk\n\nAsk.\n")
    assert draft.problems() == []
    short = "variants: [{id: short, title: Short, activities: [change], gives: {editing: 1}}]\nquiz:"
    draft.edit(MODULE, "quiz:", short)
    (problem,) = draft.problems()
    assert (problem.code, problem.message) == ("M113", "20 of 20 minutes are talk")


@pytest.mark.parametrize("kind", ["demo", "discussion", "method"])
def test_only_exercises_need_a_result(draft: Draft, kind: str) -> None:
    """Other kinds of activities go without task and result."""
    draft.edit(MODULE, "    task: Change one sentence.\n    expected: One sentence is changed.\n", "")
    draft.edit(MODULE, "kind: exercise", f"kind: {kind}")
    assert "M114" not in codes(draft)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("exercise", []), ("discussion", []), ("method", []), ("demo", ["M108"]), ("talk", ["M108", "M113"])],
)
def test_watching_is_no_practice(draft: Draft, kind: str, expected: list[str]) -> None:
    """An objective that people only hear about or see done is practised by no activity."""
    draft.edit(MODULE, "kind: exercise", f"kind: {kind}")
    assert codes(draft) == expected


@pytest.mark.parametrize("kind", ["law", "software", "policy", "general"])
@pytest.mark.parametrize("address", ["", "url: 'https://example.org', "])
def test_law_and_software_need_a_source(draft: Draft, kind: str, address: str) -> None:
    """What soon grows old names a page to look at again; a source has its day by its type."""
    draft.edit(MODULE, "kind: general", f"kind: {kind}")
    draft.edit(MODULE, "authors:", f"sources: [{{title: Help, {address}accessed: 2026-11-01}}]\nauthors:")
    missing = kind in ("law", "software") and not address
    assert codes(draft) == (["M125"] if missing else [])


def test_law_of_a_country_needs_a_source(draft: Draft) -> None:
    """What is said of the law of one country names a page as well."""
    fields = "country: DE\ntitle: Germany\nlicence: CC0\nauthors: [A]\nsections: [{id: terms, title: Terms}]\n"
    review = "review: {kind: law, reviewed: 2026-11-01, review_by: 2099-11-01, by: A}\n"
    draft.write("modules/first/local/de.md", f"---\n{fields}{review}---\n## terms\n\nSeventy years.\n")
    assert draft.told() == ["modules/first/local/de.md:7: M125"]


def test_review_is_due_the_day_after(draft: Draft) -> None:
    """On the day itself a text is still fresh; the day after it gets a warning, which is no error."""
    assert draft.problems(today=dt.date(2099, 11, 1)) == []
    (problem,) = draft.problems(today=dt.date(2099, 11, 2))
    assert (problem.code, problem.severity, problem.line) == ("M117", "warning", 29)
