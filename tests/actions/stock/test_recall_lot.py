"""What holds when a lot must not be used any more."""

import pytest

from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.actions.stock.recall_lot import AlreadyRecalled, ReasonMissing, recall_lot
from filiform.actions.stock.register_lot import register_lot
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.alerts import Alert
from filiform.records.lots import LotRecalled, NeedleLot
from tests.actions.proofs import at_once, line, untouched
from tests.cast import DAY, Cast, all_out, booked, needle_in, ready, session_open

WHY = "The seal may leak."


def packet(cast: Cast) -> NeedleLot:
    return register_lot(number="A1", at=cast.now, by=cast.olive)


def recall(cast: Cast, lot: NeedleLot, because: str = WHY) -> LotRecalled:
    return recall_lot(lot=lot, because=because, at=cast.now, by=cast.olive)


def test_a_recall_is_kept_with_its_reason_and_by_whom(cast: Cast) -> None:
    lot = packet(cast)
    recall(cast, lot, f"  {WHY} ")
    kept = LotRecalled.objects.get()
    assert (kept.lot, kept.because, kept.recalled_at) == (lot, WHY, cast.now)
    assert kept.recalled_by == cast.olive
    assert (line("recall_lot").by, line("recall_lot").subject) == (cast.olive, "A1")


def test_where_nobody_received_it_the_clinic_puts_it_aside(cast: Cast) -> None:
    recall(cast, packet(cast))
    alert = Alert.objects.get()
    assert (alert.patient, alert.level) == (None, "today")
    assert alert.says == (
        "Put its packets aside; nobody has received a needle of it. Lot A1 was recalled: " + WHY
    )


def test_the_worklist_says_how_many_sessions_received_it(cast: Cast) -> None:
    all_out(cast, needle_in(cast, needles=2, lot="A1"))
    bea = session_open(cast, ready(cast, booked(cast, patient=cast.bea, start=cast.start(1))))
    all_out(cast, needle_in(cast, bea, needles=3, lot="A1"))
    recall(cast, packet(cast))
    alert = Alert.objects.get(kind="recall")
    assert alert.says.startswith(
        "Put its packets aside. 5 needles went in at 2 sessions of 2 patients."
    )
    for user in (cast.thea.user, cast.tara.user, cast.otto, cast.olive):
        assert alert in access.alerts_for(user)
    for patient in (cast.ada, cast.max):
        assert alert not in access.alerts_for(patient.user)


def test_who_has_a_needle_of_it_in_is_told_first(cast: Cast) -> None:
    session = needle_in(cast, needles=2, lot="A1")
    recall(cast, packet(cast))
    for_ada, for_all = Alert.objects.filter(kind="recall").order_by("pk")
    assert (for_ada.patient, for_ada.visit, for_ada.level) == (
        cast.ada,
        session.visit,
        "emergency",
    )
    assert for_ada.says == f"2 needles of recalled lot A1 in this patient now: {WHY}"
    assert (for_all.patient, for_all.level) == (None, "emergency")
    assert for_all.says.startswith("2 needles in 1 patient now. Put its packets aside. ")
    assert "2 needles went in at 1 session of 1 patient." in for_all.says
    assert for_ada not in access.alerts_for(cast.tara.user)


def test_a_recall_that_concerns_no_patient_can_be_answered(cast: Cast) -> None:
    recall(cast, packet(cast))
    acknowledge_alert(alert=Alert.objects.get(), done="Put aside.", at=cast.now + DAY, by=cast.otto)
    assert line("acknowledge_alert").patient_key is None


def test_a_lot_is_recalled_once(cast: Cast) -> None:
    lot = packet(cast)
    first = recall(cast, lot)
    with untouched():
        assert recall(cast, lot) == first
        with pytest.raises(AlreadyRecalled):
            recall(cast, lot, "Something else.")


def test_a_recall_wants_its_reason(cast: Cast) -> None:
    lot = packet(cast)
    with untouched(), pytest.raises(ReasonMissing):
        recall(cast, lot, " \x00 ")
    with untouched(), pytest.raises(TooLong):
        recall(cast, lot, "a" * 301)


@pytest.mark.django_db(transaction=True)
def test_a_recall_pressed_three_times_at_once_is_one(cast: Cast) -> None:
    lot = packet(cast)
    at_once(*[lambda: recall(cast, lot)] * 3)
    assert LotRecalled.objects.count() == Alert.objects.count() == 1
