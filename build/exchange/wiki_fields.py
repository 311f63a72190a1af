"""The fields of a learning pattern from what a page says; what it does not say is filled in and told."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rumbo.build.exchange import wiki_names as names
from rumbo.build.exchange.wiki_dates import days, is_exact
from rumbo.build.exchange.wiki_items import text_of
from rumbo.build.exchange.wiki_read import PageRead
from rumbo.build.exchange.wiki_steps import Step
from rumbo.build.exchange.wikitext import url_of
from rumbo.build.model.common import MAX_LINE

LICENCE = "CC-BY-SA-4.0"
"""The licence of texts on Meta-Wiki."""
_UNTITLED = "Pattern without a title"
_REVIEW = dt.timedelta(days=730)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,8})?")
_EMPTY = "To be written: the page does not say it."


@dataclass(frozen=True, slots=True)
class Fields:
    """Plain values of fields as JSON has them, the language of a translation, and what had to be filled in."""

    values: dict[str, Any]
    language: str = ""
    notes: list[str] = field(default_factory=list)


def fields_of(page: PageRead, name: str, today: dt.date, *, own: bool) -> Fields:
    """What a page says of a pattern. `own` if it was written here: then nothing is told of where it comes from."""
    title, language = _title(page.values, name)
    notes: list[str] = []
    created = _created(page.values, today, notes)
    reviewed = max([created, *days(page.values.get("reviewed", "")), *days(page.values.get("created", ""))[1:]])
    reviewed = min(reviewed, dt.date.max - _REVIEW)  # a page may name any day
    authors = _authors(page.values, title, own=own)
    values: dict[str, Any] = {"title": title}
    values |= {key: _said(page, key, section, notes) for key, section in _SAID.items()}
    values |= {
        "topics": _topics(page, notes),
        "status": "stable" if own and not page.values.get("status") else "draft",
        "created": created.isoformat(),
        "review": {
            "kind": "general",
            "reviewed": reviewed.isoformat(),
            "review_by": (reviewed + _REVIEW).isoformat(),
            "by": authors[-1],
        },
        "authors": authors,
        "no_longer_valid": [_retired(step, created, notes) for step in page.steps],
        "used": [dict(row) for row in page.used],
        "licence": LICENCE,
        "sources": [dict(row) for row in page.sources] + ([] if own else [_origin(name, title, today)]),
    }
    return Fields(values, language, notes)


_SAID = {"problem": names.PROBLEM, "solution": names.SOLUTION}


def _title(values: Mapping[str, str], name: str) -> tuple[str, str]:
    """The title, and the language if the page is a translation."""
    title = names.without_home(name)
    head, _, tail = title.rpartition("/")
    language = tail if head and _LANGUAGE.fullmatch(tail) else ""
    title = head if language else title
    language = language or values.get("language", "")
    language = language if _LANGUAGE.fullmatch(language) else ""
    return (values.get("title") or " ".join(title.split()) or _UNTITLED)[:MAX_LINE], language


def _created(values: Mapping[str, str], today: dt.date, notes: list[str]) -> dt.date:
    said = values.get("created", "")
    found = days(said)
    if found and not is_exact(said):
        notes.append(f'the page was created "{said}"; {found[0].isoformat()} stands there now')
    if found:
        return found[0]
    notes.append(f"the page does not say when it was created; {today.isoformat()} stands there now")
    return today


def _authors(values: Mapping[str, str], title: str, *, own: bool) -> list[str]:
    """Those whom the infobox names, and all others who wrote on the page, whom only its history names."""
    named = [part.strip(" .") for part in re.split(r"[,;]|~{3,}", values.get("creator", ""))]
    found = list(dict.fromkeys(part for part in named if part))
    return found if own and found else [*found, f"Meta-Wiki authors of {title}"]


def _said(page: PageRead, key: str, section: str, notes: list[str]) -> str:
    """Problem or solution: from the infobox, else the first paragraph of its section."""
    if page.values.get(key):
        return page.values[key]
    paragraphs = [block for block in page.sections.get(section, ()) if block.kind == "paragraph"]
    text = " ".join(text_of(paragraphs[0]).split()) if paragraphs else ""
    instead = "the first paragraph of its section" if text else "a sentence to replace"
    notes.append(f"the infobox gives no {key}; {instead} stands for it")
    return text or _EMPTY


def _topics(page: PageRead, notes: list[str]) -> list[str]:
    """The words of the infobox, else the categories of the page."""
    words = [word.strip(" .") for word in re.split(r"[,;]", page.values.get("topics", ""))]
    found = list(dict.fromkeys(word for word in words if word)) or list(_categories(page))
    if not found:
        notes.append("the page names no topic")
    return found or ["uncategorised"]


def _categories(page: PageRead) -> Iterator[str]:
    after = names.same(names.TOPIC_CATEGORY.format(""))
    for category in page.categories:
        topic = names.same(category.split("/")[0]).removesuffix(after).strip()
        if topic:
            yield topic


def _retired(step: Step, created: dt.date, notes: list[str]) -> dict[str, Any]:
    since = step.since or created
    if not step.exact:
        why = "is taken from the words beside it" if step.since else "is the day of the page, which names none"
        notes.append(f"step {step.number} is struck out; its date {since.isoformat()} {why}")
    return {"step": step.number, "since": since.isoformat(), "because": step.because}


def _origin(name: str, title: str, today: dt.date) -> dict[str, Any]:
    """The page as a source; its address only if the whole name of the page is known."""
    known = names.without_home(name) != name.replace("_", " ").strip()
    url = url_of(name.replace("_", " ").strip()) if known else None
    return {"title": f"Learning patterns: {title}, Meta-Wiki", "url": url, "accessed": today.isoformat()}
