"""Prerequisites: known, without circles, and enough for what a module needs."""

from conftest import Draft
from rumbo.build.check import graph
from rumbo.build.problem import Problem

MODULE = "modules/first/module.yaml"


def add(draft: Draft, name: str, *prerequisites: str, gives: str = "editing: 1", needs: str = "") -> None:
    """A module with prerequisites such as `first`, `first or second` or `first recommended`."""
    draft.copy("modules/first", f"modules/{name}")
    lines = "".join(f"  - {_prerequisite(words)}\n" for words in prerequisites)
    path = f"modules/{name}/module.yaml"
    draft.edit(path, "key_points:", f"prerequisites:\n{lines}key_points:" if lines else "key_points:")
    draft.edit(path, "gives: {editing: 1}", f"gives: {{{gives}}}\n  needs: {{{needs}}}")
    draft.edit(path, "page., competency: editing", f"page., competency: {gives.split(':')[0]}")


def _prerequisite(words: str) -> str:
    strength = "recommended" if words.endswith(" recommended") else "required"
    names = words.removesuffix(" recommended").split(" or ")
    what = f"module: {names[0]}" if len(names) == 1 else f"any_of: [{', '.join(names)}]"
    return f"{{{what}, strength: {strength}, because: It comes before.}}"


def circles(draft: Draft) -> list[Problem]:
    """What the check for circles finds."""
    reading = draft.read()
    return list(graph.circles(reading.curriculum, reading.curriculum.modules["first"].value.review.reviewed))


def told(draft: Draft, *codes: str) -> list[str]:
    """The sentences with these codes."""
    return [problem.message for problem in draft.problems() if problem.code in codes]


def test_known_prerequisites_are_right(draft: Draft) -> None:
    """Modules that require, recommend or choose among modules that exist have no problem."""
    add(draft, "second", "first")
    add(draft, "third", "first recommended", "first or second")
    assert draft.problems() == []


def test_unknown_prerequisites_are_told_each(draft: Draft) -> None:
    """Each name that is no module is told at its own place, also among alternatives and recommendations."""
    add(draft, "second", "frist", "first or none", "nowhere recommended")
    assert draft.told() == [f"modules/second/module.yaml:{line}: M101" for line in (12, 13, 14)]
    assert "'none' is not a module" in told(draft, "M101")[1]


def test_unknown_prerequisite_is_one_problem(draft: Draft) -> None:
    """A misspelt prerequisite is not told again as a need that nothing meets."""
    add(draft, "second", "frist", needs="talking: 1")
    assert draft.told() == ["modules/second/module.yaml:12: M101"]


def test_circle_of_three_is_told_once_as_a_sentence(draft: Draft) -> None:
    """A circle is one problem: a sentence that begins with the first module by id, whatever the files' order."""
    add(draft, "second", "fourth")
    add(draft, "third", "second")
    add(draft, "fourth", "third")
    (problem,) = circles(draft)
    assert problem.code == "M102"
    assert problem.message == "'fourth' needs 'third', which needs 'second', which needs 'fourth'"
    assert problem.file.endswith("fourth/module.yaml")
    assert problem.line == 11


def test_module_that_needs_itself(draft: Draft) -> None:
    """A module that names itself is the smallest circle."""
    add(draft, "second", "second")
    assert [problem.message for problem in circles(draft)] == ["'second' needs 'second'"]


def test_two_circles_through_one_module(draft: Draft) -> None:
    """Two circles that share a module are both told."""
    add(draft, "a", "b", "c")
    add(draft, "b", "a")
    add(draft, "c", "d")
    add(draft, "d", "a")
    assert [problem.message for problem in circles(draft)] == [
        "'a' needs 'b', which needs 'a'",
        "'a' needs 'c', which needs 'd', which needs 'a'",
    ]


def test_way_into_a_circle_is_no_circle(draft: Draft) -> None:
    """Modules that only lead into a circle or out of it are not named."""
    add(draft, "a", "b")
    add(draft, "b", "c", "first")
    add(draft, "c", "b")
    assert [problem.message for problem in circles(draft)] == ["'b' needs 'c', which needs 'b'"]


def test_diamond_is_no_circle(draft: Draft) -> None:
    """Two ways to the same module are right."""
    add(draft, "left", "first")
    add(draft, "right", "first")
    add(draft, "top", "left", "right")
    assert circles(draft) == []


def test_long_chain(draft: Draft) -> None:
    """A chain of modules passes what it gives all the way along."""
    add(draft, "m0", gives="talking: 1")
    for number in range(1, 12):
        add(draft, f"m{number}", f"m{number - 1}")
    add(draft, "last", "m11", needs="talking: 1")
    assert draft.problems() == []


def test_need_is_met_by_a_required_prerequisite(draft: Draft) -> None:
    """A need is met by what a required module gives, also through another one."""
    add(draft, "second", "first", gives="talking: 1", needs="editing: 1")
    add(draft, "third", "second", gives="editing: 2", needs="editing: 1, talking: 1")
    assert draft.problems() == []


def test_recommended_does_not_meet_a_need(draft: Draft) -> None:
    """What is only recommended may be missing, so it meets no need."""
    add(draft, "second", "first recommended", gives="talking: 1", needs="editing: 1")
    assert told(draft, "M105") == ["needs editing 1, but its required prerequisites give editing 0"]


def test_level_must_be_reached(draft: Draft) -> None:
    """A need for a higher level than the prerequisites give is told with both levels."""
    add(draft, "second", "first", gives="editing: 3", needs="editing: 2")
    assert told(draft, "M105") == ["needs editing 2, but its required prerequisites give editing 1"]


def test_alternatives_count_with_the_lowest(draft: Draft) -> None:
    """Of alternatives only what all of them give is sure."""
    add(draft, "second", gives="editing: 2")
    add(draft, "third", "first or second", gives="editing: 3", needs="editing: 2")
    assert told(draft, "M105") == ["needs editing 2, but its required prerequisites give editing 1"]
    add(draft, "fourth", "second or third", gives="editing: 3", needs="editing: 2")
    assert len(told(draft, "M105")) == 1


def test_what_one_alternative_requires_is_not_sure(draft: Draft) -> None:
    """What only one of two alternatives leads to through its own prerequisites meets no need."""
    add(draft, "talk", gives="talking: 1")
    add(draft, "left", "talk")
    add(draft, "right", "first")
    add(draft, "top", "left or right", gives="editing: 2", needs="talking: 1")
    assert told(draft, "M105") == ["needs talking 1, but its required prerequisites give talking 0"]


def test_circle_does_not_hang_the_levels(draft: Draft) -> None:
    """Levels are worked out in a circle, too; the circle is the only problem."""
    add(draft, "second", "third", gives="talking: 1")
    add(draft, "third", "second", gives="editing: 1", needs="talking: 1")
    assert {problem.code for problem in draft.problems()} == {"M102"}
    assert told(draft, "M105") == []


def test_module_must_give_more_than_it_needs(draft: Draft) -> None:
    """A level that is needed already is not given; a higher one is."""
    add(draft, "second", "first", gives="editing: 2", needs="editing: 1")
    assert told(draft, "M106") == []
    add(draft, "third", "second", gives="editing: 1", needs="editing: 2")
    assert told(draft, "M106") == ["gives editing 1, which it needs already"]


def test_a_free_alternative_is_a_way_round(draft: Draft) -> None:
    """A choice that leads back in a circle is no problem while another one is free; without that it is."""
    add(draft, "second", "first or third")
    add(draft, "third", "second")
    assert told(draft, "M102") == []
    draft.edit("modules/second/module.yaml", "any_of: [first, third]", "any_of: [third]")
    assert told(draft, "M102") == ["'second' needs 'third', which needs 'second'"]
