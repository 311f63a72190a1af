"""Saved plans: their text, and what has changed since."""

import datetime as dt
import re
from typing import Any

import pytest
from conftest import Draft
from rumbo.build import replay
from rumbo.build.exchange.saved import digest
from rumbo.build.outcome import Change
from saved_plans import Saved, saved, two_modules

PICTURE = "pictures: [{file: one.png, author: A. Tester, source: own, licence: CC0-1.0}]\n"
MODULE = "modules/second"


@pytest.fixture
def plan(draft: Draft) -> Saved:
    """The plan of a group that takes `first` and then `second`, which has a picture."""
    two_modules(draft).edit(f"{MODULE}/module.yaml", "delivery:", f"{PICTURE}delivery:")
    draft.write(f"{MODULE}/one.png", b"\x89PNG 1")
    return saved(draft.folder.parent / "p.yaml", draft.read(), "group")


def since(draft: Draft, plan: Saved) -> list[tuple[str, str, str]]:
    """What has changed in the curriculum since the plan was saved."""
    now = Saved(plan.path, draft.read())
    entry, _ = now.read()
    assert entry is not None
    return [(change.kind, change.id, change.what) for change in replay.changes_since(entry, now.reading.curriculum)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{MODULE}/module.yaml", "A task called more", "A task called many"),
        (f"{MODULE}/guide.md", "Welcome.", "Welcome!"),
        (f"{MODULE}/handout.md", "Edit one page", "Edit a page"),
    ],
)
def test_changed_text(draft: Draft, plan: Saved, path: str, old: str, new: str) -> None:
    """A change in any text of a module is a change of that module, until it is taken back."""
    assert since(draft, plan) == []
    draft.edit(path, old, new)
    assert since(draft, plan) == [("modules", "second", "changed")]
    draft.edit(path, new, old)
    assert since(draft, plan) == []


def test_changed_picture(draft: Draft, plan: Saved) -> None:
    """A picture that a module lists belongs to it; other files in its folder, other modules and profiles do not."""
    draft.write(f"{MODULE}/notes.txt", "Draft.")
    draft.write(f"{MODULE}/two.png", b"\x89PNG 2")
    draft.copy("modules/first", "modules/third")
    draft.edit("profiles/group.yaml", "Our group", "Your group")
    assert since(draft, plan) == []
    draft.write(f"{MODULE}/one.png", b"\x89PNG 3")
    assert since(draft, plan) == [("modules", "second", "changed")]


def test_line_ends_are_no_change(draft: Draft, plan: Saved) -> None:
    """A text that was only saved on another system says the same."""
    text = (draft.folder / MODULE / "guide.md").read_bytes()
    draft.write(f"{MODULE}/guide.md", text.replace(b"\n", b"\r\n"))
    assert since(draft, plan) == []


def test_texts_do_not_run_together(draft: Draft, plan: Saved) -> None:
    """Moving words from one text to the next is a change."""
    entry = plan.reading.curriculum.modules["second"]
    draft.write(f"{MODULE}/guide.md", f"{entry.texts['guide'].text}x")
    moved = draft.read().curriculum.modules["second"]
    draft.write(f"{MODULE}/guide.md", entry.texts["guide"].text)
    draft.write(f"{MODULE}/handout.md", f"x{entry.texts['handout'].text}")
    assert len({digest(entry), digest(moved), digest(draft.read().curriculum.modules["second"])}) == 3


def test_gone_and_by_hand(plan: Saved) -> None:
    """What is gone is named; a module that was added by hand, without a hash, has nothing to differ from."""
    fields = plan.fields
    fields["modules"][0]["id"] = "zeroth"
    del fields["modules"][1]["hash"]
    fields["patterns"] = {"quiet-room": {"hash": "sha256:0"}}
    plan.write(fields)
    entry, _ = plan.read()
    assert entry is not None
    assert replay.changes_since(entry, plan.reading.curriculum) == (
        Change("modules", "zeroth", "gone", dt.date(2026, 11, 1)),
        Change("patterns", "quiet-room", "gone"),
    )


def test_text_is_readable(plan: Saved) -> None:
    """The file begins with how to use it, has days as YYYY-MM-DD and times as HH:MM, and says where editing ends."""
    text = plan.text
    head, kept, shown = re.split(r"^# From here on.*\n|^(?=id:)", text, flags=re.M)
    assert "rumbo check" in head
    assert "rumbo diff" in head
    assert all(line.startswith("#") for line in head.splitlines())
    assert "made_on: '2026-11-22'" in kept
    assert re.search(r"- day: '2027-03-12'\n +from: 09:00\n +to: '13:00'\n", kept)
    assert not re.search(r"\d\d:\d\d:\d\d|[&!]|\bnull\b", text)
    assert "worked out anew" in text
    fields: Any = plan.fields
    assert fields["sessions"] == {
        "2027-03-12": [
            "09:00–09:20 first, Change one sentence",
            "09:20–09:40 second, Change one sentence",
            "09:40–09:50 second, A task called more",
            "09:50–10:00 second, A task called most",
        ]
    }
    assert shown.startswith("reasons:")


def test_saved_twice_is_the_same(draft: Draft, plan: Saved) -> None:
    """The same plan gives the same bytes, whatever order the folder is read in."""
    assert saved(draft.folder.parent / "q.yaml", draft.read(), "group").text == plan.text
    assert plan.save_again() == plan.text
