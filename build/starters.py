"""Commented starting files for modules, learning patterns and profiles; each passes `check` as it is."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rumbo.build.outcome import Artifact

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "starters"
_HALF_A_YEAR, _TWO_YEARS = 182, 730
STARTERS = {
    "module": {
        "module/module.yaml.j2": "modules/{}/module.yaml",
        "module/handout.md.j2": "modules/{}/handout.md",
        "module/guide.md.j2": "modules/{}/guide.md",
    },
    "pattern": {"pattern.md.j2": "{}.md"},
    "profile": {"profile.yaml.j2": "profiles/{}.yaml"},
}
"""The templates of each kind and the names of their files within the folder of that kind."""


def starter(kind: str, name: str, folder: Path, schemas: Path, today: dt.date) -> Iterator[Artifact]:
    """The starting files of a kind, named within `folder`; `schemas` is where the JSON Schemas lie."""
    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(loader=loader, autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True)
    for template, pattern in STARTERS[kind].items():
        target = pattern.format(name)
        text = environment.get_template(template).render(
            title=name.replace("-", " ").capitalize(),
            today=today,
            later=today + dt.timedelta(days=_TWO_YEARS),
            workshop=today + dt.timedelta(days=_HALF_A_YEAR),
            target=(folder / target).as_posix(),
            schema=Path(os.path.relpath(schemas / f"{kind}.schema.json", (folder / target).parent)).as_posix(),
        )
        yield Artifact(target, text.encode())
