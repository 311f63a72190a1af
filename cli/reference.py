"""docs/cli.md and docs/problems.md, made from the commands and the catalogue: `python -m rumbo.cli.reference`."""

from collections.abc import Iterator
from pathlib import Path

import click
from rumbo.build.problem import CATALOGUE, GROUPS
from rumbo.cli.main import COMMANDS, rumbo

_MADE = "<!-- Made by `make docs`; edit the source instead. -->\n\n"


def commands() -> str:
    """Every command with its help, as Markdown."""
    root = click.Context(rumbo, info_name="rumbo", help_option_names=["-h", "--help"], max_content_width=88)
    parts = [f"{_MADE}# The commands\n\n```\n{_help(rumbo, root)}\n```\n"]
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


PAGES = {"cli.md": commands, "problems.md": problems}
"""The pages of docs/ that are made, and what makes them."""

if __name__ == "__main__":
    for name, make in PAGES.items():
        Path("docs", name).write_text(make(), encoding="utf-8")
