"""Addresses that a person opens with a phone: a code to scan, and the address to type. The only use of segno."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.build.model import Profile

QUIET = 4
"""Modules of white around a code, without which no camera finds it (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A link with its code: the name of its label, the address as it is typed, and the address of the picture."""

    label: str
    short: str
    picture: str
    svg: bytes


def scans_of(profile: Profile) -> Iterator[Scan]:
    """The links of a profile that are worth scanning, in the order in which people need them."""
    for name in ("event_page", "dashboard", "survey"):
        address: str | None = getattr(profile.links, name)
        if address:
            label = f"link-{name.replace('_', '-')}"
            yield Scan(label, short(address), f"rumbo:qr/{name}.svg", code(address))


def short(address: str) -> str:
    """An address as people type it: browsers add the rest."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def code(address: str) -> bytes:
    """The QR code of an address as SVG; a quarter of it may be hidden by a fold or a stain (level Q)."""
    import segno

    written = io.BytesIO()
    segno.make_qr(address, error="q", boost_error=False).save(
        written, kind="svg", border=QUIET, scale=4, xmldecl=False, svgclass=None, lineclass=None, nl=False
    )
    return written.getvalue()
