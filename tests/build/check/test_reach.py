"""What nothing can reach is told: modules outdone in everything, ways closed to an audience, empty promises."""

import shutil

import pytest
from conftest import TODAY, Draft
from rumbo.build import pipeline
from rumbo.build.curriculum import Layer

MODULE = "modules/second/module.yaml"


def second(draft: Draft, *changes: tuple[str, str]) -> None:
    """A second module like the first one, twice as long, and changed."""
    draft.copy("modules/first", "modules/second")
    for old, new in (("minutes: 20", "minutes: 40"), *changes):
        draft.edit(MODULE, old, new)


def test_a_module_outdone_in_everything(draft: Draft) -> None:
    """A module that gives no more than a shorter one is told, with the name of that one."""
    second(draft)
    (problem,) = draft.problems()
    assert (problem.code, problem.severity) == ("M119", "warning")
    assert problem.message.startswith("'first' gives the same in fewer minutes")


@pytest.mark.parametrize(
    "change",
    [
        ("gives: {editing: 1}", "gives: {editing: 2}"),
        ("gives: {editing: 1}", "gives: {editing: 1, talking: 1}"),
        ("minutes: 40", "minutes: 20"),
        ("least: 2, most: 20", "least: 1, most: 20"),
        ("least: 2, most: 20", "least: 2, most: 21"),
        ("modes: [in-person]", "modes: [in-person, remote]"),
        (
            "delivery:",
            "variants:\n  - {id: short, title: Short, activities: [change], gives: {editing: 1}}\ndelivery:",
        ),
    ],
)
def test_one_respect_in_which_it_is_better_is_enough(draft: Draft, change: tuple[str, str]) -> None:
    """More levels, other groups, other ways to meet or a short form: a planner may have a reason to take it."""
    second(draft, change)
    assert "M119" not in [problem.code for problem in draft.problems()]


def test_a_shorter_module_that_asks_for_more_outdoes_nothing(draft: Draft) -> None:
    """What needs more devices or another module first does not stand for one that needs less."""
    second(draft)
    draft.edit("modules/first/module.yaml", "devices: none", "devices: own")
    assert draft.problems() == []
    draft.edit("modules/first/module.yaml", "devices: own", "devices: none")
    draft.copy("modules/first", "modules/third")
    draft.edit("modules/third/module.yaml", "gives: {editing: 1}", "gives: {talking: 1}")
    draft.edit("modules/third/module.yaml", "competency: editing", "competency: talking")
    draft.edit(
        "modules/first/module.yaml",
        "objectives:\n",
        "prerequisites:\n  - {module: third, strength: required, because: Before.}\nobjectives:\n",
    )
    assert draft.problems() == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (
            "paths/start.yaml",
            "title: A\nsummary: B.\naudiences: [everyone]\nmodules: [{module: second, purpose: C.}]\n",
        ),
        (
            "audiences.yaml",
            "everyone: {title: Everyone, description: All.}\n"
            "pupils: {title: Pupils, description: Young., starts_with: [second]}\n",
        ),
        (
            "profiles/group.yaml",
            "title: A\naudience: [everyone]\nlanguage: en\nparticipants: 9\nmodules: [second]\n"
            'when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]\n',
        ),
    ],
)
def test_a_name_is_enough(draft: Draft, path: str, content: str) -> None:
    """What a path, an audience or a profile asks for by name is reached."""
    second(draft)
    draft.write(path, content)
    assert draft.problems() == []


def test_what_another_module_builds_on_is_reached(draft: Draft) -> None:
    """A module that is a prerequisite has its use."""
    second(draft)
    draft.copy("modules/second", "modules/third")
    draft.edit("modules/third/module.yaml", "gives: {editing: 1}", "gives: {editing: 2}")
    draft.edit(
        "modules/third/module.yaml",
        "objectives:\n",
        "prerequisites:\n  - {module: second, strength: required, because: Before.}\nobjectives:\n",
    )
    assert draft.problems() == []


@pytest.mark.parametrize(("shorter_first", "told"), [(True, ["M119"]), (False, [])])
def test_own_content_may_outdo_what_was_there(draft: Draft, shorter_first: bool, told: list[str]) -> None:
    """A layer that teaches the same in less time than an earlier one means it so; the other way round it is told."""
    second(draft)
    own = Draft(draft.folder.parent / "own")
    moved = "second" if shorter_first else "first"
    shutil.copytree(draft.folder / "modules" / moved, own.folder / "modules" / moved)
    shutil.rmtree(draft.folder / "modules" / moved)
    later = Layer("own", own.folder, own.folder / "learning_patterns")
    found = pipeline.read([draft.layer, later], TODAY).problems
    assert [problem.code for problem in found] == told


AUDIENCES = "everyone: {title: Everyone, description: All.}\npupils: {title: Pupils, description: Young.}\n"
AFTER_FIRST = "prerequisites:\n  - {{{}, strength: {}, because: Before.}}\nobjectives:\n"


@pytest.mark.parametrize(
    ("needed", "strength", "told"),
    [
        ("module: first", "required", ["M120"]),
        ("module: first", "recommended", []),
        ("any_of: [first, third]", "required", []),
    ],
)
def test_a_way_closed_to_an_audience(draft: Draft, needed: str, strength: str, told: list[str]) -> None:
    """A required module must be for somebody whom the module is for, or one of several must."""
    draft.write("audiences.yaml", AUDIENCES)
    second(draft, ("audiences: [everyone]", "audiences: [pupils]"), ("gives: {editing: 1}", "gives: {editing: 2}"))
    draft.copy("modules/first", "modules/third")
    draft.edit("modules/third/module.yaml", "audiences: [everyone]", "audiences: [pupils]")
    draft.edit(MODULE, "objectives:\n", AFTER_FIRST.format(needed, strength))
    assert [problem.code for problem in draft.problems()] == told


def path(draft: Draft, reaches: str, *names: str) -> None:
    """A curated path with a promise."""
    legs = "".join(f"  - {{module: {name}, purpose: It helps.}}\n" for name in names)
    draft.write(
        "paths/start.yaml",
        f"title: Start\nsummary: All.\naudiences: [everyone]\nreaches: {{{reaches}}}\nmodules:\n{legs}",
    )


def test_promises_that_are_kept(draft: Draft) -> None:
    """What a module of the path gives, or one that it requires, may be promised."""
    second(draft, ("gives: {editing: 1}", "gives: {talking: 2}"), ("competency: editing", "competency: talking"))
    draft.edit(MODULE, "objectives:\n", AFTER_FIRST.format("module: first", "required"))
    path(draft, "editing: 1, talking: 2", "second")
    assert draft.problems() == []


def test_promises_that_nothing_keeps(draft: Draft) -> None:
    """A level that nothing on the path gives, and a competency that is not known, are told at their place."""
    path(draft, "editing: 2, talking: 1, dancing: 1", "first")
    assert draft.told() == ["paths/start.yaml:4: P107", "paths/start.yaml:4: P107", "paths/start.yaml:4: M103"]
    level, nothing, _ = draft.problems()
    assert level.message == "its modules give editing 1, not editing 2"
    assert nothing.message == "its modules give talking 0, not talking 1"


def test_an_unknown_module_is_one_problem(draft: Draft) -> None:
    """A path with a misspelt module is not told again for what that module might give."""
    path(draft, "talking: 1", "first", "frist")
    assert [problem.code for problem in draft.problems()] == ["P104"]
