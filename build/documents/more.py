"""What more time would bring, as the plan shows it: a row for each point at which something changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import Labels
from rumbo.build.outcome import Further
from rumbo.build.sentences import title


@dataclass(frozen=True, slots=True)
class More:
    """One row: the time, titles of what comes in, is taught whole, is shorter (with its minutes) and goes, and the
    part of the wishes met.
    """

    time: str
    comes: tuple[str, ...]
    whole: tuple[str, ...]
    shorter: tuple[tuple[str, int], ...]
    goes: tuple[str, ...]
    met: str
    percent: int


def more_rows(points: Sequence[Further], curriculum: Curriculum, labels: Labels) -> tuple[More, ...]:
    """The rows; none if more time brings nothing."""
    return tuple(_row(point, curriculum, labels) for point in _news(points)) if len(points) > 1 else ()


def _news(points: Sequence[Further]) -> Iterator[Further]:
    """The points that differ from the one before, and the half day in any case."""
    before = None
    for point in points:
        now = (point.comes, point.whole, point.shorter, point.goes)
        if now != before or point.kind == "half-day":
            yield point
        before = now


def _row(point: Further, curriculum: Curriculum, labels: Labels) -> More:
    def titles(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(title("modules", name, curriculum) for name in names)

    return More(
        labels.text(f"more-{point.kind}", point.minutes) if point.minutes else labels.text("more-now"),
        titles(point.comes),
        titles(point.whole),
        tuple(zip(titles(tuple(point.shorter)), point.shorter.values(), strict=True)),
        titles(point.goes),
        labels.text("more-of", point.closed, point.gap),
        100 * point.closed // max(1, point.gap),
    )
