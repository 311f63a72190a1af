"""What printing gives back, known without the libraries that print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from rumbo.build.cache import Cache

if TYPE_CHECKING:
    from rumbo.build.render.pool import Pool


class LayoutError(Exception):
    """A page could not be laid out; the text says why."""


class Lost(LayoutError):  # noqa: N818 - it is a page that is lost
    """The process that laid out a page was ended from outside, and so was the one that tried again."""


Numbers = Literal["with", "without", "alone"]
"""Whether pages bear their numbers, or nothing else in their margins."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be printed, with its pictures by their addresses."""

    html: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    numbers: Numbers = "with"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, its number of pages, the fonts in it, and the characters that no font could print."""

    content: bytes
    pages: int
    fonts: tuple[str, ...] = ()
    unprintable: tuple[str, ...] = ()
    unnumbered: tuple[int, ...] = ()
    """The pages, from 0, that bear no number."""


@dataclass(frozen=True, slots=True)
class Means:
    """What printing may use of the computer."""

    workers: int = 1
    """Processes that print at once; a single document and a single worker need no other process than this one."""
    cache: Cache | None = None
    """Where documents are kept that were printed before."""
    pool: "Pool | None" = None
    """Processes that wait for pages already."""


ALONE = Means()
"""This process and nothing else."""


class Prints(Protocol):
    """Whatever prints one page; one process and many look alike."""

    def print(self, html: str, pictures: Mapping[str, bytes]) -> Printed:
        """The PDF of a page. Raises LayoutError."""
