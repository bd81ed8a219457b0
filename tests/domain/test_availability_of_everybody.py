"""Does the search offer every time that can be booked, and no other, whatever the clinic is?

`tests/domain/brute_force.py` answers the same, minute by minute.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from filiform.domain import cells
from filiform.domain.availability import Part, Seat, Taken, Wish, begins_at, search
from filiform.domain.credentials import Credential, Jurisdiction
from filiform.domain.timetable import Closed, DayHours, Hours, Service, WeeklyHours
from tests.domain import brute_force
from tests.domain.brute_force import Booked

CHANGES = {
    "America/Denver": [date(2026, 3, 8), date(2026, 11, 1)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],
    "Pacific/Chatham": [date(2026, 4, 5), date(2026, 9, 27)],
    "Africa/Casablanca": [date(2026, 2, 15), date(2026, 3, 22)],
    "Asia/Kathmandu": [date(2026, 3, 8)],
    "Europe/London": [date(2026, 3, 29), date(2026, 10, 25)],
}
LAW = Jurisdiction("CO", "Colorado", "allowed", 46, 0, None, "", (), "", False)
TEN = timedelta(minutes=10)

clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 5, 10, 30, 45, 59]))
minutes = st.integers(0, 3 * 1440)
services = st.builds(
    Service,
    minutes=st.sampled_from([10, 20, 25, 40, 45, 60, 90]),
    buffer=st.sampled_from([0, 0, 5, 10, 15]),
    every=st.sampled_from([0, 0, 10, 15, 20, 60]),
    needles=st.booleans(),
    room=st.booleans(),
)


@st.composite
def hours(draw: st.DrawFn, zone: str, day: date) -> Hours:
    """Anything from a day without an opening to one that never ends."""

    def weekly(most: int) -> tuple[WeeklyHours, ...]:
        weekdays = st.sampled_from([day.weekday(), (day.weekday() + 1) % 7])
        some = st.lists(st.builds(WeeklyHours, weekdays, clocks, clocks), max_size=most)
        return tuple(draw(some))

    near = st.sampled_from([day, day + timedelta(days=1)])
    midnight = datetime.combine(day, time(), UTC)
    extra = draw(st.lists(st.builds(DayHours, near, clocks, clocks), max_size=1))
    closed = draw(st.lists(st.builds(Closed, near, near), max_size=1))
    spans = draw(st.lists(st.tuples(minutes, st.integers(-10, 300)), max_size=2))
    away = [
        (midnight + timedelta(minutes=a - 1440), midnight + timedelta(minutes=a - 1440 + b))
        for a, b in spans
    ]
    never = draw(st.booleans())
    return Hours(
        zone=ZoneInfo(zone),
        weekly=weekly(4),
        center=() if never else weekly(3),
        extra=tuple(extra),
        closed=tuple(closed),
        away=tuple(away),
    )


@st.composite
def clinics(draw: st.DrawFn) -> tuple[list[Seat], date]:
    """Two therapists at two centers in different zones, around a day on which clocks change."""
    zones = draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=2))
    day = draw(st.sampled_from(CHANGES[zones[0]])) - timedelta(days=draw(st.integers(0, 1)))
    ends = st.one_of(st.none(), st.just(day), st.just(day - timedelta(days=1)))
    seats = []
    for therapist in (1, 2):
        held = Credential("CO", "full", day - timedelta(days=9), draw(ends), 80, 60)
        for center in (0, 1):
            seat = Seat(
                therapist=therapist,
                center=center,
                hours=draw(hours(zones[center], day)),
                state="CO",
                credentials=(held,),
                law=LAW,
                offers=frozenset({7}) if therapist == 1 else None,
            )
            seats.append(seat)
    return seats, day


runs = st.lists(st.tuples(st.integers(-30, 320), st.integers(1, 9)), max_size=6)


@settings(max_examples=50)
@given(
    clinics(),
    services,
    st.tuples(runs, runs),
    st.lists(runs, max_size=2),
    minutes,
    st.sampled_from(Part),
    st.sampled_from([None, 7, 8]),
)
def test_the_search_offers_what_can_be_booked_and_hides_nothing(
    clinic: tuple[list[Seat], date],
    service: Service,
    visits: tuple[list[tuple[int, int]], ...],
    rooms: list[list[tuple[int, int]]],
    gone: int,
    part: Part,
    number: int | None,
) -> None:
    seats, day = clinic
    days = [day, day + timedelta(days=1)]
    begin = datetime.combine(day, time(), UTC) - timedelta(days=1)
    base = cells.first_from(begin)
    after, until = begin + timedelta(minutes=gone), begin + timedelta(days=3, minutes=gone)

    wish = Wish(service, number, days, cells.first_from(after), cells.last_until(until), part)
    taken = Taken(
        base,
        {who: _bits(some, base) for who, some in enumerate(visits, start=1)},
        {0: [_bits(some, base) for some in rooms]},
    )
    booked = Booked(
        {who: _minutes(some, begin) for who, some in enumerate(visits, start=1)},
        {0: [_minutes(some, begin) for some in rooms]},
    )
    found = search(seats, wish, taken)
    for seat in seats:
        offered = {cells.instant(one) for one in cells.in_order(found.get(seat, 0), base)}
        expected = brute_force.free(
            seat, service, days, booked, after=after, until=until, part=part
        )
        does = number is None or seat.offers is None or number in seat.offers
        assert offered == (expected if does else set())


def _bits(some: list[tuple[int, int]], base: int) -> int:
    return cells.bits([(base + first, many) for first, many in some], base)


def _minutes(some: list[tuple[int, int]], begin: datetime) -> set[int]:
    first = brute_force.minute(begin)
    return {first + 10 * a + n for a, many in some for n in range(10 * many)}


@settings(max_examples=20)
@given(clinics(), services)
def test_what_may_be_asked_for_is_what_the_therapist_begins_at(
    clinic: tuple[list[Seat], date], service: Service
) -> None:
    seats, day = clinic
    for seat in seats:
        expected = brute_force.may_begin(seat, service, day)
        noon = brute_force.minute(datetime.combine(day, time(12), seat.zone))
        for mark in range(noon - 1500 - noon % 10, noon + 1500, 10):
            start = brute_force.EPOCH + mark * brute_force.MINUTE
            if start.astimezone(seat.zone).date() == day and seat.does(service, day):
                assert begins_at(seat, start, service) is (mark in expected)
