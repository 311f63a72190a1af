"""Reads content from disk: modules, the kinds with one file for each piece, and the lists."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rumbo.build.content.names import leads_out, link_out, unreadable, wrong_name
from rumbo.build.content.reading import Loading, built, front_matter, read_file
from rumbo.build.curriculum import Curriculum, Entry, File, Layer
from rumbo.build.layer import TRANSLATIONS
from rumbo.build.model import Assessment, Local, Module, Profile, Record, SavedPlan
from rumbo.build.pieces import Pieces
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place, read

TEXTS_OF_A_MODULE = ("handout", "guide")
MAX_PICTURE_BYTES = 8_000_000
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


def load(layers: Iterable[Layer], kept: Pieces | None = None) -> tuple[Curriculum, list[Problem]]:
    """Everything in the layers, later ones winning by id, and every problem met on the way.

    Files that were read before and are `kept` are not taken apart again.
    """
    layers = tuple(layers)
    loading = Loading(kept=kept or Pieces())
    for layer in layers:
        _load_layer(layer, loading)
    by_id: dict[str, Any] = {kind: dict(sorted(entries.items())) for kind, entries in loading.found.items()}
    return Curriculum(layers=layers, broken=frozenset(loading.broken), **by_id), loading.problems


def most_modules(layer: Layer) -> int:
    """How many modules a layer has at most, at a glance."""
    return len(_names(layer.curriculum / "modules", layer.curriculum, Loading()))


def module_folders(layer: Layer) -> list[Path]:
    """The folders with a module each."""
    return list(_inside(layer.curriculum / "modules", layer.curriculum, Loading(), folders=True))


def load_modules(layer: Layer, folders: Iterable[Path], kept: Pieces) -> list[Entry[Module]]:
    """The modules in some folders of a layer that could be read; what is read without a problem goes into `kept`."""
    loading = Loading(kept=kept)
    for folder in folders:
        _load_module(layer, folder, loading)
    return list(loading.found.get("modules", {}).values())


def _load_layer(layer: Layer, loading: Loading) -> None:
    home = layer.curriculum
    parts = ("modules", *_ONE_FILE_EACH, *(f"{kind}.yaml" for kind in _LISTS), TRANSLATIONS)
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


def _inside(folder: Path, home: Path, loading: Loading, *, ending: str = "", folders: bool = False) -> Iterator[Path]:
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


def _names(folder: Path, home: Path, loading: Loading) -> list[str]:
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


def _load_module(layer: Layer, folder: Path, loading: Loading) -> None:
    loading.broken.add(("modules", folder.name))
    texts = {name: read_file(folder / f"{name}.md", loading) for name in TEXTS_OF_A_MODULE}
    file = read_file(folder / "module.yaml", loading)
    value = built("module", file, loading) if file else None
    there = {name: text for name, text in texts.items() if text is not None}
    if file and value is not None and len(there) == len(texts):
        entry: Entry[Module] = Entry(folder.name, value, file, layer.name, texts=there)
        pictures, local = _pictures(entry, folder, loading), _local(folder, layer, loading)
        entry = replace(entry, pictures=pictures, local=local) if pictures or local else entry
        loading.add("modules", entry)


def _local(folder: Path, layer: Layer, loading: Loading) -> dict[str, Entry[Local]]:
    """What a module says in single countries, from its folder `local`."""
    found = {}
    if not os.path.lexists(f"{folder}/local"):
        return {}
    for path in _inside(folder / "local", folder, loading, ending=".md"):
        file = read_file(path, loading)
        parts = front_matter(file, loading) if file else None
        value = built("local", parts[0], loading) if parts else None
        if parts and value is not None:
            found[path.stem] = Entry(path.stem, value, parts[0], layer.name, texts={"local": parts[1]})
    return found


def _pictures(entry: Entry[Module], folder: Path, loading: Loading) -> dict[str, bytes]:
    """The listed pictures that are there."""
    places = {picture.file: ("pictures", index, "file") for index, picture in enumerate(entry.value.pictures)}
    found = {name: _picture(entry, place, folder / name, loading) for name, place in places.items()}
    return {name: content for name, content in found.items() if content is not None}


def _picture(entry: Entry[Any], place: Place, path: Path, loading: Loading) -> bytes | None:
    """A picture that a field names; what is not there, leads elsewhere or is too large is a problem."""
    if leads_out(path, path.parent):
        message = f"{path.name} is a link that leads out of its folder"
        loading.problems.append(entry.problem("F106", place, message, "copy the picture here"))
    elif not path.is_file():
        message = f"{path.name} is {'no file' if path.exists() else 'not in this folder'}"
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


def _with_logo(entry: Entry[Any], profile: Profile, place: Place, loading: Loading) -> Entry[Any]:
    """A profile, or a plan with a profile inside, with the picture that its branding names."""
    name = profile.branding.logo
    content = _picture(entry, (*place, "branding", "logo"), entry.file.path.parent / name, loading) if name else None
    return replace(entry, pictures={name: content}) if name and content is not None else entry


def _load_fields(layer: Layer, plural: str, kind: str, path: Path, loading: Loading) -> None:
    loading.broken.add((plural, path.stem))
    file = read_file(path, loading)
    if file is None:
        return
    texts = {}
    if path.suffix == ".md":
        parts = front_matter(file, loading)
        if parts is None:
            return
        file, texts["body"] = parts
    value = built(kind, file, loading)
    if value is not None:
        entry = Entry(path.stem, value, file, layer.name, texts=texts)
        loading.add(plural, _with_assessment(entry, loading) if kind == "profile" else entry)


def _load_list(layer: Layer, kind: str, path: Path, loading: Loading) -> None:
    if not path.exists() and not path.is_symlink():
        return
    file = read_file(path, loading)
    names = re.findall(r"^([a-z0-9-]+):", file.text, re.MULTILINE) if file else [ANY_ID]
    loading.broken |= {(kind, name) for name in names}
    values = built(kind, file, loading) if file else None
    for name, value in (values or {}).items():
        loading.add(kind, Entry(name, value, file, layer.name, place=(name,)))  # type: ignore[arg-type]


def load_profile(path: Path) -> tuple[Entry[Profile] | None, list[Problem]]:
    """A profile from any file, outside of the layers too; its id is the file's name."""
    loading = Loading()
    entry = _load_one("profile", path, loading)
    return (_with_assessment(entry, loading) if entry else None), loading.problems


def load_assessment(path: Path) -> tuple[Entry[Assessment] | None, list[Problem]]:
    """The result of an assessment from a file; its id is the file's name."""
    loading = Loading()
    return _load_one("assessment", path, loading), loading.problems


def load_plan(path: Path) -> tuple[Entry[SavedPlan] | None, list[Problem]]:
    """A saved plan from a file; its id is the file's name."""
    loading = Loading()
    entry = _load_one("plan", path, loading)
    return (_with_logo(entry, entry.value.profile, ("profile",), loading) if entry else None), loading.problems


def load_logo(entry: Entry[Profile]) -> tuple[Entry[Profile], list[Problem]]:
    """A profile with the picture that its branding names, which lies beside its file."""
    loading = Loading()
    return _with_logo(entry, entry.value, (), loading), loading.problems


def load_text(path: Path) -> tuple[File | None, list[Problem]]:
    """The text of any file that a person gave."""
    loading = Loading()
    return read_file(path, loading), loading.problems


def is_plan(path: Path) -> bool:
    """Whether a file holds a saved plan: it says when it was made or for which profile, which no profile does."""
    file = read_file(path, Loading())
    tree = read(file.text)[0] if file else None
    return isinstance(tree, dict) and "plan" not in tree and ("profile" in tree or "made_on" in tree)


def load_record(path: Path) -> tuple[Entry[Record] | None, list[Problem]]:
    """The record of an event from a file; its id is the file's name."""
    loading = Loading()
    return _load_one("record", path, loading), loading.problems


def _load_one(kind: str, path: Path, loading: Loading) -> Entry[Any] | None:
    file = read_file(path, loading)
    value = built(kind, file, loading) if file else None
    return Entry(path.stem, value, file, "file") if file and value is not None else None


def _with_assessment(entry: Entry[Profile], loading: Loading) -> Entry[Profile]:
    """A profile with the logo and the assessment it names, looked for from the profile's own folder."""
    entry = _with_logo(entry, entry.value, (), loading)
    paths = places_of_assessment(entry)
    if not paths:
        return entry
    path = next((path for path in paths if os.path.isfile(path)), paths[0])  # noqa: PTH113 - as below
    if not os.path.isfile(path):  # noqa: PTH113 - false, too, for what cannot be a name
        message = f"{entry.value.assessment} is not there"
        hint = "give the way from this file to it; `rumbo assess` writes one"
        loading.problems.append(entry.problem("F102", ("assessment",), message, hint))
        return entry
    return replace(entry, assessment=_load_one("assessment", path, loading))


def places_of_assessment(entry: Entry[Profile]) -> list[Path]:
    """Where the assessment that a profile names may lie: computers differ in how they write letters of file names."""
    name = entry.value.assessment
    forms = [name, *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))] if name else []
    return [entry.file.path.parent / form for form in forms]
