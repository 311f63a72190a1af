"""A second pack is there at once, with the same bytes; nothing that has changed is taken from the cache."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Draft

from tests.build.render.printed import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
trainers: [{name: Ana Example, languages: [en]}]
"""
PEOPLE = "name,email\nZoé Nobody,zoe@example.org\n"
HEAVY = ("weasyprint", "pydantic", "jinja2", "fontTools", "yaml")


class Group:
    """A profile on the tiny curriculum, packed by the real command with a cache of its own."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        self.draft, self.folder = draft, folder
        self.profile = draft.write("profiles/group.yaml", PROFILE)
        self.cache = folder / "kept"

    def pack(self, out: str = "out", *options: str, environment: Mapping[str, str] | None = None) -> str:
        """What the command says on standard error."""
        command = ("pack", str(self.profile), "--curriculum", str(self.draft.folder), "-o", out, *options)
        done = rumbo(*command, cwd=self.folder, environment={"RUMBO_CACHE": str(self.cache), **(environment or {})})
        assert done.returncode == 0, done.stderr
        return done.stderr

    def files(self, out: str = "out") -> dict[str, bytes]:
        """Every file of a pack."""
        folder = self.folder / out
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def kept(self) -> list[bytes]:
        """Every file in the cache."""
        return [path.read_bytes() for path in self.cache.rglob("*") if path.is_file()]


@pytest.fixture
def group(draft: Draft, tmp_path: Path) -> Group:
    """A group without a pack."""
    return Group(draft, tmp_path)


def imported(said: str) -> set[str]:
    """Which heavy libraries a command imported, by what Python tells of its imports."""
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in said.splitlines()}
    return names & set(HEAVY)


def test_the_life_of_a_pack(group: Group) -> None:
    """Made again without a change, a pack needs none of the engine; a damaged or missing file comes back; with a
    change of a text the pack is what it would be without any cache.
    """
    tell = {"PYTHONPROFILEIMPORTTIME": "1"}
    assert "pydantic" in imported(group.pack(environment=tell))
    first = group.files()
    times = {path: path.stat().st_mtime_ns for path in (group.folder / "out").rglob("*")}

    assert imported(group.pack(environment=tell)) == set()
    assert group.files() == first
    assert {path: path.stat().st_mtime_ns for path in (group.folder / "out").rglob("*")} == times

    (group.folder / "out" / "agenda.pdf").write_bytes(b"damaged")
    (group.folder / "out" / "notes.txt").write_text("mine")
    assert imported(group.pack(environment=tell)) == set()
    assert {name: content for name, content in group.files().items() if name in first} == first
    assert group.files()["notes.txt"] == b"mine"
    assert group.files()["agenda.edited.pdf"] == b"damaged"

    group.draft.edit("modules/first/handout.md", "Edit one page a week.", "Edit two pages a week.")
    group.pack("changed")
    group.pack("anew", "--no-cache")
    assert group.files("changed") == group.files("anew")
    assert group.files("changed") != first


def test_damaged_cache_costs_only_time(group: Group) -> None:
    """With every file of the cache cut off, the pack is made as if there were none."""
    group.pack("one")
    for path in group.cache.rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size // 2)
    group.pack("other")
    assert group.files("one") == group.files("other")


def test_people_are_never_kept(group: Group) -> None:
    """Of a pack with people no document that names them is in the cache, nor are they in the clear anywhere."""
    (group.folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    group.pack("out", "--participants", "people.csv")
    rows = json.loads(group.files()["manifest.json"])["files"]
    private = [group.files()[name] for name, row in rows.items() if row.get("private")]
    assert len(private) > 3
    kept = group.kept()
    assert len(kept) > 10
    assert not set(private) & set(kept)
    assert not [content for content in kept if "Zoé".encode() in content or b"zoe@" in content]
    assert not [content for content in kept if b'"inputs"' in content], "no pack with people is kept as a whole"


def test_what_names_a_trainer_is_said_again_and_not_kept(group: Group) -> None:
    """A warning that quotes the name of a trainer comes with each pack, and is in no file of the cache."""
    hours = 'languages: [en], hours: [{day: 2027-03-20, from: "09:00", to: "13:00"}]'
    group.profile.write_text(PROFILE.replace("languages: [en]", hours), encoding="utf-8")
    for _ in range(2):
        said = group.pack("out", "--only", "agenda")
        assert "T110" in said
        assert "Ana Example" in said
    said = group.pack()
    assert group.pack() == said
    assert "Ana Example" in said
    assert group.kept()
    assert not [content for content in group.kept() if b"Ana Example" in content]


def test_nothing_is_kept_unless_wanted(group: Group) -> None:
    """With --no-cache, and with an empty RUMBO_CACHE, no folder is made."""
    content = ("--curriculum", str(group.draft.folder))
    for command, environment in (
        (("handout", "first", "--no-cache", *content), {"RUMBO_CACHE": str(group.cache)}),
        (("list", "modules", *content), {"RUMBO_CACHE": "", "XDG_CACHE_HOME": str(group.cache)}),
    ):
        assert rumbo(*command, cwd=group.folder, environment=environment).returncode == 0
    assert not group.cache.exists()


def test_info_and_clear(group: Group) -> None:
    """The command cache says how much is kept, and takes it out."""
    kept = group.folder / "kept"
    environment = {"RUMBO_CACHE": str(kept)}

    def said(*words: str) -> str:
        return rumbo(*words, cwd=group.folder, environment=environment).stdout

    assert said("list", "modules") == said("list", "modules") != ""
    assert f"{kept}: 2 files" in said("cache")
    assert "taken out" in said("cache", "--clear")
    assert f"{kept}: 0 files, 0.0 megabytes" in said("cache", "--info")
    nothing = rumbo("cache", cwd=group.folder, environment={"RUMBO_CACHE": ""})
    assert "Nothing is kept" in nothing.stdout
