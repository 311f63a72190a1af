"""Postcards that people write to themselves, to be sent a month later."""

import datetime as dt
import math
from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.outcome import Document

A_SHEET = 4
SENT_AFTER = 30
"""Days after the last day of the workshop."""


def postcards(kit: Kit) -> Iterator[Document]:
    """One sheet of four cards: messages on the front, addresses on the back, as often as everybody needs."""
    last = max(this.day for this in kit.value.when)
    yield kit.document(
        "people/postcards.pdf",
        "postcards.html.j2",
        "postcards-title",
        copies=math.ceil(kit.value.participants / A_SHEET),
        cards=A_SHEET,
        sent_on=last + dt.timedelta(days=SENT_AFTER),
    )
