"""What is kept of single pieces of content changes no answer, whatever was edited, added or taken away."""

import datetime as dt
import json
import multiprocessing
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import TODAY, Draft, make_curriculum
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build import ahead, pipeline
from rumbo.build.pieces import Pieces, key_of_piece

FIELDS = "modules/{}/module.yaml"
EDITS: Mapping[str, tuple[str, str]] = {
    "title": ("title: ", "title: Another "),
    "verb": ("text: ", "text: Understand "),
    "audience": ("audiences: [everyone]", "audiences: [nobody]"),
    "number": ("minutes: 20", "minutes: true"),
    "long": ("minutes: 20", "minutes: 100"),
    "broken": ("title: ", "title: ["),
    "twice": ("summary: ", "title: Again\nsummary: "),
}
"""What is changed in module.yaml, to something right or wrong."""
TEXTS = ("## Steps\n\nAdd one source a week.\n", "# Too high\n\n<b>raw</b>\n", "```write\nHow?\n```\n", "")
PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
trainers: [{name: Zoé Nobody, languages: [en]}]
"""
state = st.fixed_dictionaries(
    {
        "fields": st.dictionaries(st.sampled_from(["first", "second"]), st.sampled_from(sorted(EDITS))),
        "handout": st.dictionaries(st.sampled_from(["first", "second"]), st.sampled_from(TEXTS)),
        "without": st.sets(st.sampled_from(["first", "second"]), max_size=1),
        "today": st.sampled_from([TODAY, dt.date(2999, 1, 1)]),
    }
)


@contextmanager
def drafted() -> Iterator[Draft]:
    """A tiny curriculum of two modules."""
    with TemporaryDirectory() as folder:
        draft = make_curriculum(Path(folder) / "draft")
        draft.copy("modules/first", "modules/second")
        yield draft


def put(draft: Draft, now: Mapping[str, Any]) -> None:
    """Brings a draft into a state, whatever it was in before."""
    with drafted() as fresh:
        shutil.rmtree(draft.folder / "modules")
        shutil.copytree(fresh.folder / "modules", draft.folder / "modules")
    for name, edit in now["fields"].items():
        old, new = EDITS[edit]
        path = draft.folder / FIELDS.format(name)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for name, text in now["handout"].items():
        draft.write(f"modules/{name}/handout.md", text)
    for name in now["without"]:
        shutil.rmtree(draft.folder / "modules" / name)


def kept(pieces: Pieces) -> Pieces:
    """Pieces as the next command finds them: written as JSON and read again."""
    return Pieces(json.loads(json.dumps(pieces.now)))


@settings(max_examples=25, deadline=None)
@given(st.lists(state, min_size=2, max_size=4))
def test_what_is_kept_changes_nothing(states: list[dict[str, Any]]) -> None:
    """From state to state of a curriculum, and from day to day, what is kept leads to the same answer."""
    fields, alone = Pieces(), Pieces()
    with drafted() as draft:
        for now in states:
            put(draft, now)
            fields, alone = kept(fields), kept(alone)
            assert pipeline.read([draft.layer], now["today"], fields, alone) == draft.read(today=now["today"])


def test_nothing_is_taken_apart_twice(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second reading of the same content parses neither YAML nor Markdown of modules."""
    fields, alone = Pieces(), Pieces()
    first = pipeline.read([draft.layer], TODAY, fields, alone)
    for place in ("content.reading.read", "check.texts.parse", "check.ease.parse"):
        monkeypatch.setattr(f"rumbo.build.{place}", lambda *_, **__: pytest.fail("taken apart"))
    fields, alone = kept(fields), kept(alone)
    assert pipeline.read([draft.layer], TODAY, fields, alone) == first
    assert not fields.is_worth_keeping
    assert not alone.is_worth_keeping


def test_groups_are_not_kept(draft: Draft) -> None:
    """Of profiles, which name people, nothing is kept."""
    draft.write("profiles/group.yaml", "title: Our group\nsafety: {name: Zoé Nobody}\nlanguage: [")
    draft.write("profiles/other.yaml", PROFILE)
    fields, alone = Pieces(), Pieces()
    reading = pipeline.read([draft.layer], TODAY, fields, alone)
    assert "other" in reading.curriculum.profiles
    assert "Nobody" not in json.dumps([fields.now, alone.now], ensure_ascii=False)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_keys_tell_parts_apart(one: list[str], other: list[str]) -> None:
    """Two keys are the same only if all parts are."""
    assert (key_of_piece(*one) == key_of_piece(*other)) == (one == other)


def test_few_new_pieces_are_not_worth_writing_all(draft: Draft) -> None:
    """One new piece of a hundred is made again the next time; a tenth is written down."""
    known = {str(number): [] for number in range(100)}
    for new, worth in ((1, False), (10, True)):
        pieces = Pieces(known)
        for key in known:
            pieces.get(key)
        for number in range(new):
            pieces.put(f"new {number}", [])
        assert pieces.is_worth_keeping == worth


@pytest.fixture
def large(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A curriculum that counts as large: six modules, two of them with mistakes."""
    monkeypatch.setattr(ahead, "LARGE", 4)
    monkeypatch.setattr(ahead, "AT_ONCE", 2)
    for name in ("second", "third", "fourth", "fifth", "sixth"):
        draft.copy("modules/first", f"modules/{name}")
    draft.edit("modules/second/module.yaml", "minutes: 20", "minutes: true")
    draft.write("modules/third/handout.md", TEXTS[1])
    return draft


def test_two_processes_find_the_same(large: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two processes have read and found is what one finds, and is used."""
    alone_in_one = pipeline.read([large.layer], TODAY)
    fields, checked = Pieces(), Pieces()
    ahead.work_ahead([large.layer], fields, checked, 2)
    monkeypatch.setattr("rumbo.build.check.ease.parse", lambda *_: pytest.fail("taken apart"))
    assert pipeline.read([large.layer], TODAY, fields, checked) == alone_in_one
    assert {problem.code for problem in alone_in_one.problems} >= {"S103", "H101", "H106"}
    assert fields.is_worth_keeping


def test_lost_processes_cost_only_time(large: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has ended the processes, everything is worked out by the one that is left."""

    class Lost:
        def map(self, *_: object) -> Iterator[object]:
            raise BrokenProcessPool

    monkeypatch.setattr(ahead, "_workers", lambda _: nullcontext(Lost()))
    fields, checked = Pieces(), Pieces()
    ahead.work_ahead([large.layer], fields, checked, 2)
    assert pipeline.read([large.layer], TODAY, fields, checked) == large.read()


@pytest.mark.parametrize(("processes", "known"), [(1, 0), (2, 4)])
def test_no_process_where_it_does_not_pay(
    large: Draft, monkeypatch: pytest.MonkeyPatch, processes: int, known: int
) -> None:
    """With one core, and where most is known already, no process is started; nor for small content."""
    monkeypatch.setattr(ahead, "_workers", lambda _: pytest.fail("started"))
    ahead.work_ahead([large.layer], Pieces({str(number): {} for number in range(known)}), Pieces(), processes)
    monkeypatch.setattr(ahead, "LARGE", 2_000)
    ahead.work_ahead([large.layer], Pieces(), Pieces(), 2)


def test_ctrl_c_ends_all_processes() -> None:
    """What stops the first process ends the others, in the middle of their work."""
    before = {*multiprocessing.active_children()}

    def stopped() -> None:
        with ahead._workers(2) as workers:
            workers.submit(time.sleep, 600)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert {*multiprocessing.active_children()} <= before
