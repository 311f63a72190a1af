"""Audiences, methods, learning patterns and curated paths."""

import pytest
from conftest import HOME, Draft

PROBLEMS = HOME / "tests" / "problems"
SECOND = "prerequisites:\n  - {{{}, strength: {}, because: It comes before.}}\nkey_points:"


def take(draft: Draft, code: str, path: str) -> str:
    """Puts a file of a problem's folder into the draft."""
    source = PROBLEMS / code / (path if path.startswith("learning") else f"curriculum/{path}")
    draft.write(path, source.read_text(encoding="utf-8"))
    return path


def codes(draft: Draft) -> list[str]:
    """The codes that are told."""
    return [problem.code for problem in draft.problems()]


def test_audience_that_starts_with_modules(draft: Draft) -> None:
    """Opening modules that exist are right; each that does not is told."""
    draft.edit("audiences.yaml", "kinds.\n", "kinds.\n  starts_with: [first]\n")
    assert codes(draft) == []
    draft.edit("audiences.yaml", "[first]", "[first, one, two]")
    assert codes(draft) == ["M118", "M118"]


def test_names_in_a_checklist(draft: Draft) -> None:
    """Audiences and learning patterns that a checklist names exist."""
    text = (
        "title: Event\nform: dated\nitems:\n"
        "  - {days: -3, task: Call., when: {audiences: [everyone, ghosts]}, unless: [ghost]}\n"
        "review: {kind: general, reviewed: 2026-01-01, review_by: 2099-01-01, by: A}\n"
        "authors: [A]\nlicence: CC0-1.0\n"
    )
    draft.write("checklists/event.yaml", text)
    assert sorted(codes(draft)) == ["M104", "P102"]


def test_method_with_steps(draft: Draft) -> None:
    """A method has all its sections, and its steps take as long as it; one problem tells of a text that is empty."""
    path = take(draft, "P108", "methods/pairs.md")
    assert codes(draft) == ["P108"]
    draft.edit(path, "minutes: 6", "minutes: 8")
    assert codes(draft) == []
    draft.edit(path, "- Everybody may pass.\n", "")
    assert codes(draft) == ["P101"]
    draft.write(path, (draft.folder / path).read_text(encoding="utf-8").partition("## Debrief")[0])
    assert codes(draft) == ["H110"]


def pattern(draft: Draft) -> str:
    """A learning pattern without a mistake."""
    path = take(draft, "P102", "learning_patterns/cables.md")
    draft.edit(path, "related: [sockets]\n", "")
    return path


def test_right_pattern(draft: Draft) -> None:
    """A learning pattern with its five sections and numbered steps is right."""
    pattern(draft)
    assert codes(draft) == []


@pytest.mark.parametrize(
    "title",
    ["What problem does this solve?", "What is the solution?", "Things to consider", "When to use", "See also"],
)
def test_each_section_is_asked_for(draft: Draft, title: str) -> None:
    """Each of the five sections of Meta-Wiki is missed by its name."""
    draft.edit(pattern(draft), f"## {title}", "## Something else")
    (problem,) = draft.problems()
    assert (problem.code, problem.line) == ("P101", 12)
    assert f'"{title}"' in problem.message


def test_empty_section_is_missing(draft: Draft) -> None:
    """A section without words counts as missing."""
    draft.edit(pattern(draft), "Whenever people bring laptops.\n", "")
    assert codes(draft) == ["P101"]


def test_empty_pattern_is_one_problem(draft: Draft) -> None:
    """A learning pattern without any text is told once."""
    path = pattern(draft)
    text = (draft.folder / path).read_text(encoding="utf-8")
    draft.write(path, text[: text.index("## What")])
    assert codes(draft) == ["H110"]


def test_solution_has_steps(draft: Draft) -> None:
    """Steps must stand in the solution, not elsewhere."""
    path = pattern(draft)
    draft.edit(path, "1. **Count** the sockets.\n2. **Bring** cables.", "Bring cables.")
    draft.edit(path, "Nothing yet.", "1. Nothing yet.")
    assert codes(draft) == ["P106"]


def test_names_in_a_pattern(draft: Draft) -> None:
    """Whatever a pattern names must exist: related patterns, audiences, modules, methods, competencies."""
    path = pattern(draft)
    take(draft, "P108", "methods/pairs.md")
    draft.edit("methods/pairs.md", "minutes: 6", "minutes: 8")
    right = (
        "related: [cables]\naudiences: [everyone]\n"
        "applies: {modules: [first], methods: [pairs], competencies: [editing]}\nlicence:"
    )
    draft.edit(path, "licence:", right)
    assert codes(draft) == []
    draft.edit(path, right, right.replace("]", ", x1]"))
    assert codes(draft) == ["P102", "M104", "P103", "P103", "P103"]


def second(draft: Draft, needed: str, strength: str = "required") -> None:
    """A second module with a prerequisite."""
    draft.copy("modules/first", "modules/second")
    draft.edit("modules/second/module.yaml", "key_points:", SECOND.format(needed, strength))


def path_of(draft: Draft, *modules: str) -> None:
    """A curated path of these modules."""
    legs = "".join(f"  - {{module: {name}, purpose: It helps.}}\n" for name in modules)
    draft.write("paths/start.yaml", f"title: Start\nsummary: All.\naudiences: [everyone]\nmodules:\n{legs}")


def test_path_in_order(draft: Draft) -> None:
    """A path with each module after those it requires is right."""
    second(draft, "module: first")
    path_of(draft, "first", "second")
    assert codes(draft) == []


def test_path_out_of_order(draft: Draft) -> None:
    """A module before the one that it requires is told at its entry."""
    second(draft, "module: first")
    path_of(draft, "second", "first")
    assert draft.told() == ["paths/start.yaml:5: P105"]


def test_path_may_leave_a_requirement_out(draft: Draft) -> None:
    """A path need not contain what its modules require: the planner adds it."""
    second(draft, "module: first")
    path_of(draft, "second")
    assert codes(draft) == []


def test_path_may_go_against_a_recommendation(draft: Draft) -> None:
    """What is only recommended may come later."""
    second(draft, "module: first", "recommended")
    path_of(draft, "second", "first")
    assert codes(draft) == []


def test_one_alternative_before_is_enough(draft: Draft) -> None:
    """Of alternatives one must come before; the others may come after."""
    draft.copy("modules/first", "modules/third")
    second(draft, "any_of: [first, third]")
    path_of(draft, "first", "second", "third")
    assert codes(draft) == []
    path_of(draft, "second", "third", "first")
    assert codes(draft) == ["P105"]


def test_names_in_a_path(draft: Draft) -> None:
    """Modules and audiences that a path names must exist."""
    path_of(draft, "first", "frist")
    draft.edit("paths/start.yaml", "[everyone]", "[everyone, nobody]")
    assert draft.told() == ["paths/start.yaml:3: M104", "paths/start.yaml:6: P104"]
