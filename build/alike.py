"""Whether another machine would print the same, and whether a pack is still what is asked for.

Two machines are compared by names and versions that a person can read, two requests by one hash; unlike an answer
that is kept on one machine (`fingerprint`), neither depends on where anything lies.
"""

import platform
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from rumbo.build.asked import Asked
from rumbo.build.cache import digest, key_of
from rumbo.build.curriculum import KINDS_OF_CONTENT, Curriculum
from rumbo.build.fingerprint import HOME, OURS, of_folders, of_parts
from rumbo.build.render.libraries import versions
from rumbo.build.style import Style

CONTENT = ("curriculum", "learning_patterns")
"""The folders of content that ships, beside OURS."""
SHORT = 16
"""Hexadecimal digits of a hash that are shown to people."""


def machine(templates: Iterable[Path] = ()) -> dict[str, str]:
    """What decides bytes on this machine, by name; two machines that tell the same print the same.

    `templates` are further folders of templates, told by their names and what is in them.
    """
    told = {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, **_packages(), **versions()}
    told["Rumbo's files"] = _ours()
    return told | {f"templates in {folder}": _shown(of_folders([folder])) for folder in templates}


def _packages() -> dict[str, str]:
    """The versions of the packages that Rumbo stands on."""
    needed = [line for line in requires("rumbo") or () if "extra ==" not in line]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed]
    return {name: version(name) for name in sorted(names)}


@cache
def _ours() -> str:
    return _shown(of_folders(HOME / name for name in (*OURS, *CONTENT)))


def _shown(whole: str) -> str:
    return f"sha256:{whole[:SHORT]}"


def content_hash(curriculum: Curriculum) -> str:
    """The hash of everything that a curriculum says; where its files lie does not count."""
    return of_parts(_said(curriculum))


def _said(curriculum: Curriculum) -> Iterator[bytes]:
    seen: set[int] = set()
    for kind in KINDS_OF_CONTENT:
        for name, entry in curriculum.of(kind).items():
            yield f"{kind}/{name}".encode()
            local = [file for one in entry.local.values() for file in (one.file, *one.texts.values())]
            for file in (entry.file, *entry.texts.values(), *local):
                if id(file) not in seen:  # one file holds all pieces of a list
                    yield file.text.encode()
                    seen.add(id(file))
            for picture, content in sorted(entry.pictures.items()):
                yield from (picture.encode(), content)
    for language, catalogues in sorted(curriculum.catalogues.items()):
        yield f"{language} {sorted(catalogues.items())!r}".encode()


def request_hash(entry: Asked, kinds: Iterable[str], style: Style, *surroundings: str) -> str:
    """The hash of what is asked for, in surroundings that are told; the day on which it is made does not count.

    A pack that was finished before midnight is still what was asked for after it.
    """
    assessment = entry.assessment.value.model_dump(mode="json") if entry.assessment else None
    pictures = [(name, digest(content)) for name, content in sorted(entry.pictures.items())]
    asked = entry.id, entry.value.model_dump(mode="json"), assessment, pictures
    return f"sha256:{key_of(*asked, list(kinds), asdict(style), surroundings)}"


def elsewhere(curriculum: Curriculum) -> Curriculum:
    """The curriculum with full names of its folders of templates, as a process in another folder needs them."""
    layers = [
        replace(layer, templates=layer.templates.resolve()) if layer.templates else layer
        for layer in curriculum.layers
    ]
    return replace(curriculum, layers=tuple(layers))
