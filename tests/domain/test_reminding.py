"""When is a patient reminded, and never at night?"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.reminding import (
    DAY_BEGINS,
    DAY_ENDS,
    TOO_LATE,
    Reminder,
    due,
    in_the_day,
    next_in_the_day,
    reminders,
)

DENVER = ZoneInfo("America/Denver")
HOUR = timedelta(hours=1)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = st.sampled_from(["America/Denver", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"])
MOMENTS = st.builds(
    lambda minutes, zone: (LONG_AGO + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone)),
    st.integers(0, 2 * 365 * 24 * 60),
    ZONES,
)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=DENVER)


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        (local(6, 12), local(6, 12), local(6, 12)),
        (local(6, 8), local(6, 8), local(6, 8)),
        (local(6, 21), local(6, 21), local(6, 21)),
        (local(6, 7, 59), local(5, 21), local(6, 8)),
        (local(6, 21, 1), local(6, 21), local(7, 8)),
        (local(6, 0), local(5, 21), local(6, 8)),
    ],
)
def test_the_night_is_left_out(moment: datetime, before: datetime, after: datetime) -> None:
    assert (in_the_day(moment), next_in_the_day(moment)) == (before, after)


@given(MOMENTS)
def test_no_message_goes_at_night_and_each_on_its_side_of_the_moment(moment: datetime) -> None:
    earlier, later = in_the_day(moment), next_in_the_day(moment)
    for one in (earlier, later):
        assert DAY_BEGINS <= one.time() <= DAY_ENDS
    assert earlier.replace(tzinfo=None) <= moment.replace(tzinfo=None)
    assert later.replace(tzinfo=None) >= moment.replace(tzinfo=None)


def test_an_early_visit_is_brought_to_mind_the_evening_before() -> None:
    assert reminders(local(8, 8), LONG_AGO) == [
        Reminder(48, local(6, 8)),
        Reminder(3, local(7, 21)),
    ]


def test_what_would_have_gone_before_it_was_booked_is_not_sent() -> None:
    start = local(8, 14)
    assert reminders(start, known_since=start - 48 * HOUR) == [Reminder(3, local(8, 11))]
    assert reminders(start, known_since=start - 3 * HOUR) == []


@pytest.mark.parametrize(
    ("at", "hours"),
    [
        (local(6, 13, 59), None),
        (local(6, 14), 48),
        (local(8, 10, 59), 48),
        (local(8, 11), 3),
        (local(8, 12, 59), 3),
        (local(8, 13), None),
        (local(9, 9), None),
    ],
)
def test_what_is_due_when(at: datetime, hours: int | None) -> None:
    found = due(local(8, 14), LONG_AGO, at=at)
    assert (found and found.hours) == hours


@given(MOMENTS, st.integers(0, 72 * 60))
def test_what_is_due_has_come_and_the_visit_has_not(start: datetime, minutes: int) -> None:
    at = (start.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(start.tzinfo)
    found = due(start, LONG_AGO, at=at)
    if found is not None:
        assert found.at.astimezone(UTC) <= at.astimezone(UTC) < start.astimezone(UTC) - TOO_LATE
        assert time(8) <= found.at.time() <= time(21)
