"""What holds when somebody waits no more?"""

from filiform.actions.booking.leave_waiting_list import leave_waiting_list
from filiform.records.visits import Hold
from tests.actions.proofs import line, untouched
from tests.cast import Cast
from tests.waiting import given_back, joined, offered


def test_they_are_not_asked_any_more(cast: Cast) -> None:
    waiting = joined(cast)
    leave_waiting_list(waiting=waiting, at=cast.now, by=None)
    given_back(cast)
    assert waiting.offers.count() == 0
    assert line("leave_waiting_list").who == "link"


def test_a_time_they_were_offered_goes_on(cast: Cast) -> None:
    offer = offered(cast)
    leave_waiting_list(waiting=offer.waiting, at=cast.now, by=cast.otto)
    offer.refresh_from_db()
    assert offer.answer == "declined"
    assert not Hold.objects.exists()


def test_to_leave_twice_is_to_leave_once(cast: Cast) -> None:
    waiting = joined(cast)
    leave_waiting_list(waiting=waiting, at=cast.now, by=None)
    with untouched():
        leave_waiting_list(waiting=waiting, at=cast.now, by=None)
