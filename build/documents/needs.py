"""What people need in order to take part: food, access, language; for the organiser alone."""

from collections.abc import Iterator

from rumbo.build.documents.kit import Kit
from rumbo.build.outcome import Document


def needs(kit: Kit) -> Iterator[Document]:
    """One private sheet with the people who told of a need; nothing where nobody did."""
    people = [person for person in kit.people if person.diet or person.access]
    if people:
        yield kit.document(
            "people/needs.pdf", "needs.html.j2", "needs-title", readers="organiser", private=True, people=people
        )
