"""Shows the plan, and changes it until the person accepts it."""

import shutil
import textwrap
from collections.abc import Callable, Mapping

import click
from rumbo.build import pipeline
from rumbo.build.asked import Planned
from rumbo.build.exchange.rows import plan_data
from rumbo.build.sentences import origin, sentence
from rumbo.cli.start.conversation import BACK, Answers, ask, converse, keep, say
from rumbo.cli.start.effects import Told, plan_line
from rumbo.cli.start.group import questions
from rumbo.cli.start.plans import arranged, doubts, faults, planned
from rumbo.cli.start.profile import Ground
from rumbo.cli.start.questions import Question
from rumbo.cli.tell_plan import ENGLISH, text

NARROWEST, WIDEST = 60, 118
PARTS = {
    "group": "Name, audience, language, number of people",
    "wishes": "What they want",
    "known": "What they know already",
    "days": "Days and hours",
    "trainers": "Who teaches",
    "conditions": "Internet and devices",
    "place": "Place and contact",
}
Change = Callable[[Answers, Ground, Told], None]


def settle(said: Answers, ground: Ground, told: Told) -> None:
    """Shows the plan and makes changes until it is accepted; only a plan with a module in it can be."""
    show(said, ground)
    while True:
        plan = planned(said, ground)
        menu = _menu(plan)
        action = ask(Question("menu", "plan", "Is the plan right?", HELP, next(iter(menu)), menu, needed=True), None)
        wrong = faults(said, ground) if action == "accept" else []
        if wrong:
            say(f"> That makes no plan yet: {'; '.join(wrong)}.")
        elif action == "accept":
            return
        elif action == "show":
            show(said, ground)
        else:
            before = dict(said)
            ACTIONS.get(action, change_answer)(said, ground, told)
            _tell(before, plan, said, ground)


HELP = "Nothing is written before you accept. Every change can be changed back."


def _menu(plan: Planned) -> dict[str, str]:
    """What can be done with a plan."""
    names = [step.module for step in plan.plan.steps]
    menu = {"accept": "Yes: write it"} if names else {}
    menu |= {"drop": "Drop a module"} if names else {}
    menu |= {"add": "Ask for another module"}
    menu |= {"swap": "Swap two modules"} if len(names) > 1 else {}
    if any(plan.curriculum.modules[name].value.variants for name in names):
        menu["shorten"] = "Shorten a module, or teach it whole again"
    return menu | {"answer": "Change an answer: days, trainers and all else", "show": "Show the plan again"}


def show(said: Answers, ground: Ground) -> None:
    """The plan with its reasons and what was left out, in lines as wide as the terminal."""
    plan = planned(said, ground)
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    shown = text(plan.profile.value.title, plan_data(plan.plan, plan.curriculum, ENGLISH))
    click.echo()
    for line in f"{shown}\n\n{origin(plan.profile.value, ENGLISH)}".splitlines():
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        click.echo(textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False))


def _tell(before: Mapping[str, str], old: Planned, said: Answers, ground: Ground) -> None:
    """What a change did; one that makes no plan possible is taken back."""
    if before == said:
        return
    wrong = faults(said, ground)
    if wrong:
        say(f"> That cannot be: {'; '.join(wrong)}. It is as it was.")
        said.clear()
        said.update(before)
        return
    keep(said)
    new = planned(said, ground)
    _say_modules("In: ", new, old, ground)
    _say_modules("Out: ", old, new, ground)
    say(f"> {plan_line(new.plan, ground)}")
    for doubt in doubts(said, ground) if said.get("order") != before.get("order") else []:
        say(f"> Mind: {doubt}")


def _say_modules(word: str, there: Planned, other: Planned, ground: Ground) -> None:
    names = [step.module for step in there.plan.steps]
    gone = {step.module for step in other.plan.steps}
    found = [ground.curriculum.modules[name].value.title for name in names if name not in gone]
    if found:
        say(f"> {word}{'; '.join(found)}.")


def _one_of(text: str, help_: str, choices: Mapping[str, str], most: int = 1) -> list[str]:
    """What was chosen; nothing if the person goes back."""
    answer = ask(Question("choice", "plan", text, help_, "", choices, most=most), None)
    return [] if answer == BACK else answer.split()


def _titles(said: Answers, ground: Ground) -> dict[str, str]:
    plan = planned(said, ground)
    modules = plan.curriculum.modules
    return {step.module: f"{modules[step.module].value.title}, {step.minutes} min" for step in plan.plan.steps}


def drop(said: Answers, ground: Ground, told: Told) -> None:
    """Takes a module out; the time is used for what else is wished."""
    del told
    for name in _one_of("Which one goes? Enter for none.", "What requires it goes too.", _titles(said, ground)):
        _put(said, "without", name)
        _take(said, "modules", name)


def add(said: Answers, ground: Ground, told: Told) -> None:
    """Asks for a module by name, with what it requires."""
    del told
    there = {step.module for step in planned(said, ground).plan.steps}
    others = {name: entry.value for name, entry in ground.curriculum.modules.items() if name not in there}
    titles = {name: f"{module.title}, {module.minutes} min" for name, module in others.items()}
    for name in _one_of("Which one comes in? Enter for none.", "What it requires comes with it.", titles):
        _put(said, "modules", name)
        _take(said, "without", name)
        _take(said, "known", name)
        plan = planned(said, ground)
        if name not in [step.module for step in plan.plan.steps]:
            why = sentence(pipeline.why_not(name, plan.plan), ground.curriculum, ENGLISH)
            say(f"> It is asked for now, but not in the plan: {why}.")


def swap(said: Answers, ground: Ground, told: Told) -> None:
    """Lets two modules change places."""
    del told
    titles = _titles(said, ground)
    chosen = _one_of("Which two change places? Such as: 1 2", "The times follow.", titles, most=2)
    if len(chosen) == 2:
        other = dict(zip(chosen, reversed(chosen), strict=True))
        said["order"] = " ".join(other.get(name, name) for name in titles)
    elif chosen:
        say("Two numbers are needed.")


def shorten(said: Answers, ground: Ground, told: Told) -> None:
    """Chooses the form in which a module is taught."""
    del told
    modules = ground.curriculum.modules
    titles = {name: title for name, title in _titles(said, ground).items() if modules[name].value.variants}
    for name in _one_of("Which one? Enter for none.", "Only these have a short form.", titles):
        forms = {"whole": f"Whole, {modules[name].value.minutes} min"}
        for variant in modules[name].value.variants:
            minutes = sum(activity.minutes.typical for activity in modules[name].value.taught(variant.id))
            forms[variant.id] = f"{variant.title}, {minutes} min"
        for form in _one_of("In which form?", "A short form leads less far.", forms):
            kept = [word for word in said.get("short", "").split() if word.partition("=")[0] != name]
            said["short"] = " ".join([*kept, f"{name}={'' if form == 'whole' else form}"])


def change_answer(said: Answers, ground: Ground, told: Told) -> None:
    """Asks the questions of one part again."""
    there = {question.part for question in questions(said, ground)}
    parts = {part: title for part, title in PARTS.items() if part in there}
    for part in _one_of("What changes? Enter for nothing.", "Your answers stand in brackets.", parts):
        converse(said, ground, told, part)


def _put(said: Answers, field: str, name: str) -> None:
    said[field] = " ".join(arranged([*said.get(field, "").split(), name], []))


def _take(said: Answers, field: str, name: str) -> None:
    said[field] = " ".join(other for other in said.get(field, "").split() if other != name)


ACTIONS: Mapping[str, Change] = {"drop": drop, "add": add, "swap": swap, "shorten": shorten}
