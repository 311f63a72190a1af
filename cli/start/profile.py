"""What was said as a profile, and as the text of its file."""

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from rumbo.build import assessing, pipeline
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.model import Profile
from rumbo.build.yaml_text import write
from rumbo.cli.start.questions import day_of

Said = Mapping[str, str]
"""Answers by the id of their question; several words are separated by spaces."""
FOLDER = Path("curriculum/profiles")
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the conversation stands on: the content, the day of today, and an assessment given beforehand."""

    curriculum: Curriculum
    today: dt.date
    assessment: Path | None = None


def profile_of(said: Said, ground: Ground) -> Entry[Profile]:
    """The profile as far as it was said, as its file would hold it; what was not said yet is left open."""
    fields = {name: value for name, value in _fields(said, ground).items() if value not in ("", [], {})}
    name = said.get("id") or short_name(said.get("title", ""))
    path = FOLDER / f"{name}.yaml"
    if fields.get("assessment"):
        fields["assessment"] = Path(os.path.relpath(fields["assessment"], path.parent)).as_posix()
    text = f"# Made by rumbo start on {ground.today}. Edit what you like, then: rumbo plan {path}\n{write(fields)}"
    return Entry(name, Profile.model_validate(fields), File(path, text), "file", assessment=_assessment(said))


def wishes_of(said: Said, ground: Ground) -> Entry[Profile]:
    """The same with wants and has from the assessment, as plans are made of it."""
    return pipeline.assessed(profile_of(said, ground), ground.curriculum)


def _assessment(said: Said) -> Any:
    path = Path(said.get("assessment", ""))
    results = assessing.read_results([path])[0] if said.get("assessment") else []
    return next((Entry(path.stem, value, File(path, ""), "file") for value in results), None)


def _fields(said: Said, ground: Ground) -> dict[str, Any]:
    """The fields of the file, in the order people read them."""
    tomorrow = ground.today + dt.timedelta(days=1)
    days = list(_numbered(said, "day")) or [f"{tomorrow} 00:00-23:59"]  # until days are said, there is time
    assessed = bool(said.get("assessment"))
    return {
        "title": said.get("title", "Our workshop"),
        "audience": said.get("audience", "").split() or list(ground.curriculum.audiences)[:1],
        "language": said.get("language", SOURCE_LANGUAGE),
        "participants": int(said.get("participants", 1)),
        "assessment": said.get("assessment", ""),
        "wants": {} if assessed else _wants(said, ground),
        **{name: said.get(name, "").split() for name in ("modules", "known", "without")},
        "when": [day_of(day).model_dump(mode="json", by_alias=True, exclude_defaults=True) for day in days],
        "trainers": list(_trainers(said)),
        "conditions": _part(said, "", "internet", "devices"),
        "venue": _part(said, "venue ", "name", "city"),
        "contact": _part(said, "contact ", "affiliate", "email"),
    }


def _wants(said: Said, ground: Ground) -> dict[str, int]:
    """The wishes, each as far as modules teach that are not excluded."""
    taught = pipeline.taught(ground.curriculum, said.get("without", "").split())
    names = said.get("wants", "").split()
    wants = {name: min(int(said.get(f"level {name}", "1")), taught.get(name, 0)) for name in names}
    return {name: level for name, level in wants.items() if level}


def _part(said: Said, prefix: str, *names: str) -> dict[str, str]:
    return {name: said[f"{prefix}{name}"] for name in names if said.get(f"{prefix}{name}")}


def _numbered(said: Said, kind: str) -> Iterator[str]:
    """The answers to "day 1", "day 2" and so on, until one is empty."""
    for number in count(1):
        answer = said.get(f"{kind} {number}")
        if not answer:
            return
        yield answer


def _trainers(said: Said) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(_numbered(said, "trainer"), start=1):
        yield {
            "name": name,
            "competencies": said.get(f"teaches {number}", "").split(),
            "languages": said.get(f"speaks {number}", "").split(),
        }


def short_name(title: str) -> str:
    """A title as the name of a file: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    return words[:LONGEST_NAME].strip("-") or "our-workshop"
