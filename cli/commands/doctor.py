"""rumbo doctor"""

import platform
import sys
from typing import Literal

import click
from rumbo.build.render.compiled import in_use
from rumbo.build.render.fonts import REPAIR, damaged
from rumbo.build.render.libraries import APT_LINE, missing
from rumbo.build.render.scripts import trials


@click.command("doctor")
def command() -> None:
    """Say what is there, what is missing, and how to repair it, by really printing a line in each script.

    Exit code 0 if pages can be printed, else 1.

    Example:  rumbo doctor
    """
    _say("ok", f"Python {platform.python_version()}")
    sentence = missing()
    if sentence:
        _say("missing", sentence, f"on Debian or Ubuntu: {APT_LINE}")
    else:
        _say("ok", "Pango lays out the pages")
    font = damaged()
    if font:
        _say("damaged", f"the font {font}", REPAIR)
    if font or "Pango" in sentence:
        sys.exit(1)
    click.echo("\nScripts, each tried by printing a line:\n")
    for trial in trials():
        if trial.missing:
            repair = f"on Debian or Ubuntu: sudo apt-get install -y {trial.script.package}"
            _say("missing", f"{trial.script.name}: no font has {trial.missing[0]}", repair)
        elif trial.foreign:
            repair = f"for our own: sudo apt-get install -y {trial.script.package}"
            _say(
                "other",
                f"{trial.script.name}: {', '.join(trial.foreign)} stands in for {trial.script.family}",
                repair,
            )
        else:
            _say("ok", f"{trial.script.name}: {', '.join(trial.fonts)}")
    if in_use():
        click.echo(f"\nSpeed: {len(in_use())} modules of WeasyPrint are compiled for this computer.")
    else:
        click.echo("\nSpeed: in a checkout, ./set-up faster makes a pack take a sixth less time.")


def _say(state: Literal["ok", "missing", "other", "damaged"], sentence: str, repair: str = "") -> None:
    click.echo(f"{state:<7}  {sentence}")
    if repair:
        click.echo(f"         {repair}")
