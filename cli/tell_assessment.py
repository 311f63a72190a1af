"""Results of assessments in words and tables, for the person at the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rumbo.build.assess.merge import disagreements
from rumbo.build.model import MEASURES, Assessment, Levels
from rumbo.cli.content import table

LEVELS = (*MEASURES, "gap")
COLUMNS = ("competency", "dimension", *LEVELS)


def lines_of(result: Assessment, taught: Mapping[str, int]) -> Iterator[str]:
    """What a result says: levels and gaps, what hangs on one person, where raters differ, what is not taught."""
    yield f"{_people(result.raters.number)} answered on {result.date}; to be asked again by {result.expires}."
    if result.levels:
        yield "\n" + table([_row(name, levels) for name, levels in result.levels.items()], COLUMNS)
    alone = [name for name, levels in result.levels.items() if levels.present and levels.robustness == 0]
    if alone:
        yield f"\nOne person leaving would undo: {', '.join(alone)}."
    yield ""
    for one in disagreements(result):
        what = f"{one.competency}, {one.measure}"
        yield f"Raters differ on {what}: from {one.lowest} to {one.highest}. Talk about it."
    for name, level in result.wants.items():
        if level > max(taught.get(name, 0), result.has.get(name, 0)):
            reached = f"only to level {taught[name]}" if taught.get(name) else "by no module yet"
            yield f"note: {name} is wanted at level {level} and taught {reached}."


def changes_of(data: Mapping[str, Any]) -> Iterator[str]:
    """Two results (see `comparison`) beside each other: what is no longer the same reads "1 to 2"."""
    for side in ("old", "new"):
        who = data[side]
        yield f"{side}: {who['set']}, {who['date']}, {_people(who['raters'])}"
    rows = [
        {"competency": row["competency"], "dimension": row["dimension"] or "-"}
        | {name: _change(row["old"][name], row["new"][name]) for name in LEVELS}
        for row in data["competencies"]
    ]
    yield "\n" + table(rows, COLUMNS)


def _people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"


def _row(name: str, levels: Levels) -> dict[str, object]:
    row: dict[str, object] = {"competency": name, "dimension": levels.dimension or "-"}
    return row | {column: _shown(getattr(levels, column)) for column in LEVELS}


def _shown(level: int | None) -> str:
    return "-" if level is None else str(level)


def _change(old: int | None, new: int | None) -> str:
    return _shown(new) if old == new else f"{_shown(old)} to {_shown(new)}"
