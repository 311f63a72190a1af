"""Several raters as one, and where they disagree."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.assess.merge import Disagreement, disagreements, merged, unlike
from rumbo.build.assess.tally import Tally, assessed
from rumbo.build.model import Assessment

from tests.build.assess.sets import question_set

DAY = dt.date(2026, 11, 22)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"now": st.integers(0, 3)},
        optional={
            "later": st.integers(0, 3),
            "left": st.integers(0, 3),
            "stops": st.sampled_from([("tools",), ("rights", "time")]),
            "words": st.text(min_size=1, max_size=5).map(str.strip).filter(bool),
        },
    ),
    min_size=1,
    max_size=6,
)


def result(*people: dict[str, Any], date: dt.date = DAY, names: tuple[str, ...] = ()) -> Assessment:
    counted = Tally(question_set())
    for said in people:
        counted.add(said)
    return assessed("some", counted, 12, date, names)


@given(st.lists(PEOPLE, min_size=2, max_size=4))
def test_merging_is_the_same_as_counting_all_at_once(groups: list[list[dict[str, Any]]]) -> None:
    """Results of any groups, merged, are the result of everybody in them."""
    whole = result(*(said for people in groups for said in people))
    assert merged([result(*people) for people in groups]) == whole


def test_dates_and_names() -> None:
    """A merged result is as new as the newest, expires with the oldest, and names whom the others name, once."""
    one = result({"now": 1}, names=("Ana",))
    other = result({"now": 1}, date=dt.date(2026, 12, 1), names=("Ben", "Ana"))
    both = merged([one, other])
    assert (both.date, both.expires) == (dt.date(2026, 12, 1), dt.date(2027, 11, 22))
    assert both.raters.names == ("Ana", "Ben")


def test_what_cannot_be_merged() -> None:
    """Answers to different questions, or from times too far apart, do not make one result."""
    one = result({"now": 1})
    assert unlike([one, one]) == ""
    assert "different question sets: other, some" in unlike([one, one.model_copy(update={"question_set": "other"})])
    assert "had expired" in unlike([one, result({"now": 1}, date=dt.date(2028, 1, 1))])


def test_disagreements_begin_at_two_levels() -> None:
    """Raters who are two levels apart disagree, the widest first; those who are one apart do not."""
    people: list[dict[str, Any]] = [{"now": 0, "later": 1, "left": 3}, {"now": 2, "later": 2, "left": 0}]
    assert list(disagreements(result(*people))) == [
        Disagreement("editing", "robustness", 0, 3),
        Disagreement("editing", "present", 0, 2),
    ]
