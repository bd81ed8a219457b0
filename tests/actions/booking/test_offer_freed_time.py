"""Who is asked when a time is given back?"""

from datetime import timedelta

from filiform.actions.booking.offer_freed_time import offer_freed_time
from filiform.domain.availability import Part
from filiform.records.visits import Hold, Visit
from filiform.records.waiting import Offer
from tests.actions.proofs import letters_to, line
from tests.cast import Cast, booked
from tests.waiting import LATER, SOON, given_back, joined, offered


def test_the_time_is_kept_for_the_one_who_is_asked(cast: Cast) -> None:
    offer = offered(cast)
    hold = Hold.objects.get()
    assert offer.hold == hold
    assert (hold.starts_at, hold.therapist, hold.until) == (
        cast.start() + SOON,
        cast.thea,
        cast.now + timedelta(hours=2),
    )
    assert line("offer_freed_time").patient_key == cast.ada.key


def test_the_letter_tells_the_time_and_nothing_of_health(cast: Cast) -> None:
    offer = offered(cast)
    letter = letters_to(cast.ada.email)[-1]
    assert "/offer/" in letter.body
    assert f"{offer.starts_local:%H:%M}" in letter.body
    assert "needl" not in (letter.subject + letter.body).lower()


def test_who_waits_longest_is_asked_first_and_nobody_twice(cast: Cast) -> None:
    later = booked(cast, patient=cast.max, start=cast.start(1) + LATER)
    first, second = joined(cast), joined(cast, later)
    offer = offered(cast, first)
    assert offer.waiting == first
    again = {"therapist": cast.thea, "center": offer.center, "starts_at": offer.starts_at}
    assert offer_freed_time(**again, at=cast.now, by=None) is None  # it is held
    assert second.offers.count() == 0


def test_a_wish_that_does_not_fit_is_passed_over(cast: Cast) -> None:
    joined(cast, part=Part.EVENING)
    given_back(cast)
    assert not Offer.objects.exists()


def test_nobody_is_asked_an_hour_before(cast: Cast) -> None:
    waiting = joined(cast)
    soon = {"therapist": cast.thea, "center": waiting.center, "starts_at": cast.start(1)}
    assert cast.start(1) - cast.now < timedelta(minutes=75)
    assert offer_freed_time(**soon, at=cast.now, by=None) is None


def test_a_time_that_somebody_took_meanwhile_is_offered_to_nobody(cast: Cast) -> None:
    waiting = joined(cast)
    taken: Visit = booked(cast, patient=cast.bea, start=cast.start() + SOON)
    again = {"therapist": cast.thea, "center": waiting.center, "starts_at": taken.starts_at}
    assert offer_freed_time(**again, at=cast.now, by=None) is None
    assert not Hold.objects.exists()
