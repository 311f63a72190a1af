"""The request to lift the limit of new accounts for a workshop, ready to post on Phabricator. Always in English."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from rumbo.build.documents.circumstances import needs_accounts
from rumbo.build.documents.kit import Kit
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.outcome import Document

LIMIT = 6
"""New accounts a day that the wikis accept from one internet address."""
MARGIN, LEAST_MARGIN = 20, 5
"""Per cent and number of accounts asked for beyond the participants expected."""
EARLY, LATE = dt.timedelta(hours=1), dt.timedelta(hours=1)
"""People come before the first sitting and try again after the last."""
NOTICE = dt.timedelta(hours=72)
"""What comes later needs an extra technical step."""
OFFSET = "[FILL IN: offset from UTC, such as -06:00]"
_SITE = re.compile(r"^(?:www\.)?([a-z-]+)\.(wik[a-z]+)\.org$")
_NAMED = {"wikipedia": "wiki"}
_OF_ALL = {"commons", "meta", "species", "incubator", "outreach"}


def account_request(kit: Kit) -> Iterator[Document]:
    """The text of the request; nothing where no module needs accounts or all can make theirs without it."""
    if kit.value.participants <= LIMIT or not needs_accounts(kit.value, kit.plan, kit.curriculum):
        return
    document = kit.document(
        "prepare/account-request.txt",
        "account-request.txt.j2",
        "account-request-title",
        copies=0,
        readers="organiser",
        times=times(kit),
        value=expected(kit.value.participants),
        sites=sites(kit.value.network.wikis),
        notice=_moment(_first(kit) - NOTICE, kit.value.timezone),
        limit=LIMIT,
    )
    yield replace(document, language=SOURCE_LANGUAGE)


def expected(participants: int) -> int:
    """How many accounts to ask for: one for each participant, and a margin."""
    return participants + max(LEAST_MARGIN, math.ceil(participants * MARGIN / 100))


def times(kit: Kit) -> tuple[tuple[str, str], ...]:
    """From when to when the limit must be lifted on each day, with the offset from UTC."""
    found = []
    for day in kit.days:
        start = dt.datetime.combine(day.day, day.rows[0].start) - EARLY
        end = dt.datetime.combine(day.day, max(row.end for row in day.rows)) + LATE
        found.append((_moment(start, kit.value.timezone), _moment(end, kit.value.timezone)))
    return tuple(found)


def _first(kit: Kit) -> dt.datetime:
    return dt.datetime.combine(kit.days[0].day, kit.days[0].rows[0].start) - EARLY


def _moment(moment: dt.datetime, timezone: str | None) -> str:
    """A moment as ISO 8601 writes it, with a blank for the offset where nobody told the time zone."""
    if not timezone:
        return f"{moment:%Y-%m-%dT%H:%M} {OFFSET}"
    return moment.replace(tzinfo=ZoneInfo(timezone)).isoformat(timespec="minutes")


def sites(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Wikis by their address with the name of their database, or nothing where that cannot be told."""
    return tuple((name, database(name)) for name in names)


def database(site: str) -> str:
    """The name of a Wikimedia wiki's database (such as eswiki), which configuration files use; "" if unknown."""
    if site.removeprefix("www.") == "wikidata.org":
        return "wikidatawiki"
    found = _SITE.match(site)
    if not found:
        return ""
    first, project = found[1].replace("-", "_"), found[2]
    if project == "wikimedia":
        return f"{first}wiki" if first in _OF_ALL else ""
    return f"{first}{_NAMED.get(project, project)}"
