"""Documents to HTML through Jinja2 templates in a sandbox; every text is escaped unless it is our own Markdown."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from rumbo.build import markdown
from rumbo.build.labels import SOURCE_LANGUAGE, Labels, direction_of
from rumbo.build.marks import SIGNS, language_in, settled, within
from rumbo.build.outcome import Document, picture_address
from rumbo.build.render.templates import rendered, sandbox
from rumbo.build.words import direction, is_mixed

_CODE = re.compile(r"<code\b[^>]*>.*?</code>", re.DOTALL)
_NAME = re.compile(r"\?\w+")
"""A blank of a query (SPARQL): a line of Unicode may end after the question mark."""


def _environment(templates: tuple[Path, ...] = ()) -> Environment:
    return _made(templates)  # a call without folders and one with none are the same


@cache
def _made(templates: tuple[Path, ...]) -> Environment:
    environment = sandbox(templates, autoescape=True)
    environment.filters["capital"] = _capital
    environment.filters["dir"] = direction
    environment.filters["inline"] = lambda text: Markup(markdown.to_inline_html(text))
    environment.filters["letter"] = _letter
    environment.filters["lines"] = lambda number: Markup(markdown.ruled_lines(number))
    environment.filters["markdown"] = _markdown
    environment.filters["own"] = _own
    environment.filters["turned"] = _turned
    return environment


@pass_context
def _own(context: Context, text: str) -> str:
    """Words of somebody's own, such as a name, which do not mix their order with that of the page around them."""
    if not is_mixed(text, context.get("direction", "ltr")):  # a macro may have been imported without its page
        return text
    return Markup('<span dir="{}">{}</span>').format(direction(text), text)


@pass_context
def _turned(context: Context, text: str) -> Markup:
    """The attribute `dir` for a block whose words run against its page; nothing for others."""
    told = direction(text)
    return Markup("") if told == context.get("direction", told) else Markup(' dir="{}"').format(told)


@pass_context
def _letter(context: Context, text: str, number: int) -> str:
    """The letter before an answer, counted from 0: of the language of the answer, so that both run one way."""
    language = language_in(text, context.get("content_language") or context.get("language", SOURCE_LANGUAGE))
    return Labels(language).text("answer-letters").split()[number]


def _capital(text: str) -> str:
    """A text with its first letter large."""
    return within(text, lambda words: f"{words[:1].upper()}{words[1:]}")


def _markdown(text: str, module: str = "") -> Markup:
    """Markdown of a module as HTML, its pictures under their addresses."""
    locate: Callable[[str], str] | None = (lambda file: picture_address(module, file)) if module else None
    return Markup(markdown.to_html(text, locate))


def to_html(document: Document, templates: tuple[Path, ...] = ()) -> str:
    """The whole page of a document; templates in other folders win over ours. Raises TemplateFault."""
    html = rendered(_environment(templates), document.template, {**tools_of(document), **document.content})
    html = _CODE.sub(lambda code: _NAME.sub(r'<span class="together">\g<0></span>', code[0]), html)
    return _signed(settled(html, direction_of), Labels(document.language))


def _signed(html: str, labels: Labels) -> str:
    """A page with the meaning of the signs on it at its foot."""
    shown = (SIGNS["foreign"], SIGNS["old"])
    signs = [labels.text(f"sign-{kind}") for kind in shown if f'class="{kind}"' in html]
    foot = " · ".join(signs)
    return html.replace("<body ", f'<body data-signs="{escape(foot)}" ', 1) if signs else html


def tools_of(document: Document) -> dict[str, Any]:
    """What every template can use: labels, dates and times in the language of the document."""
    labels = Labels(document.language)
    return {
        "t": labels.text,
        "day": labels.day,
        "short_day": labels.short_day,
        "time": labels.time,
        "language_name": labels.language_name,
        "direction": labels.direction,
        "language": labels.written_in,
        "title": document.title,
        "name": document.name,
    }
