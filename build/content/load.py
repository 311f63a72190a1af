"""Reads the layers of content from disk: modules, paths, profiles, patterns, methods and the two lists."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rumbo.build.content.schema import Mistake, build
from rumbo.build.curriculum import Curriculum, Entry, File, Layer
from rumbo.build.model import ID_PATTERN, Module, Profile
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import MAX_BYTES, locate, read

TEXTS_OF_A_MODULE = ("handout", "guide")
MAX_PICTURE_BYTES = 8_000_000
ANY_ID = "*"
"""Stands among the broken ids for those of a list that cannot be read at all."""
_FENCE = "---"
_ENDINGS = (".yaml", ".yml", ".md", ".markdown")


@dataclass(slots=True)
class _Loading:
    """What has been gathered so far; only this module sees it."""

    found: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, entry: Entry[Any]) -> None:
        entries = self.found.setdefault(kind, {})
        before = entries.get(entry.id)
        if before is not None and before.layer != entry.layer:
            message = f"{entry.id} replaces the one of the layer {before.layer} ({before.file.name})"
            self.problems.append(entry.problem("F105", (), message))
        entries[entry.id] = entry
        self.broken.discard((kind, entry.id))


def load(layers: Iterable[Layer]) -> tuple[Curriculum, list[Problem]]:
    """Everything in the layers, later ones winning by id, and every problem met on the way."""
    layers = tuple(layers)
    loading = _Loading()
    for layer in layers:
        _load_layer(layer, loading)
    by_id = {kind: dict(sorted(entries.items())) for kind, entries in loading.found.items()}
    return Curriculum(layers=layers, broken=frozenset(loading.broken), **by_id), loading.problems


def _load_layer(layer: Layer, loading: _Loading) -> None:
    home = layer.curriculum
    parts = ("modules", "methods", "paths", "profiles", "competencies.yaml", "audiences.yaml")
    if not layer.patterns.is_dir() and not any((home / part).exists() for part in parts):
        message = "this folder holds no curriculum"
        hint = f"it should hold one of: {', '.join(parts)}, learning_patterns"
        loading.problems.append(Problem(str(home), 0, 0, "F101", message, hint))
    for kind in ("competencies", "audiences"):
        _load_list(layer, kind, home / f"{kind}.yaml", loading)
    for folder in _inside(home / "modules", home, loading, folders=True):
        _load_module(layer, folder, loading)
    for path in _inside(home / "paths", home, loading, ending=".yaml"):
        _load_fields(layer, "paths", "path", path, loading)
    for path in _inside(home / "profiles", home, loading, ending=".yaml"):
        _load_fields(layer, "profiles", "profile", path, loading)
    for path in _inside(home / "methods", home, loading, ending=".md"):
        _load_fields(layer, "methods", "method", path, loading)
    for path in _inside(layer.patterns, layer.patterns, loading, ending=".md"):
        _load_fields(layer, "patterns", "pattern", path, loading)


def _inside(
    folder: Path, home: Path, loading: _Loading, *, ending: str = "", folders: bool = False
) -> Iterator[Path]:
    """The files with an ending, or the folders, of a folder by name, without hidden ones and README files."""
    if folder != home and _leads_out(folder, home):
        loading.problems.append(_link_out(folder, "the curriculum"))
        return
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are sorted faster than paths
    except FileNotFoundError:
        return
    except OSError as error:
        loading.problems.append(_unreadable(folder, error))
        return
    for name in names:
        path = folder / name
        if name.startswith((".", "_", "README")) or path.is_dir() != folders:
            continue
        problem = _link_out(path, "the curriculum") if _leads_out(path, home) else _wrong_name(path, ending)
        if problem:
            loading.problems.append(problem)
        elif name.endswith(ending):
            yield path


def _wrong_name(path: Path, ending: str) -> Problem | None:
    """What is wrong with the name of a file or folder; other kinds of files may stand beside, unread."""
    name = path.name.removesuffix(ending)
    if not path.name.endswith(ending):
        if path.suffix.lower() not in _ENDINGS:
            return None
        message = f'"{path.name}" is not read here, only names that end in {ending} are'
        return Problem(str(path), 0, 0, "F103", message, "rename or move it")
    if re.fullmatch(ID_PATTERN, name):
        return None
    hint = "lower-case letters, digits and single hyphens, such as editing-basics"
    return Problem(str(path), 0, 0, "F103", f'"{name}" cannot be an id', hint)


def _leads_out(path: Path, home: Path) -> bool:
    """Whether a path is a link to somewhere outside of a folder, or to itself."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(home.resolve())
    except (OSError, RuntimeError):  # a link in a circle
        return True


def _link_out(path: Path, what: str) -> Problem:
    message = f"this link leads out of {what}"
    return Problem(str(path), 0, 0, "F106", message, "put the file or folder itself here")


def _load_module(layer: Layer, folder: Path, loading: _Loading) -> None:
    loading.broken.add(("modules", folder.name))
    texts = {name: _read_file(folder / f"{name}.md", loading) for name in TEXTS_OF_A_MODULE}
    file = _read_file(folder / "module.yaml", loading)
    value = _built("module", file, loading) if file else None
    there = {name: text for name, text in texts.items() if text is not None}
    if file and value is not None and len(there) == len(texts):
        entry: Entry[Module] = Entry(folder.name, value, file, layer.name, texts=there)
        loading.add("modules", replace(entry, pictures=_pictures(entry, folder, loading)))


def _pictures(entry: Entry[Module], folder: Path, loading: _Loading) -> dict[str, bytes]:
    """The listed pictures that are there; what leads elsewhere or is too large is a problem."""
    found = {}
    for index, picture in enumerate(entry.value.pictures):
        path = folder / picture.file
        place = ("pictures", index, "file")
        if _leads_out(path, folder):
            message = f"{picture.file} is a link that leads out of its folder"
            loading.problems.append(entry.problem("F106", place, message, "copy the picture here"))
        elif not path.is_file():
            message = f"{picture.file} is not in this folder"
            loading.problems.append(entry.problem("H104", place, message, "copy it here, or take it out"))
        elif path.stat().st_size > MAX_PICTURE_BYTES:
            message = f"{picture.file} is larger than {MAX_PICTURE_BYTES // 1_000_000} megabytes"
            loading.problems.append(entry.problem("Y105", place, message, "save it smaller"))
        else:
            try:
                found[picture.file] = path.read_bytes()
            except OSError as error:
                loading.problems.append(_unreadable(path, error))
    return found


def _load_fields(layer: Layer, plural: str, kind: str, path: Path, loading: _Loading) -> None:
    loading.broken.add((plural, path.stem))
    file = _read_file(path, loading)
    if file is None:
        return
    texts = {}
    if path.suffix == ".md":
        parts = _front_matter(file, loading)
        if parts is None:
            return
        file, texts["body"] = parts
    value = _built(kind, file, loading)
    if value is not None:
        loading.add(plural, Entry(path.stem, value, file, layer.name, texts=texts))


def _load_list(layer: Layer, kind: str, path: Path, loading: _Loading) -> None:
    if not path.exists() and not path.is_symlink():
        return
    file = _read_file(path, loading)
    names = re.findall(r"^([a-z0-9-]+):", file.text, re.MULTILINE) if file else [ANY_ID]
    loading.broken |= {(kind, name) for name in names}
    values = _built(kind, file, loading) if file else None
    for name, value in (values or {}).items():
        loading.add(kind, Entry(name, value, file, layer.name, place=(name,)))  # type: ignore[arg-type]


def load_profile(path: Path) -> tuple[Entry[Profile] | None, list[Problem]]:
    """A profile from any file, outside of the layers too; its id is the file's name."""
    loading = _Loading()
    file = _read_file(path, loading)
    value = _built("profile", file, loading) if file else None
    entry = Entry(path.stem, value, file, "file") if file and value is not None else None
    return entry, loading.problems


def _built(kind: str, file: File, loading: _Loading) -> Any:
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


def _read_file(path: Path, loading: _Loading) -> File | None:
    """The text of a file with its line ends made one kind, or None with a problem noted."""
    try:
        if _leads_out(path, path.parent):
            loading.problems.append(_link_out(path, "its folder"))
            return None
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "write it, or correct its name"
        loading.problems.append(Problem(str(path), 0, 0, "F102", "this file is missing", hint))
        return None
    except OSError as error:
        loading.problems.append(_unreadable(path, error))
        return None
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes, more than a text of a curriculum needs"
        loading.problems.append(Problem(str(path), 0, 0, "Y105", message, "make two of it"))
        return None
    return _decoded(path, raw, loading)


def _decoded(path: Path, raw: bytes, loading: _Loading) -> File | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace").split("\n")
        hint = "save the file as UTF-8 (in most editors: Save as, Encoding)"
        message = "not text in UTF-8: a letter is stored in another encoding"
        loading.problems.append(Problem(str(path), len(before), len(before[-1]) + 1, "Y106", message, hint))
        return None
    return File(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _unreadable(path: Path, error: OSError) -> Problem:
    hint = "look at the permissions of the file, and whether it is a file at all"
    return Problem(str(path), 0, 0, "F104", f"cannot be read: {error.strerror or error}", hint)


def _front_matter(file: File, loading: _Loading) -> tuple[File, File] | None:
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
