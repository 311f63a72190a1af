"""Makes many packs: finds those that are there, gives the others to a crew and writes what comes back."""

import datetime as dt
import hashlib
import pickle
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rumbo.build import pipeline
from rumbo.build.alike import content_hash, elsewhere, machine, request_hash
from rumbo.build.asked import Asked
from rumbo.build.model import Profile
from rumbo.build.outcome import Artifact
from rumbo.build.packs import Pack, read_pack
from rumbo.build.problem import Problem, failed
from rumbo.build.style import Style
from rumbo.build.translation import with_catalogues
from rumbo.build.write import problem_of, turn, write_files, write_pack
from rumbo.cli.batch.crew import Crew
from rumbo.cli.batch.job import Done, Job
from rumbo.cli.batch.run import results
from rumbo.cli.batch.summary import Line, kept, made, summary
from rumbo.cli.batch.wanted import Item
from rumbo.cli.content import as_text, stop, stop_if_failed
from rumbo.cli.options import waits_for

NO_SPACE = "W102"
Gather = Callable[[str, bytes, tuple[Path, ...]], AbstractContextManager[Crew]]
"""Who makes the packs, told a key, what all jobs share, and the folders of templates that must be there."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What all packs of a batch share: where they go, what they are made from, and how."""

    folder: Path
    reading: pipeline.Reading
    kinds: tuple[str, ...]
    style: Callable[[Asked], Style]
    today: dt.date
    resume: bool = False
    """Whether packs that are there already, and are what is asked for, stay as they are."""


def make_all(items: Sequence[Item], batch: Batch, gather: Gather) -> list[Line]:
    """Makes and writes what is asked for; one line each, in that order. A full disk ends the command."""
    curriculum, problems = with_catalogues(elsewhere(batch.reading.curriculum), _profiles(items))
    stop_if_failed(problems)
    batch = replace(batch, reading=replace(batch.reading, curriculum=curriculum))
    templates = tuple(layer.templates for layer in batch.reading.curriculum.layers if layer.templates)
    surroundings = content_hash(batch.reading.curriculum), str(machine(templates))
    found = [_looked_at(item, batch, surroundings) for item in items]
    for problem in dict.fromkeys(problem for item in items for problem in item.problems):
        _tell(as_text(problem))  # once, for what is wrong with a profile is wrong with each of its packs
    jobs = {one.name: (number, one) for number, one in enumerate(found) if isinstance(one, Job)}
    lines = {number: one for number, one in enumerate(found) if isinstance(one, Line)}
    if jobs:
        pickled = pickle.dumps(batch.reading)
        with gather(hashlib.sha256(pickled).hexdigest()[:16], pickled, templates) as crew:
            try:
                with closing(_with_bar([job for _, job in jobs.values()], crew)) as finished:
                    for job, done in finished:
                        number = jobs[job.name][0]
                        lines[number] = _written(items[number], job, done, batch.folder)
            except KeyboardInterrupt:
                ready = sum(line.state != "failed" for line in lines.values())
                click.echo(f"\n{ready} of {len(items)} packs are there; the same with --resume goes on.", err=True)
                raise
    return [lines[number] for number in range(len(items))]


def _profiles(items: Sequence[Item]) -> Iterator[Profile]:
    """The profiles of the packs that are asked for."""
    for item in items:
        if item.asked is not None:
            value = item.asked.value
            yield value if isinstance(value, Profile) else value.profile


def _looked_at(item: Item, batch: Batch, surroundings: tuple[str, ...]) -> Job | Line:
    """An item as the job to make its pack, or as the line that tells that it failed, or that the pack is there."""
    folder = batch.folder / item.name
    if item.asked is None:
        return Line(item.name, item.source, "failed", problems=item.problems)
    style = batch.style(item.asked)
    request = request_hash(item.asked, batch.kinds, style, *surroundings)
    with turn(folder, lambda: _tell(waits_for(folder))) as problem:
        pack, unread = _there(folder) if batch.resume or batch.kinds else (None, None)
        problem = unread or problem
    if batch.resume and pack and pack.request == request and pack.there.keys() >= pack.files.keys():
        return kept(item.name, item.source, pack, item.problems)
    if problem:
        _tell(as_text(problem))
        return Line(item.name, item.source, "failed", problems=(*item.problems, problem))
    return Job(item.name, item.asked, batch.kinds, style, batch.today, request, pack if batch.kinds else None)


def _with_bar(jobs: Sequence[Job], crew: Crew) -> Generator[tuple[Job, Done], None, None]:
    """What comes back, with a bar and the time left on a terminal."""
    hidden = not sys.stderr.isatty()
    with (
        closing(results(jobs, crew)) as found,
        click.progressbar(found, length=len(jobs), label="Making packs", file=sys.stderr, hidden=hidden) as bar,
    ):
        yield from bar


def _written(item: Item, job: Job, done: Done, folder: Path) -> Line:
    """Writes a pack and tells what came of it."""
    problem = _put(job, done, folder / item.name) if done.artifacts else None
    if problem and problem.code == NO_SPACE:
        stop(replace(problem, hint=f"{problem.hint}; then the same with --resume goes on"))
    problems = (*done.problems, *([problem] if problem else []))
    for one in problems:
        _tell(as_text(one))
    if failed(problems):
        return Line(item.name, item.source, "failed", problems=(*item.problems, *problems))
    return made(item.name, item.source, done.artifacts, done.seconds, item.problems)


def _put(job: Job, done: Done, folder: Path) -> Problem | None:
    """Writes a pack when no other run has its turn, unless such a run has changed what its documents were to join."""
    with turn(folder, lambda: _tell(waits_for(folder))) as problem:
        if problem:
            return problem
        now, problem = _there(folder) if job.kinds else (None, None)
        if (now.files if now else {}) != (job.pack.files if job.pack else {}):
            message = "another run has changed this pack; nothing was written"
            problem = Problem(str(folder), 0, 0, "W105", message, "the same command with --resume makes it")
        return problem or write_pack(done.artifacts, folder)


def _there(folder: Path) -> tuple[Pack | None, Problem | None]:
    """The pack that is in a folder, if any, or why that cannot be told."""
    try:
        return read_pack(folder), None
    except OSError as error:
        return None, problem_of(error, folder)


def _tell(words: str) -> None:
    """Tells something as soon as it is known, on a line of its own below the bar."""
    bar = "\n" if sys.stderr.isatty() else ""
    click.echo(f"{bar}{words}", err=True)


def write_summary(lines: Sequence[Line], folder: Path) -> Problem | None:
    """Writes what came of the batch beside its packs."""
    files: list[Artifact] = [summary(lines)]
    return write_files(files, folder)
