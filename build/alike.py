"""What decides the bytes of a pack: on this machine, in the content, and in what was asked for."""

import hashlib
import json
import platform
import re
import zlib
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from rumbo.build.asked import Asked
from rumbo.build.curriculum import KINDS_OF_CONTENT, Curriculum
from rumbo.build.render.libraries import versions
from rumbo.build.style import Style

HOME = Path(__file__).resolve().parents[1]
OURS = ("build", "cli", "curriculum", "learning_patterns", "templates")
"""The folders of a Rumbo, in a checkout as in an installed package."""
SHORT = 16
"""Hexadecimal digits of a fingerprint that are shown to people."""


def machine(templates: Iterable[Path] = ()) -> dict[str, str]:
    """What decides bytes on this machine, by name; two machines that tell the same print the same.

    `templates` are further folders of templates, told by their names and what is in them.
    """
    told = {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, **_packages(), **versions()}
    told["Rumbo's files"] = _ours()
    return told | {f"templates in {folder}": folder_hash([folder]) for folder in templates}


def _packages() -> dict[str, str]:
    """The versions of the packages that Rumbo stands on."""
    needed = [line for line in requires("rumbo") or () if "extra ==" not in line]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed]
    return {name: version(name) for name in sorted(names)}


@cache
def _ours() -> str:
    return folder_hash(HOME / name for name in OURS)


def folder_hash(folders: Iterable[Path]) -> str:
    """A fingerprint of all files in folders, by their names and contents; what Python keeps there does not count."""
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                whole.update(f"{path.relative_to(folder.parent).as_posix()}\0".encode())
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{whole.hexdigest()[:SHORT]}"


def content_hash(curriculum: Curriculum) -> str:
    """A fingerprint of everything that a curriculum says; where its files lie does not count."""
    whole = hashlib.sha256()
    seen: set[int] = set()
    for kind in KINDS_OF_CONTENT:
        for name, entry in curriculum.of(kind).items():
            whole.update(f"\0{kind}/{name}\0".encode())
            local = [file for one in entry.local.values() for file in (one.file, *one.texts.values())]
            for file in (entry.file, *entry.texts.values(), *local):
                if id(file) not in seen:  # one file holds all pieces of a list
                    whole.update(file.text.encode())
                    seen.add(id(file))
            for picture, content in sorted(entry.pictures.items()):
                whole.update(f"\0{picture}\0".encode() + content)
    for language, catalogues in sorted(curriculum.catalogues.items()):
        whole.update(f"\0{language}\0{sorted(catalogues.items())!r}".encode())
    return whole.hexdigest()


def request_hash(entry: Asked, kinds: Iterable[str], style: Style, *surroundings: str) -> str:
    """A fingerprint of what is asked for, in surroundings that are told; the day on which it is made does not count.

    A pack that was finished before midnight is still what was asked for after it.
    """
    told: list[object] = [entry.id, entry.value.model_dump(mode="json"), list(kinds), asdict(style), *surroundings]
    told.append(entry.assessment.value.model_dump(mode="json") if entry.assessment else None)
    told += [[name, hashlib.sha256(content).hexdigest()] for name, content in sorted(entry.pictures.items())]
    return f"sha256:{hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()}"


def elsewhere(curriculum: Curriculum) -> Curriculum:
    """The curriculum with full names of its folders of templates, as a process in another folder needs them."""
    layers = [
        replace(layer, templates=layer.templates.resolve()) if layer.templates else layer
        for layer in curriculum.layers
    ]
    return replace(curriculum, layers=tuple(layers))
