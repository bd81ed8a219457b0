"""What holds when a therapist opens the needling session."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.needling.open_session import (
    NotYourVisit,
    VisitCancelled,
    consent_standing,
    credential_standing,
    open_session,
)
from filiform.actions.screening.decide_finding import decide_finding
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.consent import LASTS, ConsentMissing
from filiform.domain.credentials import CredentialMissing
from filiform.domain.session import ScreeningStops, ScreeningUndecided
from filiform.records.people import Therapist
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import (
    DAY,
    Cast,
    booked,
    consented,
    credential,
    history_sent,
    ready,
    screened_clear,
)


def begin(cast: Cast, visit: Visit, **changes: Any) -> NeedlingSession:
    by = visit.therapist.user
    return open_session(visit=visit, **{"at": cast.now, "by": by} | changes)


def ready_with(cast: Cast, therapist: Therapist) -> Visit:
    return ready(cast, booked(cast, therapist=therapist))


def test_the_session_says_when_and_by_whom_it_was_opened(cast: Cast) -> None:
    visit = ready(cast)
    begin(cast, visit)
    kept = NeedlingSession.objects.get()
    assert (kept.visit, kept.therapist) == (visit, cast.thea)
    assert (kept.opened_at, kept.opened_by) == (cast.now, cast.thea.user)
    assert (kept.closed_at, kept.signed_at, kept.note) == (None, None, "")
    written = line("open_session")
    assert (written.by, written.patient_key, written.subject) == (
        cast.thea.user,
        cast.ada.key,
        str(kept.key),
    )


def test_opening_twice_gives_the_same_session(cast: Cast) -> None:
    visit = ready(cast)
    session = begin(cast, visit)
    with untouched():
        assert begin(cast, visit, at=cast.now + timedelta(minutes=1)) == session


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_the_same_moment_open_one_session(cast: Cast) -> None:
    visit = ready(cast)
    outcomes = at_once(lambda: begin(cast, visit), lambda: begin(cast, visit))
    assert outcomes[0] == outcomes[1] == NeedlingSession.objects.get()
    assert len(lines("open_session")) == 1


def test_nobody_needles_without_a_credential(cast: Cast) -> None:
    visit = ready_with(cast, cast.theo)
    with untouched(), pytest.raises(CredentialMissing) as refusal:
        begin(cast, visit)
    assert "No needling credential for CO" in refusal.value.says


def test_nobody_needles_with_an_expired_credential(cast: Cast) -> None:
    visit = ready_with(cast, cast.tara)
    with untouched(), pytest.raises(CredentialMissing) as refusal:
        begin(cast, visit)
    assert "expired on 05 October 2026" in refusal.value.says


def test_a_renewal_on_file_is_enough(cast: Cast) -> None:
    visit = ready_with(cast, cast.tara)
    credential(cast, cast.tara, valid_from=cast.now.date())
    assert begin(cast, visit).therapist == cast.tara


def test_a_credential_of_another_state_does_not_carry(cast: Cast) -> None:
    visit = ready_with(cast, cast.theo)
    credential(cast, cast.theo, state="NM")
    with untouched(), pytest.raises(CredentialMissing):
        begin(cast, visit)


def test_the_day_of_the_credential_is_the_centers_day(cast: Cast) -> None:
    """At six in the evening in Colorado it is already tomorrow in UTC."""
    visit = booked(cast, therapist=cast.theo)
    today = visit.starts_local.date()
    credential(cast, cast.theo, valid_from=today - DAY, valid_to=today)
    evening = visit.starts_local.replace(hour=18, minute=30)
    assert credential_standing(visit, at=evening).may
    assert not credential_standing(visit, at=evening.replace(hour=0) + DAY).may


def test_without_a_history_nothing_is_screened(cast: Cast) -> None:
    visit = booked(cast)
    consented(cast, visit)
    with untouched(), pytest.raises(ScreeningUndecided):
        begin(cast, visit)


def test_an_open_finding_is_decided_first(cast: Cast) -> None:
    visit = booked(cast)
    screening = history_sent(cast, visit, needle_feeling="very_afraid").screenings.get()
    consented(cast, visit)
    with untouched(), pytest.raises(ScreeningUndecided):
        begin(cast, visit)
    decision = {"rule_id": "needle-fear", "choice": "adapt", "reason": "One shallow needle."}
    decide_finding(screening=screening, at=cast.now, by=cast.thea.user, **decision)
    assert begin(cast, visit).visit == visit


def test_what_was_decided_against_is_not_opened(cast: Cast) -> None:
    visit = booked(cast)
    screening = history_sent(cast, visit, needle_feeling="very_afraid").screenings.get()
    consented(cast, visit)
    decision = {"rule_id": "needle-fear", "choice": "do_not_needle", "reason": "Not today."}
    decide_finding(screening=screening, at=cast.now, by=cast.thea.user, **decision)
    with untouched(), pytest.raises(ScreeningStops):
        begin(cast, visit)


def test_without_a_signature_no_session(cast: Cast) -> None:
    visit = booked(cast)
    screened_clear(cast, visit)
    with untouched(), pytest.raises(ConsentMissing) as refusal:
        begin(cast, visit)
    assert "not signed yet" in refusal.value.says


def test_without_the_therapists_word_no_session(cast: Cast) -> None:
    visit = booked(cast)
    screened_clear(cast, visit)
    consented(cast, visit, affirmed=False)
    with untouched(), pytest.raises(ConsentMissing) as refusal:
        begin(cast, visit)
    assert "not yet affirmed" in refusal.value.says


def test_a_consent_taken_back_opens_nothing(cast: Cast) -> None:
    visit = booked(cast)
    screened_clear(cast, visit)
    withdraw_consent(consent=consented(cast, visit), at=cast.now, by=None)
    with untouched(), pytest.raises(ConsentMissing) as refusal:
        begin(cast, visit)
    assert "withdrawn" in refusal.value.says


def test_consent_of_an_earlier_visit_stands_for_a_year(cast: Cast) -> None:
    consented(cast, booked(cast, start=cast.start(-1)))
    visit = booked(cast)
    screened_clear(cast, visit)
    assert not consent_standing(visit, at=cast.now + LASTS + DAY).may
    assert begin(cast, visit).visit == visit


def test_consent_for_another_therapist_does_not_stand(cast: Cast) -> None:
    consented(cast, booked(cast, therapist=cast.tara, start=cast.start(1)))
    visit = booked(cast)
    screened_clear(cast, visit)
    with untouched(), pytest.raises(ConsentMissing):
        begin(cast, visit)


def test_a_cancelled_visit_is_not_opened(cast: Cast) -> None:
    visit = ready(cast)
    cancel_visit(visit=visit, at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(VisitCancelled):
        begin(cast, visit)


@pytest.mark.parametrize("who", ["another therapist", "the desk", "the patient"])
@pytest.mark.parametrize("already", [False, True])
def test_only_its_own_therapist_opens_a_visit(cast: Cast, who: str, already: bool) -> None:
    visit = ready(cast)
    if already:
        begin(cast, visit)
    people = {"another therapist": cast.tara.user, "the desk": cast.otto}
    with untouched(), pytest.raises(NotYourVisit):
        begin(cast, visit, by=people.get(who, cast.ada.user))
