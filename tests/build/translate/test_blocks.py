"""Markdown taken apart by block, and put together again with other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.curriculum import Curriculum
from rumbo.build.markdown import parts
from rumbo.build.translate.blocks import address, named, one_line, with_blocks

_WORDS = st.text(alphabet="abcdé ", min_size=1, max_size=12).map(lambda text: f"x{text}y")
_INLINE = _WORDS | _WORDS.map(lambda w: f"**{w}** and `c|d` z") | _WORDS.map(lambda w: f"[{w}](https://a.example)")
_LINES = st.lists(_INLINE, min_size=1, max_size=3)
_BLOCKS = st.one_of(
    _LINES.map("\n".join),
    _LINES.map("\\\n".join),
    _INLINE.map(lambda text: f"## {text}"),
    _LINES.map(lambda lines: "\n".join(f"- {line}\n  {line}" for line in lines)),
    _LINES.map(lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1))),
    _LINES.map(lambda lines: "\n".join(f"- [ ] {line}" for line in lines)),
    _LINES.map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    _LINES.map(lambda lines: "\n".join(f"> - {line}" for line in lines)),
    _WORDS.map(lambda word: f"| a | {word} |\n|---|---|\n| **{word}** |  |\n| `x` | {word} |"),
    _WORDS.map(lambda word: f'![{word}](map.svg "{word} caption")'),
    _WORDS.map(lambda word: f"```write 3\n{word}\n```"),
    _WORDS.map(lambda word: f"```\n{word} code\n```"),
)
TEXTS = st.lists(_BLOCKS, max_size=8).map("\n\n".join)


def said(text: str) -> list[tuple[str, str, str]]:
    """What there is to translate in a text: place, words, kind."""
    found = []

    def note(place: str, words: str, kind: str) -> str:
        found.append((place, words, kind))
        return words

    with_blocks(text, "t", note)
    return sorted(found, key=lambda one: [int(p) if p.isdigit() else p for p in one[0].split("/")])


@given(TEXTS)
def test_the_same_words_give_the_same_text(text: str) -> None:
    """Saying every text as it is changes not one letter."""
    assert with_blocks(text, "t", lambda place, words, kind: words) == text


@given(TEXTS)
def test_written_anew_it_says_the_same(text: str) -> None:
    """Lines that are written from their texts read as those they were taken from; nothing is lost, order stays."""
    lines = text.split("\n")
    for piece, _ in reversed(list(named(text, "t"))):
        lines[piece.first : piece.end] = piece.write([one.words for one in piece.texts])
    assert parts("\n".join(lines)) == parts(text)


@given(TEXTS)
def test_all_words_are_said_once_and_in_order(text: str) -> None:
    """Every place is there once, and other words come out where the old ones stood."""
    places = [place for place, _, _ in said(text)]
    assert len(places) == len(set(places))
    count = iter(range(10_000))
    numbered = with_blocks(text, "t", lambda place, words, kind: f"w{next(count)}w")
    again = [words for _, words, _ in said(numbered)]
    assert sorted(again) == sorted(f"w{n}w" for n in range(len(places)))


@pytest.mark.parametrize(
    ("text", "words", "new"),
    [
        ("1. 1", "1", "1. ONE"),
        ("## Title ##", "Title", "## ONE ##"),
        ("Title\n=====", "Title", "ONE\n====="),
        ("> - a\n>   b", "a b", "> - ONE"),
        ("- [x] done", "done", "- [x] ONE"),
        ("a  \nb", "a\\\nb", "ONE"),
        ("text\nover\nlines", "text over lines", "ONE"),
    ],
)
def test_marks_stay_where_words_go(text: str, words: str, new: str) -> None:
    """Numbers, hashes, boxes and signs of quotations stay; lines that mean nothing are joined."""
    assert [one[1] for one in said(text)] == [words]
    assert with_blocks(text, "t", lambda *_: "ONE") == new


def test_a_row_gets_all_its_cells() -> None:
    """Cells are texts of their own; a bar inside of a word does not end its cell."""
    text = "| a | b |\n|---|---|\n| c | d |"
    new = with_blocks(text, "t", lambda place, words, kind: {"c": "x|y"}.get(words, words))
    assert new == "| a | b |\n|---|---|\n| x\\|y | d |"


def test_a_picture_has_its_words_and_its_caption() -> None:
    """The file stays, the words in its place and the caption are texts."""
    assert said('![A map](map.svg "Who does what")') == [
        ("t/start/1", "A map", "picture"),
        ("t/start/2", "Who does what", "caption"),
    ]
    new = with_blocks('![A map](map.svg "Who")', "t", lambda place, words, kind: f'{words} "x"')
    assert parts(new)[0].inner[0].about == "map.svg"


def test_hard_breaks_stay() -> None:
    """A translation of two lines stands on two lines again, inside of its quotation."""
    assert with_blocks("> a\\\n> b", "t", lambda *_: "x\\\ny") == "> x\\\n> y"


def test_code_is_left_alone() -> None:
    """What stands in a fence or is indented as code is no text."""
    assert said("```\ncode\n```\n\n    more") == []


def test_ids_are_no_texts() -> None:
    """Headings that are ids stay as they are, the text below them does not."""
    assert with_blocks("## first\n\nText", "t", lambda *_: "X", keys=True) == "## first\n\nX"


def test_a_new_paragraph_renumbers_its_section_alone() -> None:
    """Places count within their section, so that a change moves few of them."""
    before = {words: place for place, words, _ in said("## One\n\na\n\n## Two\n\nb")}
    after = {words: place for place, words, _ in said("## One\n\na\n\nnew\n\n## Two\n\nb")}
    assert before["b"] == after["b"] == "t/two/1"


def test_two_sections_of_one_name_are_told_apart() -> None:
    """The second gets a number."""
    assert [place for place, _, _ in said("## A\n\nx\n\n## A\n\ny")] == ["t/a/0", "t/a/1", "t/a-2/0", "t/a-2/1"]


def test_addresses_are_short_and_plain() -> None:
    """Accents and signs go, a title without letters is a section."""
    assert address("¿Qué es? Uno, dos, tres, cuatro, cinco") == "que-es-uno-dos-tres-cuatro"
    assert address("!?") == "section"


def test_one_line_joins_what_means_nothing() -> None:
    """Spaces at the ends of lines go, hard breaks become backslashes."""
    assert one_line("a \n b") == "a b"
    assert one_line("a  \nb") == "a\\\nb"


def test_every_shipped_text_can_be_said_in_other_words(curriculum: Curriculum) -> None:
    """No block of the shipped content is lost when its words change."""
    for entries in (curriculum.modules, curriculum.methods, curriculum.patterns):
        for entry in list(entries.values())[::7]:
            for file in entry.texts.values():
                new = with_blocks(
                    file.text, "t", lambda place, words, kind: words.upper() if kind == "cell" else words
                )
                assert [p.kind for p in parts(new)] == [p.kind for p in parts(file.text)], file.name
