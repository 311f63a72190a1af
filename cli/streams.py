"""What every command finds when it starts, made fit to use: its three streams and the folder it is in."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import TextIO

import click

NOWHERE = os.devnull
NO_FOLDER = "The folder that you are in is not there any more. Go into another one (cd ~) and give the command again."


def open_all() -> None:
    """Opens to nowhere what somebody has closed; otherwise the next file that is opened would take its place, and
    get what libraries write there. Where a terminal cannot show a letter, it must not stop the command.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(NOWHERE, os.O_RDWR)  # takes the lowest number that is free
    if sys.stdin is None:
        sys.stdin = Path(NOWHERE).open(encoding="utf-8")  # noqa: SIM115 - for as long as the command runs
    for stream in _written():
        stream.reconfigure(errors="replace")  # type: ignore[attr-defined]


def cannot_be_written(error: OSError) -> bool:
    """Whether an error tells that what is said on a stream cannot be written, as on a full disk."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return bool(frame.f_globals["__name__"] == click.echo.__module__)


def say_last(sentence: str) -> None:
    """Says something if it still can be said. From then on both streams lead to nowhere, as Python would fail once
    more when it ends.
    """
    with suppress(OSError):
        click.echo(sentence, err=True)
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    for stream in _written():
        os.dup2(nowhere, stream.fileno())


def is_nowhere() -> bool:
    """Whether the folder that the command is in was deleted."""
    with suppress(OSError):
        Path.cwd()
        return False
    return True


def _written() -> list[TextIO]:
    return [stream for stream in (sys.stdout, sys.stderr) if stream is not None]
