"""What holds when the owner sets the policy?"""

from datetime import timedelta

from filiform.actions.booking.mark_missed import mark_missed
from filiform.actions.clinic.set_policy import set_policy
from filiform.domain.notice import Policy
from filiform.records.late import policy_now
from tests.actions.proofs import line
from tests.cast import Cast, booked


def test_it_counts_from_then_on(cast: Cast) -> None:
    visit, other = booked(cast), booked(cast, patient=cast.bea, start=cast.start(1))
    before = mark_missed(visit=visit, at=other.starts_at, by=cast.otto)
    wanted = Policy(timedelta(hours=48), (20, 30))
    set_policy(policy=wanted, at=cast.now, by=cast.olive)
    assert policy_now() == wanted
    assert mark_missed(visit=other, at=other.starts_at, by=cast.otto).fee == 20
    before.refresh_from_db()
    assert before.fee == 0
    assert line("set_policy").detail == {"hours": 48, "steps": [20, 30]}


def test_without_one_filiform_s_own_counts(cast: Cast) -> None:
    assert policy_now() == Policy(timedelta(hours=24), (0, 75, 90, 100))
