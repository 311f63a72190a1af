"""The sheets that keep people safe: how we treat each other, whom to tell, and who may be photographed."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.model import CONSENTS
from rumbo.build.outcome import Document

CONTACTS, TURNS = 3, 2
"""Rows to fill in: contact persons where the profile names none, and turns on duty of each day."""


def consent(kit: Kit) -> Iterator[Document]:
    """Each notice of the curriculum on pages of its own, with what the profile knows of it; nothing without any.

    Names of contact persons make it private, as they do messages.
    """
    notices = [(entry.value, entry.texts["body"].text) for entry in kit.curriculum.notices.values()]
    if notices:
        yield kit.document(
            "people/consent.pdf",
            "consent.html.j2",
            "consent-title",
            copies=kit.value.participants,
            private=bool(kit.value.safety),
            notices=notices,
            contacts=[(contact.name, contact.reach) for contact in kit.value.safety] or [("", "")] * CONTACTS,
            turns=[this.day for this in kit.days for _ in range(TURNS)],
            consents=CONSENTS,
        )
