"""Are the hours of a therapist at a center exactly those that were set?"""

from datetime import time

import pytest

from filiform.actions.clinic.set_hours import HoursUnreadable, set_hours
from filiform.domain.availability import WeeklyHours
from filiform.records.visits import Visit
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked

TUESDAY = WeeklyHours(1, time(7), time(9))


def test_these_hours_and_no_others(cast: Cast) -> None:
    visit = booked(cast)
    set_hours(therapist=cast.thea, center=cast.boulder, hours=[TUESDAY], at=cast.now, by=cast.olive)
    assert [one.to_domain() for one in cast.thea.hours.all()] == [TUESDAY]
    assert not Visit.objects.get(pk=visit.pk).cancelled
    assert line("set_hours").subject == "thea boulder"


@pytest.mark.parametrize(
    "hours", [WeeklyHours(7, time(7), time(9)), WeeklyHours(1, time(9), time(9))]
)
def test_hours_that_cannot_be_are_refused(cast: Cast, hours: WeeklyHours) -> None:
    with untouched(), pytest.raises(HoursUnreadable):
        set_hours(
            therapist=cast.thea,
            center=cast.boulder,
            hours=[TUESDAY, hours],
            at=cast.now,
            by=cast.olive,
        )
