"""Sign-in: a private list with e-mail and signatures, and a public one with user names, never on one sheet."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.outcome import Document

SPARE = 5
"""Empty rows for people nobody expected."""
MOST_SIGNATURES = 3
"""Days with a column of their own for signatures; more fit on no page."""


def sign_in(kit: Kit) -> Iterator[Document]:
    """Both lists as files of their own, so that the private one is never printed on the back of the other."""
    private = bool(kit.people)
    names = [(person.name, person.email) for person in kit.people] or [("", "")] * kit.value.participants
    users = [person.username for person in kit.people] or [""] * kit.value.participants
    days = [this.day for this in kit.days]
    yield kit.document(
        "people/sign-in.pdf",
        "sign-in.html.j2",
        "sign-in-title",
        readers="organiser",
        private=private,
        rows=[*names, *[("", "")] * SPARE],
        signatures=days if len(days) <= MOST_SIGNATURES else [],
    )
    yield kit.document(
        "people/sign-in-public.pdf",
        "sign-in-public.html.j2",
        "sign-in-public-title",
        private=private,
        users=[*users, *[""] * SPARE],
    )
