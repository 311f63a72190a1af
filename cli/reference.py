"""Pages of docs/ made from the commands, the catalogue and the content: `python -m rumbo.cli.reference`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
from rumbo.build.content.load import load
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.exchange.coverage import coverage, coverage_markdown
from rumbo.build.problem import CATALOGUE, GROUPS
from rumbo.cli.content import HOME
from rumbo.cli.main import COMMANDS, rumbo
from rumbo.cli.reference_languages import PLACES, table, with_table
from rumbo.cli.reference_paths import paths_markdown

_MADE = "<!-- Made by `make docs`; edit the source instead. -->\n\n"
_COMMANDS = """\
# The commands

In the folder of Rumbo type `./rumbo`; after `pip install .` it is `rumbo`, in any folder.

| exit code | what it says |
| --- | --- |
| 0 | all went well |
| 1 | there are problems in the content or in what was to be written, or you stopped before the end |
| 2 | the command was typed wrongly |
| 3 | an error of Rumbo itself, with a text to report |
| 130, 143 | stopped by Ctrl-C, or by the system (SIGTERM) |

| variable | what for |
| --- | --- |
| `RUMBO_CURRICULUM` | folders as with `--curriculum`, with `:` between them |
| `RUMBO_CACHE` | the folder of [what is kept](speed.md#what-is-kept); nothing is kept if it is empty |
"""
"""The head of the page of commands; `cli.main.main` ends with these codes."""


def commands() -> str:
    """Every command with its help, as Markdown."""
    root = click.Context(rumbo, info_name="rumbo", help_option_names=["-h", "--help"], max_content_width=88)
    parts = [f"{_MADE}{_COMMANDS}\n```\n{_help(rumbo, root)}\n```\n"]
    for name in COMMANDS:
        command = rumbo.get_command(root, name)
        assert command is not None  # COMMANDS lists what there is
        context = click.Context(command, info_name=name, parent=root, max_content_width=88)
        parts.append(f"## rumbo {name}\n\n{COMMANDS[name]}\n\n```\n{_help(command, context)}\n```\n")
        parts += _subcommands(command, context)
    return "\n".join(parts)


def _subcommands(command: click.Command, context: click.Context) -> Iterator[str]:
    for name, inner in command.commands.items() if isinstance(command, click.Group) else ():
        below = click.Context(inner, info_name=name, parent=context, max_content_width=88)
        yield f"### {below.command_path}\n\n```\n{_help(inner, below)}\n```\n"


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def problems() -> str:
    """Every problem code with its meaning, grouped, as Markdown."""
    lines = [
        f"{_MADE}# The problem codes\n",
        "`rumbo check` names a code with every problem. An error stops a command; a warning or a note is only shown.",
    ]
    for letter, group in GROUPS.items():
        lines += ["", f"## {group}", "", "| code | meaning | severity |", "| --- | --- | --- |"]
        lines += [
            f"| {name} | {code.meaning} | {code.severity} |"
            for name, code in CATALOGUE.items()
            if name.startswith(letter)
        ]
    return "\n".join(lines) + "\n"


@cache
def _shipped() -> Curriculum:
    """What comes with the program, without any layer of the folder it runs in."""
    return load([Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")])[0]


def covered() -> str:
    """What answers each row of the source documents, as Markdown."""
    return _MADE + coverage_markdown(coverage(_shipped()))


def paths() -> str:
    """The plans for every audience and some lengths of time, as Markdown."""
    return _MADE + paths_markdown(_shipped())


PAGES = {"cli.md": commands, "coverage.md": covered, "problems.md": problems}
"""The pages of docs/ that are made, and what makes them."""

SLOW_PAGES = {"paths.md": paths}
"""Pages that take minutes to make; tests look at a part of them."""

if __name__ == "__main__":
    for name, make in (PAGES | SLOW_PAGES).items():
        Path("docs", name).write_text(make(), encoding="utf-8")
    made = table(_shipped())
    for place in PLACES:
        Path(place).write_text(with_table(Path(place).read_text(encoding="utf-8"), made), encoding="utf-8")
