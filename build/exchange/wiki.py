"""Learning patterns to the library on Meta-Wiki and back, without loss (see docs/decisions/0016-wiki-pages.md)."""

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rumbo.build.curriculum import Entry
from rumbo.build.exchange.as_markdown import markdown
from rumbo.build.exchange.wiki_fields import fields_of
from rumbo.build.exchange.wiki_names import ENDORSEMENTS, SECTIONS
from rumbo.build.exchange.wiki_nodes import fault_of
from rumbo.build.exchange.wiki_page import page
from rumbo.build.exchange.wiki_read import CARRIED, PageRead, read
from rumbo.build.markdown import Part
from rumbo.build.model import LONGEST_ID, RESERVED, Pattern, is_id
from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import UNSEEN, write

LEFTOVER = "Leftover"
"""The section of a draft for what could not be placed."""
_LOOK = "What stood on the page and could not be placed. Look at each piece, then delete this section."
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A pattern read from a page: its file, and what the person should know of how it was read."""

    file: Artifact
    notes: tuple[str, ...]


def to_page(entry: Entry[Pattern], *, translate: bool = False) -> str:
    """The page of a pattern. A comment at its end carries the fields that nothing on the page tells."""
    pattern, body = entry.value, entry.texts["body"].text
    told = fields_of(read(page(pattern, body)), "", pattern.created, own=True).values
    given = pattern.model_dump(mode="json", exclude_defaults=True)
    wanted = {name: value for name, value in given.items() if told.get(name) != value}
    wanted |= {name: [] for name, value in told.items() if value and name not in given}
    return f"{page(pattern, body, translate=translate)}\n<!-- {CARRIED} {_json({'id': entry.id, **wanted})} -->\n"


def _json(data: Json) -> str:
    """JSON with what could end a comment, or be replaced in it, as codes."""
    text = json.dumps(data, ensure_ascii=False)
    return re.sub("[<>~]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def page_fault(wikitext: str, name: str) -> Problem | None:
    """Why a page cannot be read in the time that people have, if so; `from_page` wants none that has a fault."""
    fault = fault_of(wikitext)
    return Problem(name, 0, 0, "P115", fault, "keep the pattern alone, and close what is open") if fault else None


def from_page(wikitext: str, name: str, today: dt.date) -> Draft:
    """A draft of the pattern that a page tells; `name` is the name of the page if it is known, else empty.

    Fields that the page carries in its comment count as long as nobody has changed what the page shows of them.
    """
    name = " ".join(_seen(name).split())
    found = read(_seen(wikitext.replace("\r\n", "\n")))
    carried = _carried(found)
    fields = fields_of(found, name, today, own=carried is not None)
    notes = [*found.notes, *fields.notes]
    values = fields.values
    if carried is not None:
        values = _merged(carried, values, found, today)
        notes = list(found.notes)
    pattern = Pattern.model_validate(values)
    name_of_file = _id(carried, pattern.title, fields.language)
    notes += _told(found, fields.language)
    body = _body(found, fields.language)
    front = write(pattern.model_dump(exclude_defaults=True))
    return Draft(Artifact(f"{name_of_file}.md", f"---\n{front}---\n\n{body}".encode()), tuple(notes))


def _seen(value: Any) -> Any:
    """Texts, and all texts in lists and mappings, without characters that nobody can see."""
    if isinstance(value, str):
        return UNSEEN.sub("", value)
    if isinstance(value, list):
        return [_seen(inner) for inner in value]
    return {_seen(key): _seen(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _carried(found: PageRead) -> Json | None:
    """The fields in the comment of a page, if it has one that can be read."""
    if not found.carried:
        return None
    try:
        data = _seen(json.loads(found.carried))
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        found.notes.append("the comment with the other fields cannot be read")
        found.leftovers.append(("comment", f"<!-- {CARRIED}{found.carried}-->"))
        return None
    return data


def _merged(carried: Json, told: Json, found: PageRead, today: dt.date) -> Json:
    """The fields carried, but for those that the page tells otherwise than it did when it was written."""
    fields = {name: value for name, value in carried.items() if name in Pattern.model_fields}
    try:
        then = Pattern.model_validate({**told, **fields})
    except ValueError:
        found.notes.append("the comment holds fields that cannot be; the page alone was read")
        found.leftovers.append(("comment", f"<!-- {CARRIED}{found.carried}-->"))
        return told
    said = fields_of(read(page(then, _text(found))), "", today, own=True).values
    return {**told, **{name: _kept(value, said.get(name), told.get(name)) for name, value in fields.items()}}


def _kept(carried: Any, said: Any, told: Any) -> Any:
    """A carried value if the page still tells it; of a list or mapping, those entries that it still tells."""
    if said == told:
        return carried
    if isinstance(carried, dict) and isinstance(said, dict) and isinstance(told, dict):
        return {key: _kept(carried.get(key), said.get(key), told.get(key)) for key in {**carried, **told}}
    if not (isinstance(carried, list) and isinstance(said, list) and len(said) == len(carried)):
        return told
    return [carried[said.index(item)] if item in said else item for item in told]


def _id(carried: Json | None, title: str, language: str) -> str:
    """The id that the page carries, else one made of the title."""
    given = (carried or {}).get("id")
    if isinstance(given, str) and is_id(given):
        return given
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    slug = slug or f"pattern-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
    after = f"-{language}" if language else ""
    return f"{slug}-pattern" if slug in RESERVED and not after else slug[: LONGEST_ID - len(after)].strip("-") + after


def _text(found: PageRead) -> str:
    """The sections in Markdown, in their order."""
    parts = [(f"## {name}\n\n" if name else "") + markdown(blocks) for name, blocks in found.sections.items()]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _body(found: PageRead, language: str) -> str:
    leftovers = list(_leftovers(found.leftovers, language))
    if leftovers:
        before = found.sections.get(LEFTOVER, ())
        found.sections[LEFTOVER] = (*before, *leftovers)
    return _text(found)


def _leftovers(pieces: list[tuple[str, str]], language: str) -> Iterator[Part]:
    """What could not be placed, each piece word for word under its number and place."""
    if pieces or language:
        yield _paragraph(_LOOK)
    if language:
        yield _paragraph(f"The page is a translation into the language {language}.")
    for number, (place, source) in enumerate(pieces, start=1):
        yield _paragraph(f"(leftover {number}), from: {place or 'the top of the page'}")
        yield Part("fence", f"{source}\n", about="wikitext")


def _paragraph(text: str) -> Part:
    return Part("paragraph", inner=(Part("text", text),))


def _told(found: PageRead, language: str) -> Iterator[str]:
    """What a person has to look at."""
    if language:
        yield f"the page is a translation into the language {language}"
    signed = sum(len(block.inner) for block in found.sections.get(ENDORSEMENTS, ()) if block.kind.endswith("_list"))
    if signed:
        yield f"endorsements without event or result: {signed}; they stay as text and do not count as uses"
    for name in SECTIONS:
        if found.sections.get(name) == ():
            yield f'the section "{name}" is empty'
    for number, (place, source) in enumerate(found.leftovers, start=1):
        line = " ".join(source.split())
        yield f"leftover {number}, from {place or 'the top of the page'}: {line[:80]}{'…' if len(line) > 80 else ''}"
