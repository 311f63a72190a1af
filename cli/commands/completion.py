"""rumbo completion"""

import click
from click.shell_completion import get_completion_class

LINES = {
    "bash": 'eval "$(rumbo completion bash)"    # in ~/.bashrc',
    "zsh": 'eval "$(rumbo completion zsh)"    # in ~/.zshrc',
    "fish": "rumbo completion fish | source    # in ~/.config/fish/config.fish",
}


@click.command("completion", epilog="Add one line to your shell:  " + LINES["bash"])
@click.argument("shell", type=click.Choice(tuple(LINES)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands, options and ids.

    Example:  rumbo completion bash
    """
    completion = get_completion_class(shell)
    assert completion is not None  # the choices above are click's own shells
    root = ctx.find_root()
    click.echo(completion(root.command, {}, "rumbo", "_RUMBO_COMPLETE").source())
