"""Where boxes and lines go: the only use of graphlay, with plain layers of our own where it is missing.

Positions depend on nothing but the sizes, the lines and their order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Size = tuple[float, float]
Point = tuple[float, float]
Direction = Literal["leftright", "topbottom"]
LAYER_GAP, BOX_GAP = 34.0, 16.0
"""Units between layers, where the lines run, and between boxes of one layer."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Upper left corners of the boxes, the points of each line in the order they were given, and the whole size."""

    corners: Mapping[str, Point]
    lines: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def place(boxes: Mapping[str, Size], lines: Sequence[tuple[str, str]], direction: Direction) -> Placed:
    """Lays boxes out in layers, each after those before it. The lines must form no circle."""
    try:
        import graphlay
    except ImportError:
        return layered(boxes, lines, direction)
    drawing = graphlay.Graph()
    for name, (width, height) in boxes.items():
        drawing.node(name, width=width, height=height)
    for before, after in lines:
        drawing.edge(before, after)
    spacing = {
        "layer_gap": LAYER_GAP,
        "node_gap": BOX_GAP,
        "isolated_gap": BOX_GAP,
        "dummy_gap": 12.0,
        "port_gap": 14.0,
        "stub": 10.0,
    }
    layout = graphlay.layout(drawing, options={"direction": direction, "spacing": spacing})
    return _moved(
        {
            name: (node["center"]["x"] - size[0] / 2, node["center"]["y"] - size[1] / 2)
            for (name, size), node in zip(boxes.items(), layout.nodes, strict=True)
        },
        [[(point["x"], point["y"]) for point in edge["points"]] for edge in layout.edges],
        boxes,
    )


def _moved(corners: Mapping[str, Point], lines: Sequence[Sequence[Point]], boxes: Mapping[str, Size]) -> Placed:
    """The same with everything beginning at zero, rounded to tenths."""
    points = [point for line in lines for point in line]
    points += [(x + dx, y + dy) for name, (x, y) in corners.items() for dx, dy in ((0, 0), boxes[name])]
    left, top = min((x for x, _ in points), default=0), min((y for _, y in points), default=0)
    right, bottom = max((x for x, _ in points), default=0), max((y for _, y in points), default=0)

    def move(point: Point) -> Point:
        return round(point[0] - left, 1), round(point[1] - top, 1)

    placed = {name: move(corner) for name, corner in corners.items()}
    return Placed(placed, tuple(tuple(map(move, line)) for line in lines), right - left, bottom - top)


_Spot = str | tuple[int, int]
"""A box by its name, or the lane that a long line keeps through a layer: (number of the line, layer)."""
LANE = 10.0
SWEEPS = 4


def layered(boxes: Mapping[str, Size], lines: Sequence[tuple[str, str]], direction: Direction) -> Placed:
    """Plain layers: each box comes one layer after the last before it; long lines pass beside the boxes."""
    layer = _layers(boxes, lines)
    tracks: list[list[_Spot]] = [
        [before, *((number, deep) for deep in range(layer[before] + 1, layer[after])), after]
        for number, (before, after) in enumerate(lines)
    ]
    rows: list[list[_Spot]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for name in boxes:
        rows[layer[name]].append(name)
    for track in tracks:
        for spot in track[1:-1]:
            rows[spot[1]].append(spot)  # type: ignore[index]  # lanes only
    _untangle(rows, tracks)
    flat = direction == "leftright"

    def size(spot: _Spot) -> Size:
        """Along the layers, and across them."""
        width, height = boxes[spot] if isinstance(spot, str) else (LANE, LANE)
        return (width, height) if flat else (height, width)

    spans = _spans(rows, size)
    corners = {name: (spans[name][0], spans[name][2]) for name in boxes}
    ways = [_way(track, spans) for track in tracks]
    turned: Callable[[Point], Point] = (lambda point: point) if flat else (lambda point: (point[1], point[0]))
    return _moved(
        {name: turned(corner) for name, corner in corners.items()}, [list(map(turned, way)) for way in ways], boxes
    )


def _layers(boxes: Mapping[str, Size], lines: Sequence[tuple[str, str]]) -> dict[str, int]:
    layer = dict.fromkeys(boxes, 0)
    for _ in boxes:
        for before, after in lines:
            layer[after] = max(layer[after], layer[before] + 1)
    return layer


def _untangle(rows: list[list[_Spot]], tracks: Sequence[Sequence[_Spot]]) -> None:
    """Orders each layer by the middle of the neighbours (Sugiyama, Tagawa and Toda 1981), to and fro."""
    beside: dict[_Spot, list[_Spot]] = {}
    for track in tracks:
        for one, other in pairwise(track):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    for sweep in range(SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for number in order:
            next_row = rows[number - 1 if sweep % 2 == 0 else number + 1]
            place = {spot: index for index, spot in enumerate(next_row)}
            old = {spot: index for index, spot in enumerate(rows[number])}

            def middle(spot: _Spot, place: Mapping[_Spot, int] = place, old: Mapping[_Spot, int] = old) -> float:
                near = [place[other] for other in beside.get(spot, ()) if other in place]
                return sum(near) / len(near) if near else old[spot]

            rows[number].sort(key=middle)


_Span = tuple[float, float, float, float, float]
"""Where a spot begins and ends along the layers, and across them; and where its layer ends."""


def _spans(rows: Sequence[Sequence[_Spot]], size: Callable[[_Spot], Size]) -> dict[_Spot, _Span]:
    breadth = [sum(size(spot)[1] + BOX_GAP for spot in row) - BOX_GAP for row in rows]
    spans: dict[_Spot, _Span] = {}
    start = 0.0
    for row, total in zip(rows, breadth, strict=True):
        end = start + max(size(spot)[0] for spot in row)
        across = (max(breadth) - total) / 2
        for spot in row:
            long, broad = size(spot)
            stop = start + long if isinstance(spot, str) else end
            spans[spot] = start, stop, across, across + broad, end
            across += broad + BOX_GAP
        start = end + LAYER_GAP
    return spans


def _way(track: Sequence[_Spot], spans: Mapping[_Spot, _Span]) -> list[Point]:
    """From the end of the first box, past its layer, through the lanes to the start of the last one."""
    points: list[Point] = []
    for spot in track:
        start, stop, near, far, end = spans[spot]
        points += [(along, (near + far) / 2) for along in (start, stop, end)]
    return points[1:-2]
