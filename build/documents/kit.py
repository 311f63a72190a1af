"""What every document of a workshop pack is made from."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.participant import Handout, handout_of
from rumbo.build.documents.qr import scans_of
from rumbo.build.documents.timeline import DayRows, timeline
from rumbo.build.documents.translated import translation_of
from rumbo.build.labels import Labels
from rumbo.build.model import Module, Participant, Profile
from rumbo.build.outcome import Document, Drawing, Further, Plan, Readers

DRAWING = "rumbo:what-builds-on-what.svg"
"""The address under which pages refer to the picture of what builds on what."""
LOGO = "rumbo:profile/"
"""What stands before the name of the logo of a profile, in its address."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A profile with its plan and all content; the drawing of what builds on what, what more time would bring, and
    the people who come, if these are there.
    """

    profile: Entry[Profile]
    plan: Plan
    curriculum: Curriculum
    drawing: Drawing | None = None
    more: Sequence[Further] = field(default=())
    people: tuple[Participant, ...] = ()
    today: dt.date | None = None
    """The day it is made, where somebody tells."""
    beside: "Kit | None" = None
    """The same in another language, for a handbook in both."""
    tongue: str = ""
    """The language of the documents, the profile's if it is empty."""

    @property
    def value(self) -> Profile:
        """The profile without its file."""
        return self.profile.value

    @property
    def labels(self) -> Labels:
        """Words in the language of the documents."""
        return Labels(self.language)

    @property
    def language(self) -> str:
        """The language of the documents."""
        return self.tongue or self.value.language

    @property
    def entries(self) -> tuple[Entry[Module], ...]:
        """The modules of the plan in teaching order."""
        return tuple(self.curriculum.modules[step.module] for step in self.plan.steps)

    @property
    def handouts(self) -> tuple[Handout, ...]:
        """What participants may see of each module, with the exercises that are really done."""
        steps = zip(self.entries, self.plan.steps, strict=True)
        country = self.value.country
        return tuple(handout_of(entry, step.variant, country, self.today) for entry, step in steps)

    @property
    def days(self) -> tuple[DayRows, ...]:
        """The timetable."""
        return timeline(self.plan)

    @property
    def common(self) -> dict[str, Any]:
        """What the templates of all documents get."""
        return {
            "profile": self.value,
            "days": self.days,
            "titles": {entry.id: entry.value.title for entry in self.entries},
            "content_language": self.curriculum.language,
            "translation": translation_of(self.curriculum, [f"modules/{step.module}" for step in self.plan.steps]),
            "drawing": self.drawing,
            "drawing_address": DRAWING,
            "logo": next((f"{LOGO}{name}" for name in self.profile.pictures), ""),
            "scans": tuple(scans_of(self.value)),
        }

    @property
    def drawn(self) -> dict[str, bytes]:
        """The drawing by the address pages use."""
        return {DRAWING: self.drawing.svg} if self.drawing else {}

    @property
    def everywhere(self) -> dict[str, bytes]:
        """The pictures that any document may show: the logo, and codes to scan."""
        logo = {f"{LOGO}{name}": content for name, content in self.profile.pictures.items()}
        return logo | {scan.picture: scan.svg for scan in scans_of(self.value)}

    def document(
        self,
        name: str,
        template: str,
        title: str,
        *,
        copies: int = 1,
        readers: Readers = "participants",
        private: bool = False,
        pictures: Iterable[tuple[str, bytes]] = (),
        **content: object,
    ) -> Document:
        """A document in the language of the profile; `title` names a label, `content` is for its template."""
        return Document(
            name=name,
            template=template,
            title=self.labels.text(title),
            language=self.language,
            content={**self.common, **content},
            pictures={**self.everywhere, **dict(pictures)},
            copies=copies,
            readers=readers,
            private=private,
        )


def place_of(kit: Kit) -> str:
    """Where the workshop happens, as far as it is known."""
    venue = kit.value.venue
    return kit.labels.comma.join(part for part in (venue.name, venue.address, venue.city) if part)
