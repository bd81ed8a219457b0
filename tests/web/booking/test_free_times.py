"""Are the shown times the real ones: across both changes of the clock, once each, with notice?"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from filiform.records import access
from filiform.records.people import WorkingHours
from filiform.web.times import Day, Slot, free_days, is_free, read_day, read_stamp
from tests.cast import Cast, booked, credential

SUNDAY = 6
AUTUMN, SPRING = date(2026, 11, 1), date(2027, 3, 14)


def free(cast: Cast, first: date, now: datetime, days: int = 1, **more: Any) -> list[Day]:
    here = list(access.therapists(cast.boulder))
    return free_days(cast.boulder, here, first=first, days=days, now=now, **more)


def starts(days: Iterable[Day]) -> list[datetime]:
    return [slot.start for day in days for slot in day.slots]


def on_sundays(cast: Cast, opens: int, closes: int) -> None:
    for therapist in (cast.thea, cast.tara):
        WorkingHours.objects.create(
            therapist=therapist,
            center=cast.boulder,
            weekday=SUNDAY,
            opens=time(opens),
            closes=time(closes),
        )


def test_the_hour_that_comes_twice_offers_each_instant_once_and_tells_them_apart(
    cast: Cast,
) -> None:
    on_sundays(cast, 0, 4)
    days = free(cast, AUTUMN, cast.now)
    found = starts(days)
    assert len(found) == len(set(found)) == 7
    assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(minutes=40)}
    clocks = [slot.clock for slot in days[0].slots]
    assert len(set(clocks)) == len(clocks)
    assert "01:20 MDT" in clocks
    assert "01:00 MST" in clocks


def test_the_hour_that_is_left_out_offers_nothing(cast: Cast) -> None:
    on_sundays(cast, 0, 4)
    now = datetime(2027, 3, 1, 18, tzinfo=UTC)
    (day,) = free(cast, SPRING, now)
    assert [slot.clock for slot in day.slots] == ["00:00", "00:40", "01:20", "03:00"]


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        (date(2026, 10, 30), date(2026, 11, 2), datetime(2026, 10, 6, 12, tzinfo=UTC)),
        (date(2027, 3, 12), date(2027, 3, 15), datetime(2027, 3, 1, 12, tzinfo=UTC)),
    ],
)
def test_the_clinic_opens_at_the_same_time_on_the_wall(
    cast: Cast, before: date, after: date, now: datetime
) -> None:
    walls = [[slot.clock for slot in free(cast, day, now)[0].slots] for day in (before, after)]
    assert walls[0] == walls[1]
    assert walls[0][0] == "08:00"


def test_of_two_therapists_free_at_one_time_the_less_busy_is_shown_once(cast: Cast) -> None:
    credential(cast, cast.tara)
    day = cast.start(35).astimezone(cast.boulder.zone).date()
    booked(cast, start=cast.start(35))
    found = free(cast, day, cast.now, needling=True)
    assert len(starts(found)) == len(set(starts(found)))
    assert {slot.therapist.slug for slot in found[0].slots} == {"tara"}


def test_a_time_too_soon_is_not_offered_and_still_held_for_who_opened_it(cast: Cast) -> None:
    start = cast.start(1)
    day = start.astimezone(cast.boulder.zone).date()
    slot = Slot(start, start.astimezone(cast.boulder.zone), cast.thea)
    soon = start - timedelta(minutes=20)
    assert start in starts(free(cast, day, start - timedelta(minutes=31)))
    assert start not in starts(free(cast, day, soon))
    assert is_free(cast.boulder, slot, soon)
    assert not is_free(cast.boulder, slot, start + timedelta(minutes=1))


def test_first_available_means_somebody_who_needles_on_that_very_day(cast: Cast) -> None:
    day = cast.start(35).astimezone(cast.boulder.zone).date()
    last = cast.now.astimezone(cast.boulder.zone).date() + timedelta(days=365)
    needling = free(cast, day, cast.now, needling=True)
    assert {slot.therapist.slug for slot in needling[0].slots} == {"thea"}
    after = free(cast, last + timedelta(days=1), cast.now + timedelta(days=360), 7, needling=True)
    assert after == []
    assert starts(free(cast, last + timedelta(days=1), cast.now + timedelta(days=360), 7))


def test_nothing_is_offered_that_could_not_be_booked_yet(cast: Cast) -> None:
    far = cast.now + timedelta(days=180)
    found = starts(free(cast, far.date() - timedelta(days=2), cast.now, days=7))
    assert found
    assert max(found) <= far


@pytest.mark.parametrize(
    "stamp", ["", "x", "00010101T0000Z", "99991231T2359Z", "20260101T0900", "20260101T0900Z\x00"]
)
def test_a_stamp_that_is_none_is_no_time(stamp: str) -> None:
    assert read_stamp(stamp) is None


@pytest.mark.parametrize("words", ["", "x", "0001-01-01", "2026-10-05", "\x00"])
def test_nonsense_and_the_past_are_today(words: str) -> None:
    assert read_day(words, date(2026, 10, 6)) == date(2026, 10, 6)


def test_the_far_future_is_the_last_day_that_can_be_booked() -> None:
    assert read_day("9999-12-31", date(2026, 10, 6)) == date(2027, 3, 28)
