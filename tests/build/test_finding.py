"""Finding content by words."""

import pytest
from conftest import Draft
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.curriculum import KINDS_OF_CONTENT, Curriculum
from rumbo.build.search import fold, search
from rumbo.build.words import did_you_mean, direction


def found(words: str, curriculum: Curriculum) -> list[str]:
    """What is found, as `kind id`."""
    return [f"{kind} {entry.id}" for kind, entry in search(words, curriculum)]


@pytest.fixture
def tiny(draft: Draft) -> Curriculum:
    """The tiny curriculum with a second module whose words stand in other places."""
    draft.copy("modules/first", "modules/second")
    draft.edit("modules/second/module.yaml", "title: First steps", "title: Fotografía en Commons")
    draft.edit("modules/second/handout.md", "Edit one page a week.", "Bring a tripod to the first meeting.")
    return draft.read().curriculum


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fotografía", ["modules second"]),
        ("FOTOGRAFIA", ["modules second"]),
        ("tripod", ["modules second"]),
        ("tripod photographs", []),
        ("fotografia tripod", ["modules second"]),
        ("graf", ["modules second"]),
        ("talking", ["competencies talking"]),
        ("kinds people", ["audiences everyone"]),
        ("", []),
        ("   ", []),
        ("nowhere", []),
    ],
)
def test_every_word_must_occur(tiny: Curriculum, words: str, expected: list[str]) -> None:
    """All words must occur in title, fields or texts; accents, case and order do not matter."""
    assert found(words, tiny) == expected


def test_titles_come_first(tiny: Curriculum) -> None:
    """A word in a title counts more than one in the fields, and that more than one in the texts."""
    assert found("first", tiny) == ["modules first", "modules second"]
    assert found("editing", tiny)[0] == "competencies editing"
    assert found("editing", tiny)[1:] == ["modules first", "modules second"]


def test_everything_is_found_by_its_title(curriculum: Curriculum) -> None:
    """A shipped piece of content is among what its own title finds; every sixth of each kind is tried."""
    for kind in KINDS_OF_CONTENT:
        for name, entry in list(curriculum.of(kind).items())[::6]:
            assert f"{kind} {name}" in found(entry.value.title, curriculum)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("México", "mexico"), ("ÑANDÚ", "nandu"), ("Straße", "strasse"), ("ﬁle", "file"), ("ℌ", "h"), ("ΌΣ", "οσ")],
)
def test_fold(text: str, folded: str) -> None:
    """Case, accents and joined letters are put aside."""
    assert fold(text) == folded


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    """What is folded stays as it is, so that words typed as they were printed are found."""
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())


@pytest.mark.parametrize(
    ("word", "choices", "hint"),
    [
        ("titel", ["title", "summary"], "did you mean 'title'?"),
        ("x", ["b", "a"], "known here: a, b"),
        ("x", [], ""),
        ("x", [f"choice-{number:02}" for number in range(13)], ""),
        ("", ["a"], "known here: a"),
    ],
)
def test_did_you_mean(word: str, choices: list[str], hint: str) -> None:
    """The nearest choice is named, or all of them if they are few, or nothing."""
    assert did_you_mean(word, choices) == hint


@pytest.mark.parametrize(
    ("text", "side"),
    [("Ana", "ltr"), ("محمد Ana", "rtl"), ("Ana محمد", "ltr"), ("(1) שרה", "rtl"), ("", "ltr"), ("12", "ltr")],
)
def test_direction_is_that_of_the_first_letter(text: str, side: str) -> None:
    """A text runs as its first letter does; signs and digits before it do not count."""
    assert direction(text) == side
