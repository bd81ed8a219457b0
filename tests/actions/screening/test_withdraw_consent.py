"""What holds when the patient takes the consent back."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.screening.affirm_consent import affirm_consent
from filiform.actions.screening.record_consent import record_consent
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.anatomy import Side
from filiform.domain.consent import ConsentMissing, ConsentWithdrawn
from filiform.domain.words import TooLong
from filiform.knowledge import consents
from filiform.records import access
from filiform.records.alerts import Alert
from filiform.records.intake import ConsentEnded, ConsentSigned
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import DAY, SIZE, Cast, all_out, booked, closed, consented, needle_in, new_id


def consent_of(session: NeedlingSession) -> ConsentSigned:
    consent = access.consent_of(session.visit)
    assert consent is not None
    return consent


def withdraw(cast: Cast, consent: ConsentSigned | None, **changes: Any) -> ConsentEnded:
    return withdraw_consent(consent=consent, **{"at": cast.now, "by": cast.ada.user} | changes)


def test_it_ends_at_once_and_without_a_reason(cast: Cast) -> None:
    consent = consented(cast)
    withdraw(cast, consent)
    kept = ConsentEnded.objects.get()
    assert (kept.consent, kept.withdrawn_at, kept.withdrawn_by) == (
        consent,
        cast.now,
        cast.ada.user,
    )
    assert kept.reason == ""
    written = line("withdraw_consent")
    assert (written.by, written.patient_key) == (cast.ada.user, cast.ada.key)


def test_a_reason_that_is_given_is_kept(cast: Cast) -> None:
    assert withdraw(cast, consented(cast), reason=" Too sore ").reason == "Too sore"


def test_too_long_a_reason_is_refused_and_not_cut_off(cast: Cast) -> None:
    consent = consented(cast)
    with untouched(), pytest.raises(TooLong):
        withdraw(cast, consent, reason="a" * 1001)


def test_taking_it_back_twice_changes_nothing(cast: Cast) -> None:
    consent = consented(cast)
    first = withdraw(cast, consent)
    with untouched():
        later = cast.now + timedelta(minutes=1)
        assert withdraw(cast, consent, at=later, reason="again") == first


def test_nothing_signed_is_nothing_to_take_back(cast: Cast) -> None:
    with untouched(), pytest.raises(ConsentMissing):
        withdraw(cast, None)


def test_an_open_session_alerts_its_therapist(cast: Cast) -> None:
    session = needle_in(cast)
    withdraw(cast, consent_of(session), by=None)
    alert = Alert.objects.get()
    assert (alert.kind, alert.level, alert.visit) == (
        "consent_withdrawn",
        "emergency",
        session.visit,
    )
    assert "take all needles out" in alert.says
    assert list(access.alerts_for(cast.thea.user)) == [alert]


def test_a_closed_session_alerts_nobody(cast: Cast) -> None:
    session = closed(cast)
    withdraw(cast, consent_of(session))
    assert not Alert.objects.exists()


def test_no_needle_goes_in_but_every_needle_comes_out(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    withdraw(cast, consent_of(session))
    with untouched(), pytest.raises(ConsentWithdrawn):
        needle_in(cast, session)
    assert all_out(cast, session).to_domain().ledger.all_out


def test_an_old_paper_takes_back_the_newer_ones_too(cast: Cast) -> None:
    """The link in the letter of the first visit leads to the first signature."""
    first = consented(cast, booked(cast, start=cast.start(-1)))
    session = needle_in(cast)
    assert consent_of(session) != first
    withdraw(cast, first)
    assert ConsentEnded.objects.count() == 2
    with untouched(), pytest.raises(ConsentWithdrawn):
        needle_in(cast, session)


def test_a_consent_for_another_therapist_stands(cast: Cast) -> None:
    other = consented(cast, booked(cast, therapist=cast.tara, start=cast.start(1)))
    withdraw(cast, consented(cast))
    assert not ConsentEnded.objects.filter(consent=other).exists()


def test_somebody_elses_consent_stands(cast: Cast) -> None:
    other = consented(cast, booked(cast, patient=cast.bea, start=cast.start(1)))
    withdraw(cast, consented(cast))
    assert not ConsentEnded.objects.filter(consent=other).exists()


def test_signed_anew_it_wants_the_therapists_word_again(cast: Cast) -> None:
    session = needle_in(cast)
    withdraw(cast, consent_of(session))
    again = consented(cast, session.visit, affirmed=False)
    with untouched(), pytest.raises(ConsentWithdrawn):
        needle_in(cast, session)
    affirm_consent(consent=again, at=cast.now, by=cast.thea.user)
    needle_in(cast, session)
    assert len(session.to_domain().ledger.in_place) == 2


def test_a_second_signature_without_a_withdrawal_stops_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    cast.now += DAY
    version = consents.CURRENT.version
    record_consent(
        visit=session.visit, version=version, signer="A. Example", at=cast.now, by=cast.ada.user
    )
    needle_in(cast, session)
    assert len(session.to_domain().ledger.in_place) == 2


@pytest.mark.django_db(transaction=True)
def test_a_needle_and_a_withdrawal_at_the_same_moment_come_one_after_the_other(cast: Cast) -> None:
    session = needle_in(cast)
    consent = consent_of(session)

    def insert() -> object:
        needle = {"target": "deltoid_middle", "side": Side.LEFT, "size": SIZE}
        by = cast.thea.user
        return insert_needle(session=session, id=new_id(), at=cast.now, by=by, **needle)

    outcomes = at_once(insert, lambda: withdraw(cast, consent), insert)
    refused = [one for one in outcomes if isinstance(one, ConsentWithdrawn)]
    assert len(refused) + LedgerEntry.objects.count() == 3
    assert isinstance(outcomes[1], ConsentEnded)
    assert len(lines("insert_needle")) == LedgerEntry.objects.count()
    with pytest.raises(ConsentWithdrawn):
        insert()
