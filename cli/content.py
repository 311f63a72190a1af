"""What the commands share: the option for layers, loading, naming modules, and telling problems."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rumbo.build.ahead import work_ahead
from rumbo.build.content.load import load
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.problem import Problem
from rumbo.build.processes import cores
from rumbo.build.reading import Reading, outside, read, touching
from rumbo.build.reading import read_to_use as read_layers_to_use
from rumbo.build.words import did_you_mean
from rumbo.cli.again import Checked, Checks, pieces
from rumbo.cli.options import HOME as HOME
from rumbo.cli.options import F as F
from rumbo.cli.options import as_json as as_json
from rumbo.cli.options import as_text as as_text
from rumbo.cli.options import complete as complete
from rumbo.cli.options import curriculum_option as curriculum_option
from rumbo.cli.options import format_option as format_option
from rumbo.cli.options import layers_at
from rumbo.cli.options import mention as mention
from rumbo.cli.options import sentence as sentence
from rumbo.cli.options import stop as stop
from rumbo.cli.options import stop_if_failed as stop_if_failed
from rumbo.cli.options import table as table


def layers(folders: Iterable[Path] = ()) -> list[Layer]:
    """Built-in, then the folders given, then the working folder; one that is there twice counts once."""
    return layers_at(HOME, folders)


def read_to_use(folders: Iterable[Path]) -> Reading:
    """All layers, loaded; what a command uses of them is looked at when it is known: `stop_if_touched`."""
    with pieces("fields", folders) as fields:
        work_ahead(layers(folders), fields, None, cores())
        return read_layers_to_use(layers(folders), dt.date.today(), fields)


def read_all(folders: Iterable[Path], checks: Checks | None = None) -> Reading:
    """All layers, loaded and checked; whoever has asked for the `checks` before tells so."""
    checks = checks or Checks.of(folders, dt.date.today())
    checked = checks.before()
    if checked:
        return Reading(loaded(folders)[0], checked.problems)
    with pieces("fields", folders) as fields, pieces("alone", folders) as alone:
        work_ahead(layers(folders), fields, alone, cores())
        reading = read(layers(folders), checks.today, fields, alone)
    checks.keep(Checked(reading.problems, reading.curriculum.counts(), outside(reading.curriculum)))
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


def the_modules(names: Iterable[str], reading: Reading) -> tuple[str, ...]:
    """The module ids a person named; a wrong one ends the command."""
    for name in names:
        if name not in reading.curriculum.modules:
            stop_if_failed([p for p in reading.problems if Path(p.file).parent.name == name])
            raise click.UsageError(f"{_no_module(name, reading.curriculum)}See `rumbo list modules`.")
    return tuple(names)


def _no_module(name: str, curriculum: Curriculum) -> str:
    """That there is no such module, and which one may be meant: for a competency the first step towards it."""
    modules = curriculum.modules
    if name not in curriculum.competencies:
        return f"There is no module '{name}'. {sentence(did_you_mean(name, modules))}"
    given = {one: entry.value.competencies.gives for one, entry in modules.items()}
    gives = {one: levels[name] for one, levels in given.items() if name in levels}
    best = min(gives, key=lambda one: (name not in one, gives[one], modules[one].value.minutes), default="")
    hint = f"The module '{best}' leads to it. " if best else ""
    return f"'{name}' is a competency, not a module. {hint}"


def stop_if_touched(reading: Reading, modules: Sequence[str]) -> None:
    """Ends the command if modules that are to be used have errors; mentions problems elsewhere in one line."""
    found = touching(reading, modules)
    stop_if_failed(found)
    mention([problem for problem in reading.problems if problem not in found])
