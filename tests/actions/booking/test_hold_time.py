"""What holds while a time is kept for somebody who is still writing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from filiform.actions.booking.book_visit import NotBookable, TimeTaken, book_visit
from filiform.actions.booking.hold_time import (
    MOST,
    MOST_OF_ALL,
    TEN_MINUTES,
    NobodyHolds,
    TooManyHeld,
    hold_time,
)
from filiform.records.visits import Hold, Occupancy, Visit
from tests.actions.proofs import at_once, line, untouched
from tests.cast import Cast, booked
from tests.offering import room, service


def wanted(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What a browser holds with Thea for the next hour, with these changes."""
    whole = {
        "key": uuid4(),
        "holder": "a browser",
        "therapist": cast.thea,
        "center": cast.boulder,
        "starts_at": cast.start(2),
        "at": cast.now,
        "by": None,
    }
    return whole | changes


def booking(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What Bea books with Thea at the same time, with these changes."""
    asked = wanted(cast, **{"patient": cast.bea, "by": cast.bea.user, **changes})
    asked.pop("holder")
    return asked


def test_a_held_time_is_kept_for_ten_minutes(cast: Cast) -> None:
    hold = hold_time(**wanted(cast))
    assert hold.until == cast.now + TEN_MINUTES
    assert Occupancy.objects.filter(hold=hold, patient=None).count() == 4
    with untouched(), pytest.raises(TimeTaken):
        book_visit(**booking(cast))
    assert line("hold_time").who == "visitor"


def test_a_hold_that_is_over_is_in_nobodys_way(cast: Cast) -> None:
    hold_time(**wanted(cast))
    visit = book_visit(**booking(cast, at=cast.now + TEN_MINUTES))
    assert set(Occupancy.objects.values_list("visit", flat=True)) == {visit.pk}
    assert not Hold.objects.exists()


def test_the_booking_uses_the_hold_up(cast: Cast) -> None:
    hold = hold_time(**wanted(cast))
    visit = book_visit(**booking(cast, hold=hold))
    held = Occupancy.objects.filter(visit=visit)
    assert (held.count(), held.filter(patient=cast.bea).count()) == (4, 4)
    assert not Hold.objects.exists()
    assert not Occupancy.objects.filter(until__isnull=False).exists()


def test_the_patient_is_free_in_the_buffer_that_was_held(cast: Cast) -> None:
    offered = service(cast, needs_room=True)
    first = room(cast.boulder)
    hold = hold_time(**wanted(cast, service=offered))
    visit = book_visit(**booking(cast, service=offered, hold=hold))
    held = Occupancy.objects.filter(visit=visit)
    assert (held.count(), held.filter(patient=cast.bea).count()) == (5, 4)
    assert visit.room == hold.room == first


def test_the_same_browser_keeps_its_hold_and_gets_no_minute_more(cast: Cast) -> None:
    hold = hold_time(**wanted(cast))
    with untouched():
        again = hold_time(**wanted(cast, at=cast.now + timedelta(minutes=9)))
    assert (again, again.until) == (hold, hold.until)


def test_another_browser_does_not_get_it(cast: Cast) -> None:
    hold_time(**wanted(cast))
    with untouched(), pytest.raises(TimeTaken):
        hold_time(**wanted(cast, holder="another"))


def test_one_browser_cannot_hold_the_whole_calendar(cast: Cast) -> None:
    starts = [cast.start(15 * day) for day in range(1, MOST + 2)]
    holds = [hold_time(**wanted(cast, starts_at=start)) for start in starts]
    assert list(Hold.objects.all()) == holds[-MOST:]
    assert {one.hold for one in Occupancy.objects.all()} == set(holds[-MOST:])


def test_not_even_with_a_new_cookie_each_time(cast: Cast) -> None:
    def cookie(number: int, **changes: Any) -> Hold:
        holder, start = f"cookie {number}", cast.start(number)
        return hold_time(**wanted(cast, holder=holder, starts_at=start, **changes))

    for number in range(2, MOST_OF_ALL + 2):
        cookie(number)
    with untouched(), pytest.raises(TooManyHeld):
        cookie(MOST_OF_ALL + 2)
    assert cookie(MOST_OF_ALL + 2, at=cast.now + TEN_MINUTES)


def test_who_changes_their_mind_lets_the_first_time_go(cast: Cast) -> None:
    hold_time(**wanted(cast))
    later = hold_time(**wanted(cast, starts_at=cast.start(3)))
    assert list(Hold.objects.all()) == [later]


def test_who_books_another_time_than_the_held_one_lets_it_go(cast: Cast) -> None:
    hold = hold_time(**wanted(cast))
    visit = book_visit(**booking(cast, hold=hold, starts_at=cast.start(3)))
    assert not Hold.objects.exists()
    assert set(Occupancy.objects.values_list("visit", flat=True)) == {visit.pk}


def test_what_is_not_offered_is_not_held(cast: Cast) -> None:
    with untouched(), pytest.raises(NotBookable):
        hold_time(**wanted(cast, starts_at=cast.start(2) + timedelta(minutes=10)))
    with untouched(), pytest.raises(NobodyHolds):
        hold_time(**wanted(cast, holder=""))


def test_an_offer_is_held_as_long_as_it_is_open(cast: Cast) -> None:
    hold = hold_time(**wanted(cast, lasts=timedelta(hours=4)))
    assert hold.until == cast.now + timedelta(hours=4)


def test_a_patient_with_a_visit_then_keeps_the_hold_and_is_told(cast: Cast) -> None:
    booked(cast, patient=cast.bea, therapist=cast.tara, start=cast.start(2))
    hold = hold_time(**wanted(cast))
    with untouched(), pytest.raises(Exception, match="already have a visit"):
        book_visit(**booking(cast, hold=hold))


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_exactly_one_holds_a_time_whose_hold_is_over(cast: Cast) -> None:
    hold_time(**wanted(cast))
    later = cast.now + TEN_MINUTES
    outcomes = at_once(
        lambda: hold_time(**wanted(cast, holder="one", at=later)),
        lambda: hold_time(**wanted(cast, holder="two", at=later)),
        lambda: book_visit(**booking(cast, at=later)),
    )
    kinds = [type(one) for one in outcomes]
    assert kinds.count(TimeTaken) == 2, outcomes
    assert kinds.count(Hold) + kinds.count(Visit) == 1
    assert Occupancy.objects.count() == 4
