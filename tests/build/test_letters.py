"""Widths of words come from our own fonts, and lines are broken where people expect it."""

import pytest
from rumbo.build.letters import width, wrapped


def test_widths_are_those_of_the_font() -> None:
    """Letters count with the advance that Noto Sans has, so i is narrower than W, and bold is wider."""
    assert width("iiii", 10) < width("WWWW", 10)
    assert width("Wikimedia", 10) < width("Wikimedia", 10, "Bold")
    assert width("aa", 10) == pytest.approx(2 * 5.61)


@pytest.mark.parametrize("text", ["ويكيميديا", "ויקימדיה", "विकिमीडिया", "ውክፔዲያ"])
def test_other_scripts_are_measured_too(text: str) -> None:
    """Scripts that Noto Sans lacks are measured with the font that prints them."""
    assert 0 < width(text, 10) < 10 * len(text) * 1.5


def test_a_letter_without_a_font_counts_as_a_whole_one() -> None:
    """What no shipped font has is taken to be as wide as it is high."""
    assert width("漢", 10) == 10


def test_lines_are_broken_between_words() -> None:
    """Every line fits, and the words are all there in their order."""
    text = "Cleaning and matching data with OpenRefine"
    lines = wrapped(text, 80, 11)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(width(line, 11) <= 80 for line in lines)


def test_a_word_that_is_too_long_is_cut() -> None:
    """A word wider than the line is cut with a hyphen, and nothing of it is lost."""
    lines = wrapped("Donaudampfschifffahrtsgesellschaft", 60, 11)
    assert "".join(line.removesuffix("-") for line in lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(width(line, 11) <= 60 for line in lines)
