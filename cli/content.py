"""What the commands share: the option for layers, loading, naming things, and telling problems."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rumbo.build import pipeline, replay
from rumbo.build.ahead import work_ahead
from rumbo.build.asked import Planned, plan_of, profile_asked
from rumbo.build.content.load import load
from rumbo.build.curriculum import Curriculum, Entry, Layer
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.problem import Problem
from rumbo.build.processes import cores
from rumbo.build.words import did_you_mean
from rumbo.cli.again import Checked, Checks, pieces
from rumbo.cli.options import HOME as HOME
from rumbo.cli.options import F as F
from rumbo.cli.options import as_json as as_json
from rumbo.cli.options import as_text as as_text
from rumbo.cli.options import complete as complete
from rumbo.cli.options import curriculum_option as curriculum_option
from rumbo.cli.options import format_option as format_option
from rumbo.cli.options import layers_at, say
from rumbo.cli.options import mention as mention
from rumbo.cli.options import stop as stop
from rumbo.cli.options import stop_if_failed as stop_if_failed
from rumbo.cli.options import table as table


def layers(folders: Iterable[Path] = ()) -> list[Layer]:
    """Built-in, then the folders given, then the working folder; one that is there twice counts once."""
    return layers_at(HOME, folders)


def read_to_use(folders: Iterable[Path]) -> pipeline.Reading:
    """All layers, loaded; what a command uses of them is looked at when it is known: `stop_if_touched`."""
    with pieces("fields", folders) as fields:
        work_ahead(layers(folders), fields, None, cores())
        return pipeline.read_to_use(layers(folders), dt.date.today(), fields)


def read_all(folders: Iterable[Path], checks: Checks | None = None) -> pipeline.Reading:
    """All layers, loaded and checked; whoever has asked for the `checks` before tells so."""
    checks = checks or Checks.of(folders, dt.date.today())
    checked = checks.before()
    if checked:
        return pipeline.Reading(loaded(folders)[0], checked.problems)
    with pieces("fields", folders) as fields, pieces("alone", folders) as alone:
        work_ahead(layers(folders), fields, alone, cores())
        reading = pipeline.read(layers(folders), checks.today, fields, alone)
    checks.keep(Checked(reading.problems, reading.curriculum.counts(), pipeline.outside(reading.curriculum)))
    return reading


def loaded(folders: Iterable[Path]) -> tuple[Curriculum, list[Problem]]:
    """All layers with what is wrong in single files."""
    with pieces("fields", folders) as fields:
        work_ahead(layers(folders), fields, None, cores())
        return load(layers(folders), fields)


def load_only(folders: Iterable[Path]) -> Curriculum:
    """All layers without the checks between files: enough to list and look up."""
    curriculum, problems = loaded(folders)
    mention(problems)
    return curriculum


def the_profile(name: str, reading: pipeline.Reading) -> Entry[Profile]:
    """The profile a person named by file or by id. Ends the command with the reason if there is none to use."""
    entry, problems = profile_asked(name, reading, dt.date.today())
    stop_if_failed(problems)
    if entry is None:
        hint = did_you_mean(name, reading.curriculum.profiles)
        raise click.UsageError(f"There is no profile '{name}'. {_sentence(hint)}Give the path of a file, or an id.")
    return pipeline.assessed(entry, reading.curriculum)


def the_plan(name: str, reading: pipeline.Reading) -> Planned:
    """The plan of a profile (a file or an id), or a saved plan with its edits. Ends the command for errors."""
    path = Path(name)
    if path.is_file() and replay.holds_plan(path):
        entry = the_saved_plan(path, reading)
        planned = plan_of(entry, reading.curriculum)
        for change in replay.changes_since(entry, reading.curriculum):
            say(f"note: {change.id} has {change.what} since this was saved; see `rumbo diff`.")
    else:
        planned = plan_of(the_profile(name, reading), reading.curriculum)
    stop_if_touched(reading, [step.module for step in planned.plan.steps])
    return planned


def the_saved_plan(path: Path, reading: pipeline.Reading) -> Entry[SavedPlan]:
    """A saved plan from a file; one that cannot be used ends the command."""
    entry, problems = replay.read_plan(path, reading.curriculum, dt.date.today())
    stop_if_failed(problems)
    assert entry is not None  # without an error there is a plan
    return entry


def the_modules(names: Iterable[str], reading: pipeline.Reading) -> tuple[str, ...]:
    """The module ids a person named; a wrong one ends the command."""
    for name in names:
        if name not in reading.curriculum.modules:
            stop_if_failed([p for p in reading.problems if Path(p.file).parent.name == name])
            hint = did_you_mean(name, reading.curriculum.modules)
            raise click.UsageError(f"There is no module '{name}'. {_sentence(hint)}See `rumbo list modules`.")
    return tuple(names)


def _sentence(hint: str) -> str:
    return f"{hint[0].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} " if hint else ""


def stop_if_touched(reading: pipeline.Reading, modules: Sequence[str]) -> None:
    """Ends the command if modules that are to be used have errors; mentions problems elsewhere in one line."""
    touching = pipeline.touching(reading, modules)
    stop_if_failed(touching)
    mention([problem for problem in reading.problems if problem not in touching])
