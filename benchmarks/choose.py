"""How long choosing and the timetable take for 40, 200 and 1,000 modules, and how good the answers are.

`rows()` gives the lines of a table; each instance runs in a fresh process, `python benchmarks/choose.py COUNT SEED`.
"""

import datetime as dt
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rumbo.build.model import Module, Profile
from rumbo.build.planning.greedy import greedy
from rumbo.build.planning.search import Request, fits, laid, request_of, search, without_limit
from rumbo.build.planning.task import closed, gap_of
from rumbo.build.planning.timetable import Setting

COUNTS = (40, 200, 1000)
SEEDS = (1, 2, 3)
EDGES = 1.75
"""Prerequisites for each module: 350 for 200."""
HEAD = (
    "| modules | wishes | found | levels | of | seconds | timetable | MiB | by the fallback | its seconds |",
    "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def instance(count: int, seed: int) -> Request:
    """Modules of half an hour to two hours, a fifth as many competencies, five days, two rooms, four trainers."""
    chance = random.Random(seed)
    names = [f"m{number:04}" for number in range(count)]
    competencies = [f"c{number:03}" for number in range(count // 5)]
    needed: dict[str, dict[str, str]] = {name: {} for name in names}
    for _ in range(round(count * EDGES)):
        after = chance.randrange(1, count)
        before = names[chance.randrange(max(0, after - 40), after)]
        needed[names[after]][before] = "required" if chance.random() < 0.8 else "recommended"
    modules = {name: _module(chance, chance.choice(competencies), needed[name]) for name in names}
    wants = {name: chance.randint(1, 3) for name in competencies[:: max(1, count // 100)]}
    trainers = [
        {"name": f"Trainer {'ABCD'[number]}", "competencies": competencies[number::4], "languages": ["es"]}
        for number in range(4)
    ]
    days = [{"day": dt.date(2027, 3, 1 + n), "from": "09:00", "to": "17:00"} for n in range(5)]
    rooms = [[names[n], names[n + 1]] for n in range(0, min(count, 40) - 1, 8)]
    profile = Profile.model_validate(
        {
            "title": "A week",
            "audience": ["everyone"],
            "language": "es",
            "participants": 20,
            "wants": wants,
            "when": days,
            "trainers": trainers,
            "parallel": rooms,
        }
    )
    setting = Setting("es", profile.trainers, profile.parallel)
    return request_of(profile, modules, {}, setting)


def _module(chance: random.Random, gives: str, needed: dict[str, str]) -> Module:
    texts = {"objectives": ["o"], "grouping": "plenary", "without_internet": "-", "without_power": "-"}
    activities = [
        {"id": f"a{n}", "title": "-", "minutes": chance.choice((5, 10, 15, 20, 25, 30)), "kind": "talk", **texts}
        for n in range(chance.randint(3, 6))
    ]
    return Module.model_validate(
        {
            "title": "-",
            "summary": "-",
            "level": "introductory",
            "depth": "short",
            "audiences": ["everyone"],
            "competencies": {"gives": {gives: chance.randint(1, 3)}},
            "prerequisites": [{"module": m, "strength": s, "because": "-"} for m, s in needed.items()],
            "objectives": [{"id": "o", "text": "-", "competency": gives}],
            "key_points": ["-"],
            "activities": activities,
            "delivery": {
                "modes": ["remote"],
                "internet": "none",
                "devices": "none",
                "group": {"least": 1, "most": 30},
            },
            "review": {"kind": "general", "reviewed": "2026-01-01", "review_by": "2099-01-01", "by": "-"},
            "licence": "-",
            "authors": ["-"],
        }
    )


def figures(count: int, seed: int) -> dict[str, Any]:
    """What one instance takes (seconds, MiB) and reaches (levels, by solver and fallback, of those wanted)."""
    request = instance(count, seed)
    start = time.perf_counter()
    found = search(request)
    chosen = time.perf_counter()
    laid(found.chosen, request)
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.perf_counter()
    simple = greedy(request.task, lambda some: fits(some, request))
    return {
        "modules": count,
        "wishes": len(request.task.gaps),
        "found": found.by,
        "levels": closed(found.chosen, request.task),
        "of": min(gap_of(request.task), closed(without_limit(request.task), request.task)),
        "seconds": round(chosen - start, 2),
        "timetable": round(done - chosen, 3),
        "memory": round(memory),
        "simple": closed(simple, request.task),
        "simple_seconds": round(time.perf_counter() - begin, 2),
    }


def rows() -> Iterator[str]:
    """The table in Markdown, a line for each instance; takes some minutes."""
    yield from HEAD
    for count in COUNTS:
        for seed in SEEDS:
            command = [sys.executable, str(Path(__file__).resolve()), str(count), str(seed)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            yield f"| {' | '.join(str(value) for value in json.loads(done.stdout).values())} |"


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2]))))
