"""The strict YAML reader: plain values or faults, never a surprise."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from conftest import make_curriculum
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rumbo.build.yaml_text import MAX_BYTES, MAX_DEPTH, UNSEEN, Fault, locate, read, write

SEEN = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda letter: not UNSEEN.search(letter)))
"""Texts as they may be: characters that nobody can see are refused."""
SCALARS = st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | SEEN
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(SEEN, inner), max_leaves=15)
SIGNS = st.characters() | st.sampled_from("\n\t\r :-[]{}&*!|>'\"%@`#?,<~\x00\ufeff\u2028")


def value(text: str) -> Any:
    """The value of a text that has no fault."""
    found, faults = read(text)
    assert faults == []
    return found


def fault(text: str) -> Fault:
    """The only fault of a text."""
    _, faults = read(text)
    assert len(faults) == 1
    return faults[0]


@pytest.mark.parametrize(
    "text",
    [
        *("no", "yes", "on", "off", "No", "YES", "y", "n", "True", "FALSE", "Null", "NULL"),
        *("12:30", "1:30:00", "2026-03-05", "2026-03-05T10:00:00Z"),
        *("010", "00", "-010", "0o17", "0x1f", "0b11", "1e3", "1.5", ".5", ".inf", ".nan", "1_000", "="),
        "9999999999999999999",
    ],
)
def test_traps_stay_text(text: str) -> None:
    """What YAML 1.1 would turn into something else is the text that people see."""
    assert value(f"field: {text}") == {"field": text}
    assert value(f"[{text}, {{a: {text}}}]") == [text, {"a": text}]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("7", 7),
        ("-3", -3),
        ("+3", 3),
    ],
)
def test_few_words_are_no_text(text: str, meant: object) -> None:
    """true, false, nothing and decimal numbers are the only plain values that are no text."""
    found = value(f"field: {text}\n")["field"]
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize("text", ["true", "null", "~", "7", "-3", ""])
@pytest.mark.parametrize("form", ["'{}'", '"{}"'])
def test_quotes_make_text(text: str, form: str) -> None:
    """Between quotes everything is text."""
    assert value(f"field: {form.format(text)}") == {"field": text}


def test_block_is_text() -> None:
    """A block after | or >- is text, even if it is a number."""
    assert value("a: |\n  7\nb: >-\n  true\n") == {"a": "7\n", "b": "true"}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1)),
        ("a: {b: 1, b: 2}", (1, 11)),
        ("a:\n  - c: 1\n    d:\n      e: 1\n      e: 2\n", (5, 7)),
        ("a: 1\n'a': 2\n", (2, 1)),
        ("'': 1\n\"\": 2\n", (2, 1)),
    ],
)
def test_doubled_key(text: str, mark: tuple[int, int]) -> None:
    """A key given twice is told at its second place, at any depth."""
    assert (fault(text).code, fault(text).mark) == ("Y102", mark)


def test_same_key_in_other_place_is_right() -> None:
    """The same key may stand in each entry of a list and at each depth."""
    assert value("a: {a: [{a: 1}, {a: 2}]}") == {"a": {"a": [{"a": 1}, {"a": 2}]}}


def test_every_doubled_key_is_told() -> None:
    """Reading goes on after a doubled key, so that all of them are told at once."""
    _, faults = read("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [found.mark for found in faults] == [(2, 1), (3, 11)]


@pytest.mark.parametrize(
    ("text", "mark", "word"),
    [
        ("a: &x 1", (1, 4), "anchor"),
        ("a: &x [1]", (1, 4), "anchor"),
        ("&x a: 1", (1, 1), "anchor"),
        ("a: *x", (1, 4), "alias"),
        ("*x : 1", (1, 1), "alias"),
        ("<<: {a: 1}", (1, 1), "merge"),
        ("a:\n  <<: {b: 1}", (2, 3), "merge"),
        ("a: !!str 1", (1, 4), "tag"),
        ("!!map {a: 1}", (1, 1), "tag"),
        ("a: !!python/object:os.system x", (1, 4), "tag"),
        ("a: !own x", (1, 4), "tag"),
    ],
)
def test_extras_are_refused(text: str, mark: tuple[int, int], word: str) -> None:
    """Anchors, aliases, merge keys and tags are refused where they stand."""
    found = fault(text)
    assert (found.code, found.mark) == ("Y103", mark)
    assert word in found.message


def test_quoted_merge_key_is_a_name() -> None:
    """Between quotes << is a name like any other."""
    assert value("'<<': 1") == {"<<": 1}


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "[{a: "])
def test_depth_bomb(sign: str) -> None:
    """200,000 open brackets are refused at the first that is too deep, before anything is built."""
    found = fault(sign * 200_000)
    assert found.code == "Y104"
    assert found.mark[0] == 1
    assert found.mark[1] <= MAX_DEPTH * len(sign) + 1


def test_deepest_allowed() -> None:
    """Forty levels are read, one more is not."""
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert fault("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).code == "Y104"


def test_alias_bomb() -> None:
    """A text that would swell to a billion entries is refused at its first anchor."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert (fault("\n".join(lines)).code, fault("\n".join(lines)).mark) == ("Y103", (1, 5))


def test_too_long() -> None:
    """A text longer than content can be is not read at all."""
    assert fault("x" * (MAX_BYTES + 1)).code == "Y105"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("\ufeffa: 1\n", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("a: 1\rb: 2", {"a": 1, "b": 2}),
        ("---\na: 1\n", {"a": 1}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("a:\t1\n", {"a": 1}),
        ("# a remark\na: 1 # and another\n", {"a": 1}),
        ("", None),
        ("\n\n", None),
        ("# nothing\n", None),
        ("---\n", None),
        ("just words\n", "just words"),
        ("{a, b: }", {"a": None, "b": None}),
    ],
)
def test_forms_of_a_file(text: str, meant: object) -> None:
    """A mark at the start, any ends of lines, one line of hyphens and remarks do no harm; nothing is None."""
    assert value(text) == meant


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "---\n---\n", "---\n# nothing\n---\na: 1\n"])
def test_second_document(text: str) -> None:
    """A second document is refused, also after an empty first one."""
    found = fault(text)
    assert found.code == "Y101"
    assert "second document" in found.message


@pytest.mark.parametrize(
    ("text", "mark", "word"),
    [
        ("a: 1\n\tb: 2\n", (2, 1), "tab"),
        ("a:\n\t- b\n", (2, 1), "tab"),
        ("title: Photos: taking them\n", (1, 14), "colon"),
        ("a:\n  b: 1\n c: 2\n", (3, 2), "does not fit"),
        ("a: 'one\nb: 2\n", (1, 4), "quotation mark"),
        ('a: "one" two\n', (1, 10), "does not fit"),
        ("a: [one, two\nb: 2\n", (1, 4), "never closed"),
        ("a: {b: 1\nc: 2\n", (1, 4), "never closed"),
        ("a: [\n", (2, 1), "value is missing"),
        ("a: 1\nb\nc: 2\n", (2, 1), "no colon"),
        ("a: @home\n", (1, 4), "cannot begin with @"),
        ("a: `code`\n", (1, 4), "cannot begin with `"),
        ("a: %\n", (1, 4), "cannot begin with %"),
        ("a: *\n", (1, 5), "cannot begin with *"),
        ('a: "C:\\wiki"\n', (1, 7), "backslash"),
        ("a: - b\n", (1, 4), "list cannot begin"),
        ("- a\nb: 1\n", (2, 1), "list above"),
        ("[a]\nb: 1\n", (2, 1), "ended"),
        ("a: one\x07two\n", (1, 7), "nobody can see"),
        ("a: 1\nb: \x00\n", (2, 4), "nobody can see"),
        ("a: \ud800\n", (1, 4), "nobody can see"),
        ("? [a]\n: 1\n", (1, 3), "plain word"),
    ],
)
def test_mistakes_of_writing(text: str, mark: tuple[int, int], word: str) -> None:
    """The usual slips are told where they were made, in words that need no knowledge of YAML, with a hint."""
    found = fault(text)
    assert (found.code, found.mark) == ("Y101", mark)
    assert word in found.message
    assert found.hint


def test_rare_mistake_keeps_the_parsers_words() -> None:
    """A mistake without a sentence of its own is told in the words of the parser."""
    assert fault("%YAML 9.9\n---\na: 1").message.startswith("not readable as YAML: ")


def test_first_line_moves_every_mark() -> None:
    """The fields of a Markdown file are told with the lines of the whole file."""
    assert read("a: 1\na: 2\n", first_line=7)[1][0].mark == (8, 1)
    assert read("a: [1\n", first_line=7)[1][0].mark == (7, 4)
    assert read("a: \x07\n", first_line=7)[1][0].mark == (7, 4)


def test_marks_of_keys_and_entries() -> None:
    """Every key and list entry has its line and column, counted from 1; the first of two keys counts."""
    text = "título: Año\nlist:\n  - one\n  - {a: 1, b: [x, y]}\ndeep:\n  deeper: {deepest: 1}\nlist: 2\n"
    marks: dict[Any, Any] = {}
    read(text, marks=marks)
    assert marks == {
        (): (1, 1),
        ("título",): (1, 1),
        ("list",): (2, 1),
        ("list", 0): (3, 5),
        ("list", 1): (4, 5),
        ("list", 1, "a"): (4, 6),
        ("list", 1, "b"): (4, 12),
        ("list", 1, "b", 0): (4, 16),
        ("list", 1, "b", 1): (4, 19),
        ("deep",): (5, 1),
        ("deep", "deeper"): (6, 3),
        ("deep", "deeper", "deepest"): (6, 12),
    }


@pytest.mark.parametrize(
    ("place", "mark"),
    [
        (("a", "b", 0), (3, 7)),
        (("a", "b", 9), (2, 3)),
        (("a", "x", "y"), (1, 1)),
        ((), (1, 1)),
        (("nowhere",), (1, 1)),
    ],
)
def test_locate_nearest(place: tuple[str | int, ...], mark: tuple[int, int]) -> None:
    """What is not in the text is looked for at the nearest thing around it."""
    assert locate("a:\n  b:\n    - c\n", place) == mark


def test_locate_in_a_broken_text() -> None:
    """In a text that cannot be read, places after the break fall back to its beginning."""
    assert locate("a: [", ("b",), first_line=5) == (5, 1)


@given(VALUES)
@example({"a": ["\ufeff", "<<", "no", "010", "", " a ", "a\n", "\t"], "<<": {"": None}})
@settings(max_examples=150, deadline=None)
def test_written_values_read_back(values: object) -> None:
    """Whatever is written reads back equal, type for type."""
    found = value(write(values))
    assert found == values
    assert repr(found) == repr(values)


def test_value_in_two_places_is_written_twice() -> None:
    """A list that stands in two places is written out, because anchors are not read."""
    shared = ["one"]
    assert value(write({"a": shared, "b": shared})) == {"a": ["one"], "b": ["one"]}


@given(st.text(SIGNS))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_values_or_faults(text: str) -> None:
    """No text at all raises anything; a fault lies within the text and says something."""
    found, faults = read(text)
    for one in faults:
        assert one.message
        assert one.mark[0] >= 1
        assert one.mark[1] >= 1
    assert found is None or isinstance(found, str | int | bool | list | dict)


@given(VALUES, st.data())
@settings(max_examples=100, deadline=None)
def test_spoilt_text_gives_values_or_faults(values: object, data: st.DataObject) -> None:
    """Content with one sign put in or taken out raises nothing either."""
    text = write(values)
    place = data.draw(st.integers(0, len(text)))
    read(text[:place] + data.draw(SIGNS) + text[place:])
    read(text[:place] + text[place + 1 :])


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Files of random bytes give problems, never an exception, wherever the loader reads them."""
    names = ("competencies.yaml", "modules/first/module.yaml", "modules/first/guide.md", "methods/m.md")
    folder: Path = tmp_path_factory.mktemp("bytes")
    draft = make_curriculum(folder, dict.fromkeys((*names, "profiles/p.yaml"), content))
    assert draft.read(today=dt.date(2026, 11, 22)).problems
