"""What holds when the opening hours of a center are set."""

from datetime import time

import pytest

from filiform.actions.booking.book_visit import NotBookable
from filiform.actions.clinic.set_center_hours import set_center_hours
from filiform.actions.clinic.set_hours import HoursUnreadable
from filiform.domain.timetable import WeeklyHours
from filiform.records.timetable import CenterHours
from tests.actions.proofs import lines, untouched
from tests.cast import Cast, booked

TUESDAY = 1


def test_outside_them_nobody_is_booked(cast: Cast) -> None:
    hours = [WeeklyHours(TUESDAY, time(8), time(10))]
    set_center_hours(center=cast.boulder, hours=hours, at=cast.now, by=cast.olive)
    with pytest.raises(NotBookable):
        booked(cast, start=cast.start(2))
    set_center_hours(center=cast.boulder, hours=[], at=cast.now, by=None)
    assert booked(cast, start=cast.start(2))
    assert [one.who for one in lines("set_center_hours")] == ["owner", "console"]
    assert not CenterHours.objects.exists()


@pytest.mark.parametrize(
    "odd", [WeeklyHours(1, time(9), time(9)), WeeklyHours(7, time(8), time(9))]
)
def test_hours_that_cannot_be_are_refused(cast: Cast, odd: WeeklyHours) -> None:
    with untouched(), pytest.raises(HoursUnreadable):
        set_center_hours(center=cast.boulder, hours=[odd], at=cast.now, by=cast.olive)
