"""A profile against the curriculum."""

import pytest
from conftest import Draft

PATH = "profiles/group.yaml"
PROFILE = """\
title: A small group
audience: [everyone]
language: en
participants: 10
wants: {editing: 1}
when:
  - {day: 2027-03-12, from: "09:00", to: "13:00"}
"""


def told(draft: Draft, *changes: tuple[str, str]) -> list[str]:
    """The problems of the profile with some words changed, as `line: code`."""
    text = PROFILE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    draft.write(PATH, text)
    return [line.removeprefix(f"{PATH}:") for line in draft.told()]


def days(*blocks: str) -> tuple[str, str]:
    """Other days: each such as `12 09:00 13:00`, lunch may follow."""
    lines = []
    for block in blocks:
        day, start, end, *lunch = block.split()
        rest = f', lunch: "{lunch[0]}"' if lunch else ""
        lines.append(f'  - {{day: 2027-03-{day}, from: "{start}", to: "{end}"{rest}}}\n')
    return '  - {day: 2027-03-12, from: "09:00", to: "13:00"}\n', "".join(lines)


def second(draft: Draft, prerequisite: str, gives: str = "talking: 1") -> None:
    """A second module that requires something."""
    draft.copy("modules/first", "modules/second")
    path = "modules/second/module.yaml"
    lines = f"prerequisites:\n  - {{{prerequisite}, strength: required, because: Before.}}\n"
    draft.edit(path, "key_points:", f"{lines}key_points:")
    draft.edit(path, "gives: {editing: 1}", f"gives: {{{gives}}}")
    draft.edit(path, "page., competency: editing", f"page., competency: {gives.split(':')[0]}")


def test_right_profile(draft: Draft) -> None:
    """A profile that wants what a module teaches, on a day long enough, is right."""
    assert told(draft) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[everyone]", "[everyone, x]", "2: N102"),
        ("{editing: 1}", "{editing: 1, x: 1}", "5: N101"),
        ("wants: {editing: 1}", "wants: {editing: 1}\nhas: {x: 1}", "6: N101"),
        ("wants: {editing: 1}", "wants: {editing: 1}\ntrainers: [{name: Ana, competencies: [x]}]", "6: N101"),
        ("wants: {editing: 1}", "wants: {editing: 1}\nmodules: [x]", "6: N103"),
        ("wants: {editing: 1}", "wants: {editing: 1}\nknown: [x]", "6: N103"),
        ("wants: {editing: 1}", "wants: {editing: 1}\nwithout: [x]", "6: N103"),
    ],
)
def test_unknown_names(draft: Draft, old: str, new: str, code: str) -> None:
    """Every name in a profile is looked up and told at its place; an unknown wish is not told twice."""
    assert told(draft, (old, new)) == [code]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("has: {editing: 1}", ["5: N106"]),
        ("has: {editing: 2}", ["5: N106"]),
        ("has: {editing: 0}", []),
        ("has: {editing: 1}\nmodules: [first]", []),
    ],
)
def test_wanting_what_is_there(draft: Draft, words: str, expected: list[str]) -> None:
    """A profile must want a level above the one it has, or name a module."""
    assert told(draft, ("wants: {editing: 1}", f"wants: {{editing: 1}}\n{words}")) == expected


def test_wanting_nothing(draft: Draft) -> None:
    """A profile without any wish is told at its beginning."""
    assert told(draft, ("wants: {editing: 1}\n", "")) == ["1: N106"]


@pytest.mark.parametrize("field", ["without", "known"])
def test_asked_for_and_excluded(draft: Draft, field: str) -> None:
    """A module cannot be asked for and excluded or known at the same time."""
    words = f"wants: {{editing: 1}}\nmodules: [first]\n{field}: [first]"
    assert "6: N104" in told(draft, ("wants: {editing: 1}", words))


def test_nothing_teaches_that(draft: Draft) -> None:
    """A competency without a module, or not to that level, is told with the highest level there is."""
    assert told(draft, ("{editing: 1}", "{editing: 2, talking: 1}")) == ["5: N105", "5: N105"]
    level, nothing = draft.problems()
    assert (level.message, level.hint) == (
        "no module teaches editing to level 2",
        "the highest level taught is 1",
    )
    assert (nothing.message, nothing.hint) == ("no module teaches talking", "write a module that gives it")


def test_excluded_module_teaches_nothing(draft: Draft) -> None:
    """What only an excluded module teaches cannot be reached."""
    assert told(draft, ("wants: {editing: 1}", "wants: {editing: 1}\nwithout: [first]")) == ["5: N105"]


def test_broken_module_may_teach_it(draft: Draft) -> None:
    """While a module cannot be read, nobody can say that nothing teaches a competency."""
    draft.edit("modules/first/module.yaml", "level: introductory", "level: easy")
    draft.write(PATH, PROFILE)
    assert draft.told() == ["modules/first/module.yaml:3: S104"]


def test_excluded_requirement(draft: Draft) -> None:
    """A module asked for must not require an excluded one, directly or through another."""
    second(draft, "module: first")
    draft.copy("modules/second", "modules/third")
    draft.edit("modules/third/module.yaml", "module: first", "module: second")
    for name in ("second", "third"):
        words = f"modules: [{name}]\nwithout: [first]"
        assert told(draft, ("wants: {editing: 1}", words)) == ["5: N107"]
        assert draft.problems()[0].message == f"'{name}' requires 'first', which stands under without"


def test_known_requirement_is_met(draft: Draft) -> None:
    """A requirement that the group knows, or for which an alternative is left, is met."""
    second(draft, "module: first")
    words = "modules: [second]\nknown: [first]\nwithout: [first]"
    assert told(draft, ("wants: {editing: 1}", words)) == []
    draft.copy("modules/first", "modules/other")
    draft.edit("modules/second/module.yaml", "module: first", "any_of: [first, other]")
    assert told(draft, ("wants: {editing: 1}", "modules: [second]\nwithout: [first]")) == []


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["12 09:00 09:30"], []),
        (["12 09:00 09:29"], ["7: T101"]),
        (["12 13:00 09:00"], ["7: T101"]),
        (["12 09:00 09:00"], ["7: T101"]),
        (["12 09:00 13:00", "12 13:00 15:00"], []),
        (["12 09:00 13:00", "13 09:00 13:00"], []),
        (["12 13:00 15:00", "12 09:00 13:01"], ["7: T102"]),
        (["12 09:00 18:00", "12 10:00 11:00", "12 12:00 13:00"], ["8: T102", "9: T102"]),
        (["12 09:00 13:00", "12 09:00 13:00"], ["8: T102"]),
        (["12 09:00 17:00 12:00"], []),
        (["12 09:00 17:00 09:00"], ["7: T103"]),
        (["12 09:00 17:00 17:00"], ["7: T103"]),
        (["12 09:00 17:00 20:00"], ["7: T103"]),
        (["12 17:00 09:00 12:00"], ["7: T101"]),
    ],
)
def test_days(draft: Draft, blocks: list[str], expected: list[str]) -> None:
    """Days end after they start, last half an hour at least, do not overlap and hold their lunch."""
    assert told(draft, days(*blocks)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", []),
        ("es", []),
        ("es-mx", []),
        ("gv", ["3: L102"]),
        ("zz", ["3: L101"]),
    ],
)
def test_language(draft: Draft, code: str, expected: list[str]) -> None:
    """A language that is not known is an error; one that nothing is written in is a warning."""
    assert told(draft, ("language: en", f"language: {code}")) == expected
    assert {problem.severity for problem in draft.problems()} <= {"error" if code == "zz" else "warning"}


def test_language_of_a_trainer(draft: Draft) -> None:
    """Languages of trainers are looked up as well."""
    words = "participants: 10\ntrainers: [{name: Ana, languages: [es, zz]}]"
    assert told(draft, ("participants: 10", words)) == ["5: L101"]
