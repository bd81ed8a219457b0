"""What holds when the clinic forgives a late one?"""

import pytest

from filiform.actions.booking.mark_missed import mark_missed
from filiform.actions.booking.waive_fee import AlreadyWaived, ReasonMissing, waive_fee
from filiform.domain.words import TooLong
from filiform.records.late import LateNotice
from tests.actions.proofs import line, untouched
from tests.cast import Cast, booked


def missed(cast: Cast) -> LateNotice:
    visit = booked(cast)
    return mark_missed(visit=visit, at=visit.starts_at, by=cast.otto)


def test_it_says_why_and_by_whom(cast: Cast) -> None:
    waived = waive_fee(late=missed(cast), because=" Snow on US 36 ", at=cast.now, by=cast.otto)
    assert (waived.because, waived.waived_by) == ("Snow on US 36", cast.otto)
    assert line("waive_fee").patient_key == cast.ada.key


@pytest.mark.parametrize("because", ["", "  ", "\x00"])
def test_not_without_a_reason(cast: Cast, because: str) -> None:
    late = missed(cast)
    with untouched(), pytest.raises(ReasonMissing):
        waive_fee(late=late, because=because, at=cast.now, by=cast.otto)


def test_not_twice_and_no_reason_is_cut_off(cast: Cast) -> None:
    late = missed(cast)
    with untouched(), pytest.raises(TooLong):
        waive_fee(late=late, because="a" * 301, at=cast.now, by=cast.otto)
    waive_fee(late=late, because="Snow", at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(AlreadyWaived):
        waive_fee(late=late, because="Snow", at=cast.now, by=cast.otto)
