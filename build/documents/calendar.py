"""The sittings for the calendars of trainers and participants."""

import datetime as dt
import uuid
from collections.abc import Iterator

from rumbo.build.documents.kit import Kit, place_of
from rumbo.build.outcome import Appointment, Document, Session


def calendar(kit: Kit) -> Iterator[Document]:
    """One file with an appointment for each sitting; it goes out with the invitation."""
    content = {
        "appointments": tuple(appointments(kit)),
        "title": kit.value.title,
        "timezone": kit.value.timezone or "",
        "stamp": kit.today or _last_review(kit),
    }
    title = kit.labels.text("calendar-title")
    yield Document("prepare/calendar.ics", "", title, kit.language, content, copies=0)


def appointments(kit: Kit) -> Iterator[Appointment]:
    """Each sitting with its titles. What names it for calendars is its day and its number on that day."""
    numbers: dict[dt.date, int] = {}
    for session in kit.plan.sessions:
        numbers[session.day] = number = numbers.get(session.day, 0) + 1
        name = f"rumbo:sittings/{kit.profile.id}/{session.day}/{number}"
        yield Appointment(
            uid=str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
            day=session.day,
            start=session.start,
            end=session.end,
            title=kit.value.title,
            text="\n".join(_lines(session, kit)),
            place=place_of(kit),
        )


def _lines(session: Session, kit: Kit) -> Iterator[str]:
    """What happens in a sitting, a line for each module, pinned block or energiser."""
    told = set()
    for slot in session.slots:
        entry = kit.curriculum.modules.get(slot.module)
        what = entry.value.title if entry else slot.title
        line = f"{kit.labels.text('group-number', slot.group)}: {what}" if slot.group else what
        if line not in told:
            yield line
        told.add(line)


def _last_review(kit: Kit) -> dt.date:
    """The day the content was last looked at: the newest day that is known where nobody tells what day it is."""
    return max(entry.value.review.reviewed for entry in kit.entries)
