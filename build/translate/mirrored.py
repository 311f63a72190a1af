"""Drawings (SVG) for languages that run from the right: everything changes sides, and words stay readable."""

import re

_DRAWING = re.compile(r"(<svg\b[^>]*>(?:\s*<title\b.*?</title>)?)(.*)(</svg>)", re.DOTALL)
_WIDTH = re.compile(r'\sviewBox="\s*[\d.]+[ ,]+[\d.]+[ ,]+([\d.]+)')
_ANCHOR = re.compile(r'text-anchor="(start|end)"')
_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_PLACE = re.compile(r'(\sd?x=")(?=[\d.]+")')
_TURN = re.compile(r'\stransform="([^"]*)"')
_OTHER = {"start": "end", "end": "start"}


def mirrored(svg: bytes) -> bytes:
    """The drawing as a mirror shows it, but for its words.

    As it is if it does not say how wide it is, or if a text of it has parts (`tspan`): WeasyPrint puts those on each
    other where they end at their place.
    """
    parts = _DRAWING.fullmatch(svg.decode("utf-8", errors="replace").strip())
    width = _WIDTH.search(parts[1]) if parts else None
    if parts is None or width is None or "<tspan" in parts[2]:
        return svg
    inside = _TEXT.sub(_turned_back, _ANCHOR.sub(lambda found: f'text-anchor="{_OTHER[found[1]]}"', parts[2]))
    turn = f'<g transform="translate({width[1]} 0) scale(-1 1)" text-anchor="end">'
    return f"{parts[1]}{turn}{inside}</g>{parts[3]}\n".encode()


def _turned_back(found: re.Match[str]) -> str:
    """A text mirrored once more at its place, so that it reads; it ends where it began."""
    attributes, inside = (_PLACE.sub(r"\1-", part) for part in found.groups())
    turns = _TURN.search(attributes)
    turn = f"{turns[1]} scale(-1 1)" if turns else "scale(-1 1)"
    return f'<text{_TURN.sub("", attributes)} transform="{turn}">{inside}</text>'
