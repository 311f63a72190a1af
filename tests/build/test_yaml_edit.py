"""Numbers in YAML texts that are changed at their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.yaml_edit import with_minutes
from rumbo.build.yaml_text import Place, read

FIRST: Place = ("activities", 0, "minutes")
SECOND: Place = ("activities", 1, "minutes")
NEW = (12, 20, 30)
BEFORE = "# A module\ntitle: 'Été: \"x\"'\nactivities:\n  - id: one   # first\n    "
AFTER = "\n    kind: talk\n  - {id: two, minutes: 5}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 15", "minutes: {least: 12, typical: 20, most: 30}"),
        ("minutes:   15   # about", "minutes:   {least: 12, typical: 20, most: 30}   # about"),
        ('"minutes": 15', '"minutes": {least: 12, typical: 20, most: 30}'),
        ("minutes: {least: 10, typical: 15, most: 25}", "minutes: {least: 12, typical: 20, most: 30}"),
        ("minutes: {most: 25,least: 10, typical: 15 } # x", "minutes: {most: 30,least: 12, typical: 20 } # x"),
        (
            "minutes:\n      least: 10 # quick\n      typical: 15\n\n      most: 25",
            "minutes:\n      least: 12 # quick\n      typical: 20\n\n      most: 30",
        ),
    ],
)
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_to_write_minutes(old: str, new: str, start: str, end: str) -> None:
    """Only the numbers change, whichever way they are written; marks, comments and ends of lines stay."""
    text, wanted = (start + f"{BEFORE}{words}{AFTER}".replace("\n", end) for words in (old, new))
    assert with_minutes(text, {FIRST: NEW}) == wanted


def test_several_fields_at_once() -> None:
    """Fields that stand before and after each other change together, one number where all three are the same."""
    text = f"{BEFORE}minutes: {{least: 1, typical: 2, most: 3}}{AFTER}"
    edited = with_minutes(text, {FIRST: NEW, SECOND: (7, 7, 7)})
    assert edited == f"{BEFORE}minutes: {{least: 12, typical: 20, most: 30}}{AFTER}".replace(
        "minutes: 5", "minutes: 7"
    )


@pytest.mark.parametrize(
    "odd",
    ["minutes: !!int 15", "minutes: +15", "minutes:\n      15", "hours: 1", "? minutes\n    : 15", "minutes: &a 15"],
)
def test_unusual_ways_are_left_alone(odd: str) -> None:
    """A number that does not stand behind its name, or is not there, gives no text rather than a wrong one."""
    assert with_minutes(f"{BEFORE}{odd}{AFTER}", {FIRST: NEW}) is None


@given(st.lists(st.tuples(st.text("abc é:#'", max_size=8), st.integers(1, 90)), min_size=1, max_size=6))
def test_nothing_else_changes(rows: list[tuple[str, int]]) -> None:
    """Whatever stands around, the text reads as before but for the minutes asked for."""
    lines = "".join(
        f"  - id: a{n}\n    title: {text!r}\n    minutes: {least}\n" for n, (text, least) in enumerate(rows)
    )
    text = f"activities:\n{lines}"
    place = ("activities", len(rows) - 1, "minutes")
    edited = with_minutes(text, {place: NEW})
    if edited is not None:
        tree = read(edited)[0]
        assert tree["activities"][-1].pop("minutes") == {"least": 12, "typical": 20, "most": 30}
        before = read(text)[0]
        before["activities"][-1].pop("minutes")
        assert tree == before
    else:
        assert read(text)[1], "only a text that cannot be read is refused"
