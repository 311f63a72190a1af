"""Answers that a command gave before and would give again: nothing that decides them has changed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rumbo.build import fingerprint
from rumbo.build.cache import key_of
from rumbo.cli.caching import the_cache
from rumbo.cli.options import HOME, layers_at


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


def key_of_content(asked: tuple[object, ...], folders: Iterable[Path]) -> str:
    """What finds an answer that Rumbo, the content of all layers and the working folder decide."""
    layers = fingerprint.of_layers(layers_at(HOME, folders))
    return key_of(*asked, str(Path.cwd()), fingerprint.of_rumbo(), layers)
