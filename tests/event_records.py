"""The record of an event at which the modules of the tiny curriculum were taught."""

import copy
from pathlib import Path
from typing import Any

from rumbo.build.model import Record
from rumbo.build.yaml_text import write

FIELDS: dict[str, Any] = {
    "id": "group-2027-03-12",
    "title": "Our group",
    "plan": "group",
    "days": ["2027-03-12", "2027-03-13"],
    "made_on": "2027-03-20",
    "audience": ["everyone"],
    "language": "en",
    "attendance": {"invited": 20, "came": 12, "accounts": 0, "by_day": {"2027-03-12": 12, "2027-03-13": 9}},
    "minutes": {
        "first": {"change": {"planned": 20, "actual": 35}},
        "second": {"change": {"planned": 20, "actual": 20}, "more": {"planned": 10, "actual": 0}},
    },
    "worked": ["Pairs with one laptop."],
    "did_not_work": [{"what": "The internet broke down.", "module": "first"}],
    "follow_ups": [{"task": "Thank the museum.", "owner": "coordinator", "due": "2027-04-01"}],
}


def record(**changes: Any) -> Record:
    """The record with some fields changed."""
    return Record.model_validate({**copy.deepcopy(FIELDS), **changes})


def written(path: Path, **changes: Any) -> Path:
    """The record as a file with some fields changed."""
    path.write_text(write({**copy.deepcopy(FIELDS), **changes}), encoding="utf-8")
    return path
