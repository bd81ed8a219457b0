"""Is every offered time really free, within the hours, and told by the clock on the wall?"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from filiform.domain.availability import free_starts, is_offered
from filiform.domain.cells import CELL, VISIT, NotBookable, cells
from filiform.domain.timetable import WeeklyHours, opening

DENVER = ZoneInfo("America/Denver")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)  # the clocks of Denver change
MORNING = WeeklyHours(0, time(8), time(12))


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def at(words: str, zone: ZoneInfo = DENVER, day: date = MONDAY) -> datetime:
    """A time on the wall as an instant."""
    return datetime.combine(day, time.fromisoformat(words), zone).astimezone(UTC)


def walls(starts: Iterable[datetime]) -> list[str]:
    """Instants as the clock on the wall in Denver shows them."""
    return [f"{start.astimezone(DENVER):%H:%M}" for start in starts]


def offered(
    *hours: WeeklyHours,
    day: date = MONDAY,
    taken: Iterable[datetime] = (),
    after: datetime = LONG_AGO,
    length: timedelta = VISIT,
) -> list[datetime]:
    return free_starts(hours, DENVER, [day], frozenset(taken), after=after, length=length)


# ------------------------------------------------------------- a day
def test_visits_follow_each_other_through_the_hours() -> None:
    assert walls(offered(MORNING)) == ["08:00", "08:40", "09:20", "10:00", "10:40", "11:20"]


def test_the_last_visit_ends_when_the_hours_do() -> None:
    assert walls(offered(WeeklyHours(0, time(11, 20), time(12)))) == ["11:20"]
    assert walls(offered(WeeklyHours(0, time(11, 20), time(11, 59)))) == []


def test_only_the_days_of_the_week_are_offered_that_are_worked() -> None:
    week = [MONDAY + timedelta(days=n) for n in range(14)]
    tuesday = WeeklyHours(1, time(8), time(8, 40))
    found = free_starts([tuesday], DENVER, week, (), after=LONG_AGO)
    assert [start.date() for start in found] == [date(2026, 3, 3), date(2026, 3, 10)]
    assert offered(tuesday) == []


def test_a_taken_cell_takes_every_visit_that_holds_it_and_no_other() -> None:
    for words in ("09:20", "09:30", "09:50"):
        assert "09:20" not in walls(offered(MORNING, taken=[at(words)]))
    assert "09:20" in walls(offered(MORNING, taken=[at("09:10"), at("10:00")]))


def test_a_list_of_taken_cells_in_local_time_is_as_good() -> None:
    taken = [at("09:20").astimezone(DENVER)]
    found = free_starts([MORNING], DENVER, [MONDAY], taken, after=LONG_AGO)
    assert "09:20" not in walls(found)


def test_nothing_before_now_is_offered() -> None:
    assert walls(offered(MORNING, after=at("10:40"))) == ["10:40", "11:20"]
    assert walls(offered(MORNING, after=at("10:41"))) == ["11:20"]


def test_two_openings_of_one_day_are_both_offered() -> None:
    evening = WeeklyHours(0, time(17), time(18, 20))
    assert walls(offered(evening, WeeklyHours(0, time(8), time(8, 40)))) == [
        "08:00",
        "17:00",
        "17:40",
    ]


def test_openings_that_overlap_are_one() -> None:
    early, late = WeeklyHours(0, time(8), time(9, 20)), WeeklyHours(0, time(8, 20), time(10))
    within = WeeklyHours(0, time(8, 10), time(8, 50))
    assert walls(offered(late, early, within)) == ["08:00", "08:40", "09:20"]


def test_openings_that_overlap_late_in_the_day_are_one_too() -> None:
    morning, noon = WeeklyHours(0, time(8), time(8, 40)), WeeklyHours(0, time(12), time(13, 20))
    early_afternoon = WeeklyHours(0, time(12, 20), time(14))
    assert walls(offered(early_afternoon, noon, morning)) == ["08:00", "12:00", "12:40", "13:20"]


def test_openings_that_touch_stay_two() -> None:
    early, late = WeeklyHours(0, time(8), time(9)), WeeklyHours(0, time(9), time(10))
    assert walls(offered(early, late)) == ["08:00", "09:00"]


def test_odd_hours_begin_at_the_next_ten_minutes() -> None:
    assert walls(offered(WeeklyHours(0, time(8, 15), time(9, 42)))) == ["08:20", "09:00"]
    assert walls(offered(WeeklyHours(0, time(8, 20, 0, 1), time(9, 10)))) == ["08:30"]


def test_a_visit_of_odd_length_holds_whole_cells() -> None:
    found = offered(WeeklyHours(0, time(8), time(9, 35)), length=minutes(45))
    assert walls(found) == ["08:00", "08:50"]
    assert len(cells(found[0], minutes(45))) == 5


@pytest.mark.parametrize(("opens", "closes"), [(22, 2), (9, 9), (12, 8), (8, 0)])
def test_hours_that_do_not_end_after_they_begin_offer_nothing(opens: int, closes: int) -> None:
    odd = WeeklyHours(0, time(opens), time(closes))
    assert offered(odd) == []
    assert walls(offered(odd, WeeklyHours(0, time(9), time(9, 40)))) == ["09:00"]


# ------------------------------------------------------------- clocks change
@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2026, 3, 1), date(2026, 7, 5)])
def test_twenty_past_nine_stays_twenty_past_nine(day: date) -> None:
    sunday = WeeklyHours(6, time(8), time(12))
    assert walls(offered(sunday, day=day)) == walls(offered(MORNING))
    assert is_offered(at("09:20", day=day), [sunday], DENVER)


def test_a_night_without_two_oclock_is_an_hour_shorter() -> None:
    night = WeeklyHours(6, time(0), time(6))
    short, long = offered(night, day=SPRING), offered(night, day=AUTUMN)
    assert (len(short), len(long)) == (7, 10)
    assert walls(short)[:5] == ["00:00", "00:40", "01:20", "03:00", "03:40"]
    assert walls(long)[:5] == ["00:00", "00:40", "01:20", "01:00", "01:40"]


def test_hours_that_the_clock_skips_offer_nothing() -> None:
    assert offered(WeeklyHours(6, time(2, 30), time(3)), day=SPRING) == []


def test_an_opening_lasts_as_long_as_it_really_does() -> None:
    night = WeeklyHours(6, time(0), time(6))
    lasts = {day: opening(night, day, DENVER) for day in (SPRING, AUTUMN, date(2026, 3, 1))}
    hours = {day: (ends - begins) / timedelta(hours=1) for day, (begins, ends) in lasts.items()}
    assert hours == {SPRING: 5, AUTUMN: 7, date(2026, 3, 1): 6}
    assert lasts[SPRING][0].tzinfo is UTC


def test_both_half_past_ones_of_autumn_are_told_apart() -> None:
    night = [WeeklyHours(6, time(0, 30), time(3))]
    first = datetime(2026, 11, 1, 1, 10, tzinfo=DENVER)
    again = first.replace(fold=1)
    assert is_offered(first, night, DENVER)
    assert not is_offered(again, night, DENVER)
    assert first.astimezone(UTC) in offered(*night, day=AUTUMN)


# ------------------------------------------------------------- asking for one time
def test_only_the_clinics_own_times_can_be_asked_for() -> None:
    assert is_offered(at("09:20"), [MORNING], DENVER)
    assert is_offered(at("09:20").astimezone(ZoneInfo("Asia/Tokyo")), [MORNING], DENVER)
    for words in ("09:10", "09:21", "07:20", "12:00", "11:40"):
        assert not is_offered(at(words), [MORNING], DENVER)
    assert not is_offered(at("09:20") + timedelta(seconds=1), [MORNING], DENVER)
    assert not is_offered(at("09:20", day=date(2026, 3, 3)), [MORNING], DENVER)


def test_a_late_hour_belongs_to_its_local_day() -> None:
    late = WeeklyHours(0, time(20), time(22))
    assert at("20:40").date() != MONDAY, "in UTC it is already Tuesday"
    assert is_offered(at("20:40"), [late], DENVER)
    assert walls(offered(late)) == ["20:00", "20:40", "21:20"]


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 2, 9, 20)  # noqa: DTZ001
    assert not is_offered(naive, [MORNING], DENVER)
    with pytest.raises(NotBookable):
        cells(naive)


# ------------------------------------------------------------- cells
def test_a_visit_holds_its_cells() -> None:
    held = cells(at("09:20").astimezone(DENVER))
    assert held == tuple(at(words) for words in ("09:20", "09:30", "09:40", "09:50"))
    assert {cell.tzinfo for cell in held} == {UTC}


@pytest.mark.parametrize(("length", "count"), [(1, 1), (10, 1), (11, 2), (40, 4), (45, 5)])
def test_a_cell_that_is_begun_is_held(length: int, count: int) -> None:
    assert len(cells(at("09:20"), minutes(length))) == count


@pytest.mark.parametrize(
    "late", [minutes(1), minutes(5), timedelta(seconds=1), timedelta(microseconds=1)]
)
def test_a_visit_begins_on_a_ten_minute_mark(late: timedelta) -> None:
    with pytest.raises(NotBookable):
        cells(at("09:20") + late)


@pytest.mark.parametrize("length", [minutes(0), minutes(-40), timedelta(microseconds=-1)])
def test_a_visit_without_length_is_never_offered(length: timedelta) -> None:
    with pytest.raises(NotBookable):
        cells(at("09:20"), length)
    assert offered(MORNING, length=length) == []
    assert not is_offered(at("09:20"), [MORNING], DENVER, length)


EAST, WEST = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Pago_Pago")
EVERY_DAY = [WeeklyHours(weekday, time(0), time(23, 59)) for weekday in range(7)]


@pytest.mark.parametrize(
    "instant",
    [
        datetime.min.replace(tzinfo=EAST),
        datetime.max.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=WEST),
    ],
    ids=["before-the-first", "last", "after-the-last"],
)
def test_a_time_off_the_calendar_cannot_be_booked(instant: datetime) -> None:
    for zone in (DENVER, EAST, WEST):
        assert not is_offered(instant, EVERY_DAY, zone)
    with pytest.raises(NotBookable):
        cells(instant, CELL)


@pytest.mark.parametrize("zone", [DENVER, EAST, WEST])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_are_no_error(day: date, zone: ZoneInfo) -> None:
    starts = free_starts(EVERY_DAY, zone, [day], (), after=datetime.min.replace(tzinfo=UTC))
    assert all(is_offered(start, EVERY_DAY, zone) for start in starts)
    assert not is_offered(datetime.min.replace(tzinfo=UTC), EVERY_DAY, DENVER)


def test_the_last_evening_of_the_calendar_is_no_error() -> None:
    last = [WeeklyHours(date.max.weekday(), time(23), time(23, 59))]
    utc = ZoneInfo("UTC")
    assert len(free_starts(last, utc, [date.max], (), after=LONG_AGO)) == 1
    assert free_starts(last, DENVER, [date.max], (), after=LONG_AGO) == []
    too_late = [WeeklyHours(date.max.weekday(), time(23, 55), time(23, 59))]
    assert free_starts(too_late, utc, [date.max], (), after=LONG_AGO) == []
