"""The entry point: finds the command, turns unforeseen errors into a report, sets the exit code."""

import gc
import importlib
import signal
import sys
from typing import Any

import click
from rumbo.cli import streams

# One line a command, in the order of the work. Here rather than in the commands, so that --help imports none of them.
COMMANDS = {
    "start": "Make a workshop in one conversation: questions, a plan, the pack.",
    "pack": "Write a workshop pack: plan, agenda, guide, handbook, handouts.",
    "batch": "Write many workshop packs, from a list of profiles or a table.",
    "plan": "Lay a learning path on the days of a profile, with clock times.",
    "assess": "Ask a group what it can do and what it wants, on the terminal or on paper.",
    "path": "Show an ordered learning path and why each module is in it.",
    "why": "Say why a module is in a plan, or what would bring it in.",
    "graph": "Draw which module builds on which, as SVG and in words.",
    "handout": "Print the handouts of modules as PDF.",
    "patterns": "Find learning patterns by words, or those that fit a profile.",
    "handbook": "Print learning patterns: a page each, or a topic as a handbook.",
    "record": "Write down what happened at an event: who came, minutes, what worked.",
    "report": "Make a report of a record, and drafts of learning patterns.",
    "minutes": "Compare planned and actual minutes over many records.",
    "list": "List modules, paths, profiles, patterns, methods and more.",
    "show": "Show everything about one piece of content.",
    "search": "Find content by words.",
    "coverage": "Say what answers each row of the documents behind the curriculum.",
    "diff": "Say what content has changed since a plan was saved.",
    "pattern": "Exchange learning patterns with the library on Meta-Wiki.",
    "translate": "Translate the content: PO files, what is done, what is wrong.",
    "check": "Find every problem in the content.",
    "new": "Write a commented starting file.",
    "cache": "Say what is kept so that it need not be worked out again, or take it out.",
    "doctor": "Say what is installed, what is missing and how to repair it.",
    "completion": "Print the script that lets your shell complete commands and ids.",
    "schema": "Write the JSON Schemas of all content files.",
}


STOPPED = 128
"""The exit code of a command that a signal ended is this and the number of the signal: 130 after Ctrl-C."""


class Commands(click.Group):
    """Loads a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"rumbo.cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; one that is not there ends with the one that may be meant."""
        if args[0] not in COMMANDS:
            from rumbo.build.words import did_you_mean
            from rumbo.cli.options import sentence

            ctx.fail(f"No such command '{args[0]}'. {sentence(did_you_mean(args[0], COMMANDS))}".strip())
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; Ctrl-C, SIGTERM and SIGHUP end it with one line and the exit code that shells expect."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort) as error:
            stopped = error if isinstance(error, KeyboardInterrupt) else error.__context__
            if not isinstance(stopped, KeyboardInterrupt):
                raise  # the answers have ended, which is no Ctrl-C
            click.echo("Stopped. Nothing half-made was left.", err=True)
            ctx.exit(STOPPED + next(iter(stopped.args), signal.SIGINT))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  rumbo list modules   |   rumbo pack glam-partner-mexico",
)
@click.version_option(package_name="rumbo", prog_name="rumbo")
def rumbo() -> None:
    """Rumbo keeps a curriculum and a library of learning patterns, and turns what a group needs into a learning
    path, a plan and a printed workshop pack.
    """


class Stopped(KeyboardInterrupt):
    """Ctrl-C; SIGTERM, which comes when somebody logs out or a job takes too long; or SIGHUP, when a window is
    closed; with its number.

    A type of its own: after a bare KeyboardInterrupt Python may end itself with SIGINT although it was caught.
    """


def _stop(number: int, frame: object) -> None:
    del frame
    raise Stopped(number)


def main() -> None:
    """Runs the command line. Exit codes: 0 fine, 1 problems in content or output, 2 wrong usage, 3 our bug; 130 is
    Ctrl-C, 143 SIGTERM, 129 a window that was closed.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _stop)
    streams.open_all()
    # A command makes much and throws away little: looking for garbage less often saves a tenth of its time.
    gc.set_threshold(100_000, 20, 100)
    if streams.is_nowhere():
        click.echo(streams.NO_FOLDER, err=True)
        sys.exit(1)
    try:
        rumbo(prog_name="rumbo")
    except Exception as error:
        sys.exit(_ended_by(error))


def _ended_by(error: Exception) -> int:
    """Tells what nobody foresaw, and gives the exit code."""
    if isinstance(error, OSError) and streams.cannot_be_written(error):
        streams.say_last(f"What this command says could not be written: {error.strerror}.")
        return 1
    import traceback
    from importlib.metadata import version

    click.echo(f"rumbo {version('rumbo')} met an error of its own. Nothing half-made was written.", err=True)
    click.echo("Please report this text together with the command you typed:\n", err=True)
    click.echo("".join(traceback.format_exception(error)), err=True)
    return 3
