"""How does a visit look in somebody's calendar? As iCalendar (RFC 5545) and iTIP (RFC 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//filiform//visits//EN"
REFRESH = timedelta(minutes=30)


@dataclass(frozen=True)
class Appointment:
    """A visit as a calendar needs it; no health data, no word of needling.

    Attributes:
        uid: one for ever. changes: its SEQUENCE. stamp: when it was written so.
        title: what stands in the calendar; where: the address of the center.
    """

    uid: str
    changes: int
    stamp: datetime
    starts: datetime
    ends: datetime
    title: str
    where: str
    says: str = ""
    link: str = ""
    guest: str = ""
    cancelled: bool = False


def invitation(visit: Appointment) -> str:
    """An invitation for one person (METHOD:REQUEST), or that it is off (METHOD:CANCEL)."""
    event = _event(visit)
    organizer = vCalAddress(f"mailto:{_sender()}")
    organizer.params["CN"] = vText(settings.CLINIC_NAME)
    event.add("organizer", organizer)
    if visit.guest:
        guest = vCalAddress(f"mailto:{visit.guest}")
        guest.params["PARTSTAT"] = vText("ACCEPTED")
        guest.params["RSVP"] = vText("FALSE")
        event.add("attendee", guest)
    return _calendar([event], "CANCEL" if visit.cancelled else "REQUEST")


def feed(name: str, visits: Iterable[Appointment]) -> str:
    """A calendar to subscribe to (METHOD:PUBLISH)."""
    return _calendar([_event(one) for one in visits], "PUBLISH", name=name)


def _event(visit: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{visit.uid}@{urlsplit(settings.SITE_ADDRESS).hostname or 'localhost'}")
    event.add("sequence", visit.changes)
    event.add("dtstamp", visit.stamp.astimezone(UTC))
    event.add("dtstart", visit.starts.astimezone(UTC))
    event.add("dtend", visit.ends.astimezone(UTC))
    event.add("summary", visit.title)
    event.add("location", visit.where)
    event.add("status", "CANCELLED" if visit.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if visit.says:
        event.add("description", visit.says)
    if visit.link:
        event.add("url", visit.link)
    return event


def _calendar(events: Iterable[Event], method: str, *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def method_of(text: str) -> str:
    """The METHOD of an invitation that was written here."""
    return str(Calendar.from_ical(text)["method"])


def _sender() -> str:
    """The bare address of whom letters come from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
