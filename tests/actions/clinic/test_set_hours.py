"""What holds when a therapist's weekly hours at a center are set."""

from datetime import time

import pytest

from filiform.actions.clinic.set_hours import HoursUnreadable, set_hours
from filiform.domain.timetable import WeeklyHours
from filiform.records.people import WorkingHours
from filiform.records.visits import Occupancy
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked

SATURDAY = WeeklyHours(5, time(8), time(12))


def test_these_hours_and_no_others(cast: Cast) -> None:
    set_hours(
        therapist=cast.thea, center=cast.boulder, hours=[SATURDAY], at=cast.now, by=cast.olive
    )
    assert [one.to_domain() for one in cast.thea.hours.all()] == [SATURDAY]
    written = line("set_hours")
    assert (written.by, written.subject) == (cast.olive, "thea boulder")


def test_hours_elsewhere_and_of_others_stay(cast: Cast) -> None:
    before = WorkingHours.objects.count()
    set_hours(therapist=cast.thea, center=cast.westminster, hours=[SATURDAY], at=cast.now, by=None)
    assert WorkingHours.objects.count() == before + 1
    assert line("set_hours").who == "console"


def test_no_hours_at_all_are_a_leave(cast: Cast) -> None:
    set_hours(therapist=cast.thea, center=cast.boulder, hours=[], at=cast.now, by=cast.olive)
    assert not cast.thea.hours.exists()


def test_visits_that_are_booked_stay_booked(cast: Cast) -> None:
    visit = booked(cast)
    set_hours(therapist=cast.thea, center=cast.boulder, hours=[], at=cast.now, by=cast.olive)
    assert Occupancy.objects.filter(visit=visit).count() == 4


@pytest.mark.parametrize(
    "wrong",
    [
        WeeklyHours(7, time(8), time(12)),
        WeeklyHours(-1, time(8), time(12)),
        WeeklyHours(1, time(12), time(8)),
        WeeklyHours(1, time(8), time(8)),
    ],
)
def test_hours_that_cannot_be_read_change_nothing(cast: Cast, wrong: WeeklyHours) -> None:
    with untouched(), pytest.raises(HoursUnreadable):
        set_hours(
            therapist=cast.thea,
            center=cast.boulder,
            hours=[SATURDAY, wrong],
            at=cast.now,
            by=cast.olive,
        )
