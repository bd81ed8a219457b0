"""What holds when the clinic is closed for some days."""

from datetime import timedelta

import pytest

from filiform.actions.booking.book_visit import NotBookable
from filiform.actions.clinic.close_clinic import DaysCrossed, close_clinic
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked


@pytest.mark.parametrize("everywhere", [True, False])
def test_nobody_is_booked_on_a_closed_day(cast: Cast, everywhere: bool) -> None:
    day = cast.start(15).astimezone(cast.boulder.zone).date()
    center = None if everywhere else cast.boulder
    said = {"first_on": day, "last_on": day, "at": cast.now, "by": cast.olive}
    close_clinic(center=center, because="Snow", **said)
    with pytest.raises(NotBookable):
        booked(cast, start=cast.start(15))
    assert booked(cast, start=cast.start(30))
    assert booked(cast, start=cast.start(2))
    assert line("close_clinic").subject == ("every center" if everywhere else "boulder")


def test_another_center_is_closed_and_this_one_is_not(cast: Cast) -> None:
    day = cast.start(15).astimezone(cast.boulder.zone).date()
    said = {"first_on": day, "last_on": day, "at": cast.now, "by": cast.olive}
    close_clinic(center=cast.westminster, **said)
    assert booked(cast, start=cast.start(15))


def test_closed_days_end_when_they_begin_or_later(cast: Cast) -> None:
    day = cast.now.date()
    before = day - timedelta(days=1)
    with untouched(), pytest.raises(DaysCrossed):
        close_clinic(center=None, first_on=day, last_on=before, at=cast.now, by=cast.olive)
