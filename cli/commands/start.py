"""rumbo start"""

import datetime as dt
import sys
from pathlib import Path

import click
from rumbo.cli.content import curriculum_option, read_to_use
from rumbo.cli.start.changes import settle
from rumbo.cli.start.conversation import COMMANDS, DRAFT, ask, converse, forget, read_draft, say, usable
from rumbo.cli.start.effects import Told
from rumbo.cli.start.finish import finish
from rumbo.cli.start.profile import Ground
from rumbo.cli.start.questions import Question

AGAIN = Question(
    "again",
    "draft",
    "What now?",
    "What you said last time was kept.",
    "on",
    {"on": "Go on where you stopped", "new": "Begin anew"},
    needed=True,
)


@click.command("start")
@click.option(
    "--assessment",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take what the group wants and has from the result of `rumbo assess`.",
)
@curriculum_option
@click.pass_context
def command(context: click.Context, assessment: Path | None, folders: tuple[Path, ...]) -> None:
    """Make a workshop in one conversation: a few questions, a plan to change and accept, then the pack.

    Every question has an answer ready that Enter takes; ? explains and < goes back. Stop with Ctrl-C whenever you
    like: what you said is kept, and the same command goes on there.

    Example:  rumbo start
    """
    ground = Ground(read_to_use(folders).curriculum, dt.date.today(), assessment)
    said: dict[str, str] = {}
    try:
        said.update(_taken_up(ground))
        told = Told()
        converse(said, ground, told)
        settle(said, ground, told)
        finish(said, ground, context, folders)
    except click.Abort:
        kept = f"What you said is kept in {DRAFT}. `rumbo start` goes on there."
        say(f"\n\n{kept if DRAFT.exists() else 'Nothing was answered, so nothing was written.'}")
        sys.exit(1)


def _taken_up(ground: Ground) -> dict[str, str]:
    """What was said last time, if there is any and the person wants to go on."""
    kept = usable(read_draft(), ground)
    if not kept:
        say("A few questions lead to a plan and a pack to print.")
        say(COMMANDS)
        return {}
    say(f"Last time you answered {len(kept)} questions about: {kept.get('title', '')}.")
    if ask(AGAIN, None) == "new":
        forget()
        return {}
    say(COMMANDS)
    return kept
