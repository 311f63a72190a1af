"""Gives jobs to a crew, a few at a time so that finished packs do not pile up in memory, and hands on the results."""

import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from rumbo.build.problem import Problem
from rumbo.cli.batch.crew import Crew
from rumbo.cli.batch.job import Done, Job, run

WAITING = 1
"""Jobs that lie ready for each that is being made, so that nobody waits for the next one."""
MOST_LETTERS = 300
"""Of an error that is shown."""


def results(jobs: Iterable[Job], crew: Crew) -> Generator[tuple[Job, Done], None, None]:
    """Each job with what became of it, in the order in which they are done.

    When a worker is ended, nobody knows which of the jobs at hand it was for: each of them is made once more, alone,
    and one that ends its worker again is named.
    """
    left = deque(jobs)
    while left:
        suspects: list[Job] = []
        share = deque(left.popleft() for _ in range(min(len(left), crew.round or len(left))))
        with crew.start(min(crew.size, len(share))) as executor:
            yield from _until_broken(share, executor, crew, suspects)
        left.extendleft(reversed(share))
        for job in suspects:
            yield job, _alone(job, crew)


def _until_broken(
    left: deque[Job], executor: Executor, crew: Crew, suspects: list[Job]
) -> Iterator[tuple[Job, Done]]:
    """Makes jobs until none is left, or a worker is ended: then the jobs at hand become suspects."""
    running: dict[Future[Done], Job] = {}
    while (left and not suspects) or running:
        while left and not suspects and len(running) < crew.size * (1 + WAITING):
            job = left.popleft()
            try:
                running[executor.submit(run, crew.key, job)] = job
            except crew.broken:
                suspects.append(job)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            try:
                yield job, _result(future, job, crew)
            except crew.broken:
                suspects.append(job)


def _alone(job: Job, crew: Crew) -> Done:
    """A job made by itself, so that it alone is to blame if its worker is ended again."""
    with crew.start(1) as executor:
        try:
            return _result(executor.submit(run, crew.key, job), job, crew)
        except crew.broken:
            return _ended(job)


def _result(future: Future[Done], job: Job, crew: Crew) -> Done:
    """What came of a job; raises what is in `crew.broken`."""
    try:
        return future.result()
    except crew.broken:
        raise
    except crew.killed:
        return _ended(job)
    except (Exception, SystemExit) as error:  # whoever ends the command in a worker ends one pack
        return _fault_of_ours(job, error)


def _ended(job: Job) -> Done:
    message = "the process that made this pack was ended by the system, and once more when it was repeated"
    hint = "perhaps there was too little memory: try fewer at a time with --jobs, or this one alone with `rumbo pack`"
    return Done((), (Problem(job.name, 0, 0, "B109", message, hint),))


def _fault_of_ours(job: Job, error: BaseException) -> Done:
    """An error of ours spoils one pack; the others are made."""
    words = "".join(traceback.format_exception_only(error)).strip()[:MOST_LETTERS]
    hint = "please report it; `rumbo pack` with this profile shows where it happened"
    return Done((), (Problem(job.name, 0, 0, "B110", f"Rumbo met an error of its own: {words}", hint),))
