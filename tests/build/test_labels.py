"""Labels, dates and times in the language of the people in the room."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rumbo.build import labels
from rumbo.build.labels import SOURCE_LANGUAGE, Labels, closest, is_language, languages

I18N = Path(labels.__file__).resolve().parents[1] / "templates" / "i18n"
PLANNING = Path(labels.__file__).resolve().parent / "planning"
FRIDAY = dt.date(2027, 3, 12)


def messages(name: str) -> dict[str, str]:
    """What a file of labels says, without its authors."""
    found: dict[str, str] = json.loads((I18N / f"{name}.json").read_text(encoding="utf-8"))
    return {key: text for key, text in found.items() if not key.startswith("@")}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three small files of labels instead of the shipped ones."""
    for name, content in {
        "en": {
            "days": "$1 {{PLURAL:$1|day|days}}",
            "pair": "$2 before $1",
            "plain": "Page",
            "n": "{{PLURAL:$1|a|b}}",
        },
        "es": {"days": "$1 {{PLURAL:$1|día|días}}", "plain": ""},
        "fr": {"days": "$1 {{PLURAL:$1|jour|jours}}"},
        "zh-hant": {"plain": "頁"},
        "aym": {"plain": "Laphi"},
        "ar": {"plain": "صفحة"},
        "qqq": {"plain": "What a page is called"},
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(labels, "_FOLDER", tmp_path)
    labels._messages.cache_clear()
    yield
    labels._messages.cache_clear()


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 0, "0 days"),
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("es", 1, "1 día"),
        ("es", 21, "21 días"),
        ("fr", 0, "0 jour"),
        ("fr", 2, "2 jours"),
    ],
)
def test_the_plural_follows_the_language(language: str, number: int, text: str) -> None:
    """A number chooses between the forms by the rules of the language, and stands in its place."""
    assert Labels(language).text("days", number) == text


@pytest.mark.usefixtures("own")
def test_values_stand_where_the_language_wants_them() -> None:
    """The places of values may come in any order, and a value is never read as a place itself."""
    assert Labels("en").text("pair", "$2", "{{PLURAL:$1|a|b}}") == "{{PLURAL:$1|a|b}} before $2"


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["es", "fr"])
def test_what_is_not_translated_comes_in_english(language: str) -> None:
    """A missing or empty label is taken from English, with English plurals."""
    assert Labels(language).text("plain") == "Page"
    assert Labels(language).text("n", 0) == "b"


@pytest.mark.usefixtures("own")
def test_a_label_that_nobody_wrote_is_our_bug() -> None:
    """A key without an English text is an error of the program, told with the key."""
    with pytest.raises(KeyError, match="ghost"):
        Labels("es").text("ghost")


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("zh-Hant-TW", "zh-hant"),
        ("zh-hans", "en"),
        ("pt-br", "en"),
        ("xx", "en"),
        ("qqq", "en"),
    ],
)
def test_labels_are_taken_from_the_closest_language(code: str, used: str) -> None:
    """A variant uses its own labels, then its parent's, then English; translators' notes are no language."""
    assert closest(code) == used
    assert "qqq" not in languages()


@pytest.mark.usefixtures("own")
def test_a_language_without_locale_data_can_have_labels() -> None:
    """Whoever translates into a language that the Unicode data do not know gets dates as in English."""
    assert Labels("aym").text("plain") == "Laphi"
    assert Labels("aym").day(FRIDAY) == "Friday, March 12, 2027"


@pytest.mark.usefixtures("own")
def test_the_direction_of_the_script_is_told() -> None:
    """Arabic runs from the right; a language without labels is printed in English, from the left."""
    assert Labels("ar").direction == "rtl"
    assert Labels("es").direction == "ltr"
    assert Labels("he").direction == "ltr"


@pytest.mark.parametrize("code", ["en", "es", "pt-br", "pt-BR", "zh-hant", "es-419", "ay", "qu"])
def test_languages_are_known_by_their_codes(code: str) -> None:
    """Codes with and without region or script, and of small languages, are languages."""
    assert is_language(code)


@pytest.mark.parametrize("code", ["xx", "qqq", "en-xx", "espanol", "simple", "e", "", "es.x", "es@x", "../es"])
def test_what_is_no_language_is_told(code: str) -> None:
    """Made-up codes and names of languages are no codes."""
    assert not is_language(code)


@pytest.mark.parametrize(
    ("language", "day", "short", "time"),
    [
        ("en", "Friday, March 12, 2027", "March 12, 2027", "9:05 AM"),
        ("es", "viernes, 12 de marzo de 2027", "12 de marzo de 2027", "9:05"),
        ("es-MX", "viernes, 12 de marzo de 2027", "12 de marzo de 2027", "9:05"),
        ("tlh", "Friday, March 12, 2027", "March 12, 2027", "9:05 AM"),
    ],
)
def test_days_and_times_follow_the_language(language: str, day: str, short: str, time: str) -> None:
    """Dates and times read as people write them; a language without labels gets English ones."""
    said = Labels(language)
    assert said.day(FRIDAY) == day
    assert said.short_day(FRIDAY) == short
    assert said.time(dt.time(9, 5)).replace("\u202f", " ") == time


def test_languages_are_named_in_the_language_of_the_page() -> None:
    """A Spanish page says inglés; a code that nobody knows stays as it is."""
    assert Labels("es").language_name("en") == "inglés"
    assert Labels("es").language_name("pt-br") == "portugués"
    assert Labels("en").language_name("xx") == "xx"


def test_english_and_spanish_are_written() -> None:
    """The labels that ship."""
    assert set(languages()) >= {"en", "es"}


@pytest.mark.parametrize("name", ["es", "qqq"])
def test_every_label_is_translated_and_explained(name: str) -> None:
    """Spanish and the notes for translators have a text for every English label, and no other."""
    found = messages(name)
    if not found:
        pytest.skip(f"{name}.json is not filled yet")
    assert set(found) == set(messages(SOURCE_LANGUAGE))
    assert [key for key, text in found.items() if not text.strip()] == []


@pytest.mark.parametrize("name", [name for name in languages() if name != SOURCE_LANGUAGE])
def test_translations_keep_the_places_of_values(name: str) -> None:
    """A translation names the same values as the English label."""
    english = messages(SOURCE_LANGUAGE)
    for key, text in messages(name).items():
        assert set(re.findall(r"\$\d", text)) == set(re.findall(r"\$\d", english[key])), key


@pytest.mark.parametrize("name", languages())
def test_every_shipped_label_can_be_said(name: str) -> None:
    """No label of a language has an open brace, or a plural that is not read."""
    for key in messages(name):
        assert not re.search(r"\{\{|\}\}|\$", Labels(name).text(key, *[7] * 9)), key


def test_every_reason_has_a_label() -> None:
    """Whatever the planning gives as a reason can be said."""
    used = {
        label
        for path in PLANNING.glob("*.py")
        for label in re.findall(r'Reason\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(used) >= 10
    assert used <= set(messages(SOURCE_LANGUAGE))


@pytest.mark.parametrize("name", languages())
def test_answers_have_letters(name: str) -> None:
    """There are eight different letters in each language, as many as a question can have answers."""
    letters = Labels(name).text("answer-letters").split()
    assert len(set(letters)) == len(letters) == 8


def test_commas_and_letters_are_those_of_the_script() -> None:
    """Hebrew and Arabic count with letters of their own; Arabic has a comma of its own."""
    first = {name: Labels(name).text("answer-letters").split()[:4] for name in ("es", "he", "ar")}
    assert first == {"es": list("abcd"), "he": list("אבגד"), "ar": list("أبجد")}
    assert [Labels(name).comma for name in ("es", "he", "ar")] == [", ", ", ", "، "]
