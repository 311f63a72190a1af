"""Answers that a command gave before and would give again: nothing that decides them has changed."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from rumbo.build import fingerprint
from rumbo.build.cache import key_of
from rumbo.build.pieces import Pieces
from rumbo.build.problem import Problem
from rumbo.cli.caching import the_cache
from rumbo.cli.options import HOME, layers_at

ABOUT_PEOPLE = ("profiles", "assessments")
"""Folders of a layer whose files tell of a group."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks of all layers found, and how many pieces of each kind there are."""

    problems: tuple[Problem, ...]
    counts: dict[str, int]
    outside: Sequence[Path] = field(default=())
    """Files that may lie outside of the layers and have a say."""


def from_content(asked: tuple[object, ...], folders: Iterable[Path], work_out: Callable[[], Any]) -> Any:
    """What `work_out` makes of the content of all layers and nothing else; plain data. None is not kept."""
    cache = the_cache()
    if cache is None:
        return work_out()
    key = key_of_content(asked, folders)
    answer = cache.answer(key)
    if answer is None:
        answer = work_out()
        if answer is not None:
            cache.keep(key, answer)
            cache.bound()
    return answer


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of all layers on a day, known by the content as it was when they were asked for."""

    folders: tuple[Path, ...]
    today: dt.date
    key: str

    @classmethod
    def of(cls, folders: Iterable[Path], today: dt.date) -> "Checks":
        """The checks of the content as it is now."""
        folders = tuple(folders)
        return cls(folders, today, _key_of_checks(folders, today) if the_cache() else "")

    def before(self) -> Checked | None:
        """What they found before, if nothing has changed since."""
        cache = the_cache()
        told = cache.answer(self.key) if cache else None
        if told is None or any(fingerprint.of_file(Path(path)) != known for path, known in told["outside"]):
            return None
        return Checked(tuple(Problem(*one) for one in told["problems"]), told["counts"])

    def keep(self, checked: Checked) -> None:
        """Keeps what they found, unless it may name somebody or the content was changed in the meantime."""
        cache = the_cache()
        named = any(_tells_of_people(problem, checked.outside) for problem in checked.problems)
        if cache and not named and _key_of_checks(self.folders, self.today) == self.key:
            outside = [(str(path), fingerprint.of_file(path)) for path in checked.outside]
            problems = list(map(astuple, checked.problems))
            cache.keep(self.key, {"problems": problems, "counts": checked.counts, "outside": outside})
            cache.bound()


def _tells_of_people(problem: Problem, outside: Iterable[Path]) -> bool:
    """Whether a problem is one of a file about a group and those who teach it: its sentence may quote a name."""
    path = Path(problem.file)
    return path.parent.name in ABOUT_PEOPLE or path in outside


def _key_of_checks(folders: Iterable[Path], today: dt.date) -> str:
    return key_of_content(("check", today.isoformat()), folders)


def key_of_content(asked: tuple[object, ...], folders: Iterable[Path]) -> str:
    """What finds an answer that Rumbo, the content of all layers and the working folder decide."""
    layers = fingerprint.of_layers(layers_at(HOME, folders))
    return key_of(*asked, str(Path.cwd()), fingerprint.of_rumbo(), layers)


@contextmanager
def pieces(what: str, folders: Iterable[Path]) -> Iterator[Pieces]:
    """What was made of single pieces of the same layers before; what is made of them now is kept when it is over.

    One file holds all of them: ten thousand small ones would be read no faster than the content itself.
    """
    cache = the_cache()
    names = [(layer.name, str(layer.curriculum), str(layer.patterns)) for layer in layers_at(HOME, folders)]
    key = key_of("pieces", what, str(Path.cwd()), fingerprint.of_rumbo(), names)
    made = Pieces(cache.answer(key) if cache else None)
    yield made
    if cache and made.is_worth_keeping:
        cache.keep(key, made.now)
        cache.bound()
