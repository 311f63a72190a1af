"""The gap: what is wanted above what is there."""

from hypothesis import given, settings
from rumbo.build.outcome import Gap
from rumbo.build.planning.needs import needs

from tests.strategies import Case, cases, module, wishes


def test_a_gap_is_what_is_wanted_above_what_is_there() -> None:
    """Only competencies that are wanted higher than they are there make gaps, in the order of their ids."""
    wanted = wishes(wants={"beta": 3, "alpha": 2, "gamma": 1}, has={"alpha": 1, "gamma": 1})
    assert needs(wanted, {}, ()) == (Gap("alpha", 1, 2), Gap("beta", 0, 3))


def test_a_known_module_counts_as_what_it_gives() -> None:
    """What a known module gives is there already, unless the group has more of it."""
    modules = {"one": module(gives={"alpha": 2, "beta": 1})}
    wanted = wishes(wants={"alpha": 3, "beta": 3}, has={"beta": 2})
    assert needs(wanted, modules, ["one"]) == (Gap("alpha", 2, 3), Gap("beta", 2, 3))


@settings(deadline=None)
@given(cases())
def test_a_gap_is_never_empty_nor_negative(case: Case) -> None:
    """Every gap goes up, within the levels there are."""
    for gap in needs(case.wishes, case.modules, case.wishes.known):
        assert 0 <= gap.present < gap.wanted <= 3
        assert case.wishes.wants[gap.competency] == gap.wanted
