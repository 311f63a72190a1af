"""A pack against the same pack made again: which files are the same, which are not, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rumbo.build.exchange.manifest import sha256
from rumbo.build.outcome import Artifact, Change
from rumbo.build.packs import Pack


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one file of a pack; `why` is a sentence, or nothing."""

    name: str
    state: Literal["same", "differs", "missing", "extra"]
    why: str = ""


def compared(
    pack: Pack, again: Sequence[Artifact], changes: Sequence[Change], versions: Mapping[str, str]
) -> Iterator[Verdict]:
    """A verdict on every file that is in the pack, or should be, in the order of their names."""
    fresh = {artifact.name: sha256(artifact.content) for artifact in again}
    for name in sorted({*pack.there, *pack.files, *fresh}):
        if name not in pack.files and name not in fresh:
            yield Verdict(name, "extra", "not made by Rumbo")
        elif name not in pack.there:
            yield Verdict(name, "missing", "" if name in pack.files else _why(pack, changes, versions))
        elif fresh.get(name) == pack.there[name]:
            yield Verdict(name, "same")
        elif pack.files.get(name, {}).get("sha256") not in (None, pack.there[name]):
            yield Verdict(name, "differs", "it was changed by hand")
        elif name not in fresh:
            yield Verdict(name, "differs", "it is not made any more")
        elif pack.files.get(name, {}).get("private"):
            yield Verdict(name, "differs", "it bears names: give the same table with --participants")
        else:
            yield Verdict(name, "differs", _why(pack, changes, versions))


def _why(pack: Pack, changes: Sequence[Change], versions: Mapping[str, str]) -> str:
    """Why a file that nobody touched would come out otherwise today."""
    if changes:
        return f"content has moved on: {', '.join(f'{change.id} has {change.what}' for change in changes)}"
    other = [
        f"{name} {pack.made_with.get(name, 'unknown')}, now {now}"
        for name, now in versions.items()
        if pack.made_with.get(name) != now
    ]
    return f"it was made with {'; '.join(other)}" if other else "the plan or the templates have changed"
