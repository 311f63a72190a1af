"""Asks one question after the other, keeps every answer at once, and says what the answers change."""

import json
import textwrap
from collections.abc import MutableMapping
from itertools import islice

import click
from rumbo.build.outcome import Artifact
from rumbo.build.write import remove_file, write_files
from rumbo.cli.ask import WIDTH, show_numbered
from rumbo.cli.content import stop
from rumbo.cli.start.effects import Told
from rumbo.cli.start.group import questions
from rumbo.cli.start.profile import FOLDER, Ground, Said
from rumbo.cli.start.questions import Question

BACK, EXPLAIN = "<", "?"
DRAFT = FOLDER / "start.unfinished.json"
COMMANDS = "Enter takes what stands in brackets, ? explains, < goes back, - leaves empty, Ctrl-C stops and keeps all."
Answers = MutableMapping[str, str]


def say(text: str) -> None:
    """Text in short lines, on standard error, so that the output stays free for results."""
    start = text[: len(text) - len(text.lstrip("\n"))]
    click.echo(start + textwrap.fill(text.strip(), WIDTH, break_on_hyphens=False, break_long_words=False), err=True)


def read_draft() -> dict[str, str]:
    """What was kept of an unfinished conversation; nothing if there is none that can be read."""
    try:
        kept = json.loads(DRAFT.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    good = isinstance(kept, dict) and all(isinstance(value, str) for value in kept.values())
    return kept if good else {}


def keep(said: Said) -> None:
    """Writes what was said so far."""
    text = json.dumps(dict(said), ensure_ascii=False, indent=1)
    problem = write_files([Artifact(DRAFT.name, text.encode(), private=True)], DRAFT.parent)
    if problem:
        stop(problem)


def forget() -> None:
    """Takes away what was kept, when it is no longer needed."""
    problem = remove_file(DRAFT)
    if problem:
        stop(problem)


def usable(kept: Said, ground: Ground) -> dict[str, str]:
    """The kept answers up to the first that does not fit any more, and what was decided about the plan."""
    said: dict[str, str] = {}
    position = 0
    while question := next(islice(questions(said, ground), position, None), None):
        if question.id not in kept or question.understood(kept[question.id], "")[1]:
            return said
        said[question.id] = question.understood(kept[question.id], "")[0]
        position += 1
    return {**kept, **said}


def converse(said: Answers, ground: Ground, told: Told, part: str = "") -> bool:
    """Asks what is not said yet, or one part again. False if somebody goes back before its first question."""
    asked = [question.id for question in questions(said, ground)]
    parts = [question.part for question in questions(said, ground)]
    first = position = (
        parts.index(part)
        if part
        else next((place for place, name in enumerate(asked) if name not in said), len(asked))
    )
    before: Question | None = None
    while question := next(islice(questions(said, ground), position, None), None):
        if before and before.part != question.part:
            told.after(before.part, said, ground, again=bool(part))
            if part:
                return True
        before = question
        answer = ask(question, said.get(question.id))
        if answer == BACK:
            position = max(0, position - 1)
            before = None
            if part and position < first:
                return False
            continue
        said[question.id] = answer
        keep(said)
        position += 1
    return True


def ask(question: Question, kept: str | None) -> str:
    """The answer to one question in the form it is kept in, or BACK."""
    say(f"\n{question.text}")
    show_numbered(question.choices.values())
    before = question.default if kept is None else kept
    while True:
        typed = _typed(question, before)
        if typed == BACK:
            return BACK
        if typed == EXPLAIN:
            say(question.help)
            say(COMMANDS)
            continue
        answer, fault = question.understood(typed, before)
        if not fault:
            return answer
        say(fault)


def _typed(question: Question, before: str) -> str:
    what = ("Numbers" if question.most > 1 else "Number") if question.choices else "Answer"
    shown = question.shown(before)
    typed: str = click.prompt(f"{what} [{shown}]" if shown else what, default="", show_default=False, err=True)
    return "".join(letter for letter in typed if letter.isprintable()).strip()
