"""Days as people write them on wiki pages."""

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(rf"\b{form}\b", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        _YEAR,
    )
)
"""From the most exact to the least; the first of the month or year stands for what is not said."""


def days(text: str) -> list[dt.date]:
    """The days that a text names in its most exact way, in their order."""
    for form in _FORMS:
        found = [day for match in form.finditer(text) if (day := _day(match.groupdict()))]
        if found:
            return found
    return []


def is_exact(text: str) -> bool:
    """Whether a text names a whole day, not only a month or a year."""
    return any(form.search(text) for form in _FORMS[:3])


def _day(found: dict[str, str | None]) -> dt.date | None:
    month = int(found.get("number") or 0) or _MONTHS.index((found.get("month") or "jan")[:3].lower()) + 1
    try:
        return dt.date(int(found["year"] or 0), month, int(found.get("day") or 1))
    except ValueError:
        return None
