"""Content, paths and plans as plain data: the shapes promised to other programs."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from rumbo.build.curriculum import KINDS_OF_CONTENT, Curriculum, Entry, File, Layer
from rumbo.build.exchange.rows import full, path_data, plan_data, row
from rumbo.build.labels import Labels
from rumbo.build.model import Day, Module
from rumbo.build.pipeline import read
from rumbo.build.planning.resolve import resolve
from rumbo.build.planning.timetable import lay
from rumbo.build.yaml_text import read as read_yaml
from rumbo.build.yaml_text import write

from tests.strategies import Case, after, audiences, blocks, cases, day, module, wishes

HOME = Path(__file__).resolve().parents[3]
FILE = File(Path("modules/a/module.yaml"), "")


def curriculum(modules: dict[str, Module], opening: tuple[str, ...] = ()) -> Curriculum:
    entries = {name: Entry(name, value, FILE, "test") for name, value in modules.items()}
    groups = {name: Entry(name, value, FILE, "test") for name, value in audiences(*opening).items()}
    return Curriculum(modules=entries, audiences=groups)


def test_a_row_of_a_module_has_what_programs_ask_for() -> None:
    """A module's row holds id, title, minutes, level, prerequisites with their strength, and its layer."""
    value = module(10, 20, prerequisites=(after("b"), after("c", "d", strength="recommended")))
    assert row("modules", Entry("a", value, FILE, "test")) == {
        "id": "a",
        "title": "A title",
        "minutes": 30,
        "level": "introductory",
        "prerequisites": [
            {"module": "b", "strength": "required"},
            {"any_of": ["c", "d"], "strength": "recommended"},
        ],
        "layer": "test",
    }


@pytest.mark.parametrize("kind", KINDS_OF_CONTENT)
def test_every_shipped_piece_of_content_has_a_row(kind: str) -> None:
    """Every kind has rows with id, title and layer that are plain data, short and in full."""
    layer = Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")
    entries = read([layer], dt.date(2026, 12, 1)).curriculum.of(kind)
    for name, entry in entries.items():
        short, long = row(kind, entry), full(kind, entry)
        assert (short["id"], short["layer"]) == (name, "built-in")
        assert short["title"] == long.get("title", long.get("term", long.get("item")))
        assert (long["id"], long["kind"]) == (name, kind)
        assert Path(long["file"]).is_file()
        assert json.loads(json.dumps([short, long])) == [short, long]
        assert read_yaml(write(long)) == (long, [])


def test_a_path_as_data() -> None:
    """A path tells its modules with minutes and reasons in sentences, what is left out, and all minutes."""
    modules = {
        "a": module(15, title="First"),
        "b": module(20, 25, title="Second", prerequisites=(after("a"), after("k"))),
        "k": module(),
    }
    found = resolve(wishes(modules=["b"], known=["k"]), modules, audiences("a"))
    assert path_data(found, curriculum(modules, ("a",)), Labels("en")) == {
        "modules": [
            {
                "id": "a",
                "title": "First",
                "minutes": 15,
                "reasons": ["every path for People starts with it", "Second requires it: it builds on that"],
            },
            {"id": "b", "title": "Second", "minutes": 45, "reasons": ["asked for by name"]},
        ],
        "left_out": [{"id": "k", "reason": "already known"}],
        "minutes": 60,
    }


def test_a_plan_as_data() -> None:
    """A plan tells its sessions with day, start, end, what follows, and each slot with its times."""
    modules = {"a": module(60, 60), "b": module(90)}
    found = resolve(wishes(modules=["a", "b"]), modules, {})
    plan = lay(found, [day("09:00-11:20")], modules)
    data = plan_data(plan, curriculum(modules), Labels("en"))
    assert data["minutes"] == 120
    assert data["spare"] == {"2027-03-12": 5}
    assert data["left_out"] == [{"id": "b", "reason": "no time: 100 more minutes would bring it in"}]
    slot = {
        "kind": "activity",
        "module": "a",
        "activity": "a0",
        "title": "Activity 0",
        "start": "09:00",
        "end": "10:00",
        "minutes": 60,
        "elapsed": 0,
        "trainer": "",
        "group": 0,
    }
    session = {
        "day": "2027-03-12",
        "start": "09:00",
        "end": "10:00",
        "minutes": 60,
        "then": "break",
        "slack": 5,
        "late": 0,
        "over": 0,
        "risk": "comfortable",
    }
    later = {"start": "10:15", "end": "11:15"}
    assert data["sessions"] == [
        {**session, "slots": [slot]},
        {
            **session,
            **later,
            "then": "end",
            "slots": [{**slot, **later, "activity": "a1", "title": "Activity 1", "elapsed": 75}],
        },
    ]


@settings(max_examples=40, deadline=None)
@given(cases(), blocks())
def test_any_plan_is_plain_data(case: Case, days: tuple[Day, ...]) -> None:
    """Every plan comes back the same from JSON and from YAML, with all the keys that are promised."""
    found = resolve(case.wishes, case.modules, case.audiences)
    everything = curriculum(case.modules, case.audiences["people"].starts_with)
    data = plan_data(lay(found, days, case.modules), everything, Labels("es"))
    assert {"modules", "left_out", "sessions", "minutes", "spare", "warnings"} <= set(data)
    assert json.loads(json.dumps(data)) == data
    assert read_yaml(write(data)) == (data, [])
    for step in data["modules"]:
        assert step["id"]
        assert step["reasons"]
    for session in data["sessions"]:
        assert {"day", "start", "end", "slots"} <= set(session)
        assert sum(slot["minutes"] for slot in session["slots"]) <= 90
