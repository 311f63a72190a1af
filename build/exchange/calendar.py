"""Sittings as a calendar file that every calendar program reads (RFC 5545): the only import of icalendar."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from rumbo.build.marks import unmarked
from rumbo.build.outcome import Appointment

PRODUCER = "-//Rumbo//Rumbo//EN"
MARGIN = dt.timedelta(days=1)
"""How far the rules of a time zone are written around the days they are needed for."""


def to_ics(*, appointments: Iterable[Appointment], title: str, timezone: str, stamp: dt.date) -> bytes:
    """The calendar; `stamp` is the day it was made. Without a time zone its hours are those of whoever reads it."""
    found = tuple(appointments)
    zone = ZoneInfo(timezone) if timezone else None
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " ".join(title.split()))  # the library knows no text there that could be escaped
    for one in found:
        calendar.add_component(_event(one, zone, dt.datetime.combine(stamp, dt.time(), dt.UTC)))
    if zone and found:
        days = [one.day for one in found]
        calendar.add_missing_timezones(min(days) - MARGIN, max(days) + MARGIN)
    return bytes(calendar.to_ical())


def _event(one: Appointment, zone: ZoneInfo | None, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", dt.datetime.combine(one.day, one.start, zone))
    event.add("dtend", dt.datetime.combine(one.day, one.end, zone))
    event.add("summary", unmarked(one.title))
    event.add("description", unmarked(one.text))
    if one.place:
        event.add("location", one.place)
    return event
