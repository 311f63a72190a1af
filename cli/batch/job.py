"""One pack as a job for another process: everything it needs is a value that can be sent, and so is what it gives.

A process is told the curriculum once (`prepare`), then makes one pack after the other (`run`).
"""

import datetime as dt
import pickle
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rumbo.build import pipeline
from rumbo.build.asked import Asked, plan_of
from rumbo.build.cache import Cache
from rumbo.build.outcome import Artifact, Document
from rumbo.build.packs import Pack
from rumbo.build.problem import Problem, failed
from rumbo.build.render.printed import Means
from rumbo.build.style import Style
from rumbo.cli.packing import Order, made
from rumbo.cli.printing import why_not_printed


@dataclass(frozen=True, slots=True)
class Told:
    """What a process was told of a batch: the curriculum, and where printed documents are kept, if anywhere."""

    reading: pipeline.Reading
    cache: Cache | None = None


_TOLD: dict[str, Told] = {}
"""What this process was told, by fingerprint: a worker of a cluster may serve several batches."""
_ONE_AT_A_TIME = threading.Lock()
"""A worker of a cluster may have several threads; pages are laid out in one."""


@dataclass(frozen=True, slots=True)
class Job:
    """A pack to be made: its name, of what, which kinds of documents (none: all), and how they are printed."""

    name: str
    asked: Asked
    kinds: tuple[str, ...]
    style: Style
    today: dt.date
    request: str
    """The fingerprint of all this but the day."""
    pack: Pack | None = None
    """The pack that is there, if the kinds are to join it."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: the files to be written (none if it failed), what is wrong, and how long it took."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[Problem, ...] = ()
    seconds: float = 0


class Unprinted(Exception):  # noqa: N818 - what is wrong is a problem, not an error of ours
    """A document could not be printed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def prepare(key: str, pickled: bytes, cache: Cache | None = None) -> None:
    """Tells this process the curriculum of a batch, and where it may keep the documents that it prints."""
    _TOLD[key] = Told(pickle.loads(pickled), cache)


def forget(key: str) -> None:
    """Lets this process forget the curriculum of a batch."""
    _TOLD.pop(key, None)


def run(key: str, job: Job) -> Done:
    """Makes a pack from the curriculum that `prepare` told under that key."""
    with _ONE_AT_A_TIME:
        before = time.perf_counter()
        artifacts, problems = make(job, _TOLD[key])
        return Done(artifacts, problems, time.perf_counter() - before)


def make(job: Job, told: Told) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """The files of a pack and the problems met; no files if one of them is an error."""
    reading = told.reading
    planned = plan_of(job.asked, reading.curriculum)
    steps = [step.module for step in planned.plan.steps]
    touching = pipeline.touching(reading, steps)
    problems = [problem for problem in touching if problem.severity != "note"]
    if not steps:
        hint = "`rumbo plan` tells what is missing"
        file = planned.profile.file.name
        message = "no module fits this profile: its time, its trainers or their languages"
        problems.append(Problem(file, 0, 0, "B108", message, hint))
    if failed(problems):
        return (), tuple(problems)

    def printing(documents: Sequence[Document], style: Style, templates: tuple[Path, ...]) -> list[Artifact]:
        printed: list[Artifact] = []
        try:
            for artifact, found in pipeline.print_all(documents, style, templates, Means(cache=told.cache)):
                printed.append(artifact)
                problems.extend(_in_pack(job, problem, artifact.name) for problem in found)
        except Exception as error:
            left = documents[len(printed) :]
            problem = why_not_printed(error, left)
            raise Unprinted(_in_pack(job, problem, left[0].name if left else "")) from error
        return printed

    order = Order(planned, job.kinds, job.style, (), job.today, job.request)
    try:
        artifacts = made(order, job.pack, printing)
    except Unprinted as unprinted:
        problems.append(unprinted.problem)
    return (() if failed(problems) else tuple(artifacts)), tuple(problems)


def _in_pack(job: Job, problem: Problem, document: str) -> Problem:
    """A problem of a document with the name of its pack: many packs have an agenda."""
    return replace(problem, file=f"{job.name}/{document}") if problem.file == document else problem
