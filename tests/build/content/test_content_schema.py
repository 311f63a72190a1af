"""Values to types: every mistake at once, at its place, in words for people who write no programs."""

import copy
import re
from typing import Any

import pytest
from conftest import TINY
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.content.schema import build
from rumbo.build.model import KINDS, Module, Profile
from rumbo.build.yaml_text import Place, read

MODULE: dict[str, Any] = read((TINY / "modules" / "first" / "module.yaml").read_text(encoding="utf-8"))[0]
REVIEW = {"kind": "law", "reviewed": "2026-01-01", "review_by": "2027-01-01", "by": "A. Tester"}
MODULE |= {
    "prerequisites": [{"module": "other", "strength": "required", "because": "It comes first."}],
    "pictures": [{"file": "wiki.svg", "author": "A", "source": "own work", "licence": "CC0"}],
    "sources": [{"title": "A page", "url": "https://example.org/page", "accessed": "2026-01-01"}],
}
MODULE["activities"][0] |= {
    "materials": [{"item": "Sheet", "quantity": 1, "per": "person"}],
    "needs": {"internet": "none"},
}
PROFILE: dict[str, Any] = {
    "title": "A group",
    "language": "en",
    "participants": 10,
    "audience": ["everyone"],
    "wants": {"editing": 1},
    "when": [{"day": "2027-03-12", "from": "09:00", "to": "13:00", "lunch": "12:00"}],
    "trainers": [{"name": "Ana", "competencies": ["editing"], "languages": ["es"]}],
    "conditions": {"internet": "good", "devices": "own"},
    "contact": {"email": "ana@example.org"},
}
PATTERN: dict[str, Any] = {
    "title": "Cables",
    "problem": "No power.",
    "solution": "Bring cables.",
    "topics": ["event"],
    "applies": {"modules": ["first"]},
    "status": "draft",
    "created": "2026-01-01",
    "review": REVIEW,
    "authors": ["A"],
    "licence": "CC0",
}
METHOD: dict[str, Any] = {
    "title": "Pairs",
    "purpose": "All speak.",
    "minutes": {"least": 5, "typical": 10, "most": 15},
    "group": {"least": 2, "most": 20},
    "room": "Any.",
    "steps": [{"title": "Talk", "minutes": 10, "text": "Let them talk."}],
    "authors": ["A"],
    "licence": "CC0",
    "review": REVIEW,
}
PATH: dict[str, Any] = {
    "title": "Start",
    "summary": "All of it.",
    "audiences": ["everyone"],
    "modules": [{"module": "first", "purpose": "Begins."}],
}
ASSESSMENT_SET: dict[str, Any] = {
    "title": "Questions",
    "purpose": "To see.",
    "intro": "Answer.",
    "minutes": 5,
    "scales": {"wanted": ["none", "some", "most", "all"]},
    "questions": [
        {"id": "a", "text": "A?", "kind": "text", "dimension": "governance"},
        {
            "id": "b",
            "text": "B?",
            "kind": "level",
            "dimension": "communities",
            "competency": "editing",
            "measure": "wanted",
            "levels": ["0", "1", "2", "3"],
            "required": True,
        },
        {
            "id": "c",
            "text": "C?",
            "kind": "choice",
            "dimension": "affiliates",
            "several": True,
            "answers": [{"id": "x", "text": "X", "wanted": {"editing": 1}}, {"id": "y", "text": "Y"}],
        },
    ],
    "review": REVIEW,
    "authors": ["A"],
    "licence": "CC0",
}
ASSESSMENT: dict[str, Any] = {
    "set": "questions",
    "date": "2026-11-22",
    "expires": "2027-11-22",
    "raters": {"number": 2, "names": ["Ana"]},
    "levels": {"editing": {"dimension": "communities", "present": 0, "wanted": 1}},
    "spread": {"editing": {"present": [1, 0, 0, 1]}},
    "choices": {"c": {"x": 1}},
    "answers": {"a": ["Words"]},
}
RIGHT: dict[str, dict[str, Any]] = {
    "assessment-set": ASSESSMENT_SET,
    "assessment": ASSESSMENT,
    "module": MODULE,
    "profile": PROFILE,
    "pattern": PATTERN,
    "method": METHOD,
    "path": PATH,
    "plan": {
        "id": "my-group",
        "title": "My group",
        "made_by": "rumbo",
        "made_on": "2026-11-22",
        "profile": PROFILE,
        "modules": [{"id": "first", "minutes": {"change": 10}, "note": "Slowly."}],
    },
    "local": {
        "country": "MX",
        "title": "Mexico",
        "sections": [{"id": "terms", "title": "Terms", "replaces": "How long"}],
        "review": REVIEW,
        "authors": ["A"],
        "licence": "CC0",
    },
    "notice": {
        "title": "The quiet room",
        "adds": "contacts",
        "authors": ["A"],
        "licence": "CC0",
        "review": REVIEW,
    },
    "checklist": {
        "title": "Event",
        "form": "dated",
        "items": [{"days": -14, "task": "Ask.", "who": "host", "when": {"accounts": True, "audiences": ["all"]}}],
        "review": {"kind": "general", "reviewed": "2026-01-01", "review_by": "2027-01-01", "by": "A"},
        "authors": ["A"],
        "licence": "CC0-1.0",
    },
    "record": {
        "id": "my-group-2027-03-12",
        "title": "My group",
        "plan": "my-group",
        "days": ["2027-03-12", "2027-03-13"],
        "made_on": "2027-03-20",
        "audience": ["all"],
        "language": "en",
        "attendance": {"invited": 20, "came": 12, "accounts": 3, "by_day": {"2027-03-12": 12}},
        "minutes": {"first": {"change": {"planned": 20, "actual": 25}}},
        "worked": ["Pairs."],
        "did_not_work": [{"what": "The internet.", "module": "first", "pattern": "weak-connection"}],
        "follow_ups": [{"task": "Write.", "owner": "coordinator", "due": "2027-04-12"}],
        "patterns": [{"id": "weak-connection", "worked": "partly", "outcome": "Half of it."}],
        "taught": {"first": ["Ana"]},
        "asked": {"set": "after", "people": 9},
        "survey": {"safe": {"yes": 8, "no": 1}},
        "words": {"best": ["The food."]},
    },
    "competencies": {"editing": {"title": "Editing", "description": "Changing pages."}},
    "audiences": {"all": {"title": "All", "description": "Everybody.", "starts_with": ["first"]}},
    "glossary": {"edit": {"term": "edit", "meaning": "A saved change of a page.", "also": ["edits"]}},
    "rows": {"001-18": {"item": "Images", "document": "Needs", "feature": "Lists.", "page": "docs/documents.md"}},
}


def places(tree: object, place: Place = ()) -> list[Place]:
    """The places of everything inside a tree."""
    found: list[Place] = []
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, inner in pairs:
        found += [(*place, part), *places(inner, (*place, part))]
    return found


def changed(kind: str, place: Place, value: object) -> dict[str, Any]:
    """A right value of a kind with something else at a place; a field that is not there is added."""
    tree: Any = copy.deepcopy(RIGHT[kind])
    inner = tree
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    return dict(tree)


def mistakes(kind: str, place: Place, value: object) -> list[tuple[str, Place, str, str]]:
    """What is told of a value at a place."""
    built, found = build(kind, changed(kind, place, value))
    assert (built is None) == bool(found)
    return found


@pytest.mark.parametrize("kind", RIGHT)
def test_right_values(kind: str) -> None:
    """A right value of each kind is built without a mistake."""
    built, found = build(kind, RIGHT[kind])
    assert found == []
    assert built is not None
    assert set(RIGHT) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "place", "value", "sentence", "hint"),
    [
        # texts
        ("module", ("title",), None, '"title" is empty', "write something, or leave"),
        ("module", ("title",), "  ", '"title" is empty', "write something, or leave"),
        ("module", ("title",), 2027, '"title" must be text, not 2027', 'put it in quotes: "2027"'),
        ("module", ("title",), True, '"title" must be text, not true', 'put it in quotes: "true"'),
        ("module", ("title",), {"Photos": "x"}, '"title" must be text, not names with values', "colon"),
        ("module", ("title",), ["x"], '"title" must be one text, not a list', "goes in quotes"),
        ("module", ("key_points", 0), {"A": "b"}, '"key_points, entry 1" must be text, not names', "colon"),
        ("module", ("activities", 0, "task"), 7, '"task" must be text, not 7', "quotes"),
        # ids
        ("module", ("audiences", 0), "Every One", 'must be an id, not "Every One"', "lower-case letters"),
        ("module", ("audiences", 0), "x" * 61, '"audiences, entry 1" is longer than 60 characters', ""),
        ("module", ("competencies", "gives"), {"Edit!": 1}, '"Edit!" cannot be an id', "lower-case"),
        ("competencies", ("Éditer",), {"title": "a", "description": "b"}, "cannot be an id", "lower-case"),
        # numbers
        ("profile", ("participants",), "many", 'must be a whole number, not "many"', "digits"),
        ("profile", ("participants",), "12.5", 'must be a whole number, not "12.5"', "digits"),
        ("profile", ("participants",), True, '"participants" must be a whole number, not true', "digits"),
        ("profile", ("participants",), 0, '"participants" must be 1 or more, not 0', ""),
        ("profile", ("participants",), 5000, '"participants" must be 1000 or less, not 5000', ""),
        ("profile", ("wants", "editing"), 4, '"editing" must be 3 or less, not 4', ""),
        ("profile", ("wants", "editing"), True, '"editing" must be a whole number, not true', "digits"),
        ("profile", ("wants", "editing"), None, '"editing" is empty', "write something"),
        # minutes
        ("method", ("minutes",), "ten", '"minutes" must be a number of minutes, not "ten"', "20, or {least"),
        ("method", ("minutes",), True, '"minutes" must be a number of minutes, not true', "20, or {least"),
        ("method", ("minutes",), [5, 10], '"minutes" must be a number of minutes, not a list', "{least"),
        ("method", ("minutes",), 0, '"minutes" must be 1 or more, not 0', ""),
        ("method", ("minutes", "typical"), 99, "least, typical and most must rise in this order", ""),
        ("method", ("group",), 20, '"group" must hold fields, not 20', "least, most"),
        ("method", ("group", "least"), 30, "least must not be more than most", ""),
        # days and times
        ("method", ("review", "reviewed"), "1.1.2026", '"reviewed" must be a day, not "1.1.2026"', "year-"),
        ("method", ("review", "reviewed"), "2026-02-30", "must be a day", "the calendar has no such day"),
        ("method", ("review", "reviewed"), 20260101, '"reviewed" must be a day, not 20260101', "year-month"),
        ("method", ("review", "reviewed"), 0, '"reviewed" must be a day, not 0', "year-month-day"),
        ("method", ("review", "reviewed"), "2026-01-01T10:00", "must be a day, not", "year-month-day"),
        ("method", ("review", "reviewed"), "2027-01-01", "review_by must be later than reviewed", ""),
        ("profile", ("when", 0, "from"), 9, '"from" must be a time of day, not 9', '"09:30"'),
        ("profile", ("when", 0, "from"), 900, '"from" must be a time of day, not 900', '"09:30"'),
        ("profile", ("when", 0, "from"), "9:30", '"from" must be a time of day, not "9:30"', '"09:30"'),
        ("profile", ("when", 0, "from"), "09:30Z", '"from" must be a time of day, not "09:30Z"', '"09:30"'),
        ("profile", ("when", 0, "to"), "25:00", '"to" must be a time of day, not "25:00"', '"09:30"'),
        ("profile", ("when", 0, "lunch"), [12], '"lunch" must be a time of day, not a list', '"09:30"'),
        # lists and fields
        ("module", ("audiences",), "everyone", '"audiences" must be a list, not "everyone"', "[one, two]"),
        ("module", ("audiences",), [], '"audiences" needs at least 1 entry', ""),
        ("module", ("quiz", 0, "answers"), [{"text": "Yes"}], '"answers" needs at least 2 entries', ""),
        ("module", ("quiz", 0, "answers"), [{"text": "x"}] * 9, '"answers" has more than 8 entries', ""),
        ("module", ("quiz", 0, "answers", 0), "Yes", "must hold fields", "one a line, indented: text, right"),
        ("module", ("quiz", 0, "answers", 0, "right"), "perhaps", '"right" must be true or false', "quotes"),
        ("module", ("delivery",), "remote", '"delivery" must hold fields, not "remote"', "modes, internet"),
        ("module", ("delivery",), None, '"delivery" is empty', "write something"),
        ("module", ("competencies", "gives"), ["editing"], "must hold names with values, not", "{name:"),
        ("module", ("competencies", "gives"), {}, '"gives" needs at least 1 entry', ""),
        ("path", ("modules", 0), "first", '"modules, entry 1" must hold fields, not "f', "module, purpose"),
        # patterns of text
        ("profile", ("timezone",), "Mexico City", '"timezone" is not right: no such time zone', ""),
        ("profile", ("timezone",), "posixrules", '"timezone" is not right: no such time zone', ""),
        ("profile", ("timezone",), "right/UTC", '"timezone" is not right: no such time zone', ""),
        ("profile", ("timezone",), "America", '"timezone" is not right: no such time zone', ""),
        ("profile", ("language",), "Spanish", 'must be a language code, not "Spanish"', "es, en or pt-br"),
        ("profile", ("country",), "Mexico", 'must be a country by two letters, not "Mexico"', "such as MX or DE"),
        ("profile", ("title",), "a\nBcc: b", '"title" must be one line', "without line breaks"),
        ("profile", ("venue",), {"city": "a\nb"}, '"city" must be one line', ""),
        ("module", ("title",), "a\r\nb", '"title" must be one line', ""),
        ("profile", ("title",), "W" * 201, '"title" is longer than 200 characters', ""),
        ("profile", ("when", 0, "day"), "0001-01-01", '"day" must be a day of the years 2000 to 2100', "2027-03-12"),
        ("profile", ("when", 0, "day"), "9999-12-31", '"day" must be a day of the years 2000 to 2100', ""),
        ("record", ("days",), ["1999-12-31"], "must be a day of the years 2000 to 2100", ""),
        ("profile", ("branding",), {"colours": ["red"]}, 'must be a colour of six digits, not "red"', "'#990000'"),
        ("profile", ("participants",), "1_2", 'must be a whole number, not "1_2"', "digits only"),
        ("module", ("sources", 0, "url"), "www.x.org", 'must be a web address, not "www.x.org"', "https://"),
        ("module", ("pictures", 0, "file"), "img/a.svg", "must be the name of a picture beside", "without a"),
        ("module", ("pictures", 0, "file"), "a.gif", "must be the name of a picture beside", ".svg, .png"),
        ("module", ("prerequisites", 0, "any_of"), ["x"], "names either module or any_of", ""),
    ],
)  # fmt: skip
def test_wrong_value(kind: str, place: Place, value: object, sentence: str, hint: str) -> None:
    """One wrong value gives one S103 that names the field, what it must be and what was there."""
    found = mistakes(kind, place, value)
    assert len(found) == 1, found
    code, where, said, advice = found[0]
    assert code == "S103"
    assert place[: len(where)] == where[: len(place)]
    assert sentence in said
    assert hint in advice


@pytest.mark.parametrize(
    ("kind", "place", "value", "sentence", "hint"),
    [
        ("module", ("level",), "easy", '"level" is "easy"; it must be one of: introductory, inter', "choose"),
        ("module", ("level",), "introductry", '"level" is "introductry"', "did you mean 'introductory'?"),
        ("module", ("level",), None, '"level" is empty; it must be one of', "choose"),
        ("module", ("level",), 1, '"level" is 1; it must be one of', "choose"),
        ("module", ("delivery", "modes", 0), "online", '"modes, entry 1" is "online"', "choose"),
        ("module", ("delivery", "internet"), False, '"internet" is false; it must be one of: no', "choose"),
        ("profile", ("conditions", "devices"), ["own"], '"devices" is a list; it must be', "choose"),
        ("pattern", ("status",), "stabel", '"status" is "stabel"', "did you mean 'stable'?"),
    ],
)  # fmt: skip
def test_wrong_choice(kind: str, place: Place, value: object, sentence: str, hint: str) -> None:
    """A word that is no choice is told with all the choices, and with the nearest one if there is one."""
    ((code, where, said, advice),) = mistakes(kind, place, value)
    assert (code, where) == ("S104", place)
    assert sentence in said
    assert hint in advice


@pytest.mark.parametrize(
    ("kind", "place", "right"),
    [
        ("module", ("titel",), "title"),
        ("module", ("competencies", "give"), "gives"),
        ("module", ("objectives", 0, "txet"), "text"),
        ("module", ("activities", 0, "minuts"), "minutes"),
        ("module", ("activities", 0, "materials", 0, "quantiti"), "quantity"),
        ("module", ("activities", 0, "needs", "device"), "devices"),
        ("module", ("quiz", 0, "answers", 0, "rigth"), "right"),
        ("module", ("delivery", "group", "last"), "least"),
        ("module", ("review", "review-by"), "review_by"),
        ("profile", ("when", 0, "form"), "from"),
        ("profile", ("trainers", 0, "langauges"), "languages"),
        ("profile", ("contact", "emial"), "email"),
        ("pattern", ("applies", "module"), "modules"),
        ("method", ("minutes", "typicall"), "typical"),
        ("path", ("modules", 0, "porpose"), "purpose"),
        ("competencies", ("editing", "titl"), "title"),
        ("audiences", ("all", "start_with"), "starts_with"),
    ],
)
def test_did_you_mean(kind: str, place: Place, right: str) -> None:
    """An unknown field is told with the field that was meant, at every depth."""
    assert mistakes(kind, place, "x") == [("S101", place, f'unknown field "{place[-1]}"', f"did you mean '{right}'?")]


def test_misspelt_field_is_one_mistake() -> None:
    """A misspelt required field is not told as missing too; another missing field is."""
    module = copy.deepcopy(MODULE)
    module["titel"] = module.pop("title")
    del module["licence"]
    assert [(code, sentence) for code, _, sentence, _ in build("module", module)[1]] == [
        ("S102", '"licence" is missing'),
        ("S101", 'unknown field "titel"'),
    ]


def test_unknown_field_lists_the_few_known() -> None:
    """Where nothing is near, the fields that are known are told."""
    ((_, _, _, hint),) = mistakes("method", ("group", "people"), 20)
    assert hint == "known here: least, most"


def test_missing_field_is_told_where_it_belongs() -> None:
    """A missing field is told at the thing that lacks it, with what to write."""
    module = copy.deepcopy(MODULE)
    del module["activities"][0]["grouping"]
    assert build("module", module)[1] == [
        ("S102", ("activities", 0), '"grouping" is missing', 'add a line "grouping: ..." here')
    ]


def test_doubled_ids_at_every_depth() -> None:
    """Two entries of a list with one id are told at the second, together with other mistakes."""
    module = copy.deepcopy(MODULE)
    module["objectives"] *= 2
    module["activities"] *= 3
    module["level"] = "easy"
    found = build("module", module)[1]
    assert [(code, place) for code, place, _, _ in found] == [
        ("S105", ("objectives", 1, "id")),
        ("S105", ("activities", 1, "id")),
        ("S105", ("activities", 2, "id")),
        ("S104", ("level",)),
    ]


def test_same_id_in_two_lists_is_right() -> None:
    """An objective and an activity may share their id."""
    module = copy.deepcopy(MODULE)
    module["activities"][0]["id"] = "edit"
    assert build("module", module)[1] == []


@pytest.mark.parametrize(
    ("value", "code", "sentence"),
    [
        (None, "S102", "the file is empty"),
        ("words", "S103", "the file must hold fields"),
        (["a"], "S103", "the file must hold fields"),
        (7, "S103", "the file must hold fields"),
    ],
)
def test_file_without_fields(value: object, code: str, sentence: str) -> None:
    """A file that holds no fields at all is told in one sentence."""
    built, ((found, place, said, hint),) = build("module", value)
    assert (built, found, place, said) == (None, code, (), sentence)
    assert hint


def test_one_number_of_minutes_is_all_three() -> None:
    """One number of minutes stands for least, typical and most."""
    module: Module = build("module", changed("module", ("activities", 0, "minutes"), 20))[0]
    minutes = module.activities[0].minutes
    assert (minutes.least, minutes.typical, minutes.most) == (20, 20, 20)


def test_country_in_small_letters() -> None:
    """Whoever writes a country as `mx` gets the same as with `MX`."""
    profile: Profile = build("profile", {**PROFILE, "country": "mx"})[0]
    assert profile.country == "MX"


def test_values_cannot_be_changed() -> None:
    """What was built is frozen."""
    profile: Profile = build("profile", PROFILE)[0]
    with pytest.raises(ValueError, match="frozen"):
        profile.title = "Another"  # type: ignore[misc]


def test_long_wrong_values_are_cut() -> None:
    """A sentence repeats no more of a wrong value than fits in a line."""
    ((_, _, said, _),) = mistakes("profile", ("participants",), "many " * 1000)
    assert len(said) < 120


JUNK = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 10**12, "", "x", "A b", "true", "12", "12:30", "2026-03-05", "\x1f"),
        *("x" * 500, [], ["x"], [None], [[]], {}, {"x": "y"}, {"": None}, [{"id": "x"}, {"id": "x"}]),
    ]
)  # fmt: skip


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_any_wrong_value_is_told_plainly(data: st.DataObject) -> None:
    """Whatever stands anywhere, the answer is a value or sentences in plain words at places of the file."""
    kind = data.draw(st.sampled_from(sorted(RIGHT)))
    place = data.draw(st.sampled_from(places(RIGHT[kind])))
    junk = data.draw(JUNK)
    found = mistakes(kind, place, copy.deepcopy(junk))
    known = {(), *places(changed(kind, place, junk))}
    for _, where, sentence, hint in found:
        assert where in known
        assert not re.search(r"\b(input|valid|should|NoneType|dict|tuple|str|int)\b", f"{sentence} {hint}", re.I)
        assert "must be something else" not in sentence


def test_eight_mistakes_of_a_file_at_once(draft: Any) -> None:
    """A module with eight planted mistakes gives exactly those eight, each at its line, with hints."""
    path = "modules/first/module.yaml"
    for old, new in [
        ("level: introductory", "level: beginner"),  # line 3
        ("depth: short", "dept: short"),  # line 4
        ("audiences: [everyone]", "audiences: everyone"),  # line 5
        ("text: Change one sentence of a page., ", ""),  # line 9
        ("minutes: 20", "minutes: a while"),  # line 14
        ("grouping: pairs", "grouping: pears"),  # line 17
        ('{text: "No"}', '{text: "No", rigth: false}'),  # line 26
        ("reviewed: 2026-11-01", "reviewed: 1 November 2026"),  # line 29
    ]:
        draft.edit(path, old, new)
    problems = draft.problems()
    assert [(problem.line, problem.column, problem.code, problem.hint) for problem in problems] == [
        (3, 1, "S104", "choose one of these words"),
        (4, 1, "S101", "did you mean 'depth'?"),
        (5, 1, "S103", "write [one, two], or one entry a line after a hyphen"),
        (9, 5, "S102", 'add a line "text: ..." here'),
        (14, 5, "S103", "write 20, or {least: 15, typical: 20, most: 30}"),
        (17, 5, "S104", "did you mean 'pairs'?"),
        (26, 56, "S101", "did you mean 'right'?"),
        (29, 25, "S103", "write year-month-day, such as 2027-03-12"),
    ]
