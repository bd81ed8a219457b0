"""What holds when a therapist is away."""

from datetime import timedelta

import pytest

from filiform.actions.booking.book_visit import NotBookable
from filiform.actions.clinic.take_time_off import TimeOffUnreadable, take_time_off
from filiform.records.timetable import Away
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked


def test_who_is_away_is_not_booked_and_who_was_booked_is_named(cast: Cast) -> None:
    visit, later = booked(cast, start=cast.start(2)), booked(cast, start=cast.start(4))
    meanwhile = take_time_off(
        therapist=cast.thea,
        begins_at=cast.start(1),
        ends_at=cast.start(4),
        kind=Away.BREAK,
        at=cast.now,
        by=cast.olive,
    )
    assert list(meanwhile) == [visit]
    assert later not in meanwhile
    with pytest.raises(NotBookable):
        booked(cast, patient=cast.bea, start=cast.start(3))
    assert booked(cast, patient=cast.bea, therapist=cast.tara, start=cast.start(3))
    assert line("take_time_off").subject == "thea"


@pytest.mark.parametrize("changes", [{"ends_at": 0}, {"ends_at": -1}, {"kind": "flu"}])
def test_time_off_that_cannot_be_is_refused(cast: Cast, changes: dict[str, object]) -> None:
    ends = changes.get("ends_at", 1)
    assert isinstance(ends, int)
    kind = str(changes.get("kind", Away.LEAVE))
    begins = cast.start(1)
    with untouched(), pytest.raises(TimeOffUnreadable):
        take_time_off(
            therapist=cast.thea,
            begins_at=begins,
            ends_at=begins + timedelta(minutes=ends),
            kind=kind,
            at=cast.now,
            by=cast.olive,
        )
