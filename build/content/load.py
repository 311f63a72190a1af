"""Reads content from disk: modules, the kinds with one file for each piece, and the lists."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rumbo.build.content.files import read_text
from rumbo.build.content.names import leads_out, link_out, unreadable, wrong_name
from rumbo.build.content.schema import Mistake, build
from rumbo.build.curriculum import Curriculum, Entry, File, Layer
from rumbo.build.model import Assessment, Module, Profile, Record, SavedPlan
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place, locate, read

TEXTS_OF_A_MODULE = ("handout", "guide")
MAX_PICTURE_BYTES = 8_000_000
MOST_TOLD = 100
"""Mistakes of one file that are told one by one."""
MOST_FILES = 50_000
"""Files of one folder that are read; two hundred affiliates have some thousand modules."""
ANY_ID = "*"  # stands among the broken ids for those of a list that cannot be read at all
_ONE_FILE_EACH = {
    "paths": ("path", ".yaml"),
    "profiles": ("profile", ".yaml"),
    "assessments": ("assessment-set", ".yaml"),
    "surveys": ("assessment-set", ".yaml"),
    "checklists": ("checklist", ".yaml"),
    "methods": ("method", ".md"),
    "notices": ("notice", ".md"),
}
"""Folders with one file for each piece of content: its kind, and how its file ends."""
_LISTS = ("competencies", "audiences", "glossary", "rows")
"""Kinds that have one file for all of their pieces."""
_FENCE = "---"


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
    parts = ("modules", *_ONE_FILE_EACH, *(f"{kind}.yaml" for kind in _LISTS))
    if not layer.templates and not layer.patterns.is_dir() and not any((home / part).exists() for part in parts):
        message = "this folder holds no curriculum"
        hint = f"it should hold one of: {', '.join(parts)}, learning_patterns"
        loading.problems.append(Problem(str(home), 0, 0, "F101", message, hint))
    for kind in _LISTS:
        _load_list(layer, kind, home / f"{kind}.yaml", loading)
    for folder in _inside(home / "modules", home, loading, folders=True):
        _load_module(layer, folder, loading)
    for plural, (kind, ending) in _ONE_FILE_EACH.items():
        for path in _inside(home / plural, home, loading, ending=ending):
            _load_fields(layer, plural, kind, path, loading)
    for path in _inside(layer.patterns, layer.patterns, loading, ending=".md"):
        _load_fields(layer, "patterns", "pattern", path, loading)


def _inside(
    folder: Path, home: Path, loading: _Loading, *, ending: str = "", folders: bool = False
) -> Iterator[Path]:
    """The files with an ending, or the folders, of a folder by name, without hidden ones and README files."""
    for name in _names(folder, home, loading):
        path = folder / name
        if name.startswith((".", "_", "README")) or path.is_dir() != folders:
            continue
        problem = link_out(path, "the curriculum") if leads_out(path, home) else wrong_name(path, ending)
        if problem:
            loading.problems.append(problem)
        elif name.endswith(ending):
            yield path


def _names(folder: Path, home: Path, loading: _Loading) -> list[str]:
    """The names in a folder, sorted."""
    if folder != home and leads_out(folder, home):
        loading.problems.append(link_out(folder, "the curriculum"))
        return []
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are sorted faster than paths
    except FileNotFoundError:
        return []
    except OSError as error:
        loading.problems.append(unreadable(folder, error))
        return []
    if len(names) > MOST_FILES:
        message = f"holds {len(names):,} files; only {MOST_FILES:,} of them are read"
        loading.problems.append(Problem(str(folder), 0, 0, "F107", message, "make several curricula of it"))
    return names[:MOST_FILES]


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
    """The listed pictures that are there."""
    places = {picture.file: ("pictures", index, "file") for index, picture in enumerate(entry.value.pictures)}
    found = {name: _picture(entry, place, folder / name, loading) for name, place in places.items()}
    return {name: content for name, content in found.items() if content is not None}


def _picture(entry: Entry[Any], place: Place, path: Path, loading: _Loading) -> bytes | None:
    """A picture that a field names; what is not there, leads elsewhere or is too large is a problem."""
    if leads_out(path, path.parent):
        message = f"{path.name} is a link that leads out of its folder"
        loading.problems.append(entry.problem("F106", place, message, "copy the picture here"))
    elif not path.is_file():
        message = f"{path.name} is not in this folder"
        loading.problems.append(entry.problem("H104", place, message, "copy it here, or take it out"))
    elif path.stat().st_size > MAX_PICTURE_BYTES:
        message = f"{path.name} is larger than {MAX_PICTURE_BYTES // 1_000_000} megabytes"
        loading.problems.append(entry.problem("Y105", place, message, "save it smaller"))
    else:
        try:
            return path.read_bytes()
        except OSError as error:
            loading.problems.append(unreadable(path, error))
    return None


def _with_logo(entry: Entry[Any], profile: Profile, place: Place, loading: _Loading) -> Entry[Any]:
    """A profile, or a plan with a profile inside, with the picture that its branding names."""
    name = profile.branding.logo
    content = _picture(entry, (*place, "branding", "logo"), entry.file.path.parent / name, loading) if name else None
    return replace(entry, pictures={name: content}) if name and content is not None else entry


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
        entry = Entry(path.stem, value, file, layer.name, texts=texts)
        loading.add(plural, _with_assessment(entry, loading) if kind == "profile" else entry)


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
    entry = _load_one("profile", path, loading)
    return (_with_assessment(entry, loading) if entry else None), loading.problems


def load_assessment(path: Path) -> tuple[Entry[Assessment] | None, list[Problem]]:
    """The result of an assessment from a file; its id is the file's name."""
    loading = _Loading()
    return _load_one("assessment", path, loading), loading.problems


def load_plan(path: Path) -> tuple[Entry[SavedPlan] | None, list[Problem]]:
    """A saved plan from a file; its id is the file's name."""
    loading = _Loading()
    entry = _load_one("plan", path, loading)
    return (_with_logo(entry, entry.value.profile, ("profile",), loading) if entry else None), loading.problems


def load_text(path: Path) -> tuple[File | None, list[Problem]]:
    """The text of any file that a person gave."""
    loading = _Loading()
    return _read_file(path, loading), loading.problems


def is_plan(path: Path) -> bool:
    """Whether a file holds a saved plan: it says when it was made or for which profile, which no profile does."""
    file = _read_file(path, _Loading())
    tree = read(file.text)[0] if file else None
    return isinstance(tree, dict) and "plan" not in tree and ("profile" in tree or "made_on" in tree)


def load_record(path: Path) -> tuple[Entry[Record] | None, list[Problem]]:
    """The record of an event from a file; its id is the file's name."""
    loading = _Loading()
    return _load_one("record", path, loading), loading.problems


def _load_one(kind: str, path: Path, loading: _Loading) -> Entry[Any] | None:
    file = _read_file(path, loading)
    value = _built(kind, file, loading) if file else None
    return Entry(path.stem, value, file, "file") if file and value is not None else None


def _with_assessment(entry: Entry[Profile], loading: _Loading) -> Entry[Profile]:
    """A profile with the logo and the assessment it names, looked for from the profile's own folder."""
    entry = _with_logo(entry, entry.value, (), loading)
    if entry.value.assessment is None:
        return entry
    forms = [unicodedata.normalize(form, entry.value.assessment) for form in ("NFC", "NFD")]
    names = (entry.value.assessment, *forms)  # computers differ in how they write the letters of file names
    paths = [entry.file.path.parent / name for name in names]
    path = next((path for path in paths if os.path.isfile(path)), paths[0])  # noqa: PTH113 - as below
    if not os.path.isfile(path):  # noqa: PTH113 - false, too, for what cannot be a name
        message = f"{entry.value.assessment} is not there"
        hint = "give the way from this file to it; `rumbo assess` writes one"
        loading.problems.append(entry.problem("F102", ("assessment",), message, hint))
        return entry
    return replace(entry, assessment=_load_one("assessment", path, loading))


def _built(kind: str, file: File, loading: _Loading) -> Any:
    """The value of a file's fields, or None; problems are noted."""
    tree, faults = read(file.text, first_line=file.first_line)
    loading.problems += [Problem(file.name, *fault.mark, fault.code, fault.message, fault.hint) for fault in faults]
    if tree is None and faults:
        return None
    value, mistakes = build(kind, tree)
    loading.problems += _located(file, mistakes)
    return None if faults else value


def _located(file: File, mistakes: Sequence[Mistake]) -> Iterator[Problem]:
    """The mistakes at their lines; of very many the first, for whoever made a thousand has one reason for them."""
    for code, place, message, hint in mistakes[:MOST_TOLD]:
        yield Problem(file.name, *locate(file.text, place, first_line=file.first_line), code, message, hint)
    if len(mistakes) > MOST_TOLD:
        message = f"{len(mistakes) - MOST_TOLD} or more mistakes are not told here"
        yield Problem(
            file.name, 0, 0, mistakes[-1][0], message, "mend those that are; the rest may have the same reason"
        )


def _read_file(path: Path, loading: _Loading) -> File | None:
    """The text of a file, or None with a problem noted."""
    file, problems = read_text(path)
    loading.problems += problems
    return file


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
