"""The questions about a group, in order; what is asked follows from what was said."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rumbo.build import assessing, pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import SOURCE_LANGUAGE, Labels, languages
from rumbo.build.model import Day
from rumbo.cli.start.profile import Ground, Said, wishes_of
from rumbo.cli.start.questions import Question, Understood, address, day_of, day_reader, language, people
from rumbo.cli.start.questions import languages as language_codes

HOURS = "09:00-13:00"
SATURDAY = 5
MOST_DAYS, MOST_TRAINERS = 10, 8
LEVELS = {"1": "take part, with help", "2": "do it alone", "3": "solve hard cases and teach others"}
INTERNET = {
    "good": "Good: everybody can work online at once",
    "weak": "Weak: it may fail, or serve only a few at once",
    "none": "None",
}
DEVICES = {
    "own": "A computer for each person",
    "shared": "Computers to share",
    "phones": "Phones only",
    "none": "None",
}


def questions(said: Said, ground: Ground) -> Iterator[Question]:
    """Every question for what has been said so far; more may follow from an answer."""
    yield from _group(ground)
    yield from _wishes(said, ground)
    yield from _days(said, ground)
    yield from _trainers(said, ground)
    yield from _place()


def _group(ground: Ground) -> Iterator[Question]:
    yield Question(
        "title",
        "group",
        "What is the group or the workshop called?",
        "The name stands on every page, such as: Regional museum, first year.",
        "Our workshop",
        needed=True,
    )
    yield _audience(ground)
    yield Question(
        "language",
        "group",
        "Which language is spoken in the room? Or type a code, such as pt.",
        "Everything is printed in it, and trainers must speak it. What is not translated stands in English, marked.",
        SOURCE_LANGUAGE,
        {code: _both_names(code) for code in languages()},
        needed=True,
        read=language,
    )
    yield Question(
        "participants",
        "group",
        "How many people come?",
        "Decides how much to print and which exercises work. A guess is fine.",
        "12",
        needed=True,
        read=people,
    )


def _audience(ground: Ground) -> Question:
    """The audience that most modules are made for is ready to be taken."""
    audiences = _titles(ground.curriculum, "audiences")
    modules = pipeline.modules_of(ground.curriculum).values()
    usual = Counter(name for module in modules for name in module.audiences)
    return Question(
        "audience",
        "group",
        "Who are they?",
        "Decides which modules fit and with which one every path begins. Several are possible: 1 3.",
        max(audiences, key=lambda name: usual[name], default=""),
        audiences,
        most=len(audiences),
        needed=True,
    )


def _both_names(code: str) -> str:
    """A language as English calls it and as it calls itself."""
    names = dict.fromkeys(Labels(of).language_name(code) for of in (SOURCE_LANGUAGE, code))
    return " / ".join(names)


def _wishes(said: Said, ground: Ground) -> Iterator[Question]:
    sets = ground.curriculum.assessments
    shortest = min(sets, key=lambda name: sets[name].value.minutes, default="")
    command = f"`rumbo assess {shortest}` asks the group what it can do and wants; `--print` makes a paper form. "
    yield Question(
        "assessment",
        "wishes",
        "Did the group answer an assessment? Give its file, or Enter.",
        f"{command if shortest else ''}Its result is a file that takes the place of the next questions.",
        str(ground.assessment or ""),
        read=_assessment_file,
    )
    if not said.get("assessment"):
        yield from _wanted(said, ground)
    known = _titles(ground.curriculum, "modules", [*path_modules(said, ground), *said.get("known", "").split()])
    if known:
        yield Question(
            "known",
            "known",
            "Which of these have they done already? Enter for none.",
            "What they know is not taught again.",
            choices=known,
            most=len(known),
        )


def _wanted(said: Said, ground: Ground) -> Iterator[Question]:
    taught = pipeline.taught(ground.curriculum)
    competencies = _titles(ground.curriculum, "competencies", sorted(taught))
    yield Question(
        "wants",
        "wishes",
        "What do they want to be able to do?",
        "Choose what matters most; what these need beforehand comes by itself. Several are possible: 1 3.",
        _first_step(ground) or next(iter(competencies), ""),
        competencies,
        most=len(competencies),
        needed=True,
    )
    for name in said.get("wants", "").split():
        highest = taught.get(name, 1)
        if highest > 1:
            yield Question(
                f"level {name}",
                "wishes",
                f"How far with: {ground.curriculum.competencies[name].value.title}?",
                "Only levels that a module teaches are offered.",
                "1",
                {level: text for level, text in LEVELS.items() if int(level) <= highest},
                needed=True,
            )


def _first_step(ground: Ground) -> str:
    """What the module gives that most others build on."""
    modules = pipeline.modules_of(ground.curriculum)
    choices = (choice for module in modules.values() for needed in module.prerequisites for choice in needed.choices)
    built_on = Counter(choice for choice in choices if choice in modules)
    return next(iter(modules[built_on.most_common(1)[0][0]].competencies.gives)) if built_on else ""


def _days(said: Said, ground: Ground) -> Iterator[Question]:
    saturday = ground.today + dt.timedelta(days=(SATURDAY - ground.today.weekday() - 1) % 7 + 1)
    before: list[Day] = []
    hours = HOURS
    for number in range(1, MOST_DAYS + 1):
        yield Question(
            f"day {number}",
            "days",
            "When is the first day, from when to when?" if number == 1 else "Another day? Enter for no more.",
            f"Year-month-day, start and end: {saturday} {HOURS}. Breaks and lunch are set by themselves.",
            f"{saturday} {HOURS}" if number == 1 else "",
            needed=number == 1,
            read=day_reader(before, ground.today, hours),
        )
        kept = said.get(f"day {number}")
        if not kept:
            return
        before.append(day_of(kept))
        hours = kept.split()[1]


def _trainers(said: Said, ground: Ground) -> Iterator[Question]:
    taught = {name for module in path_modules(said, ground) for name in _gives(module, ground)}
    competencies = _titles(ground.curriculum, "competencies", sorted(taught))
    for number in range(1, MOST_TRAINERS + 1):
        yield Question(
            f"trainer {number}",
            "trainers",
            "Who teaches?" if number == 1 else "Who else teaches? Enter for nobody.",
            "The name stands in the plan and in the guide. A letter will do.",
            "Trainer A" if number == 1 else "",
            needed=number == 1,
        )
        name = said.get(f"trainer {number}")
        if not name:
            return
        yield Question(
            f"teaches {number}",
            "trainers",
            f"What can {name} teach?",
            "These are what the modules of your path lead to. Enter takes all.",
            " ".join(competencies),
            competencies,
            most=len(competencies),
        )
        yield Question(
            f"speaks {number}",
            "trainers",
            f"Which languages does {name} speak? Codes: en es pt",
            "Somebody must speak the language of the group.",
            said.get("language", SOURCE_LANGUAGE),
            needed=True,
            read=language_codes,
        )


def _place() -> Iterator[Question]:
    plan_b = "Modules that need more come with a plan B, and you are warned."
    yield Question("internet", "conditions", "How is the internet?", plan_b, "good", INTERNET, needed=True)
    yield Question("devices", "conditions", "Which devices are there?", plan_b, "own", DEVICES, needed=True)
    skip = "It is printed for the participants. Enter leaves it out."
    yield Question("venue name", "place", "In which house or room is it? Enter to leave out.", skip)
    yield Question("venue city", "place", "In which city? Enter to leave out.", skip)
    yield Question("contact affiliate", "place", "Who invites? Enter to leave out.", skip)
    later = "To which e-mail address may people write later? Enter to leave out."
    yield Question("contact email", "place", later, skip, read=address)


def path_modules(said: Said, ground: Ground) -> list[str]:
    """The modules that lead to what is wanted, in order; none before anything is."""
    profile = wishes_of(said, ground).value
    return [step.module for step in pipeline.path_for(profile, ground.curriculum).steps] if profile.wants else []


def _gives(module: str, ground: Ground) -> Mapping[str, int]:
    return ground.curriculum.modules[module].value.competencies.gives


def _titles(curriculum: Curriculum, kind: str, names: Iterable[str] | None = None) -> dict[str, str]:
    """Titles by id: of those named, in that order, or of all."""
    entries = curriculum.of(kind)
    return {name: entries[name].value.title for name in (entries if names is None else names) if name in entries}


def _assessment_file(typed: str) -> Understood:
    results, problems = assessing.read_results([Path(typed)])
    if results:
        return typed, ""
    fault = problems[0].message if problems else "cannot be read"
    return "", f"{typed[:200]}: {fault}. Give the path of a file, or - for none."
