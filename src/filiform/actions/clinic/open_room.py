"""What happens when a center gets a room in which visits can be?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.people import Center, User
from filiform.records.timetable import Room


class RoomKnown(Refusal):
    says = "This center already has a room of that name. Choose another name."


class RoomUnnamed(Refusal):
    says = "Give the room a name, for example Room 1."


@transaction.atomic
def open_room(*, center: Center, name: str, at: datetime, by: User | None) -> Room:
    """Raises RoomKnown, RoomUnnamed, TooLong."""
    name = kept(name, 40)
    if not name:
        raise RoomUnnamed
    if Room.objects.filter(center=center, name=name).exists():
        raise RoomKnown
    room: Room = Room.objects.create(center=center, name=name)
    note("open_room", at=at, by=by, who="" if by else "console", subject=room.pk)
    return room
