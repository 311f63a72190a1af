"""Where Rumbo keeps what it has worked out, and how a person has it work everything out anew."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rumbo.cli.options import F

if TYPE_CHECKING:
    from rumbo.build.cache import Cache

_ANEW = "rumbo.anew"


def cache_folder() -> Path | None:
    """RUMBO_CACHE, or `rumbo` where programs keep such things; None if RUMBO_CACHE is empty or there is no home."""
    named = os.environ.get("RUMBO_CACHE")
    if named is not None:
        return Path(named).absolute() if named else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute() / "rumbo"
    except RuntimeError:  # nobody's home
        return None


def the_cache() -> "Cache | None":
    """The cache that the command at hand may use, if any."""
    from rumbo.build.cache import Cache

    context = click.get_current_context(silent=True)
    folder = None if context and context.meta.get(_ANEW) else cache_folder()
    return Cache(folder) if folder else None


def work_anew() -> None:
    """From here on the command at hand uses nothing that was kept, and keeps nothing."""
    click.get_current_context().meta[_ANEW] = True


def _told(context: click.Context, option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    del context, option
    if wanted:
        work_anew()


def cache_option(command: F) -> F:
    """`--no-cache`."""
    return click.option(
        "--no-cache",
        is_flag=True,
        expose_value=False,
        callback=_told,
        help="Work everything out anew, and keep nothing for the next time.",
    )(command)
