"""The same jobs on a Dask cluster: the only use of `distributed`.

A worker is of use only if it would print the same bytes, so each is first asked what it has. One that joins later
is asked when it joins: if it differs, it is not told the curriculum and makes nothing.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from distributed import Client, KilledWorker, Worker, WorkerPlugin
from rumbo.build.alike import machine
from rumbo.build.problem import Problem
from rumbo.cli.batch.crew import Crew
from rumbo.cli.batch.job import forget, prepare

SECONDS = 10
"""How long the scheduler may take to answer."""
ROUNDS = 2
"""Jobs for each thread of the cluster that are under way at a time."""


class Differs(Exception):  # noqa: N818 - told as a problem
    """The cluster cannot be used as it is; holds why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class Telling(WorkerPlugin):
    """Tells each worker, those that come later too, the curriculum of a batch, if it has what this machine has."""

    def __init__(self, key: str, pickled: bytes, templates: tuple[Path, ...], wanted: Mapping[str, str]) -> None:
        self.key, self.pickled, self.templates, self.wanted = key, pickled, templates, wanted

    def setup(self, worker: Worker) -> None:
        """Called on every worker."""
        del worker
        if told(self.templates) == self.wanted:
            prepare(self.key, self.pickled)

    def teardown(self, worker: Worker) -> None:
        """Called on every worker when the batch is done."""
        del worker
        forget(self.key)


def told(templates: tuple[Path, ...] = ()) -> dict[str, str]:
    """What decides bytes on the machine where this runs, and the version by which its parts talk."""
    return {**machine(templates), "distributed": version("distributed")}


@contextmanager
def cluster(address: str, key: str, pickled: bytes, templates: tuple[Path, ...] = ()) -> Iterator[Crew]:
    """The workers of a scheduler. Raises Differs if there is none, or if one would print other bytes."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told by us
    with _client(address) as client:
        mine = told(templates)
        theirs = client.run(told, templates, on_error="return")
        problems = list(differences(address, mine, theirs))
        if problems:
            raise Differs(problems)
        name = f"rumbo-{key}"
        client.register_plugin(Telling(key, pickled, templates, mine), name=name)

        @contextmanager
        def start(workers: int) -> Iterator[Executor]:
            del workers  # the scheduler knows how many there are
            executor = client.get_executor(pure=False)
            try:
                yield executor
            except BaseException:
                executor.shutdown(wait=False)  # what is under way is given up
                raise

        try:
            yield Crew(ROUNDS * sum(client.nthreads().values()), key, start, killed=(KilledWorker,))
        finally:
            client.unregister_worker_plugin(name)


class _Client(Client):
    """A client that is closed by us alone: one that never connected would wait for its end, and print a traceback."""

    def __del__(self) -> None:
        """Nothing."""


@contextmanager
def _client(address: str) -> Iterator[Any]:
    connect: Any = _Client  # it has no types
    try:
        client = connect(address, timeout=SECONDS, set_as_default=False)
    except Exception as error:  # whatever answers there need not be a scheduler
        reason = str(error).splitlines()[0] if str(error) else "no answer"
        message = f"no scheduler answers there ({reason})"
        raise Differs([Problem(address, 0, 0, "B111", message, "start one: dask scheduler")]) from None
    with client:
        yield client


def differences(
    address: str, mine: Mapping[str, str], theirs: Mapping[str, Mapping[str, str] | BaseException]
) -> Iterator[Problem]:
    """Why the workers of a scheduler cannot print what this machine prints, one problem a worker."""
    if not theirs:
        hint = f"start one for each core, on each machine: dask worker {address} --nthreads 1"
        yield Problem(address, 0, 0, "B111", "no worker has joined this scheduler yet", hint)
    for worker, has in sorted(theirs.items()):
        if isinstance(has, BaseException):
            message = f"this worker cannot say what it has ({type(has).__name__}: {has})"
            yield Problem(worker, 0, 0, "B111", message, "install the same Rumbo there")
            continue
        names = [name for name in {**mine, **has} if mine.get(name) != has.get(name)]
        unlike = [f"{name} ({has.get(name, 'none')} there, {mine.get(name, 'none')} here)" for name in names]
        if unlike:
            message = f"this worker would print other pages: it differs in {', '.join(unlike)}"
            yield Problem(worker, 0, 0, "B111", message, "install the same versions there, or leave it out")
