"""Files to values, one file at a time; every problem met on the way is noted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rumbo.build.content.files import read_text
from rumbo.build.content.schema import Mistake, build, build_again
from rumbo.build.curriculum import Entry, File
from rumbo.build.pieces import Pieces, key_of_piece
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import locate, read

_FENCE = "---"
ABOUT_PEOPLE = ("profile", "assessment", "plan", "record")
"""Kinds that tell of a group and those who teach it: what they say is not kept."""
MOST_TOLD = 100
"""Mistakes of one file that are told one by one."""


@dataclass(slots=True)
class Loading:
    """What has been gathered so far; only the stage content sees it."""

    found: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    kept: Pieces = field(default_factory=Pieces)
    """The fields of files that were read before without a problem."""

    def add(self, kind: str, entry: Entry[Any]) -> None:
        """Takes a piece of content in; one of a lower layer with the same id makes room, and that is noted."""
        entries = self.found.setdefault(kind, {})
        before = entries.get(entry.id)
        if before is not None and before.layer != entry.layer:
            message = f"{entry.id} replaces the one of the layer {before.layer} ({before.file.name})"
            self.problems.append(entry.problem("F105", (), message))
        entries[entry.id] = entry
        self.broken.discard((kind, entry.id))


def built(kind: str, file: File, loading: Loading) -> Any:
    """The value of a file's fields, or None; problems are noted."""
    key = key_of_piece("fields", kind, file.text)
    tree = loading.kept.get(key)
    if tree is not None:
        return build_again(kind, tree)
    tree, faults = read(file.text, first_line=file.first_line)
    loading.problems += [Problem(file.name, *fault.mark, fault.code, fault.message, fault.hint) for fault in faults]
    if tree is None and faults:
        return None
    value, mistakes = build(kind, tree)
    loading.problems += _located(file, mistakes)
    if value is not None and not faults and kind not in ABOUT_PEOPLE:
        loading.kept.put(key, tree)
    return None if faults else value


def _located(file: File, mistakes: Sequence[Mistake]) -> Iterator[Problem]:
    """The mistakes at their lines; of very many the first, for whoever made a thousand has one reason for them."""
    for code, place, message, hint in mistakes[:MOST_TOLD]:
        yield Problem(file.name, *locate(file.text, place, first_line=file.first_line), code, message, hint)
    if len(mistakes) > MOST_TOLD:
        message = f"{len(mistakes) - MOST_TOLD} or more mistakes are not told here"
        hint = "mend those that are; the rest may have the same reason"
        yield Problem(file.name, 0, 0, mistakes[-1][0], message, hint)


def read_file(path: Path, loading: Loading) -> File | None:
    """The text of a file, or None with a problem noted."""
    file, problems = read_text(path)
    loading.problems += problems
    return file


def front_matter(file: File, loading: Loading) -> tuple[File, File] | None:
    """A Markdown file taken apart: the fields between two lines of hyphens, and the text below."""
    lines = file.text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE][:2]
    if len(ends) < 2 or ends[0] != 0:
        hint = 'begin with a line "---", then the fields, then another line "---"'
        loading.problems.append(Problem(file.name, 1, 1, "Y107", "the fields at the top are missing", hint))
        return None
    fields = "\n".join(lines[1 : ends[1]])
    body = "\n".join(lines[ends[1] + 1 :])
    return File(file.path, fields, 2), File(file.path, body, ends[1] + 2)
