"""What one answer means, however it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.assess.answers import Answer, expected, key, understood
from rumbo.build.model import AssessmentQuestion

from tests.build.assess.sets import question_set

SET = question_set()
BY_ID = {question.id: question for question in SET.questions}


def said(name: str, text: str) -> tuple[Answer | None, str]:
    return understood(BY_ID[name], SET, text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *((str(level), level) for level in range(4)),
        *((" 2 ", 2), ("2.0", 2), ("2,00", 2), ("٢", 2)),
        *(("Alone", 2), ("ALONE.", 2), ("2 - Alone", 2), ("2: alone", 2), ("not  at all", 0), ("Teach it, too", 3)),
    ],
)
def test_a_level_may_be_a_number_or_its_words(text: str, level: int) -> None:
    """A level is read from a digit, as a spreadsheet writes it, from its words, or from both."""
    assert said("now", text) == (level, "")


@pytest.mark.parametrize("text", ["4", "-1", "2-3", "2 or 3", "1.5", "12", "2 - With help", "often", "²", "yes"])
def test_what_is_no_level_is_refused(text: str) -> None:
    """A number outside, two numbers, a half level and other words are no level, and what is possible is said."""
    assert said("now", text) == (None, "is not a level")
    assert expected(BY_ID["now"]) == "give 0, 1, 2 or 3"


@pytest.mark.parametrize("text", ["", "  ", "-", "?", "N/A"])
def test_nothing_is_no_answer_and_no_fault(text: str) -> None:
    """An empty cell and the usual marks for it are left out without a word."""
    assert said("now", text) == (None, "")
    assert said("stops", text) == (None, "")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", ("rights",)),
        ("1 3", ("rights", "time")),
        ("1, 3", ("rights", "time")),
        ("3;1;3", ("time", "rights")),
        ("tools", ("tools",)),
        ("TOOLS, time", ("tools", "time")),
        ("Rights, and who owns them", ("rights",)),
        ("Time, Rights, and who owns them, Tools", ("time", "rights", "tools")),
        ("Rights, and who owns them;Tools", ("rights", "tools")),
        ("Tools\nTime", ("tools", "time")),
    ],
)
def test_several_answers_in_any_notation(text: str, chosen: tuple[str, ...]) -> None:
    """Answers are named by number, id or words, with the separators of the usual survey programs between them."""
    assert said("stops", text) == (chosen, "")


@pytest.mark.parametrize("text", ["4", "0", "Money", "1, Money", "1 99"])
def test_an_unknown_answer_is_refused_whole(text: str) -> None:
    """If one part of a list is no answer, nothing of it counts."""
    assert said("stops", text) == (None, "is none of the answers")


def test_one_answer_where_one_is_asked() -> None:
    """Two answers to a question that takes one are told apart from wrong ones."""
    assert said("role", "New here") == (("new",), "")
    assert said("role", "1;2") == (None, "names more than one answer")
    assert expected(BY_ID["role"]) == "give one number from 1 to 2"
    assert expected(BY_ID["stops"]) == "give numbers from 1 to 3"


def test_words_are_kept_as_they_are() -> None:
    """Free words stay as they were typed, but for spaces around them."""
    assert said("words", " 0 ; ¿Sí? ") == ("0 ; ¿Sí?", "")


@given(st.sampled_from(SET.questions), st.text(max_size=30))
def test_any_text_is_an_answer_or_a_fault(question: AssessmentQuestion, text: str) -> None:
    """Whatever is typed gives an answer, a fault or nothing, never two of them; an answer is a possible one."""
    answer, fault = understood(question, SET, text)
    assert answer is None or not fault
    match question.kind:
        case "level":
            assert answer is None or answer in range(4)
        case "choice":
            assert answer is None or set(answer) <= {choice.id for choice in question.answers}  # type: ignore[arg-type]
        case _:
            assert not fault


@given(st.text(max_size=30))
def test_key_is_stable(text: str) -> None:
    """Making texts comparable twice changes nothing more."""
    assert key(key(text)) == key(text)
