"""How far what is printed is translated, for the notice on each document."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class TranslationState:
    """How complete a translation is, in percent of the texts, and which texts it follows."""

    language: str
    percent: int
    old: int
    """Percent of the texts whose translation was made from an older wording."""
    draft: bool
    """Whether nobody who grew up with the language has read it yet."""
    since: dt.date | None
    """The day until which the source texts were last reviewed."""
    revision: str
    """What the source texts of the translation are known by."""
    source: str = SOURCE_LANGUAGE

    @property
    def nothing(self) -> bool:
        """Whether no text at all is translated."""
        return self.percent + self.old == 0


def translation_of(curriculum: Curriculum, units: Sequence[str]) -> TranslationState | None:
    """How far some units (`modules/editing-basics`) are translated; None for content in the language of its texts."""
    told = curriculum.translated
    if told is None:
        return None
    counts = [told.counts[unit] for unit in units if unit in told.counts]
    whole = sum(sum(one.values()) for one in counts)
    done, old = (sum(one[state] for one in counts) for state in ("translated", "fuzzy"))
    days, revision = _revision([told.sources.get(unit, "") for unit in units])
    return TranslationState(
        told.language,
        100 * done // whole if whole else 0,
        -(-100 * old // whole) if whole else 0,
        not told.drafts.isdisjoint(units),
        max(days, default=None),
        revision,
    )


def _revision(sources: Iterable[str]) -> tuple[list[dt.date], str]:
    """The days of some source texts, and one hash for all."""
    parts = [source.split() for source in sources if source]
    days = [dt.date.fromisoformat(one[0]) for one in parts if len(one) > 1]
    hashes = sorted(one[-1] for one in parts)
    if len(hashes) < 2:
        return days, "".join(hashes)
    return days, hashlib.sha256("".join(hashes).encode()).hexdigest()[:8]
