"""rumbo check with a cache: at once if nothing has changed, and never with an answer to another question."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import TODAY, Draft
from rumbo.build import fingerprint
from rumbo.cli import again, content
from rumbo.cli.again import Checks
from rumbo.cli.main import rumbo

from tests.build.render.printed import rumbo as command

HEAVY = ("pydantic", "markdown_it")
MODULE = "modules/first/module.yaml"
PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
assessment: ../../outside.yaml
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
trainers: [{name: Ana Example, languages: [en]}]
"""
RESULT = """\
set: before
date: 2026-06-01
expires: 2099-11-01
raters: {number: 3}
levels:
  editing: {present: 0, wanted: 1}
"""


@pytest.fixture
def kept(draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A draft that is checked alone, without what ships, and with a cache."""
    for place in (again, content):
        monkeypatch.setattr(place, "HOME", tmp_path / "nothing")
    (tmp_path / "nothing" / "curriculum" / "modules").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("RUMBO_CACHE", str(tmp_path / "kept"))
    return draft


def told(draft: Draft, *arguments: str) -> str:
    """What check says, which must be what it says without a cache."""
    words = ["check", "--curriculum", str(draft.folder), *arguments]
    said = CliRunner().invoke(rumbo, words, catch_exceptions=False)
    anew = CliRunner(env={"RUMBO_CACHE": ""}).invoke(rumbo, words, catch_exceptions=False)
    assert (said.output, said.exit_code) == (anew.output, anew.exit_code)
    return said.output


def codes(draft: Draft) -> list[str]:
    """The codes of all problems."""
    return [problem["code"] for problem in json.loads(told(draft, "--format", "json"))["problems"]]


def test_second_check_needs_no_engine(draft: Draft, tmp_path: Path) -> None:
    """Where nothing has changed, the same words come without the libraries of the engine."""
    draft.edit(MODULE, "minutes: 20", "minutes: 100")
    words = ("check", "--curriculum", str(draft.folder))
    environment = {"RUMBO_CACHE": str(tmp_path / "kept"), "PYTHONPROFILEIMPORTTIME": "1"}
    first, second = (command(*words, cwd=tmp_path, environment=environment) for _ in range(2))
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout) == (1, first.stdout)
    assert "M112" in first.stdout
    names = [{line.rpartition("|")[2].strip() for line in run.stderr.splitlines()} for run in (first, second)]
    assert set(HEAVY) <= names[0]
    assert not set(HEAVY) & names[1]


def test_edits_are_noticed(kept: Draft) -> None:
    """Each edit is noticed, of fields, texts and whole modules, and so is that it was taken back."""
    assert codes(kept) == []
    for path, old, new, found in (
        (MODULE, "minutes: 20", "minutes: 100", ["M112"]),
        (MODULE, "minutes: 20", "minutes: true", ["S103"]),
        ("modules/first/guide.md", "## change", "## chang", ["H107"]),
        ("audiences.yaml", "everyone:", "nobody:", ["M104"]),
    ):
        kept.edit(path, old, new)
        assert codes(kept) == found
        kept.edit(path, new, old)
        assert codes(kept) == []
    kept.copy("modules/first", "modules/second")
    assert "2 modules" in told(kept)


def test_assessment_outside_is_noticed(kept: Draft) -> None:
    """A file that a profile names has its say, even if it lies outside of all layers or comes later."""
    kept.write("profiles/group.yaml", PROFILE)
    assert codes(kept) == ["F102"]
    outside = kept.write("../outside.yaml", RESULT)
    assert codes(kept) == []
    outside.write_text(RESULT.replace("expires: 2099", "expires: 2026"), encoding="utf-8")
    assert codes(kept) == ["A106"]


def test_answers_are_those_of_the_day(kept: Draft) -> None:
    """What was found on one day is no answer on another: reviews fall due."""
    folders = (kept.folder,)
    found = {day: content.read_all(folders, Checks.of(folders, day)).problems for day in (TODAY, dt.date(2999, 1, 1))}
    assert [[problem.code for problem in problems] for problems in found.values()] == [[], ["M117"]]
    for day, problems in found.items():
        before = Checks.of(folders, day).before()
        assert before is not None
        assert before.problems == problems
    assert Checks.of(folders, dt.date(2999, 1, 2)).before() is None


def test_another_rumbo_asks_again(kept: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other code or libraries nothing that was kept counts."""
    told(kept)
    assert Checks.of([kept.folder], dt.date.today()).before() is not None
    monkeypatch.setattr(fingerprint, "of_rumbo", lambda: "another")
    assert Checks.of([kept.folder], dt.date.today()).before() is None
    with again.pieces("fields", [kept.folder]) as fields, again.pieces("alone", [kept.folder]) as alone:
        assert not fields.before
        assert not alone.before


def test_damaged_cache_is_none(kept: Draft, tmp_path: Path) -> None:
    """With every file of the cache cut off or spoilt, the same problems are found."""
    kept.edit(MODULE, "minutes: 20", "minutes: 100")
    whole = told(kept)
    for spoil in (lambda size: size // 2, lambda size: size - 1):
        for path in (tmp_path / "kept").rglob("*"):
            if path.is_file():
                os.truncate(path, spoil(path.stat().st_size))
        assert told(kept) == whole


def test_content_that_changes_meanwhile_is_not_kept(kept: Draft) -> None:
    """What was found in other content than was hashed before is kept for neither."""
    folders = (kept.folder,)
    checks = Checks.of(folders, TODAY)
    kept.edit(MODULE, "minutes: 20", "minutes: 100")
    assert [problem.code for problem in content.read_all(folders, checks).problems] == ["M112"]
    assert Checks.of(folders, TODAY).before() is None
    kept.edit(MODULE, "minutes: 100", "minutes: 20")
    assert Checks.of(folders, TODAY).before() is None


def test_names_are_not_kept(kept: Draft, tmp_path: Path) -> None:
    """What is wrong with a profile may quote the name of a trainer: it is told each time, and never kept."""
    twice = PROFILE.replace("assessment: ../../outside.yaml\n", "").replace(
        "trainers: [", "trainers: [{name: Ana Example, languages: [en]}, "
    )
    kept.write("profiles/group.yaml", twice)
    for _ in range(2):
        assert "T109" in codes(kept)
    files = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"Ana Example" in path.read_bytes()]
    assert Checks.of([kept.folder], dt.date.today()).before() is None
