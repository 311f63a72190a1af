"""What the commands share that plan: profiles and plans by their names."""

import datetime as dt
from pathlib import Path

import click
from rumbo.build import pipeline, replay
from rumbo.build.asked import Planned, plan_of, profile_asked
from rumbo.build.curriculum import Entry
from rumbo.build.model import Profile, SavedPlan
from rumbo.build.reading import Reading
from rumbo.build.words import did_you_mean
from rumbo.cli.content import sentence, stop_if_failed, stop_if_touched
from rumbo.cli.countries import mention_silence
from rumbo.cli.options import say


def the_profile(name: str, reading: Reading) -> Entry[Profile]:
    """The profile a person named by file or by id. Ends the command with the reason if there is none to use."""
    _stop_if_misnamed(Path(name), reading)
    entry, problems = profile_asked(name, reading, dt.date.today())
    stop_if_failed(problems)
    if entry is None:
        hint = did_you_mean(name, reading.curriculum.profiles)
        raise click.UsageError(f"There is no profile '{name}'. {sentence(hint)}Give the path of a file, or an id.")
    return pipeline.assessed(entry, reading.curriculum)


def _stop_if_misnamed(path: Path, reading: Reading) -> None:
    """Ends the command for a file that is not there where one with the other ending, or an id, is."""
    ending = {".yml": ".yaml", ".yaml": ".yml"}.get(path.suffix)
    if ending is None or path.exists():
        return
    other = path.with_suffix(ending)
    known = path.stem if path.stem in reading.curriculum.profiles else ""
    meant = str(other) if other.is_file() else known
    if meant:
        raise click.UsageError(f"There is no file '{path}'. Did you mean '{meant}'?")


def the_plan(name: str, reading: Reading) -> Planned:
    """The plan of a profile (a file or an id), or a saved plan with its edits. Ends the command for errors."""
    path = Path(name)
    if path.is_file() and replay.holds_plan(path):
        entry = the_saved_plan(path, reading)
        planned = plan_of(entry, reading.curriculum)
        for change in replay.changes_since(entry, reading.curriculum):
            say(f"note: {change.id} has {change.what} since this was saved; see `rumbo diff`.")
    else:
        planned = plan_of(the_profile(name, reading), reading.curriculum)
    modules = [step.module for step in planned.plan.steps]
    stop_if_touched(reading, modules)
    telling = [name for name in modules if planned.curriculum.modules[name].local]
    if telling:
        mention_silence(planned.profile.value.country, telling, planned.curriculum)
    return planned


def the_saved_plan(path: Path, reading: Reading) -> Entry[SavedPlan]:
    """A saved plan from a file; one that cannot be used ends the command."""
    entry, problems = replay.read_plan(path, reading.curriculum, dt.date.today())
    stop_if_failed(problems)
    assert entry is not None  # without an error there is a plan
    return entry
