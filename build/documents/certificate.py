"""Certificates for everybody, each with a code that can be looked up in a register the organiser keeps."""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rumbo.build.documents.kit import Kit
from rumbo.build.model import Module
from rumbo.build.outcome import Document

Kind = Literal["participation", "completion", "appreciation"]
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which are taken for other signs or make words."""
SIGNS, TOGETHER = 12, 4
"""Signs of a code, and how many stand together."""
SIZES = ((6, ""), (14, "many"))
"""Modules or competencies up to which a size of print fits; more are printed as "most"."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one page says. Without a name it is to be filled in by hand and has no code."""

    kind: Kind
    name: str
    code: str
    minutes: int
    modules: tuple[str, ...]
    levels: tuple[tuple[str, int], ...]
    """Titles of competencies with their levels."""

    @property
    def size(self) -> str:
        """The print in which all modules and competencies fit: empty, many or most."""
        longest = max(len(self.modules), len(self.levels))
        return next((size for most, size in SIZES if longest <= most), "most")


def certificates(kit: Kit) -> Iterator[Document]:
    """All certificates with names as one file, to be printed once, and the register of their codes as another; if no
    participant is known, a blank certificate as well, to be printed for each.
    """
    if not kit.people:
        whole = [step.module for step in kit.plan.steps]
        blank = _certificate("participation", "", whole, kit.plan.minutes, kit)
        yield _pages("certificate-blank", "certificate-participation", [blank], kit.value.participants, kit)
    made = [*_for_participants(kit), *_for_trainers(kit)]
    if made:
        yield _pages("certificates", "certificates-title", made, 1, kit)
        yield kit.document(
            "people/certificate-register.pdf",
            "certificate-register.html.j2",
            "register-title",
            readers="organiser",
            private=True,
            certificates=made,
        )


def _pages(name: str, title: str, made: Sequence[Certificate], copies: int, kit: Kit) -> Document:
    """Certificates as one file, each on a page of its own."""
    days = sorted(this.day for this in kit.value.when)
    return kit.document(
        f"people/{name}.pdf",
        "certificates.html.j2",
        title,
        copies=copies,
        readers="organiser",
        private=bool(kit.people),
        certificates=made,
        first=days[0],
        last=days[-1],
    )


def _for_participants(kit: Kit) -> Iterator[Certificate]:
    """Participation for everybody who is known, completion for those who completed."""
    whole = [step.module for step in kit.plan.steps]
    for person in kit.people:
        yield _certificate("participation", person.name, whole, kit.plan.minutes, kit)
    for person in kit.people:
        if person.completed:
            yield _certificate("completion", person.name, whole, kit.plan.minutes, kit)


def _for_trainers(kit: Kit) -> Iterator[Certificate]:
    """Appreciation for each trainer: for what they taught, or for all of it if the plan does not say who did."""
    slots = [slot for session in kit.plan.sessions for slot in session.slots if slot.kind == "activity"]
    for trainer in kit.value.trainers:
        own = [slot for slot in slots if slot.trainer == trainer.name] or slots
        modules = list(dict.fromkeys(slot.module for slot in own))
        yield _certificate("appreciation", trainer.name, modules, sum(slot.minutes for slot in own), kit)


def _certificate(kind: Kind, name: str, modules: Sequence[str], minutes: int, kit: Kit) -> Certificate:
    titles = tuple(kit.curriculum.modules[module].value.title for module in modules)
    code = code_of(name, kit.value.title, min(this.day for this in kit.value.when), kind) if name else ""
    return Certificate(kind, name, code, minutes, titles, _levels(modules, kit))


def _levels(modules: Sequence[str], kit: Kit) -> tuple[tuple[str, int], ...]:
    """The competencies to which modules lead as they are taught, each at its highest level."""
    highest: dict[str, int] = {}
    variants = {step.module: step.variant for step in kit.plan.steps}
    for module in modules:
        for name, level in _given(kit.curriculum.modules[module].value, variants[module]).items():
            highest[name] = max(level, highest.get(name, 0))
    known = kit.curriculum.competencies
    return tuple((known[name].value.title if name in known else name, level) for name, level in highest.items())


def _given(module: Module, variant: str) -> Mapping[str, int]:
    return next((short.gives for short in module.variants if short.id == variant), module.competencies.gives)


def code_of(name: str, event: str, first_day: dt.date, kind: Kind) -> str:
    """The verification code of a certificate, such as 4Z7K-Q0XM-9TBE.

    It is the beginning of the SHA-256 of four lines in UTF-8, each ended by a line feed: the name, the title of the
    event, its first day (2027-03-12) and the kind (participation, completion or appreciation). Name and title are in
    Unicode's composed form (NFC) with single spaces. The first 60 bits are written as 12 signs of Crockford's
    base 32, five bits each, in groups of four. Anybody can work a code out, so that it proves nothing alone: a
    certificate is genuine if its name and code stand in the organiser's register.
    """
    lines = (name, event, first_day.isoformat(), kind)
    text = "".join(f"{' '.join(unicodedata.normalize('NFC', line).split())}\n" for line in lines)
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") >> (256 - 5 * SIGNS)
    signs = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(SIGNS)))
    return "-".join(signs[start : start + TOGETHER] for start in range(0, SIGNS, TOGETHER))
