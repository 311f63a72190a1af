"""Calendars as files: read back by the library, and the rules of RFC 5545 that programs stumble over."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from rumbo.build.exchange.calendar import to_ics
from rumbo.build.outcome import Appointment

DAY = dt.date(2027, 3, 12)
STAMP = dt.date(2026, 12, 1)
ONE = Appointment("uid-1", DAY, dt.time(9), dt.time(10, 30), "Title", "First\nSecond", "Museum, Lima")
MOST_OCTETS = 75


def made(*appointments: Appointment, timezone: str = "", title: str = "Title") -> bytes:
    return to_ics(appointments=appointments, title=title, timezone=timezone, stamp=STAMP)


def test_read_back() -> None:
    """Everything that was put in comes out again, hours in their zone, the stamp in UTC."""
    (event,) = Calendar.from_ical(made(ONE, timezone="America/Santiago")).walk("VEVENT")
    zone = ZoneInfo("America/Santiago")
    assert event.decoded("dtstart") == dt.datetime(2027, 3, 12, 9, tzinfo=zone)
    assert event.decoded("dtend") == dt.datetime(2027, 3, 12, 10, 30, tzinfo=zone)
    assert event.decoded("dtstamp") == dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    told = [str(event[name]) for name in ("uid", "summary", "description", "location")]
    assert told == ["uid-1", "Title", "First\nSecond", "Museum, Lima"]


def test_the_name_of_the_calendar_is_one_line() -> None:
    """Line breaks in it, as a translation may have, neither end the command nor begin a line of their own."""
    assert b"X-WR-CALNAME:Two lines\r\n" in made(ONE, title="Two\nlines")


def test_a_zone_comes_with_its_rules() -> None:
    """The zone that times name is described in the file, before the events."""
    lines = made(ONE, timezone="America/Santiago").decode().splitlines()
    assert "TZID:America/Santiago" in lines
    assert "DTSTART;TZID=America/Santiago:20270312T090000" in lines
    assert lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")


def test_without_a_zone_times_float() -> None:
    """Without a time zone the hours are those of whoever reads, and no zone is named."""
    text = made(ONE).decode()
    assert "DTSTART:20270312T090000\r\n" in text
    assert "TZID" not in text
    assert "VTIMEZONE" not in text


def test_the_clock_is_not_asked() -> None:
    """The same sittings make the same bytes."""
    assert made(ONE, timezone="Asia/Kolkata") == made(ONE, timezone="Asia/Kolkata")


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=120)
LINES = st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=4).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(title=WORDS, text=LINES, zone=st.sampled_from(("", "America/Mexico_City", "Africa/Casablanca", "UTC")))
def test_rules_of_the_format(title: str, text: str, zone: str) -> None:
    """Lines end in CR LF and have at most 75 octets, whatever is said; every event has what it must, in order."""
    content = made(Appointment("u", DAY, dt.time(9), dt.time(10), title, text), timezone=zone, title=title)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= MOST_OCTETS
    assert (lines[0], lines[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtend") > event.decoded("dtstart")
    assert {"UID", "DTSTAMP"} <= set(event)
    assert str(event["description"]) == text


@pytest.mark.parametrize("text", ["a;b,c\\d", "First\nSecond"])
def test_signs_of_the_format_are_escaped(text: str) -> None:
    """Semicolons, commas, backslashes and line ends in a text come back as they were."""
    (event,) = Calendar.from_ical(made(Appointment("u", DAY, dt.time(9), dt.time(10), text, text))).walk("VEVENT")
    assert str(event["summary"]) == text
