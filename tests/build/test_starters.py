"""Starting files: each passes `check` as it is, whatever id it gets, and leads the editor to its schema."""

import datetime as dt
import re
from pathlib import Path

import pytest
from conftest import HOME, TODAY
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rumbo.build import pipeline
from rumbo.build.content.schema import build
from rumbo.build.curriculum import Layer
from rumbo.build.model import ID_PATTERN
from rumbo.build.starters import STARTERS, starter
from rumbo.build.yaml_text import read

SCHEMAS = Path("docs/schemas")
BUILT_IN = Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")
HOMES = {"module": Path("curriculum"), "pattern": Path("learning_patterns"), "profile": Path("curriculum")}
IDS = st.from_regex(ID_PATTERN, fullmatch=True).filter(lambda name: len(name) <= 60 and name.isascii())


def started(kind: str, name: str, today: dt.date = TODAY) -> dict[str, str]:
    """The files of a starter by name within the home of its kind."""
    return {artifact.name: artifact.content.decode() for artifact in starter(kind, name, HOMES[kind], SCHEMAS, today)}


def fields(kind: str, files: dict[str, str]) -> str:
    """The YAML of a starter."""
    text = next(text for name, text in files.items() if not name.endswith(("handout.md", "guide.md")))
    return text.split("---\n")[1] if kind == "pattern" else text


def write(kind: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        target = HOMES[kind] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("today", [TODAY, dt.date(2028, 2, 29), dt.date(2026, 12, 31)])
def test_all_kinds_pass_check_together(today: dt.date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A starter of each kind on top of the built-in content has not a single problem, on any day."""
    monkeypatch.chdir(tmp_path)
    for kind in STARTERS:
        write(kind, started(kind, "first-try", today))
    here = Layer("working folder", Path("curriculum"), Path("learning_patterns"))
    reading = pipeline.read([BUILT_IN, here], today)
    assert [problem for problem in reading.problems if "first-try" in problem.file] == []
    assert "first-try" in reading.curriculum.modules
    assert "first-try" in reading.curriculum.profiles
    assert "first-try" in reading.curriculum.patterns


@settings(max_examples=100, deadline=None)
@given(name=IDS, kind=st.sampled_from(sorted(STARTERS)))
@example(name="no", kind="module")
@example(name="null", kind="pattern")
@example(name="2024", kind="profile")
@example(name="010", kind="module")
@example(name="1e3", kind="module")
@example(name="0x1f", kind="profile")
@example(name="2027-03-12", kind="module")
def test_any_id_makes_a_good_file(name: str, kind: str) -> None:
    """Whatever an id looks like to YAML, the file has the shape of its kind and the id as its title."""
    tree, faults = read(fields(kind, started(kind, name)))
    value, mistakes = build(kind, tree)
    assert (faults, mistakes) == ([], [])
    assert value.title == name.replace("-", " ").capitalize()


@pytest.mark.parametrize("kind", STARTERS)
def test_schema_is_named_where_it_lies(kind: str) -> None:
    """The first line tells editors the schema, by a path that leads from the file to it."""
    files = started(kind, "first-try")
    name, text = next((name, text) for name, text in files.items() if "$schema=" in text)
    (schema,) = re.findall(r"\$schema=(\S+)", text)
    leads_to = ((HOME / HOMES[kind] / name).parent / schema).resolve()
    assert leads_to == (HOME / SCHEMAS / f"{kind}.schema.json").resolve()
    assert leads_to.is_file()


@pytest.mark.parametrize("kind", STARTERS)
def test_nothing_of_the_template_is_left(kind: str) -> None:
    """No sign of the template language is left in a file, and each ends in one line end."""
    for name, text in started(kind, "first-try").items():
        assert not re.search(r"\{\{|\{%|%\}|\}\}", text), name
        assert text.endswith("\n"), name
        assert not text.endswith("\n\n"), name


@pytest.mark.parametrize("kind", ["module", "profile"])
def test_choices_are_told_in_comments(kind: str) -> None:
    """Where a field has a choice of words, a comment lists them all."""
    text = fields(kind, started(kind, "first-try"))
    lists = {
        "module": [
            "introductory | intermediate | advanced",
            "alone | pairs | groups | plenary",
            "person | group | room",
        ],
        "profile": ["none | weak | good", "none | phones | shared | own"],
    }
    for words in lists[kind]:
        assert words in text


def test_dates_follow_the_day() -> None:
    """Reviews are due in two years, and the workshop of a new profile lies half a year ahead."""
    module, profile = started("module", "x")["modules/x/module.yaml"], started("profile", "x")["profiles/x.yaml"]
    assert "reviewed: 2026-11-22, review_by: 2028-11-21" in module
    assert "day: 2027-05-23" in profile
