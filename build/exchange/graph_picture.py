"""The picture of what builds on what: at most as wide as a page, and nothing in it is told by colour alone.

What is in the plan has a thick frame, what is known round corners; each box says so in words as well. Too many
modules for one readable picture stand in rows by level, with what comes before in words instead of lines.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rumbo.build.exchange.canvas import Canvas, Point
from rumbo.build.exchange.graph import KINDS, Graph, Kind, State, Station, facts
from rumbo.build.exchange.graph_layout import Direction, Placed, place
from rumbo.build.labels import Labels
from rumbo.build.letters import width, wrapped
from rumbo.build.marks import language_in, unmarked
from rumbo.build.outcome import Drawing, Told

WIDEST, TALLEST, LEGEND = 640.0, 760.0, 60.0
"""Units of 1/96 inch: within the margins of A4, with room for a heading, the legend and a caption."""
MOST_BOXES = 36
"""More do not fit on a page with lines between them."""
BOX, WIDE_BOX, PAD, GAP = 132.0, 148.0, 9.0, 16.0
TITLE, SMALL = 11.5, 10.5
"""Sizes of letters; printed they are 8.6 and 7.9 points."""
LEADING = 1.3
COLUMNS = 4
SAMPLE = 34.0
DASHES: dict[Kind, str] = {"required": "", "any": "1.5 3.5", "recommended": "7 4"}
FRAMES: dict[State, tuple[float, float, str]] = {
    "chosen": (2.6, 0.0, "#eef4f8"),
    "known": (1.0, 13.0, "#ffffff"),
    "other": (1.0, 0.0, "#ffffff"),
}
"""Width of the frame, radius of the corners, filling."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A module with its words in lines, as high as these need."""

    station: Station
    title: list[str]
    words: list[str]
    width: float
    language: str
    """The language of the title."""

    @property
    def height(self) -> float:
        return 2 * PAD + LEADING * (TITLE * len(self.title) + SMALL * len(self.words))


def draw(graph: Graph, labels: Labels, direction: str, links: str = "") -> Drawing:
    """The picture with its legend, mirrored if the direction is rtl. The same graph gives the same bytes.

    `links` is an address with {id} in it to which each box leads, or nothing.
    """
    canvas = Canvas(WIDEST, mirrored=direction == "rtl", links=links)
    boxes = {station.id: _box(station, _state(station, labels), BOX, labels.language) for station in graph.stations}
    placed = _placed(graph, boxes)
    bottom = _network(canvas, graph, boxes, placed) if placed else _levels(canvas, graph, labels)
    kinds = {line.kind for line in graph.lines} if placed else set()
    bottom = _legend(canvas, bottom + 18, {station.state for station in graph.stations}, kinds, labels)
    title, description = labels.text("graph-heading"), describe(graph, labels)
    svg = canvas.svg(bottom, title, description, labels.written_in)
    words = tuple(Told(one.sign, one.id, one.title, facts(one, graph, labels)) for one in graph.stations)
    return Drawing(svg, description, words, fits_page=bottom <= TALLEST + LEGEND)


def describe(graph: Graph, labels: Labels) -> str:
    """What the picture shows, for people who do not see it; each module is told in words beside it."""
    chosen, known = (sum(one.state == state for one in graph.stations) for state in ("chosen", "known"))
    if not chosen:
        return labels.text("graph-all", len(graph.stations))
    return labels.text("graph-plan", chosen, known)


def _state(station: Station, labels: Labels) -> list[str]:
    minutes = labels.text("minutes", station.minutes)
    states = {"chosen": [labels.text("graph-chosen"), minutes], "known": [labels.text("graph-known")]}
    return states.get(station.state, [minutes])


def _box(station: Station, words: Sequence[str], wide: float, page: str) -> _Box:
    inner = wide - 2 * PAD
    title = wrapped(f"{station.sign}. {unmarked(station.title)}", inner, TITLE, "Bold")
    small = [line for word in words for line in wrapped(word, inner, SMALL)]
    return _Box(station, title, small, wide, language_in(station.title, page))


def _placed(graph: Graph, boxes: Mapping[str, _Box]) -> Placed | None:
    """The lower of the two ways to lay the boxes out that fit on a page, or nothing."""
    if len(boxes) > MOST_BOXES:
        return None
    sizes = {name: (box.width, box.height) for name, box in boxes.items()}
    lines = [(line.before, line.after) for line in graph.lines]
    ways: tuple[Direction, ...] = ("leftright", "topbottom")
    found = [place(sizes, lines, way) for way in ways]
    fitting = [placed for placed in found if placed.width <= WIDEST - 4 and placed.height <= TALLEST]
    return min(fitting, key=lambda placed: placed.height, default=None)


def _network(canvas: Canvas, graph: Graph, boxes: Mapping[str, _Box], placed: Placed) -> float:
    """Lines, then boxes upon them. Returns where they end."""
    left, top = (WIDEST - placed.width) / 2, 2.0
    for line, points in zip(graph.lines, placed.lines, strict=True):
        canvas.line([(x + left, y + top) for x, y in points], DASHES[line.kind])
    for name, box in boxes.items():
        x, y = placed.corners[name]
        _draw_box(canvas, box, (x + left, y + top), box.height)
    return placed.height + top


def _levels(canvas: Canvas, graph: Graph, labels: Labels) -> float:
    """Rows of boxes under the heading of each level, from what needs nothing on. Returns where they end."""
    y = 0.0
    for depth, group in groupby(sorted(graph.stations, key=_depth), _depth):
        heading = labels.text("graph-level", depth)
        y += 24
        canvas.text((width(heading, TITLE, "Bold") / 2 + 2, y), heading, TITLE, bold=True)
        y += 10
        boxes = [_box(station, facts(station, graph, labels), WIDE_BOX, labels.language) for station in group]
        for start in range(0, len(boxes), COLUMNS):
            row = boxes[start : start + COLUMNS]
            height = max(box.height for box in row)
            for column, box in enumerate(row):
                _draw_box(canvas, box, (2 + column * (WIDE_BOX + GAP - 1.4), y), height)
            y += height + GAP
    return y


def _depth(station: Station) -> int:
    return station.depth


def _draw_box(canvas: Canvas, box: _Box, corner: Point, height: float) -> None:
    middle, y = corner[0] + box.width / 2, corner[1] + (height - box.height) / 2 + PAD
    canvas.begin(f"{unmarked(box.station.title)} ({box.station.id})", box.station.id)
    canvas.frame(corner, (box.width, height), *FRAMES[box.station.state])
    for line in box.title:
        y += TITLE * LEADING
        canvas.text((middle, y - 3), line, TITLE, language=box.language, bold=True)
    for line in box.words:
        y += SMALL * LEADING
        canvas.text((middle, y - 3), line, SMALL)
    canvas.end()


def _legend(canvas: Canvas, top: float, states: Collection[State], kinds: Collection[Kind], labels: Labels) -> float:
    """A sample and its meaning for whatever is in the picture, in rows. Returns where they end."""
    samples = [state for state in FRAMES if state in states and state != "other"]
    signs = [kind for kind in KINDS if kind in kinds]
    words = [labels.text(f"graph-legend-{sign}") for sign in (*samples, *signs)]
    places = list(_legend_places([width(word, SMALL) for word in words], top))
    for (x, y), word in zip(places, words, strict=True):
        canvas.text((x + SAMPLE + width(word, SMALL) / 2, y + 10.5), word, SMALL)
    for state, corner in zip(samples, places, strict=False):
        stroke, radius, filling = FRAMES[state]
        canvas.frame(corner, (SAMPLE - 8, 13), stroke, min(radius, 5.0), filling)
    for kind, (x, y) in zip(signs, places[len(samples) :], strict=True):
        canvas.line([(x, y + 6.5), (x + SAMPLE - 8, y + 6.5)], DASHES[kind])
    return places[-1][1] + 16 if places else top


def _legend_places(widths: Iterable[float], top: float) -> Iterator[Point]:
    """Where each entry of the legend begins, in rows."""
    x, y = 2.0, top
    for wide in widths:
        if x > 2 and x + SAMPLE + wide > WIDEST:
            x, y = 2.0, y + 20
        yield x, y
        x += SAMPLE + wide + 20
