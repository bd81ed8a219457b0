"""What holds when a therapist works on one day more."""

from datetime import UTC, date, datetime, time

import pytest

from filiform.actions.clinic.add_extra_hours import add_extra_hours
from filiform.actions.clinic.set_hours import HoursUnreadable
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked

SATURDAY = date(2026, 10, 10)


def test_on_that_day_and_no_other_she_can_be_booked(cast: Cast) -> None:
    said = {"therapist": cast.thea, "center": cast.boulder, "day": SATURDAY}
    add_extra_hours(**said, opens=time(9), closes=time(10), at=cast.now, by=cast.olive)
    start = datetime.combine(SATURDAY, time(9), cast.boulder.zone).astimezone(UTC)
    assert booked(cast, start=start).starts_local.weekday() == 5
    assert line("add_extra_hours").subject == "thea boulder"


def test_hours_that_end_before_they_begin_are_refused(cast: Cast) -> None:
    said = {"therapist": cast.thea, "center": cast.boulder, "day": SATURDAY}
    with untouched(), pytest.raises(HoursUnreadable):
        add_extra_hours(**said, opens=time(9), closes=time(9), at=cast.now, by=cast.olive)
