"""What holds when an offered time is not wanted?"""

import pytest

from filiform.actions.booking.decline_offer import OfferAnswered, decline_offer
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked
from tests.waiting import LATER, joined, offered


def test_the_next_in_line_is_asked(cast: Cast) -> None:
    first = joined(cast)
    second = joined(cast, booked(cast, patient=cast.max, start=cast.start(1) + LATER))
    decline_offer(offer=offered(cast, first), at=cast.now, by=None)
    assert [one.waiting for one in second.offers.all()] == [second]
    assert line("decline_offer").patient_key == cast.ada.key


def test_they_go_on_waiting_and_are_not_asked_for_it_again(cast: Cast) -> None:
    offer = offered(cast)
    decline_offer(offer=offer, at=cast.now, by=None)
    offer.waiting.refresh_from_db()
    assert offer.waiting.ended_at is None
    assert offer.waiting.offers.count() == 1


def test_it_is_declined_once(cast: Cast) -> None:
    offer = offered(cast)
    decline_offer(offer=offer, at=cast.now, by=None)
    with untouched(), pytest.raises(OfferAnswered):
        decline_offer(offer=offer, at=cast.now, by=None)
