"""A sheet to draw on that becomes an SVG: frames, words and lines, mirrored where people write from right to left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from math import hypot

from rumbo.build.words import ordered

Point = tuple[float, float]
INK = "#202122"
TIP_LONG, TIP_BROAD = 7.0, 3.2
"""Units of an arrow's tip: its length and half of its breadth."""


@dataclass(slots=True)
class Canvas:
    """What was drawn so far, in the order in which it is painted."""

    width: float
    mirrored: bool = False
    links: str = ""
    """An address with {id} in it, to which a group of marks leads, or nothing."""
    _marks: list[str] = field(default_factory=list)

    def frame(self, corner: Point, size: Point, stroke: float, radius: float, filling: str) -> None:
        """A box from its upper left corner."""
        x = self.width - corner[0] - size[0] if self.mirrored else corner[0]
        self._marks.append(
            f'<rect x="{_n(x)}" y="{_n(corner[1])}" width="{_n(size[0])}" height="{_n(size[1])}" rx="{_n(radius)}"'
            f' fill="{filling}" stroke="{INK}" stroke-width="{_n(stroke)}"/>'
        )

    def text(self, middle: Point, words: str, size: float, *, language: str = "", bold: bool = False) -> None:
        """Words on a line around their middle, which needs no knowledge of where their script begins."""
        weight = ' font-weight="bold"' if bold else ""
        tongue = f' xml:lang="{escape(language)}"' if language else ""
        self._marks.append(
            f'<text x="{_n(self._x(middle[0]))}" y="{_n(middle[1])}" font-size="{_n(size)}"{weight}{tongue}'
            f' text-anchor="middle">{escape(ordered(words))}</text>'
        )

    def line(self, points: Sequence[Point], dashes: str) -> None:
        """A line along the points, with an arrow's tip at its end."""
        way = [(self._x(x), y) for x, y in points]
        (x0, y0), (x1, y1) = way[-2:]
        far = hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = (x1 - x0) / far, (y1 - y0) / far
        back = (x1 - dx * TIP_LONG, y1 - dy * TIP_LONG)
        sides = [(back[0] + side * dy * TIP_BROAD, back[1] - side * dx * TIP_BROAD) for side in (1, -1)]
        pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._marks += [
            f'<polyline points="{_all([*way[:-1], back])}" fill="none" stroke="{INK}" stroke-width="1.3"{pattern}/>',
            f'<polygon points="{_all([(x1, y1), *sides])}" fill="{INK}"/>',
        ]

    def begin(self, title: str, name: str) -> None:
        """Opens a group of marks that belong together, have a title and lead to where `name` is told of."""
        link = f'<a href="{escape(self.links.replace("{id}", name))}">' if self.links else ""
        self._marks.append(f"{link}<g><title>{escape(title)}</title>")

    def end(self) -> None:
        """Closes the group."""
        self._marks.append("</g></a>" if self.links else "</g>")

    def svg(self, height: float, title: str, description: str, language: str) -> bytes:
        """The whole picture."""
        size = f'width="{_n(self.width)}" height="{_n(height)}" viewBox="0 0 {_n(self.width)} {_n(height)}"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang="{escape(language)}" role="img"'
            f' font-family="Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif" fill="{INK}">'
        )
        told = [f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>"]
        return "\n".join([head, *told, *self._marks, "</svg>\n"]).encode()

    def _x(self, x: float) -> float:
        return self.width - x if self.mirrored else x


def _all(points: Sequence[Point]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A number with at most one decimal."""
    return f"{round(number, 1) + 0.0:g}"
