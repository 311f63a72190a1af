"""Results of assessments as files, and two of them beside each other as plain data."""

from typing import Any

from rumbo.build.model import MEASURES, Assessment
from rumbo.build.outcome import Artifact
from rumbo.build.yaml_text import write

_HEAD = """\
# What a group said on one day. A profile takes it in place of wants and has:  assessment: {name}
# levels: what the middle rater said, 0 to 3. spread: how many said 0, 1, 2 and 3, where they differed.
"""


def result_file(result: Assessment, name: str) -> Artifact:
    """The file of a result, to be read by people, profiles and later comparisons."""
    data = result.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Artifact(name, (_HEAD.format(name=name) + write(data)).encode())


def comparison(old: Assessment, new: Assessment) -> dict[str, Any]:
    """Both results: when, by how many, and each competency's levels and gap before and after."""
    names = sorted({*old.levels, *new.levels})
    rows = [
        {"competency": name, "dimension": _dimension(name, new, old)}
        | {"old": _levels(old, name), "new": _levels(new, name)}
        for name in names
    ]
    return {"old": _who(old), "new": _who(new), "competencies": rows}


def _who(result: Assessment) -> dict[str, Any]:
    dates = {"date": result.date.isoformat(), "expires": result.expires.isoformat()}
    return {"set": result.question_set, **dates, "raters": result.raters.number}


def _dimension(name: str, *results: Assessment) -> str | None:
    return next((result.levels[name].dimension for result in results if name in result.levels), None)


def _levels(result: Assessment, name: str) -> dict[str, int | None]:
    levels = result.levels.get(name)
    return {name: getattr(levels, name, None) for name in (*MEASURES, "gap")}
