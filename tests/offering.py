"""What does the clinic of the tests offer, beyond a plain visit? Services and rooms, when asked."""

from typing import Any

from filiform.records.people import Center
from filiform.records.timetable import Room, Service
from tests.casting import Cast


def service(cast: Cast, slug: str = "follow-up", **changes: Any) -> Service:
    """Forty minutes with ten of buffer, by Thea and Tara, every ten minutes from opening."""
    words: dict[str, Any] = {"name": slug.title(), "minutes": 40, "buffer_minutes": 10}
    made = Service.objects.create(slug=slug, **words | {"every_minutes": 10} | changes)
    made.therapists.set([cast.thea, cast.tara])
    return made


def room(center: Center, name: str = "Room 1") -> Room:
    return Room.objects.create(center=center, name=name)
