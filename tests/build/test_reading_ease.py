"""How easy texts are to read: syllables, sentences, and the formulas of three languages."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.reading_ease import (
    FEWEST_WORDS,
    FORMULAS,
    Ease,
    english_syllables,
    german_syllables,
    measure,
    spanish_syllables,
)

ENGLISH = """
    a make makes page pa-ges a-gree a-greed asked wan-ted ta-ble ta-bles peo-ple co-pies move-ment some-thing
    some-bo-dy safe-ty so-ci-e-ty mu-se-um vi-de-o be-ing lan-guage va-lue cre-ate sci-ence e-di-tor's so-cial wi-ki
    en-cy-clo-pae-di-a cri-ti-cis-m qui-et hmm
"""
SPANISH = """
    y yo muy ley re-yes que guí-a pin-güi-no a-gua ciu-dad le-er pa-ís dí-a e-di-ción ca-o-ba cons-truir te-o-rí-a
    mu-se-o hui-da a-ve-ri-guáis lí-ne-a pro-yec-to bi-blio-te-ca ha-cí-ais quien U-ru-guay
"""
GERMAN = """
    Haus Bäu-me Mu-se-um The-a-ter Ur-he-ber-recht Quel-le zwei die I-dee Eu-ro Bay-ern öf-fent-lich Wi-ki-pe-di-a
    En-zy-klo-pä-die Tür
"""
COUNTED = [
    (count, word.replace("-", ""), word.count("-") + 1)
    for count, words in ((english_syllables, ENGLISH), (spanish_syllables, SPANISH), (german_syllables, GERMAN))
    for word in words.split()
]
EASY = "We go to a place and you see it. "
HARD = "Unfortunately comprehensive implementation encounters unanticipated complications everywhere. "


def figure(text: str, language: str = "en") -> float:
    """The ease of one paragraph."""
    found = measure([text], language)
    assert found is not None
    return found.value


@pytest.mark.parametrize(("count", "word", "number"), COUNTED)
def test_syllables(count: Callable[[str], int], word: str, number: int) -> None:
    """Words of each kind of ending and of neighbouring vowels, counted as dictionaries and grammars do."""
    assert count(word) == number


@given(st.text(min_size=1))
def test_every_word_has_a_syllable(word: str) -> None:
    """Whatever stands for a word counts at least as one syllable."""
    assert min(count(word) for count in (english_syllables, spanish_syllables, german_syllables)) >= 1


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The cat sat on a big mat. " * 20, 206.835 - 1.015 * 7 - 84.6),
        ("es", "El gato duerme con la niña. " * 20, 206.835 - 6 - 62.3 * 9 / 6),
        ("de", "Die Katze schläft heute lange hier. " * 20, 180 - 6 - 58.5 * 9 / 6),
        ("es-mx", "El gato duerme con la niña. " * 20, 206.835 - 6 - 62.3 * 9 / 6),
    ],
)
def test_formula_of_the_language(language: str, text: str, value: float) -> None:
    """The figure is the one that the formula of the language gives by hand; a country does not change it."""
    assert figure(text, language) == pytest.approx(value)


@pytest.mark.parametrize("language", ["fr", "ar", "eng", ""])
def test_no_guess_for_other_languages(language: str) -> None:
    """A language without a formula has no figure."""
    assert measure([EASY * 50], language) is None


def test_too_few_words_have_no_figure() -> None:
    """Below a hundred words there is no figure, from there on there is one."""
    assert measure(["word " * (FEWEST_WORDS - 1)], "en") is None
    assert isinstance(measure(["word " * FEWEST_WORDS], "en"), Ease)
    assert measure([], "en") is None
    assert measure(["", "12 ..."], "en") is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One two. Three four!", 2),
        ("One two? (Three four.) Five six.", 3),
        ("One two: three four; five six.", 1),
        ("One two, e.g. three four. Five.", 2),
        ("“One two.” Three four… Five.", 3),
        ("One two", 1),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    """Full stops, question and exclamation marks end a sentence, but not within "e.g."; a paragraph ends one too."""
    found = measure([text, "word " * FEWEST_WORDS], "en")
    assert found is not None
    assert len(found.hardest) == sentences + 1


@pytest.mark.parametrize(
    "more", ["Magdalena Carmen ", "2026-11-22 ", "wikimediafoundation.org ", "info@wikimedia.org "]
)
def test_names_numbers_and_addresses_do_not_count(more: str) -> None:
    """What nobody can put in simpler words makes no sentence harder."""
    assert figure(f"we saw {more}at the house. " * 50) == figure("we saw at the house. " * 50)


def test_german_nouns_are_no_names() -> None:
    """Where every noun has a capital, words with one count like all others."""
    assert figure("wir sehen die Urheberrechtsverletzung. " * 50, "de") < figure("wir sehen die. " * 50, "de")


def test_hardest_sentences_come_first() -> None:
    """Sentences come from the hardest on, with their paragraph, those of five words and fewer after all others."""
    found = measure([EASY * 20, f"Responsibilities. {HARD}", EASY], "en")
    assert found is not None
    assert (found.hardest[0].text, found.hardest[0].block) == (HARD.strip(), 1)
    assert found.hardest[-1].text == "Responsibilities."


@given(st.lists(st.sampled_from([EASY, HARD]), min_size=20, max_size=40))
def test_order_does_not_matter_and_hard_sentences_do(sentences: list[str]) -> None:
    """A text is as easy as its sentences in any order, and one more hard sentence never makes it easier."""
    value = figure("".join(sentences))
    assert figure("".join(sorted(sentences))) == pytest.approx(value)
    assert figure("".join([*sentences, HARD])) <= value + 1e-9


@given(st.lists(st.text(), max_size=8), st.sampled_from(sorted(FORMULAS)))
def test_any_text_is_measured(blocks: list[str], language: str) -> None:
    """No text stops the measure."""
    found = measure(["word " * FEWEST_WORDS, *blocks], language)
    assert found is not None
    assert found.hardest
