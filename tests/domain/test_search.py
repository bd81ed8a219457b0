"""What does a search find, in plain cases? (In all others: test_availability_of_everybody.)"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from filiform.domain import cells
from filiform.domain.availability import Part, Seat, Taken, Wish, begins_at, search
from filiform.domain.credentials import Credential, Jurisdiction
from filiform.domain.timetable import Hours, Service, WeeklyHours

DENVER = ZoneInfo("America/Denver")
MONDAY = date(2026, 3, 2)
HOUR = Hours(DENVER, (WeeklyHours(0, time(8), time(9)),))
HALF = Service(minutes=30, every=10)
LAW = Jurisdiction("CO", "Colorado", "allowed", 46, 0, None, "", (), "", False)


def at(clock: str) -> int:
    return cells.number(datetime.combine(MONDAY, time.fromisoformat(clock), DENVER))


def wish(service: Service = HALF, **changes: Any) -> Wish:
    whole = {"number": None, "days": [MONDAY], "after": at("00:00"), "until": at("23:50")}
    return Wish(service, **whole | changes)


def found(
    seat: Seat, wanted: Wish, *, base: str = "00:00", taken: int = 0, rooms: Any = None
) -> list[str]:
    """What is free, on the clock of the wall; `taken` are cells from `base` on."""
    held = Taken(at(base), {seat.therapist: taken} if taken else {}, rooms or {})
    bits = search([seat], wanted, held).get(seat, 0)
    starts = (cells.instant(cell).astimezone(DENVER) for cell in cells.in_order(bits, held.base))
    return [f"{start:%H:%M}" for start in starts]


def test_who_has_nothing_booked_is_free_at_every_start() -> None:
    seat = Seat(1, 1, HOUR)
    assert found(seat, wish()) == ["08:00", "08:10", "08:20", "08:30"]
    assert found(seat, wish(), base="08:00") == ["08:00", "08:10", "08:20", "08:30"]
    assert found(seat, wish(), base="08:10") == ["08:10", "08:20", "08:30"]


def test_a_taken_cell_and_the_buffer_before_it_are_not() -> None:
    seat = Seat(1, 1, HOUR)
    assert found(seat, wish(), base="08:00", taken=0b1000) == ["08:00"]
    buffered = Service(minutes=30, buffer=10, every=10)
    assert found(seat, wish(buffered), base="08:00", taken=0b1000) == []
    assert found(seat, wish(buffered), base="08:00", taken=0b10000) == ["08:00"]


@pytest.mark.parametrize("base", ["00:00", "08:00"])
def test_what_needs_a_room_needs_one_here(base: str) -> None:
    seat, roomy = Seat(1, 1, HOUR), Service(minutes=30, every=30, room=True)
    assert found(seat, wish(roomy), base=base) == []
    assert found(seat, wish(roomy), base=base, rooms={2: [0]}) == []
    assert found(seat, wish(roomy), base=base, rooms={1: [0]}) == ["08:00", "08:30"]
    assert found(seat, wish(roomy), base="08:00", rooms={1: [0b1]}) == ["08:30"]
    assert found(seat, wish(roomy), base="08:00", rooms={1: [0b1, 0b1000]}) == ["08:00", "08:30"]


def test_from_when_and_until_when_are_in_it() -> None:
    seat = Seat(1, 1, HOUR)
    assert found(seat, wish(after=at("08:10"), until=at("08:20"))) == ["08:10", "08:20"]
    assert found(seat, wish(after=at("08:20"), until=at("08:10"))) == []


@pytest.mark.parametrize(
    ("part", "clock", "holds"),
    [
        (Part.MORNING, "00:00", True),
        (Part.MORNING, "11:59", True),
        (Part.MORNING, "12:00", False),
        (Part.AFTERNOON, "11:59", False),
        (Part.AFTERNOON, "12:00", True),
        (Part.AFTERNOON, "16:59", True),
        (Part.AFTERNOON, "17:00", False),
        (Part.EVENING, "16:59", False),
        (Part.EVENING, "17:00", True),
        (Part.ANY, "17:00", True),
    ],
)
def test_noon_is_afternoon_and_five_is_evening(part: Part, clock: str, holds: bool) -> None:
    assert part.holds(time.fromisoformat(clock)) is holds


def test_a_part_of_the_day_is_told_by_the_wall_of_the_center() -> None:
    seat = Seat(1, 1, Hours(DENVER, (WeeklyHours(0, time(11, 40), time(12, 30)),)))
    assert at("11:40") % 144 != cells.number(datetime(2026, 3, 2, 11, 40, tzinfo=UTC)) % 144
    assert found(seat, wish(part=Part.MORNING)) == ["11:40", "11:50"]
    assert found(seat, wish(part=Part.AFTERNOON)) == ["12:00"]


def test_who_does_not_offer_it_is_not_found() -> None:
    seat = Seat(1, 1, HOUR, offers=frozenset({7}))
    assert found(seat, wish(number=7)) == found(seat, wish()) != []
    assert search([seat], wish(number=8), Taken(0, {}, {})) == {}
    assert seat.offered(None)
    assert not Seat(1, 1, HOUR, offers=frozenset()).offered(7)
    assert Seat(1, 1, HOUR).offered(7)


def test_needles_only_as_long_as_the_credential_lasts() -> None:
    ends = MONDAY - timedelta(days=1)
    needling = Service(minutes=30, every=30, needles=True)

    def seat(valid_to: date | None) -> Seat:
        held = Credential("CO", "full", date(2020, 1, 1), valid_to, 80, 60)
        return Seat(1, 1, HOUR, state="CO", credentials=(held,), law=LAW)

    assert found(seat(MONDAY), wish(needling)) == ["08:00", "08:30"]
    assert found(seat(ends), wish(needling)) == []
    assert found(seat(ends), wish(HALF)) != []
    assert found(Seat(1, 1, HOUR), wish(needling)) == []
    start = cells.instant(at("08:00"))
    assert begins_at(seat(MONDAY), start, needling)
    assert not begins_at(seat(ends), start, needling)
