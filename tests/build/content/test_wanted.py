"""Tables of packs: every usual form is read, and what is wrong is told by row."""

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.content.wanted import COLUMNS, PLACES, Wanted, changed, load_wanted, wanted_in
from rumbo.build.model import KINDS, Profile
from rumbo.build.problem import Problem, failed

TABLE = Path("groups.csv")
PROFILE = Profile.model_validate(
    {
        "title": "Our group",
        "audience": ["everyone"],
        "language": "en",
        "participants": 12,
        "modules": ["first"],
        "when": [
            {"day": "2027-03-12", "from": "09:00", "to": "13:00"},
            {"day": "2027-03-14", "from": "09:00", "to": "13:00"},
        ],
        "trainers": [{"name": "Trainer A", "hours": [{"day": "2027-03-14", "from": "09:00", "to": "11:00"}]}],
        "venue": {"name": "Museum", "city": "Puebla"},
    }
)


def read(text: str) -> tuple[tuple[Wanted, ...], list[Problem]]:
    return wanted_in(io.StringIO(text, newline=""), TABLE)


def codes(problems: object) -> list[str]:
    assert isinstance(problems, list | tuple)
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


def adapted(head: str, row: str) -> Profile:
    """The profile with the changes of a row in which nothing is wrong."""
    (wanted,), problems = read(f"profile,{head}\nours,{row}\n")
    profile, more = changed(PROFILE, wanted)
    assert [*problems, *more] == []
    assert profile is not None
    return profile


def test_one_row_a_pack() -> None:
    """Each row asks for a pack; profile and pack name it, the rest differs; empty rows are none."""
    rows, problems = read("profile,pack,city\nours,maps,Oaxaca\n,,\nprofiles/ours.yaml,,\n")
    assert problems == []
    assert [(row.line, row.profile, row.pack, dict(row.cells)) for row in rows] == [
        (2, "ours", "maps", {"city": "Oaxaca"}),
        (4, "profiles/ours.yaml", "", {}),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_separator_and_way_of_writing_the_head(separator: str) -> None:
    """Commas, semicolons and tabs separate cells; capitals and spaces in the head do not matter."""
    rows, problems = read(separator.join(("Profile", "EVENT PAGE")) + "\n" + separator.join(("ours", "x")) + "\n")
    assert problems == []
    assert [(row.profile, dict(row.cells)) for row in rows] == [("ours", {"event_page": "x"})]


@pytest.mark.parametrize("text", ["", "name,city\nours,Puebla\n", "profile,city\n", 'profile,city\n"ours,Puebla\n'])
def test_what_is_no_table_is_told(text: str, tmp_path: Path) -> None:
    """Without a column of profiles, without rows, or with a quotation mark that never closes: B101, and no packs."""
    path = tmp_path / "groups.csv"
    path.write_text(text, encoding="utf-8")
    rows, problems = load_wanted(path)
    assert rows == ()
    assert {problem.code for problem in problems} == {"B101"}


def test_columns_that_are_not_used_are_listed_once() -> None:
    """Unknown columns are a note, B102, that names them and those that are known; rows are read."""
    rows, (problem,) = read("profile,budget,mood\nours,3,good\n")
    assert (problem.code, problem.severity) == ("B102", "note")
    assert "budget, mood" in problem.message
    assert all(name in problem.hint for name in COLUMNS)
    assert [dict(row.cells) for row in rows] == [{}]


def test_a_second_column_is_told() -> None:
    """Two columns for one field are an error, B105: nobody knows which one is meant."""
    assert codes(read("profile,city,City\nours,a,b\n")[1]) == ["1:1 B105"]


def test_a_wrong_row_spoils_itself_alone() -> None:
    """A row without a profile (B104), with too many cells (B106) or a name that is none (B103) keeps its problems."""
    rows, problems = read("profile,pack\n,maps\nours,a,b\nours,../up\nours,con\nours,maps\n")
    assert problems == []
    assert [codes(row.problems) for row in rows] == [["2:1 B104"], ["3:1 B106"], ["4:2 B103"], ["5:2 B103"], []]


def test_every_column_changes_its_field() -> None:
    """Each column but start puts its words into the field that it stands for, and leaves the others."""
    values = {"language": "es", "participants": "30", "timezone": "America/Mexico_City", "internet": "weak"}
    values |= {"devices": "phones", "email": "maps@example.org", "logo": "maps.svg", "paper": "letter"}
    values |= {name: f"https://example.org/{name}" for name in ("event_page", "dashboard", "survey")}
    for name in set(PLACES) - {"start"}:
        text = values.get(name, "Words")
        after = adapted(name, text).model_dump(mode="json")
        before = PROFILE.model_dump(mode="json")
        inner, other = after, before
        for step in PLACES[name][:-1]:
            inner, other = inner[step], other[step]
        assert str(inner.pop(PLACES[name][-1])) == text
        other.pop(PLACES[name][-1])
        assert after == before


def test_start_moves_all_days() -> None:
    """The first day becomes the one told; the others and the hours of trainers keep their distance."""
    profile = adapted("start", "2028-02-28")
    assert [day.day for day in profile.when] == [dt.date(2028, 2, 28), dt.date(2028, 3, 1)]
    assert [hours.day for hours in profile.trainers[0].hours] == [dt.date(2028, 3, 1)]


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        *(("start", "2027-02-30"), ("start", "12 March"), ("start", "9999-12-31"), ("participants", "many")),
        *(
            ("participants", "0"),
            ("participants", "1_2"),
            ("participants", "5.0"),
            ("paper", "a9"),
            ("language", "English"),
            ("logo", "../logo.svg"),
        ),
        *(("participants", "1_2"), ("participants", "5.0"), ("title", "W" * 201)),
        *(("timezone", "Mexico"), ("event_page", "example.org"), ("devices", "")),
    ],
)
def test_a_wrong_value_is_told_by_row_and_column(head: str, cell: str) -> None:
    """What does not fit its field is a B103 at its row and column, in the words of a profile; an empty cell fits."""
    (wanted,), _ = read(f"profile,{head}\nours,{cell}\n")
    profile, problems = changed(PROFILE, wanted)
    assert (profile is None) == bool(cell)
    assert codes(problems) == (["2:2 B103"] if cell else [])
    assert all(problem.message.startswith(f'row 2: "{head}" ') for problem in problems)


def test_a_start_in_no_year_that_can_be_meant_is_told() -> None:
    """It is a B103 at the column of the start, as in a profile."""
    (wanted,), _ = read("profile,start\nours,0001-01-02\n")
    found = changed(PROFILE, wanted)[1]
    assert ("B103", 2, 'row 2: "day"') in {(problem.code, problem.column, problem.message[:12]) for problem in found}


def test_a_changed_profile_is_one_that_could_have_been_written() -> None:
    """Without any change the profile stays what it is."""
    (wanted,), _ = read("profile\nours\n")
    assert changed(PROFILE, wanted) == (PROFILE, [])
    assert KINDS["profile"] is Profile


@given(st.text(alphabet=st.sampled_from('profile,pack;start\t"\n\r 0a-1é\x00\u202e'), max_size=80))
def test_any_text_gives_rows_or_problems(text: str) -> None:
    """Whatever stands in a table, rows come out or an error is told, and every row can be tried on a profile."""
    rows, problems = read(text)
    assert rows or failed(problems)
    for row in rows:
        profile, found = changed(PROFILE, row)
        assert (profile is None) == failed(found)
