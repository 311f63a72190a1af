"""Writes the profile and the plan, prints the pack if it is wanted now, and names the command that makes it again."""

from collections.abc import Sequence
from pathlib import Path

import click
from rumbo.build.model import is_id
from rumbo.build.outcome import Artifact
from rumbo.build.write import write_files
from rumbo.cli.commands import pack
from rumbo.cli.content import stop
from rumbo.cli.start.conversation import BACK, Answers, ask, forget, say
from rumbo.cli.start.plans import BY_HAND, planned, saved
from rumbo.cli.start.profile import FOLDER, Ground, profile_of, short_name
from rumbo.cli.start.questions import Question, Understood

PACKS = Path("packs")
YES_NO = {"yes": "Yes", "no": "No"}


def finish(said: Answers, ground: Ground, context: click.Context, folders: Sequence[Path]) -> None:
    """Writes everything under a name that the person chooses."""
    said["id"] = _name(said, ground)
    plan = planned(said, ground)
    profile = profile_of(said, ground).file
    plan_file = PACKS / f"{said['id']}.plan.yaml"
    files = [Artifact(str(profile.path), profile.text.encode()), saved(plan, ground, str(plan_file))]
    problem = write_files(files, Path())
    if problem:
        stop(problem)
    forget()
    say(f"\nThe profile: {profile.path}")
    say(f"The plan: {plan_file}")
    source = plan_file if any(said.get(name) for name in BY_HAND) else profile.path
    options = "".join(f" --curriculum {folder}" for folder in folders)
    _pack(str(source), context, folders)
    click.echo(f"\nThe pack again, whenever you like:\n  rumbo pack {source}{options}")


def _pack(source: str, context: click.Context, folders: Sequence[Path]) -> None:
    text = "Print the pack as PDF now? It takes about half a minute."
    answer = ask(Question("print", "end", text, "It can be printed later as well.", "yes", YES_NO, needed=True), None)
    if answer == "yes":
        context.invoke(pack.command, profile=source, output=None, folders=tuple(folders))


def _name(said: Answers, ground: Ground) -> str:
    """A name for the files that is free, or whose file the person wants to replace."""
    default = said.get("id") or _free(short_name(said["title"]), ground)
    while True:
        text = "A short name for the files?"
        help_ = "Lower-case letters, digits and hyphens. The profile, the plan and the pack get it."
        name = ask(Question("id", "end", text, help_, default, needed=True, read=_id), None)
        if name == BACK:
            continue
        path = FOLDER / f"{name}.yaml"
        if not path.exists():
            return name
        if (
            ask(Question("replace", "end", f"{path} is there already. Write over it?", help_, "no", YES_NO), None)
            == "yes"
        ):
            return name


def _free(name: str, ground: Ground) -> str:
    number, free = 2, name
    while free in ground.curriculum.profiles or (FOLDER / f"{free}.yaml").exists():
        free = f"{name}-{number}"
        number += 1
    return free


def _id(typed: str) -> Understood:
    if is_id(typed):
        return typed, ""
    return "", f"'{typed[:40]}' cannot be a name here: lower-case letters, digits and hyphens only."
