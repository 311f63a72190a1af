"""Documents to plain text through Jinja2 templates in a sandbox: mails, and requests to post on a web page."""

import re
import textwrap
from functools import cache
from pathlib import Path

from jinja2 import Environment
from rumbo.build.marks import unmarked
from rumbo.build.outcome import Document
from rumbo.build.render.html import tools_of
from rumbo.build.render.templates import rendered, sandbox

WIDTH = 72
"""Characters in a line of a mail (RFC 3676 asks for at most 78)."""
_BULLET = re.compile(r"\s*(?:[-*] )?")


def _environment(templates: tuple[Path, ...] = ()) -> Environment:
    return _made(templates)  # a call without folders and one with none are the same


@cache
def _made(templates: tuple[Path, ...]) -> Environment:
    environment = sandbox(templates, autoescape=False)  # plain text has nothing to escape
    environment.filters["capital"] = lambda text: f"{text[:1].upper()}{text[1:]}"
    environment.filters["wrapped"] = wrapped
    return environment


def to_text(document: Document, templates: tuple[Path, ...] = ()) -> str:
    """The whole text of a document: no blanks at the ends of lines, never two empty lines, one line end last."""
    told = unmarked(rendered(_environment(templates), document.template, {**tools_of(document), **document.content}))
    lines = "\n".join(line.rstrip() for line in told.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def wrapped(text: str, whole: str) -> str:
    """A text with its long lines cut between words; the parts of a list item stand below its first word.

    A word that is longer than a line, such as an address, stays whole, and so does a line that begins with `whole`.
    """
    return "\n".join(line if line.startswith(whole) else _wrapped(line) for line in text.splitlines())


def _wrapped(line: str) -> str:
    mark = _BULLET.match(line)
    indent = " " * len(mark[0]) if mark else ""
    return textwrap.fill(
        line.rstrip(), WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
