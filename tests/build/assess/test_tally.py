"""Counting answers, medians, and results with their dates."""

import datetime as dt
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.assess import tally as tally_module
from rumbo.build.assess.tally import Tally, assessed, counted, middle, months_later
from rumbo.build.model import Assessment

from tests.build.assess.sets import question_set

DAY = dt.date(2026, 11, 22)


def result(*people: dict[str, object]) -> Assessment:
    counted = Tally(question_set())
    for said in people:
        counted.add(said)  # type: ignore[arg-type]
    return assessed("some", counted, 12, DAY)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_the_middle_is_the_median(levels: list[int]) -> None:
    """The level is the median; between two, what is there is taken low and what is wanted high."""
    votes = [levels.count(level) for level in range(4)]
    assert middle(votes, "present") == middle(votes, "robustness") == statistics.median_low(levels)
    assert middle(votes, "wanted") == statistics.median_high(levels)


def test_one_person() -> None:
    """The answers of one person are the result; there is no spread, and no name."""
    found = result({"now": 1, "later": 2, "left": 0, "words": "More time"})
    levels = found.levels["editing"]
    assert (levels.present, levels.wanted, levels.robustness, levels.gap) == (1, 2, 0, 1)
    assert levels.dimension == "communities"
    assert (found.date, found.expires) == (DAY, dt.date(2027, 11, 22))
    assert (found.raters.number, found.raters.names) == (1, ())
    assert found.spread == {}
    assert found.answers == {"words": ("More time",)}


def test_several_people_and_their_spread() -> None:
    """Where not all say the same, how many said what is kept."""
    found = result({"now": 0, "later": 2}, {"now": 0, "later": 2}, {"now": 3, "later": 2})
    assert found.levels["editing"].present == 0
    assert found.spread["editing"].present == (2, 0, 0, 1)
    assert found.spread["editing"].wanted == ()


def test_an_answer_that_was_not_chosen_counts_as_nothing() -> None:
    """A wish that only a minority chooses is not the wish of the group; all choices are counted."""
    found = result({"stops": ("tools",)}, {"stops": ("rights",)}, {"stops": ("rights", "time")})
    assert (found.levels["wikidata"].wanted, found.levels["copyright"].wanted) == (0, 1)
    assert found.spread["wikidata"].wanted == (2, 0, 1, 0)
    assert found.choices == {"stops": {"rights": 2, "time": 1, "tools": 1}}
    assert found.wants == {"copyright": 1}


def test_the_highest_of_several_questions_counts() -> None:
    """Two questions on one competency are one vote of the person: the higher one."""
    assert result({"later": 0, "stops": ("tools",)}).levels["editing"].wanted == 1
    assert result({"later": 3, "stops": ("tools",)}).levels["editing"].wanted == 3


def test_who_answers_nothing_is_not_counted() -> None:
    """A person without any answer is no rater."""
    assert result({"now": 1}, {}).raters.number == 1


def test_words_are_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words beyond what a file can hold are counted and not kept, none is cut."""
    monkeypatch.setattr(tally_module, "MOST_WORDS", 10)
    counted = Tally(question_set())
    for words in ("12345", "ñandú!", "6789"):
        counted.add({"words": words})
    assert counted.words.by_question == {"words": ["12345", "6789"]}
    assert counted.words.left_over == 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-22", 12, "2027-11-22"),
        ("2026-11-22", 1, "2026-12-22"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_months_later(day: str, months: int, later: str) -> None:
    """An expiry falls on the same day of a later month, or on its last day."""
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


def test_answers_are_counted_by_question() -> None:
    """Each question that was answered has all its answers in their order, those that nobody gave as 0."""
    tally = Tally(question_set())
    tally.add({"now": 2, "stops": ("tools", "time"), "words": "Coffee"})
    tally.add({"now": 0, "stops": ("time",)})
    assert counted(tally) == {
        "now": {"0": 1, "1": 0, "2": 1, "3": 0},
        "stops": {"rights": 0, "tools": 1, "time": 2},
    }
