"""When is somebody there, and where does a visit begin? By the day, in plain cases."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from filiform.domain import cells
from filiform.domain.timetable import PLAIN, Closed, DayHours, Hours, Service, WeeklyHours

DENVER = ZoneInfo("America/Denver")
MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
MORNING = WeeklyHours(0, time(8), time(12))


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), DENVER).astimezone(UTC)


def walls(hours: Hours, day: date = MONDAY) -> list[str]:
    """The spans of a day as the clock on the wall shows them."""
    spans = hours.spans(day)
    return [f"{a.astimezone(DENVER):%H:%M}-{b.astimezone(DENVER):%H:%M}" for a, b in spans]


def starts(service: Service, *weekly: WeeklyHours) -> list[str]:
    found = Hours(DENVER, weekly or (MORNING,)).starts(MONDAY, service)
    return [f"{cells.instant(cell).astimezone(DENVER):%H:%M}" for cell in found]


# ------------------------------------------------------------- when somebody is there
def test_nobody_is_there_before_the_center_opens() -> None:
    doors = WeeklyHours(0, time(9), time(10)), WeeklyHours(0, time(10), time(11))
    assert walls(Hours(DENVER, (MORNING,), center=doors)) == ["09:00-11:00"]
    lunch = WeeklyHours(0, time(7), time(9)), WeeklyHours(0, time(11), time(13))
    assert walls(Hours(DENVER, (MORNING,), center=lunch)) == ["08:00-09:00", "11:00-12:00"]
    other_day = (WeeklyHours(1, time(9), time(10)),)
    assert walls(Hours(DENVER, (MORNING,), center=other_day)) == []
    touching = (WeeklyHours(0, time(12), time(13)),)
    assert walls(Hours(DENVER, (MORNING,), center=touching)) == []


def test_for_extra_hours_the_center_opens() -> None:
    extra = DayHours(TUESDAY, time(18), time(20)), DayHours(MONDAY, time(11), time(13))
    hours = Hours(DENVER, (MORNING,), center=(MORNING,), extra=extra)
    assert walls(hours) == ["08:00-13:00"]
    assert walls(hours, TUESDAY) == ["18:00-20:00"]
    assert walls(hours, TUESDAY + timedelta(days=7)) == []


def test_on_a_closed_day_nobody_is_there_not_even_for_extra_hours() -> None:
    extra = (DayHours(TUESDAY, time(18), time(20)),)
    for first, last in ((MONDAY, TUESDAY), (TUESDAY, TUESDAY), (TUESDAY, date.max)):
        hours = Hours(DENVER, (MORNING,), extra=extra, closed=(Closed(first, last),))
        assert walls(hours, TUESDAY) == []
    before = Hours(DENVER, (MORNING,), extra=extra, closed=(Closed(date.min, MONDAY),))
    assert walls(before) == []
    assert walls(before, TUESDAY) == ["18:00-20:00"]


@pytest.mark.parametrize(
    ("out", "back", "left"),
    [
        ("09:00", "10:00", ["08:00-09:00", "10:00-12:00"]),
        ("07:00", "09:00", ["09:00-12:00"]),
        ("11:00", "13:00", ["08:00-11:00"]),
        ("07:00", "13:00", []),
        ("08:00", "12:00", []),
        ("12:00", "13:00", ["08:00-12:00"]),
        ("09:00", "09:00", ["08:00-12:00"]),
        ("10:00", "09:00", ["08:00-12:00"]),
    ],
)
def test_leave_and_breaks_are_cut_out(out: str, back: str, left: list[str]) -> None:
    assert walls(Hours(DENVER, (MORNING,), away=((at(out), at(back)),))) == left


def test_several_breaks_are_all_cut_out() -> None:
    breaks = (at("10:00"), at("10:10")), (at("09:00"), at("09:30")), (at("09:20"), at("09:40"))
    left = walls(Hours(DENVER, (MORNING,), away=breaks))
    assert left == ["08:00-09:00", "09:40-10:00", "10:10-12:00"]


def test_after_a_break_starting_times_are_counted_anew() -> None:
    hours = Hours(DENVER, (MORNING,), away=((at("09:00"), at("09:15")),))
    found = [cells.instant(cell).astimezone(DENVER) for cell in hours.starts(MONDAY, PLAIN)]
    assert [f"{one:%H:%M}" for one in found] == ["08:00", "09:20", "10:00", "10:40", "11:20"]


# ------------------------------------------------------------- where a visit begins
def test_a_visit_ends_with_the_hours_and_its_buffer_may_go_on() -> None:
    hour = WeeklyHours(0, time(8), time(9))
    assert starts(Service(minutes=60, buffer=30), hour) == ["08:00"]
    assert starts(Service(minutes=61), hour) == []
    assert starts(Service(minutes=30, every=10), hour) == ["08:00", "08:10", "08:20", "08:30"]


def test_back_to_back_leaves_room_for_the_buffer() -> None:
    assert starts(Service(minutes=60, buffer=15)) == ["08:00", "09:20", "10:40"]
    assert starts(Service(minutes=60, buffer=15, every=60)) == ["08:00", "09:00", "10:00", "11:00"]
    assert starts(Service(minutes=110, every=15)) == ["08:00", "08:20", "08:40", "09:00", "09:20",
                                                      "09:40", "10:00"]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "buffer", "seen", "held"),
    [(40, 0, 4, 4), (45, 5, 5, 5), (45, 10, 5, 6), (10, 15, 1, 3)],
)
def test_therapist_and_room_are_held_for_the_buffer_and_the_patient_is_not(
    minutes: int, buffer: int, seen: int, held: int
) -> None:
    service = Service(minutes=minutes, buffer=buffer)
    assert (service.seen, service.held) == (seen, held)


def test_what_has_no_length_never_begins() -> None:
    assert starts(Service(minutes=0)) == starts(Service(minutes=-10, buffer=60)) == []
    assert PLAIN == Service(minutes=40, buffer=0, every=0, needles=False, room=False)
