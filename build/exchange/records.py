"""Records of events as files, and what learning patterns get from them: drafts of new ones, evidence for old ones."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rumbo.build.model import Record, Trouble
from rumbo.build.outcome import Artifact
from rumbo.build.yaml_text import write

HEAD = """\
# What happened at a workshop. Edit what you like; `rumbo check THIS-FILE` tells mistakes.
#   rumbo report THIS-FILE    one page, wikitext, and drafts of learning patterns
#   rumbo minutes FILES       how long things really take
"""
EVIDENCE = """\
# Evidence for learning patterns: copy each line below `used:` in the front matter of the pattern's file
# (write `used:` there if it has none), and put your name or your group's in the place of the last words.
"""
SOMEBODY = "Your name or group"
TWO_YEARS = 730
LONGEST_ID = 60
SHORT = 45
"""Letters of the name of a draft, so that it can be typed."""
_MARKS = re.compile(r"([\\`*_\[\]<>#|~!&])")
BODY = """
## What problem does this solve?

At *{title}* on {day} this did not work: {what}

Tell what people saw, how often it happens, and what comes of it when nothing is done.

## What is the solution?

1. **Write** what you will do first the next time, with whom, and when.
2. **Name** what it takes: minutes, things, people.
3. **Say** how you will see that it helped.

## Things to consider

Write when it works less well, and what it costs.{tried}

## When to use

Write for which groups, and how long before the event.

## See also

- The record of the event, {plan}, {day}.
"""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a plan says of an event before anybody is asked about it."""

    plan: str
    title: str
    days: tuple[dt.date, ...]
    audience: tuple[str, ...]
    language: str
    modules: tuple[tuple[str, str], ...]
    """Id and title in teaching order."""
    activities: Mapping[str, tuple[tuple[str, str, int], ...]]
    """Id, title and planned minutes, by module."""
    patterns: tuple[tuple[str, str], ...] = ()
    trainers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who was to teach, by module."""

    @property
    def id(self) -> str:
        """The id of its record."""
        day = self.days[0].isoformat()
        return f"{self.plan[: LONGEST_ID - len(day) - 1].rstrip('-')}-{day}"


def record_of(outline: Outline, said: Mapping[str, Any], today: dt.date) -> Record:
    """The record of an event from what was said about it."""
    told = {
        "id": outline.id,
        "title": outline.title,
        "plan": outline.plan,
        "days": outline.days,
        "made_on": today,
        "audience": outline.audience,
        "language": outline.language,
    }
    return Record.model_validate({**told, **said})


def record_file(record: Record, name: str) -> Artifact:
    """The file of a record, to be read by people and by reports."""
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Artifact(name, (HEAD + write(data)).encode())


def evidence(record: Record, name: str) -> Artifact:
    """A line for each learning pattern that was tried, in the form in which patterns hold it."""
    lines = [EVIDENCE] if record.patterns else [f"{EVIDENCE}# No learning pattern was tried.\n"]
    for tried in record.patterns:
        use: dict[str, str] = {"event": record.title, "date": record.days[0].isoformat()}
        use |= {"audience": record.audience[0]} if record.audience else {}
        use |= {"worked": tried.worked, "outcome": tried.outcome, "by": SOMEBODY}
        fields = ", ".join(f"{field}: {_quoted(field, value)}" for field, value in use.items())
        lines.append(f"# {tried.id}.md\n  - {{{fields}}}\n")
    return Artifact(name, "".join(lines).encode())


def _quoted(field: str, value: str) -> str:
    return value if field in ("date", "audience") else json.dumps(value, ensure_ascii=False)


def drafts(
    record: Record, known: Mapping[str, Collection[str]], today: dt.date, folder: str = "patterns"
) -> Iterator[Artifact]:
    """A draft of a learning pattern for each thing that did not work.

    `known` holds the ids of modules, patterns and audiences that exist: a draft names no other.
    """
    taken = set(known["patterns"])
    for trouble in record.did_not_work:
        name = _free(slug(trouble.what) or f"lesson-{record.days[0]}", taken)
        taken.add(name)
        fields = write(_fields(trouble, record, known, today))
        text = f"---\n{fields}---\n{_body(trouble, record)}"
        yield Artifact(f"{folder}/{name}.md", text.encode())


def _fields(trouble: Trouble, record: Record, known: Mapping[str, Collection[str]], today: dt.date) -> dict[str, Any]:
    modules = [trouble.module] if trouble.module else record.modules
    later = today + dt.timedelta(days=TWO_YEARS)
    return {
        "title": _title(trouble.what),
        "problem": trouble.what,
        "solution": "Write one sentence that names the step that helps.",
        "topics": ["event"],
        "audiences": [name for name in record.audience if name in known["audiences"]],
        "applies": {"modules": [name for name in modules if name in known["modules"]]},
        "status": "draft",
        "created": today.isoformat(),
        "review": {
            "kind": "general",
            "reviewed": today.isoformat(),
            "review_by": later.isoformat(),
            "by": SOMEBODY,
        },
        "authors": [SOMEBODY],
        "licence": "CC-BY-SA-4.0",
        "sources": [{"title": f"Record of {record.title}, {record.days[0]}", "accessed": today.isoformat()}],
    }


def _title(what: str) -> str:
    """The first sentence in one line, cut between words if it is long."""
    first = re.split(r"(?<=[^.])[.!?;](?:\s|$)", " ".join(what.split()), maxsplit=1)[0]
    return first if len(first) <= LONGEST_ID else f"{first[:LONGEST_ID].rsplit(' ', 1)[0]}…"


def _body(trouble: Trouble, record: Record) -> str:
    tried = f"\n\nThe learning pattern *{trouble.pattern}* was tried and was not enough." if trouble.pattern else ""
    what = _as_markdown(trouble.what)
    day = record.days[0].isoformat()
    return BODY.format(title=_as_markdown(record.title), day=day, what=what, tried=tried, plan=record.plan)


def _as_markdown(text: str) -> str:
    """A text on one line whose signs mean nothing."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def slug(text: str, longest: int = SHORT) -> str:
    """An id made of the first words of a text; nothing for a text without any Latin letters."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters)
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:longest]
        if len(longer) > longest:
            break
        name = longer
    return name


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the same with the next number."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def credit(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Who taught which module how often, and when last, from the records that hold names."""
    found: dict[tuple[str, str], list[dt.date]] = {}
    for record in records:
        for module, names in record.taught.items():
            for name in names:
                found.setdefault((name, module), []).append(record.days[0])
    return [
        {"trainer": name, "module": module, "times": len(days), "last": max(days).isoformat()}
        for (name, module), days in sorted(found.items(), key=lambda one: (one[0][0].casefold(), one[0][1]))
    ]
