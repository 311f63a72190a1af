"""What comes within reach: what can be taught next, and which changes would bring a module in."""

from hypothesis import given, settings
from rumbo.build.outcome import Gap, Reason
from rumbo.build.planning.reachable import changes, reachable, ready

from tests.strategies import Case, after, cases, module, wishes

MODULES = {
    "movement": module(60, gives={"alpha": 1}),
    "editing": module(105, gives={"beta": 2}, prerequisites=(after("movement"),)),
    "media": module(90, gives={"gamma": 2}, prerequisites=(after("movement"),)),
    "data": module(120, gives={"delta": 2}, prerequisites=(after("editing"),)),
    "uploads": module(
        90, gives={"delta": 1}, prerequisites=(after("rights"), after("editing", strength="recommended"))
    ),
    "rights": module(75, gives={"alpha": 2}),
    "either": module(30, gives={"alpha": 3}, prerequisites=(after("data", "media"),)),
}


def names(*known: str, gaps: tuple[Gap, ...] = ()) -> list[str]:
    return [one.module for one in reachable(known, MODULES, gaps)]


def test_at_the_start_only_what_requires_nothing_is_in_reach() -> None:
    """Who knows nothing can begin with modules that require nothing, the shorter first."""
    assert names() == ["movement", "rights"]


def test_all_required_modules_must_be_known() -> None:
    """A module comes within reach when all it requires is known; of alternatives one is enough."""
    assert names("movement") == ["rights", "media", "editing"]
    assert names("movement", "media") == ["either", "rights", "editing"]


def test_what_is_recommended_only_moves_a_module_back() -> None:
    """A module that lacks a recommended one is in reach, after those that lack nothing, and says what it lacks."""
    found = reachable({"rights"}, MODULES)
    assert [one.module for one in found] == ["movement", "uploads"]
    assert [one.better_after for one in found] == [(), ("editing",)]


def test_what_closes_a_gap_comes_first() -> None:
    """What leads to the level that is wanted is nearest, whatever its minutes."""
    gap = Gap("beta", 0, 2)
    assert names("movement", gaps=(gap,)) == ["editing", "rights", "media"]
    assert reachable({"movement"}, MODULES, [gap])[0].closes == ("beta",)
    assert names("movement", gaps=(Gap("beta", 0, 3),)) == ["rights", "media", "editing"]


def test_each_says_what_it_opens() -> None:
    """A module names those that can be taught as soon as it is known itself."""
    found = {one.module: one.opens for one in reachable({"movement"}, MODULES)}
    assert found == {"rights": ("uploads",), "media": ("either",), "editing": ("data",)}


@settings(max_examples=50, deadline=None)
@given(cases())
def test_whoever_goes_on_reaches_more(case: Case) -> None:
    """Step by step, everything without a required prerequisite outside comes within reach, each module once."""
    known: set[str] = set()
    while found := ready(known, case.modules):
        assert not found & known
        known.add(min(found))
    assert known == set(case.modules)


def labels(name: str, **fields: object) -> list[list[str]]:
    return [[change.label for change in made] for made, _ in changes(name, wishes(**fields), MODULES)]


def test_a_module_nobody_asked_for_can_be_wanted_or_named() -> None:
    """For each level it gives that is neither wanted nor there, and by its name, a module can be brought in."""
    (wanted, first), (named, second) = changes("data", wishes(wants={"delta": 1}), MODULES)
    assert wanted == (Reason("change-wants", (("competencies", "delta"),), 2),)
    assert first.wants == {"delta": 2}
    assert named == (Reason("change-modules"),)
    assert second.modules == ("data",)
    assert labels("data", wants={"delta": 2}) == [["change-modules"]]
    assert labels("data", has={"delta": 2}) == [["change-modules"]]


def test_what_stands_in_the_way_is_taken_away_first() -> None:
    """What is excluded or known is freed first, and stays free in all that follows."""
    assert labels("data", without=("data",), wants={"delta": 2}) == [
        ["change-without"],
        ["change-without", "change-modules"],
    ]
    (made, freed), *_ = changes("editing", wishes(known=("data",)), MODULES)
    assert made == (Reason("change-known", (("modules", "data"),)),)
    assert freed.known == ()
