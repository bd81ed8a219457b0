"""Is what is offered free, within the hours and apart, whatever the hours are?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.availability import free_starts, is_offered
from filiform.domain.cells import CELL, cells
from filiform.domain.timetable import WeeklyHours, opening

DENVER = ZoneInfo("America/Denver")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)  # the clocks of Denver change


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


zones = st.sampled_from(
    [DENVER, ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Australia/Lord_Howe")]
)
days = st.sampled_from([MONDAY, SPRING, AUTUMN, date(2026, 4, 5), date(2026, 10, 4)])
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 10, 15, 20, 30, 59]))
lengths = st.sampled_from([10, 20, 40, 45, 60]).map(minutes)
hours_of = st.lists(st.builds(WeeklyHours, st.sampled_from([0, 6]), times, times), max_size=4)


@given(hours_of, zones, days, lengths, st.sets(st.integers(0, 143)), st.integers(0, 1440))
def test_what_is_offered_can_be_booked(
    hours: list[WeeklyHours],
    zone: ZoneInfo,
    day: date,
    length: timedelta,
    held: set[int],
    gone: int,
) -> None:
    midnight = datetime.combine(day, time(0), UTC)
    taken = {midnight + number * CELL for number in held}
    after = midnight + minutes(gone)
    starts = free_starts(hours, zone, [day], taken, after=after, length=length)
    assert starts == sorted(set(starts))
    for start in starts:
        assert taken.isdisjoint(cells(start, length))
        assert start >= after
        assert is_offered(start, hours, zone, length)
        assert _is_within(start, length, hours, zone, day)


def _is_within(
    start: datetime, length: timedelta, hours: list[WeeklyHours], zone: ZoneInfo, day: date
) -> bool:
    """Whether every minute of the visit lies in some opening of that day."""
    spans = [opening(one, day, zone) for one in hours if one.weekday == day.weekday()]
    every_minute = (start + minutes(n) for n in range(int(length / minutes(1))))
    return all(any(begins <= minute < ends for begins, ends in spans) for minute in every_minute)


@given(hours_of, zones, days, lengths)
def test_two_offered_visits_are_the_same_or_apart(
    hours: list[WeeklyHours], zone: ZoneInfo, day: date, length: timedelta
) -> None:
    starts = free_starts(hours, zone, [day, day], (), after=LONG_AGO, length=length)
    held = [cell for start in starts for cell in cells(start, length)]
    assert len(held) == len(set(held))


@given(hours_of, zones, days, lengths)
def test_what_is_offered_is_what_can_be_asked_for(
    hours: list[WeeklyHours], zone: ZoneInfo, day: date, length: timedelta
) -> None:
    midnight = datetime.combine(day, time(0), UTC)
    marks = [midnight + n * CELL for n in range(-75, 225)]
    here = [mark for mark in marks if mark.astimezone(zone).date() == day]
    starts = free_starts(hours, zone, [day], (), after=LONG_AGO, length=length)
    assert [mark for mark in here if is_offered(mark, hours, zone, length)] == starts
