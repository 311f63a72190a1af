"""A pack that was made before and would come out the same: proved by the hashes of all that decides it.

Nothing of the engine is needed for that, so that a pack in which nothing has changed is there at once.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rumbo.build import fingerprint
from rumbo.build.cache import digest
from rumbo.build.outcome import MANIFEST, Artifact
from rumbo.build.packs import read_pack
from rumbo.build.problem import Problem
from rumbo.build.write import problem_of, refused, write_pack
from rumbo.cli.again import key_of_content
from rumbo.cli.caching import the_cache


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for: a profile by file or id, kinds of documents, people, and how it is to be printed."""

    profile: str
    kinds: Sequence[str]
    table: Path | None
    folders: tuple[Path, ...]
    wishes: Mapping[str, Any]
    today: dt.date
    strict: bool = False
    """Whether every text must be translated."""
    fresh: bool = False
    """Whether nothing may be printed that must be read again before the workshop is over."""

    @property
    def is_kept(self) -> bool:
        """Whether the pack can be kept: it must be whole, and hold no people."""
        return not self.kinds and self.table is None and fingerprint.of_libraries() != ""


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack: the id of its profile, its files, and all that was said of the content when it was made."""

    id: str
    artifacts: Sequence[Artifact]
    said: Sequence[str]
    hashes: Mapping[str, str] = field(default_factory=dict)
    """The hash of each file, for a pack that was made before; the artifacts have no content then."""


def packed_before(asked: Asked) -> Packed | None:
    """The pack that was asked for, if it was made before and nothing has changed since."""
    cache = the_cache() if asked.is_kept else None
    told = cache.answer(_key(asked)) if cache else None
    if told is None or any(fingerprint.of_file(Path(path)) != known for path, known in told["inputs"]):
        return None
    artifacts = [Artifact(name, b"", *others) for name, _, *others in told["files"]]
    return Packed(told["id"], artifacts, told["said"], {name: known for name, known, *_ in told["files"]})


def keep_packed(asked: Asked, packed: Packed, inputs: Iterable[Path]) -> None:
    """Keeps a pack for the next time: what nobody else may read by its hash alone. `inputs` lie outside of layers.

    What was said of these, which tell of a group, may name somebody: such a pack is not known as a whole again.
    """
    cache = the_cache() if asked.is_kept else None
    inputs = tuple(inputs)
    if cache is None or any(line.startswith(str(path)) for line in packed.said for path in inputs):
        return
    for one in packed.artifacts:
        if not one.private:
            cache.keep_content(one.content)
    files = [(one.name, digest(one.content), one.pages, one.private, one.kind) for one in packed.artifacts]
    known = [(str(path), fingerprint.of_file(path)) for path in inputs]
    cache.keep(_key(asked), {"id": packed.id, "files": files, "said": packed.said, "inputs": known})
    cache.bound()


def put(packed: Packed, folder: Path) -> tuple[bool, Problem | None]:
    """Whether the pack is in its folder now, and what went wrong. Where it lies already, nothing is written."""
    problem = refused(folder)
    if problem:
        return False, problem
    try:
        there = _hashes(folder)
        if packed.hashes.items() <= there.items():
            return True, None
        whole = [_whole(one, packed.hashes[one.name], folder, there) for one in packed.artifacts]
    except OSError as error:
        return False, problem_of(error, folder)
    artifacts = [one for one in whole if one is not None]
    if len(artifacts) < len(whole):
        return False, None
    problem = write_pack(artifacts, folder)
    return problem is None, problem


def _key(asked: Asked) -> str:
    """What finds the pack: whether the name is that of a file counts as well, as the file would win."""
    named = (asked.profile, Path(asked.profile).is_file(), asked.today.isoformat())
    wishes = [*sorted(asked.wishes.items()), ("strict", asked.strict), ("fresh", asked.fresh)]
    return key_of_content(("pack", named, wishes, fingerprint.of_libraries()), asked.folders)


def _hashes(folder: Path) -> dict[str, str]:
    """The hash of every file of the pack in a folder; of nothing if there is none."""
    pack = read_pack(folder)
    return {**pack.there, MANIFEST: fingerprint.of_file(folder / MANIFEST)} if pack else {}


def _whole(one: Artifact, known: str, folder: Path, there: Mapping[str, str]) -> Artifact | None:
    """A file with its content, from the cache or from where it lies already."""
    cache = the_cache()
    content = cache.content(known) if cache else None
    if content is None and there.get(one.name) == known:
        content = (folder / one.name).read_bytes()
    return replace(one, content=content) if content is not None and digest(content) == known else None
