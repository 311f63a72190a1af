"""How far a translation is: counts by unit and language, and the head of a file of translations."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rumbo.build.catalogue import REVIEW, SOURCE, Catalogue, Message
from rumbo.build.curriculum import Entry

REVISED = "PO-Revision-Date"
DRAFT = "draft; not yet read by somebody who grew up with the language"
_HASH_LENGTH = 8


def headed(catalogue: Catalogue, entries: Sequence[Entry[Any]], messages: Iterable[Message]) -> Catalogue:
    """The catalogue with the head of a PO file, telling which texts it follows; what the head says else stays."""
    first = {
        "Project-Id-Version": "Rumbo",
        "Last-Translator": "The Rumbo authors",
        "Language-Team": "The Rumbo authors",
        REVISED: "2026-11-28 00:00+0000",
        "Language": catalogue.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Licence": "CC-BY-SA-4.0",
        REVIEW: DRAFT,
    }
    told: Mapping[str, str] = {**first, **catalogue.headers, SOURCE: revision(entries, messages)}
    return replace(catalogue, headers=told)


def revision(entries: Iterable[Entry[Any]], messages: Iterable[Message]) -> str:
    """Day and hash of some texts: `2026-11-22 1a2b3c4d`; the hash alone where no day of a review is known."""
    days = [entry.value.review.reviewed for entry in entries if getattr(entry.value, "review", None)]
    text = "\0".join(f"{one.place}\0{one.source}" for one in messages)
    parts = [max(days).isoformat()] if days else []
    return " ".join([*parts, hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]])


def dated(catalogue: Catalogue, today: dt.date) -> Catalogue:
    """The catalogue with the day of its last change in its head."""
    return replace(catalogue, headers={**catalogue.headers, REVISED: f"{today.isoformat()} 00:00+0000"})
