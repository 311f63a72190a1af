"""Files to values, one file at a time; every problem met on the way is noted."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rumbo.build.content.names import leads_out, link_out, unreadable
from rumbo.build.content.schema import Mistake, build
from rumbo.build.curriculum import Entry, File
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import MAX_BYTES, locate, read

_FENCE = "---"


@dataclass(slots=True)
class Loading:
    """What has been gathered so far; only the stage content sees it."""

    found: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

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
    tree, faults = read(file.text, first_line=file.first_line)
    loading.problems += [Problem(file.name, *fault.mark, fault.code, fault.message, fault.hint) for fault in faults]
    if tree is None and faults:
        return None
    value, mistakes = build(kind, tree)
    loading.problems += [_located(file, mistake) for mistake in mistakes]
    return None if faults else value


def _located(file: File, mistake: Mistake) -> Problem:
    code, place, message, hint = mistake
    return Problem(file.name, *locate(file.text, place, first_line=file.first_line), code, message, hint)


def read_file(path: Path, loading: Loading) -> File | None:
    """The text of a file with its line ends made one kind, or None with a problem noted."""
    try:
        if leads_out(path, path.parent):
            loading.problems.append(link_out(path, "its folder"))
            return None
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "write it, or correct its name"
        loading.problems.append(Problem(str(path), 0, 0, "F102", "this file is missing", hint))
        return None
    except OSError as error:
        loading.problems.append(unreadable(path, error))
        return None
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes, more than a text of a curriculum needs"
        loading.problems.append(Problem(str(path), 0, 0, "Y105", message, "make two of it"))
        return None
    return _decoded(path, raw, loading)


def _decoded(path: Path, raw: bytes, loading: Loading) -> File | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace").split("\n")
        hint = "save the file as UTF-8 (in most editors: Save as, Encoding)"
        message = "not text in UTF-8: a letter is stored in another encoding"
        loading.problems.append(Problem(str(path), len(before), len(before[-1]) + 1, "Y106", message, hint))
        return None
    return File(path, text.replace("\r\n", "\n").replace("\r", "\n"))


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
