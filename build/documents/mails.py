"""The mails before and after a workshop, as text to copy into a mail program."""

import datetime as dt
from collections.abc import Iterator

from rumbo.build.documents.circumstances import needs_accounts
from rumbo.build.documents.kit import Kit, place_of
from rumbo.build.documents.pre_reading import reading
from rumbo.build.documents.translated import translation_of
from rumbo.build.labels import closest
from rumbo.build.outcome import Document

ANSWER_BEFORE = 14
"""Days before the event by which people tell what they need to take part."""
THANKS_AFTER, FIRST_AFTER, SECOND_AFTER = 1, 30, 90
"""Days after the event on which each mail goes out."""
ACCOUNTS_AT = "meta.wikimedia.org"
"""An account made there works on every Wikimedia project."""


def invitation(kit: Kit) -> Iterator[Document]:
    """What participants need to know before they come; names of contact persons make it private."""
    first = kit.days[0].day
    printed_in = _printed_in(kit)
    yield kit.document(
        "prepare/invitation.txt",
        "invitation.txt.j2",
        "invitation-title",
        copies=0,
        private=bool(kit.value.safety),
        place=place_of(kit),
        hours=[(day.day, day.rows[0].start, max(row.end for row in day.rows)) for day in kit.days],
        answer_by=first - dt.timedelta(days=ANSWER_BEFORE),
        reading_minutes=reading(kit).minutes,
        accounts_at=_accounts_at(kit),
        printed_in=printed_in,
        translated=kit.labels.written_in == printed_in,
    )


def _printed_in(kit: Kit) -> str:
    """The language that the texts of handouts are really in."""
    told = translation_of(kit.curriculum, [f"modules/{entry.id}" for entry in kit.entries])
    return closest(told.source if told and told.nothing else kit.curriculum.language)


def _accounts_at(kit: Kit) -> str:
    """The wiki on which people make their accounts; nothing if they need none."""
    if not needs_accounts(kit.value, kit.plan, kit.curriculum):
        return ""
    return next(iter(kit.value.network.wikis), ACCOUNTS_AT)


def follow_up(kit: Kit) -> Iterator[Document]:
    """Three mails with the days on which they go out: thanks, after a month, after three months."""
    last = kit.days[-1].day
    yield kit.document(
        "prepare/follow-up.txt",
        "follow-up.txt.j2",
        "follow-up-title",
        copies=0,
        thanks_on=last + dt.timedelta(days=THANKS_AFTER),
        first_on=last + dt.timedelta(days=FIRST_AFTER),
        second_on=last + dt.timedelta(days=SECOND_AFTER),
    )
