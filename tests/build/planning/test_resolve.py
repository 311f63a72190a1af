"""Learning paths: closed, minimal, in order, with their reasons, and the same for any order of the files."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.model import LEVELS, Module
from rumbo.build.outcome import LearningPath
from rumbo.build.planning.needs import needs
from rumbo.build.planning.resolve import path_of, resolve
from rumbo.build.planning.task import known_modules

from tests.strategies import Case, after, audiences, cases, curricula, module, wishes

many = settings(max_examples=50, deadline=None)


def path(case: Case) -> LearningPath:
    return resolve(case.wishes, case.modules, case.audiences)


def ids(path: LearningPath) -> list[str]:
    return [step.module for step in path.steps]


def unmet(inside: Iterable[str], there: Iterable[str], modules: dict[str, Module]) -> set[tuple[str, ...]]:
    """The required prerequisites of the modules inside that nothing inside or there meets."""
    inside, there = set(inside), set(there)
    return {
        needed.choices
        for name in inside
        for needed in modules[name].prerequisites
        if needed.strength == "required" and not (inside | there) & set(needed.choices)
    }


def closed_gaps(inside: Iterable[str], case: Case) -> set[str]:
    """The competencies wanted to a level that one of the modules gives."""
    gaps = needs(case.wishes, case.modules, known_modules(case.wishes, case.modules))
    return {
        gap.competency
        for gap in gaps
        for name in inside
        if case.modules[name].competencies.gives.get(gap.competency, 0) >= gap.wanted
    }


def fixed(case: Case) -> set[str]:
    """What is asked for by name or opens the paths of the audience."""
    return set(case.wishes.modules) | set(case.audiences["people"].starts_with)


@many
@given(cases())
def test_prerequisites_come_before(case: Case) -> None:
    """Whatever a module requires or recommends, and is in the path, stands before it."""
    order = ids(path(case))
    for place, name in enumerate(order):
        for needed in case.modules[name].prerequisites:
            assert not set(needed.choices) & set(order[place:])


@many
@given(cases(asking=False))
def test_the_path_is_closed_whatever_is_excluded(case: Case) -> None:
    """Every required prerequisite has a choice in the path or among what is known."""
    assert not unmet(ids(path(case)), known_modules(case.wishes, case.modules), case.modules)


@many
@given(cases(excluding=False))
def test_the_path_to_modules_asked_for_is_closed(case: Case) -> None:
    """Where nothing is excluded, also what is asked for by name has all it requires."""
    order = ids(path(case))
    assert not unmet(order, known_modules(case.wishes, case.modules), case.modules)
    assert set(case.wishes.modules) <= set(order)


@many
@given(cases())
def test_no_module_can_be_taken_out(case: Case) -> None:
    """Without any one module that is neither asked for nor opening, a prerequisite or a gap would be open."""
    order = ids(path(case))
    known = set(known_modules(case.wishes, case.modules)) - set(order)
    for name in set(order) - fixed(case):
        rest = set(order) - {name}
        opened = unmet(rest, known, case.modules) - unmet(order, known, case.modules)
        assert opened or closed_gaps(rest, case) < closed_gaps(order, case), name


@many
@given(cases(excluding=False))
def test_every_gap_that_a_module_can_close_is_closed(case: Case) -> None:
    """Where nothing is excluded, a wish stays open only if nothing teaches it so far."""
    assert closed_gaps(ids(path(case)), case) == closed_gaps(case.modules, case)


@many
@given(cases())
def test_every_step_has_a_reason_and_its_minutes(case: Case) -> None:
    """Nothing is in the path without a reason; nothing gives its reasons twice."""
    for step in path(case).steps:
        assert step.reasons
        assert len(set(step.reasons)) == len(step.reasons)
        assert step.minutes == case.modules[step.module].minutes


@many
@given(cases())
def test_nothing_is_in_and_left_out(case: Case) -> None:
    """Steps and what is left out have no module in common, and neither names one twice."""
    found = path(case)
    left = [left.module for left in found.left_out]
    assert not set(ids(found)) & set(left)
    assert left == sorted(set(left))
    assert len(set(ids(found))) == len(ids(found))


@many
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_lists_changes_nothing(case: Case, random: object) -> None:
    """The same path and the same reasons come out for any order of the modules and of the wishes."""
    modules = list(case.modules.items())
    random.shuffle(modules)  # type: ignore[attr-defined]
    fields = {name: tuple(reversed(getattr(case.wishes, name))) for name in ("modules", "known", "without")} | {
        name: dict(reversed(getattr(case.wishes, name).items())) for name in ("wants", "has")
    }
    turned = Case(dict(modules), case.wishes.model_copy(update=fields), case.audiences)
    assert path(turned) == path(case)


@many
@given(cases())
def test_known_and_excluded_modules_stay_out(case: Case) -> None:
    """Known modules are in only if asked for or opening (not if named as known); excluded ones never."""
    inside = set(ids(path(case)))
    assert not inside & set(case.wishes.without)
    assert inside & set(known_modules(case.wishes, case.modules)) <= fixed(case)
    assert inside & set(case.wishes.known) <= set(case.wishes.modules)


@many
@given(cases())
def test_what_is_known_or_excluded_by_name_is_told(case: Case) -> None:
    """Every module named under known or without that is not in the path is told with its reason."""
    found = path(case)
    told = {left.module for left in found.left_out}
    assert (set(case.wishes.known) | set(case.wishes.without)) - set(ids(found)) <= told


@many
@given(curricula(), st.data())
def test_a_path_to_modules_is_closed_minimal_and_in_order(modules: dict[str, Module], data: object) -> None:
    """The path to some modules ends with them, holds all they require and nothing that could go."""
    some = st.lists(st.sampled_from(sorted(modules)), min_size=1, max_size=4)
    asked = data.draw(some)  # type: ignore[attr-defined]
    found = path_of(asked, modules)
    order = ids(found)
    assert set(asked) <= set(order)
    assert not unmet(order, (), modules)
    assert all(unmet(set(order) - {name}, (), modules) for name in set(order) - set(asked))
    assert all(step.reasons for step in found.steps)
    for place, name in enumerate(order):
        assert not {c for needed in modules[name].prerequisites for c in needed.choices} & set(order[place:])
    turned = dict(reversed(modules.items()))
    assert path_of(reversed(asked), turned) == found


@settings(max_examples=40, deadline=None)
@given(cases(acyclic=False))
def test_circles_do_not_hang(case: Case) -> None:
    """Modules that require each other, which `check` tells, still make a path with each module once."""
    order = ids(path(case))
    assert len(set(order)) == len(order)
    every = ids(path_of(case.modules, case.modules))
    assert sorted(every) == sorted(case.modules)


def test_a_module_that_requires_itself_does_not_hang() -> None:
    """A circle of one is passed through once."""
    modules = {"one": module(prerequisites=(after("one"),))}
    assert ids(path_of(["one"], modules)) == ["one"]


def test_prerequisites_that_are_not_there_are_passed_over() -> None:
    """A prerequisite that names no module, which `check` tells, is no reason to fail."""
    modules = {"one": module(prerequisites=(after("ghost"), after("ghost", "spirit")))}
    assert ids(path_of(["one"], modules)) == ["one"]


def test_names_in_a_profile_that_are_not_modules_are_passed_over() -> None:
    """Unknown names under modules, known and without, and unknown audiences, change nothing."""
    wanted = wishes(audience=["strangers"], modules=["ghost"], known=["ghost"], without=["ghost"])
    assert resolve(wanted, {"one": module()}, {}) == LearningPath(())


def test_level_and_then_id_decide_between_modules_that_are_free_to_move() -> None:
    """Introductory modules come before advanced ones, and within a level the id decides."""
    levels = {"d": LEVELS[0], "c": LEVELS[1], "b": LEVELS[0], "a": LEVELS[2]}
    modules = {name: module(level=level) for name, level in levels.items()}
    assert ids(path_of(modules, modules)) == ["b", "d", "c", "a"]


def test_recommended_modules_come_first_only_if_they_are_there_anyway() -> None:
    """A recommended prerequisite is not brought in, but put before if something else brings it in."""
    modules = {
        "a": module(prerequisites=(after("z", strength="recommended"),)),
        "z": module(),
    }
    assert ids(path_of(["a"], modules)) == ["a"]
    assert ids(path_of(["a", "z"], modules)) == ["z", "a"]


def test_openers_and_what_leads_to_them_come_first() -> None:
    """A module that opens every path stands before all others but its own prerequisites."""
    modules = {"a": module(), "o": module(prerequisites=(after("p"),)), "p": module(level="advanced")}
    found = resolve(wishes(modules=["a"]), modules, audiences("o"))
    assert ids(found) == ["p", "o", "a"]
    assert [step.reasons[0].label for step in found.steps] == [
        "reason-required",
        "reason-opens",
        "reason-asked",
    ]


def test_of_alternatives_the_shortest_is_taken_and_of_equals_the_first_id() -> None:
    """Any one of several costs as few minutes as possible, counting what each requires in turn."""
    modules = {
        "end": module(prerequisites=(after("long", "deep", "short"),)),
        "long": module(60),
        "deep": module(10, prerequisites=(after("base"),)),
        "base": module(60),
        "short": module(50),
        "also-short": module(50),
        "two": module(prerequisites=(after("short", "also-short"),)),
    }
    assert ids(path_of(["end"], modules)) == ["short", "end"]
    assert ids(path_of(["two"], modules)) == ["also-short", "two"]


def test_a_choice_that_is_in_the_path_anyway_meets_a_prerequisite() -> None:
    """Nothing shorter is added where a choice is there already."""
    modules = {"end": module(prerequisites=(after("long", "short"),)), "long": module(60), "short": module(5)}
    assert ids(path_of(["end", "long"], modules)) == ["long", "end"]


def test_a_choice_that_is_known_meets_a_prerequisite() -> None:
    """What the group knows already counts as any other choice and costs nothing."""
    modules = {"end": module(prerequisites=(after("long", "short"),)), "long": module(60), "short": module(5)}
    found = resolve(wishes(modules=["end"], known=["long"]), modules, {})
    assert ids(found) == ["end"]
    assert [left.reason.label for left in found.left_out] == ["left-known"]


def test_what_a_known_module_requires_is_known_through_it() -> None:
    """Who has done a module has done what it requires, and the path says through which."""
    modules = {
        "base": module(),
        "middle": module(prerequisites=(after("base"),)),
        "end": module(prerequisites=(after("base"), after("middle"))),
    }
    found = resolve(wishes(modules=["end"], known=["middle"]), modules, {})
    assert ids(found) == ["end"]
    reasons = {left.module: left.reason for left in found.left_out}
    assert reasons["middle"].label == "left-known"
    assert reasons["base"].label == "left-known-through"
    assert reasons["base"].names == (("modules", "middle"),)


def test_a_module_whose_competencies_are_all_there_is_not_taught() -> None:
    """What a group has to the level a module gives makes it known; a lower level does not."""
    modules = {"base": module(gives={"alpha": 2}), "end": module(prerequisites=(after("base"),))}
    assert ids(resolve(wishes(modules=["end"], has={"alpha": 1}), modules, {})) == ["base", "end"]
    found = resolve(wishes(modules=["end"], has={"alpha": 2}), modules, {})
    assert ids(found) == ["end"]
    assert [(left.module, left.reason.label) for left in found.left_out] == [("base", "left-has")]


def test_a_wish_is_met_around_what_is_excluded() -> None:
    """A module that would need an excluded one does not close a gap if a longer one can, and says why not."""
    modules = {
        "base": module(),
        "short": module(10, gives={"alpha": 1}, prerequisites=(after("base"),)),
        "long": module(90, gives={"alpha": 1}),
    }
    found = resolve(wishes(wants={"alpha": 1}, without=["base"]), modules, {})
    assert ids(found) == ["long"]
    reasons = {left.module: left.reason.label for left in found.left_out}
    assert reasons == {"base": "left-without", "short": "left-instead"}


def test_a_wish_that_only_an_excluded_module_leads_to_stays_open_and_is_told() -> None:
    """A path never holds a module whose prerequisite is excluded; what stands in the way is named."""
    modules = {
        "base": module(),
        "middle": module(prerequisites=(after("base"),)),
        "end": module(gives={"alpha": 1}, prerequisites=(after("middle"),)),
        "open": module(prerequisites=(after("base"),)),
    }
    found = resolve(wishes(wants={"alpha": 1}, without=["base"]), modules, audiences("open"))
    assert ids(found) == []
    reasons = {left.module: (left.reason.label, left.reason.names) for left in found.left_out}
    needs_base = ("left-needs", (("modules", "base"),))
    assert reasons == {"base": ("left-without", ()), "end": needs_base, "open": needs_base}


def test_other_modules_that_teach_the_same_are_told() -> None:
    """What could close the gap as well is left out in favour of the one that was taken."""
    modules = {"a": module(60, gives={"alpha": 1}), "b": module(20, gives={"alpha": 2})}
    found = resolve(wishes(wants={"alpha": 1}), modules, {})
    assert ids(found) == ["b"]
    assert [(left.module, left.reason.names) for left in found.left_out] == [("a", (("modules", "b"),))]


def test_a_module_that_leads_further_than_was_wished_is_not_told() -> None:
    """What is reached with one module does not make a list of all that lead beyond it."""
    modules = {
        "basics": module(20, gives={"alpha": 1}),
        "same": module(40, gives={"alpha": 1}),
        "advanced": module(60, gives={"alpha": 2}, prerequisites=(after("basics"),)),
    }
    found = resolve(wishes(wants={"alpha": 1}), modules, {})
    assert ids(found) == ["basics"]
    assert [(left.module, left.reason.label) for left in found.left_out] == [("same", "left-instead")]
