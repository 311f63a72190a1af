"""Marks in a text that is not in the language of its page, or whose translation may be out of date.

They travel inside of the text through every stage, since most of them see nothing but text, and become attributes and
signs when the page is written as HTML. The signs that begin and end a mark are brackets of dialect research (Unicode
block Supplemental Punctuation), which no text for a workshop holds; for Markdown they are punctuation, so emphasis
beside them is read as ever.
"""

import re
from collections.abc import Callable
from typing import Literal

_BEGIN, _TOLD, _END = "\u2e55", "\u2e57", "\u2e58"
_MARK = re.compile(f"{_BEGIN}([a-z]+):([A-Za-z0-9-]*){_TOLD}")
_ANY = re.compile(f"{_MARK.pattern}|{_END}")
_BLOCK = re.compile(
    r"<(p|li|h[1-6]|td|th|dd|dt|figcaption|caption)((?:\s[^>]*)?)>"
    r"((?:(?!</?(?:p|li|h[1-6]|t[dhr]|d[dtl]|[uo]l|div|table|fig\w+|caption)\b).)+)"
    r"(?=</\1>|<(?:[uo]l|p|div)\b)",
    re.DOTALL,
)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_MARKED = re.compile(f"{_MARK.pattern}[^{_END}]*{_END}|&[#\\w]+;")
_WORDS = re.compile(r"[^\W\d_]{2}|[\u0590-\u08ff]")
"""Words; letters that run from the right are words also alone, such as those for morning and afternoon in Arabic."""
_LOOSE = re.compile(r'<li((?:\s[^>]*)?)>(?=\s*<p(?:\s[^>]*?)?(\slang="[^"]*" dir="[^"]*")>)')
_TAG = re.compile(r"(<title>.*?</title>|<[^>]*>)", re.DOTALL)
_LANG = re.compile(r'\s(?:lang|dir)="[^"]*"')

Kind = Literal["foreign", "quiet", "old"]
"""Not translated; the same where a notice says it of the whole; translated from an older wording."""
SIGNS = {"foreign": "untranslated", "quiet": "foreign", "old": "outdated"}
"""The class of HTML of each kind; style sheets show a sign for the first and the last."""


def mark(text: str, kind: Kind, language: str) -> str:
    """The text with a mark around it; `language` is the language it is in."""
    return f"{_BEGIN}{kind}:{language}{_TOLD}{text}{_END}" if text else text


def unmarked(text: str) -> str:
    """The text alone."""
    return _ANY.sub("", text) if _BEGIN in text else text


def is_marked(text: str) -> bool:
    """Whether something in a text is marked."""
    return _BEGIN in text


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of marks in a text."""
    return frozenset(found[1] for found in _MARK.finditer(text))


def within(text: str, change: Callable[[str], str]) -> str:
    """A text changed inside of the mark around it, if there is one; marks on parts of it are taken off."""
    found = _MARK.match(text)
    return f"{found[0]}{change(unmarked(text))}{_END}" if found else change(unmarked(text))


def language_in(text: str, page: str) -> str:
    """The language that a text begins in, on a page in some language."""
    found = _MARK.match(text)
    return found[2] if found else page


def settled(html: str, direction: Callable[[str], str]) -> str:
    """A page with its marks turned into `lang`, `dir` and the class of a sign; in titles and attributes they go.

    `direction` tells whether a language runs ltr or rtl. Where all words of a block are marked, the block itself gets
    language and direction, so that it is aligned as its language is.
    """
    if _BEGIN not in html:
        return html
    html = _LINK.sub(lambda found: _as_link(found, direction), html)
    html = _BLOCK.sub(lambda found: _as_block(found, direction), html)
    html = _LOOSE.sub(lambda found: f"<li{_LANG.sub('', found[1])}{found[2]}>", html)
    parts = _TAG.split(html)
    return "".join(unmarked(part) if part.startswith("<") else _as_span(part, direction) for part in parts)


def _as_link(found: re.Match[str], direction: Callable[[str], str]) -> str:
    """A link whose words are marked has their language itself: an element inside would part it from its tag."""
    attributes, inside = found.groups()
    marked = _MARK.search(inside)
    if marked is None:
        return found[0]
    told = f'{_LANG.sub("", attributes)} lang="{marked[2]}" dir="{direction(marked[2])}"'
    return f"<a{told}>{unmarked(inside)}</a>"


def _as_block(found: re.Match[str], direction: Callable[[str], str]) -> str:
    tag, attributes, inside = found.groups()
    parts = _TAG.split(inside)
    text = "".join(parts[::2])
    languages = {mark[2] for mark in _MARK.finditer(text)}
    if len(languages) != 1 or 'href="#' in inside or _WORDS.search(_MARKED.sub(" ", text)):
        return found[0]  # a line of contents ends in the number of a page and runs as the page does
    (language,) = languages
    told = f'{_LANG.sub("", attributes)} lang="{language}" dir="{direction(language)}"'
    parts[::2] = [_MARK.sub(lambda mark: f'<span class="{SIGNS[mark[1]]}">', one) for one in parts[::2]]
    parts[::2] = [one.replace(_END, "</span>") for one in parts[::2]]
    return f"<{tag}{told}>{''.join(parts)}"


def _as_span(text: str, direction: Callable[[str], str]) -> str:
    def begin(found: re.Match[str]) -> str:
        if found[0] == _END:
            return "</span>"
        return f'<span class="{SIGNS[found[1]]}" lang="{found[2]}" dir="{direction(found[2])}">'

    return _ANY.sub(begin, text)
