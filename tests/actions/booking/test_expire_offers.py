"""What holds when an offer is not answered?"""

from datetime import timedelta

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.expire_offers import expire_offers
from filiform.records.visits import Hold
from tests.actions.proofs import line, untouched
from tests.cast import DAY, Cast, booked
from tests.waiting import LATER, joined, offered


def test_the_time_goes_to_the_next_in_line(cast: Cast) -> None:
    first = joined(cast)
    second = joined(cast, booked(cast, patient=cast.max, start=cast.start(1) + LATER))
    offer = offered(cast, first)
    assert expire_offers(at=offer.until) == 1
    offer.refresh_from_db()
    assert (offer.answer, offer.hold) == ("expired", None)
    assert second.offers.get().hold == Hold.objects.get()
    assert line("expire_offers").who == "worker"


def test_an_open_offer_is_left_alone(cast: Cast) -> None:
    offer = offered(cast)
    with untouched():
        assert expire_offers(at=offer.until - timedelta(seconds=1)) == 0


def test_who_waited_for_days_that_are_over_waits_no_more(cast: Cast) -> None:
    waiting = joined(cast)
    expire_offers(at=cast.now + 5 * DAY)
    waiting.refresh_from_db()
    assert waiting.ended_because == "over"


def test_who_gave_the_visit_up_waits_for_none_before_it(cast: Cast) -> None:
    waiting = joined(cast)
    cancel_visit(visit=waiting.visit, at=cast.now, by=None)
    expire_offers(at=cast.now)
    waiting.refresh_from_db()
    assert waiting.ended_at == cast.now
