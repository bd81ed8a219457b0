"""What holds when an offered time is taken?"""

from datetime import timedelta
from uuid import uuid4

import pytest

from filiform.actions.booking.decline_offer import decline_offer
from filiform.actions.booking.join_waiting_list import join_waiting_list
from filiform.actions.booking.take_offer import OfferAnswered, OfferOver, take_offer
from filiform.records.visits import Hold, Visit
from filiform.records.waiting import Waiting
from tests.actions.proofs import line, untouched
from tests.cast import Cast
from tests.waiting import LATER, SOON, given_back, offered


def test_the_visit_they_had_is_moved_to_it(cast: Cast) -> None:
    offer = offered(cast)
    visit = take_offer(offer=offer, at=cast.now, by=None)
    assert visit == offer.waiting.visit
    assert visit.starts_at == cast.start() + SOON
    assert visit.changes == 1
    assert not Hold.objects.exists()
    assert line("take_offer").who == "link"


def test_who_has_no_visit_is_booked(cast: Cast) -> None:
    day = (cast.start() + SOON).date()
    waiting = join_waiting_list(
        key=uuid4(), patient=cast.max, first_on=day, last_on=day, at=cast.now, by=cast.otto
    )
    given_back(cast)
    visit = take_offer(offer=waiting.offers.get(), at=cast.now, by=None)
    assert (visit.patient, visit.starts_at) == (cast.max, cast.start() + SOON)
    assert Waiting.objects.get().ended_because == "taken"


def test_after_its_time_an_offer_is_over(cast: Cast) -> None:
    offer = offered(cast)
    with untouched(), pytest.raises(OfferOver):
        take_offer(offer=offer, at=offer.until, by=None)
    take_offer(offer=offer, at=offer.until - timedelta(seconds=1), by=None)


def test_an_offer_is_answered_once(cast: Cast) -> None:
    offer = offered(cast)
    decline_offer(offer=offer, at=cast.now, by=None)
    with untouched(), pytest.raises(OfferAnswered):
        take_offer(offer=offer, at=cast.now, by=None)
    assert Visit.objects.get(patient=cast.ada).starts_at == cast.start() + LATER
