"""Numbered lists of Markdown texts."""

import pytest
from rumbo.build.steps import Struck, numbered_steps, shortened, with_struck_steps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. one\n2. two\n   three\n", ["one", "two three"]),
        ("1) **One** more\n", ["**One** more"]),
        ("- a\n\n  1. b\n", []),
        ("- one\n", []),
        ("1.one\n", []),
    ],
)
def test_steps_of_numbered_lists(text: str, expected: list[str]) -> None:
    """The steps of a text are the items of its own numbered lists; bullets and numbers in a text are none."""
    assert [step for steps in numbered_steps(text) for step in steps.steps] == expected


def test_steps_know_the_heading_above_them() -> None:
    """Each numbered list comes with the title of its section; a list before all headings has none."""
    text = "1. a\n\n## One\n\n1. b\n\n   more\n2. c\n   1. deeper\n\n> 1. quoted\n\n### Two\n\n1. d\n"
    found = [(steps.title, steps.steps) for steps in numbered_steps(text)]
    assert found == [("", ("a",)), ("One", ("b", "c")), ("Two", ("d",))]


@pytest.mark.parametrize(
    ("line", "room", "expected"),
    [
        ("One two. Three four. Five.", 100, "One two. Three four. Five."),
        ("One two. Three four. Five.", 20, "One two. Three four."),
        ("One two. Three four. Five.", 1, "One two."),
        ("No end at all", 1, "No end at all"),
        ("**Lead.** More words.", 1, "**Lead.**"),
        ("**One. Two** three. Four.", 1, "**One. Two** three."),
        ('Say "Yes. No." Then go.', 1, 'Say "Yes. No."'),
        ("See [a. b](https://c.org/x) now. Later.", 1, "See [a. b](https://c.org/x) now."),
        ("Version 4.0 is `a. b` here. Later.", 1, "Version 4.0 is `a. b` here."),
    ],
)
def test_lines_are_shortened_to_whole_sentences(line: str, room: int, expected: str) -> None:
    """A line is cut at the end of a sentence, never inside of what is strong, quoted, linked or code."""
    assert shortened(line, room) == expected


def test_lines_are_shortened_at_other_signs() -> None:
    """Where other signs end a part, a line is cut there."""
    assert shortened("**Prepare** an hour: look, ask.", 0, ".,;:") == "**Prepare** an hour:"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. One\n2. Two\n", "1. One\n2. ~~Two~~ *gone*\n"),
        ("1. One\n2. Two\n   and more\n3. Three\n", "1. One\n2. ~~Two\n   and more~~ *gone*\n3. Three\n"),
        ("- One\n- Two\n", "- One\n- Two\n"),
        (
            "1. One\n   1. Inner\n   2. Inner two\n2. Two\n",
            "1. One\n   1. Inner\n   2. Inner two\n2. ~~Two~~ *gone*\n",
        ),
        ("1. One\n", "1. One\n"),
    ],
)
def test_struck_steps(text: str, expected: str) -> None:
    """A step that holds no more is struck out and followed by what is said of it; nothing else changes."""
    assert with_struck_steps(text, [Struck(2, "gone")]) == expected
    assert with_struck_steps(text, []) == text
