"""A small curriculum of two modules with a group for it, and its plan saved, edited and made again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import TODAY, Draft
from rumbo.build import pipeline, replay
from rumbo.build.curriculum import Entry
from rumbo.build.model import SavedPlan
from rumbo.build.outcome import Plan
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import read, write

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [second]
when:
  - {day: 2027-03-12, from: "09:00", to: "13:00"}
"""
SECOND = """\
  - id: {id}
    title: A task called {id}
    minutes: 10
    kind: exercise
    objectives: [edit]
    grouping: pairs
    task: Change one sentence.
    expected: One sentence is changed.
    without_internet: Write on paper.
    without_power: Write on paper.
"""
BECAUSE = "People must have saved an edit before."


def two_modules(draft: Draft) -> Draft:
    """`second`, with a shorter form `short`, requires `first`; a group asks for it."""
    draft.copy("modules/first", "modules/second")
    path = "modules/second/module.yaml"
    needs = f"prerequisites:\n  - {{module: first, strength: required, because: {BECAUSE}}}\n"
    draft.edit(path, "gives: {editing: 1}", "gives: {editing: 2}")
    draft.edit(path, "objectives:\n  - {id: edit", f"{needs}objectives:\n  - {{id: edit")
    short = "variants:\n  - {id: short, title: Only the tasks, activities: [more, most], gives: {editing: 2}}\n"
    draft.edit(path, "quiz:\n", f"{SECOND.format(id='more')}{SECOND.format(id='most')}{short}quiz:\n")
    draft.write("modules/second/guide.md", "Welcome.\n\n## change\n\nShow.\n\n## more\n\nHelp.\n\n## most\n\nHelp.\n")
    draft.write("profiles/group.yaml", PROFILE)
    return draft


@dataclass(frozen=True, slots=True)
class Saved:
    """A plan as a file, and its fields to change."""

    path: Path
    reading: pipeline.Reading

    @property
    def text(self) -> str:
        """What stands in the file."""
        return self.path.read_text(encoding="utf-8")

    @property
    def fields(self) -> Any:
        """The fields of the file as plain values."""
        fields, faults = read(self.text)
        assert not faults
        return fields

    def write(self, fields: Any) -> None:
        """Puts changed fields into the file."""
        self.path.write_text(write(fields), encoding="utf-8")

    def read(self) -> tuple[Entry[SavedPlan] | None, tuple[Problem, ...]]:
        """The plan, and every problem of it."""
        return replay.read_plan(self.path, self.reading.curriculum, TODAY)

    def told(self) -> list[str]:
        """Every problem as `code place`, the place being the text that stands there."""
        lines = self.text.split("\n")
        return [f"{p.code} {lines[p.line - 1][p.column - 1 :]}" for p in self.read()[1]]

    def again(self) -> Plan:
        """The plan laid out anew."""
        entry, problems = self.read()
        assert entry is not None, problems
        return replay.plan_again(entry, self.reading.curriculum)[0]

    def save_again(self) -> str:
        """The text that saving the plan laid out anew gives."""
        entry, problems = self.read()
        assert entry is not None, problems
        plan, curriculum = replay.plan_again(entry, self.reading.curriculum)
        return replay.save(replay.profile_in(entry), plan, curriculum, "p", TODAY).content.decode()


def saved(path: Path, reading: pipeline.Reading, profile: str) -> Saved:
    """The plan of a profile of the curriculum, saved at a path."""
    entry = pipeline.assessed(reading.curriculum.profiles[profile], reading.curriculum)
    plan = pipeline.plan_for(entry.value, reading.curriculum)
    path.write_bytes(replay.save(entry, plan, reading.curriculum, path.name, TODAY).content)
    return Saved(path, reading)
