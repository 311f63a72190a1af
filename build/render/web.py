"""A document as one page for screens: style and pictures inside, nothing to be loaded from anywhere."""

import base64
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from rumbo.build.render.sheets import read_sheet

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_START = '<meta charset="utf-8">'
"""Stands at the beginning of the head of every page; what is added comes after it, so that branding still wins."""


def self_contained(html: str, pictures: Mapping[str, bytes], templates: Sequence[Path] = ()) -> str:
    """The page with a style for screens, its pictures as data, and a width that suits phones."""
    head = f'{_START}\n<meta name="viewport" content="width=device-width, initial-scale=1">'
    style = f"<style>\n{read_sheet('screen', templates)}</style>"
    page = html.replace(_START, f"{head}\n{style}", 1)
    for address, content in pictures.items():
        shown = f'src="{escape(address)}"'
        if shown in page:
            page = page.replace(shown, f'src="{_data(address, content)}"')
    return page


def _data(address: str, content: bytes) -> str:
    """A picture as an address that holds it."""
    kind = _TYPES[address.rpartition(".")[2].lower()]
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
