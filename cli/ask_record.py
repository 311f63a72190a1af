"""Asks what happened at an event: attendance, minutes, what worked, what did not, what comes next, patterns."""

import datetime as dt
from collections.abc import Iterator, MutableMapping
from functools import partial
from typing import Any

from rumbo.build.records import Outline
from rumbo.cli.talk import Keep, Talk, day, hold, number, one_of, words

GREETING = "Enter takes what stands in brackets or leaves a question out, b goes back, q stops for now."
LONGEST = 600
NOBODY_LOOKED = "x"
WORKED = ("yes", "partly", "no")
Said = dict[str, Any]


def ask_record(
    outline: Outline, said: MutableMapping[str, str], keep: Keep, today: dt.date, *, names: bool
) -> Said | None:
    """The fields of a record as they were answered; nothing if the person stops. `names` asks who taught what."""
    return hold(said, keep, partial(_ask_all, outline=outline, today=today, names=names))


def _ask_all(talk: Talk, outline: Outline, today: dt.date, *, names: bool) -> Said:
    talk.say(f"{outline.title}: what happened?\n")
    talk.say(f"\n{GREETING}")
    told: Said = {"attendance": _attendance(talk, outline)}
    told["minutes"] = _minutes(talk, outline)
    told["worked"] = list(_lines(talk, "worked", "\nWhat worked? One thing a line."))
    told["did_not_work"] = list(_troubles(talk, outline))
    told["follow_ups"] = list(_tasks(talk, today))
    told["patterns"] = list(_patterns(talk, outline))
    if names:
        told["taught"] = {module: people for module, people in _taught(talk, outline) if people}
    return told


def _attendance(talk: Talk, outline: Outline) -> Said:
    invited = talk.ask("invited", "How many people were invited?", number)
    came = talk.ask("came", "How many came in all?", number)
    by_day = {}
    if len(outline.days) > 1:
        most = 100_000 if came is None else came
        asked = [
            (day, talk.ask(f"came-{day}", f"How many on {day}?", partial(number, most=most))) for day in outline.days
        ]
        by_day = {day: people for day, people in asked if people is not None}
    accounts = talk.ask("accounts", "How many new accounts were made?", number)
    return {"invited": invited, "came": came, "accounts": accounts, "by_day": by_day}


def _minutes(talk: Talk, outline: Outline) -> Said:
    """Minutes by module and activity. What nobody looked at is no figure at all."""
    talk.say("\nHow many minutes did each activity take? 0 if it was left out, - if nobody looked.")
    talk.say(f"{NOBODY_LOOKED} if nobody looked at this one or any after it.")
    found: Said = {}
    for module, title in outline.modules:
        talk.say(f"\n{title}")
        for name, activity, planned in outline.activities.get(module, ()):
            prompt = f"  {activity} [{planned}]"
            actual = talk.ask(f"minutes-{module}-{name}", prompt, partial(_actual, planned=planned))
            if actual == NOBODY_LOOKED:
                return found
            if actual is not None:
                found.setdefault(module, {})[name] = {"planned": planned, "actual": actual}
    return found


def _actual(typed: str, planned: int) -> tuple[int | str | None, str]:
    if typed.lower() == NOBODY_LOOKED:
        return NOBODY_LOOKED, ""
    return (planned, "") if not typed else number(typed, LONGEST)


def _lines(talk: Talk, key: str, question: str) -> Iterator[str]:
    """Lines until an empty one."""
    talk.say(question)
    index = 1
    while line := talk.ask(f"{key}-{index}", f"  {index}", words):
        yield line
        index += 1


def _troubles(talk: Talk, outline: Outline) -> Iterator[Said]:
    modules = [module for module, _ in outline.modules]
    patterns = [pattern for pattern, _ in outline.patterns]
    talk.say("\nWhat did not work? One thing a line; each becomes the draft of a learning pattern.")
    index = 1
    while what := talk.ask(f"trouble-{index}", f"  {index}", words):
        talk.show([title for _, title in outline.modules])
        module = talk.ask(
            f"trouble-{index}-module", "    In which module? Its number", partial(one_of, names=modules)
        )
        pattern = None
        if patterns:
            talk.show([title for _, title in outline.patterns])
            prompt = "    Which learning pattern was tried against it? Its number"
            pattern = talk.ask(f"trouble-{index}-pattern", prompt, partial(one_of, names=patterns))
        yield {"what": what, "module": module, "pattern": pattern}
        index += 1


def _tasks(talk: Talk, today: dt.date) -> Iterator[Said]:
    talk.say("\nWhat has to be done next? One task a line.")
    index = 1
    while task := talk.ask(f"task-{index}", f"  {index}", words):
        owner = talk.ask(f"task-{index}-owner", "    Who? A role or initials, no name", words)
        due = talk.ask(f"task-{index}-due", "    By when? A day, or days from today", partial(day, today=today))
        yield {"task": task, "owner": owner or None, "due": due}
        index += 1


def _patterns(talk: Talk, outline: Outline) -> Iterator[Said]:
    if outline.patterns:
        talk.say("\nLearning patterns of this plan: did they work? 1 yes, 2 partly, 3 no, Enter if not tried.")
    for pattern, title in outline.patterns:
        worked = talk.ask(f"pattern-{pattern}", f"  {title}", partial(one_of, names=WORKED))
        if worked:
            outcome = talk.ask(f"pattern-{pattern}-outcome", "    What happened?", _something)
            yield {"id": pattern, "worked": worked, "outcome": outcome}


def _something(typed: str) -> tuple[str, str]:
    return typed, "" if typed else "A few words are needed: they are the evidence."


def _taught(talk: Talk, outline: Outline) -> Iterator[tuple[str, list[str]]]:
    """Names by module; only asked for if somebody wants names in the record."""
    talk.say("\nWho taught? Names with commas between; - for nobody who wants to be named.")
    for module, title in outline.modules:
        planned = ", ".join(outline.trainers.get(module, ()))
        prompt = f"  {title}{f' [{planned}]' if planned else ''}"
        typed = talk.ask(f"taught-{module}", prompt, words)
        people = planned if not typed else typed.strip("-")
        yield module, [name.strip() for name in people.split(",") if name.strip()]
