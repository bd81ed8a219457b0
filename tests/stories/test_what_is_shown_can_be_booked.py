"""The page shows every time that can be booked, and none that cannot.

A Wednesday with everything that can be in the way: visits, a hold, a break, a room that is
taken, a service with a buffer. Every ten minutes of the day is tried, and taken back.
"""

from datetime import datetime, time, timedelta
from uuid import uuid4

from django.db import transaction

from filiform.actions.booking.book_visit import book_visit
from filiform.actions.booking.hold_time import hold_time
from filiform.actions.clinic.take_time_off import take_time_off
from filiform.domain import cells
from filiform.domain.refusal import Refusal
from filiform.records.people import Therapist
from filiform.records.timetable import Service
from filiform.web.times import Search
from tests.cast import Cast, booked
from tests.offering import room, service

TEN = timedelta(minutes=10)


def test_a_wednesday_with_everything_in_the_way(cast: Cast) -> None:
    offered = service(cast, needs_room=True, buffer_minutes=20)
    room(cast.boulder)
    wednesday = cast.start(15).astimezone(cast.boulder.zone).date()
    midnight = datetime.combine(wednesday, time(), cast.boulder.zone)
    in_the_way(cast, offered, midnight)
    found = Search(wednesday, 1, cast.now, service=offered).found()
    shown = {
        (seat.therapist, cell)
        for seat, bits in found.free.items()
        for cell in cells.in_order(bits, found.held.base)
    }
    marks = [midnight + n * TEN for n in range(144)]
    could = {
        (who.pk, cells.number(start))
        for who in (cast.thea, cast.tara, cast.theo)
        for start in marks
        if can_be_booked(cast, who, offered, start)
    }
    assert shown == could
    assert 20 < len(shown) < 60


def in_the_way(cast: Cast, offered: Service, midnight: datetime) -> None:
    """A visit in the only room at nine, a plain one at noon, a hold at three, a break at four."""
    where = {"center": cast.boulder, "at": cast.now, "by": None}
    nine, three = midnight + 9 * 6 * TEN, midnight + 15 * 6 * TEN
    book_visit(
        key=uuid4(), patient=cast.bea, therapist=cast.tara, service=offered, starts_at=nine, **where
    )
    booked(cast, patient=cast.max, start=midnight + 12 * 6 * TEN)
    hold_time(
        key=uuid4(), holder="x", therapist=cast.thea, service=offered, starts_at=three, **where
    )
    take_time_off(
        therapist=cast.tara,
        begins_at=midnight + 16 * 6 * TEN,
        ends_at=midnight + 17 * 6 * TEN,
        at=cast.now,
        by=cast.olive,
    )


def can_be_booked(cast: Cast, who: Therapist, offered: Service, start: datetime) -> bool:
    try:
        with transaction.atomic():
            book_visit(
                key=uuid4(),
                patient=cast.ada,
                therapist=who,
                center=cast.boulder,
                service=offered,
                starts_at=start,
                at=cast.now,
                by=None,
            )
            transaction.set_rollback(True)
    except Refusal:
        return False
    return True
