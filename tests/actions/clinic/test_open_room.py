"""What holds when a center gets a room."""

import pytest

from filiform.actions.clinic.open_room import RoomKnown, RoomUnnamed, open_room
from tests.actions.proofs import line, untouched
from tests.cast import Cast


def test_a_room_belongs_to_its_center(cast: Cast) -> None:
    room = open_room(center=cast.boulder, name=" Room 1 ", at=cast.now, by=cast.olive)
    assert (room.center, room.name) == (cast.boulder, "Room 1")
    assert line("open_room").by == cast.olive
    assert open_room(center=cast.westminster, name="Room 1", at=cast.now, by=None)


def test_two_rooms_of_one_center_have_two_names(cast: Cast) -> None:
    open_room(center=cast.boulder, name="Room 1", at=cast.now, by=cast.olive)
    with untouched(), pytest.raises(RoomKnown):
        open_room(center=cast.boulder, name="Room 1", at=cast.now, by=cast.olive)
    with untouched(), pytest.raises(RoomUnnamed):
        open_room(center=cast.boulder, name="  ", at=cast.now, by=cast.olive)
