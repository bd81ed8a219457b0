"""What holds when the therapist affirms a consent."""

from datetime import timedelta

import pytest

from filiform.actions.screening.affirm_consent import NotYourConsent, affirm_consent
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.consent import ConsentMissing, ConsentWithdrawn
from filiform.records.intake import ConsentAffirmed
from tests.actions.proofs import line, untouched
from tests.cast import Cast, consented


def test_the_therapists_word_is_kept(cast: Cast) -> None:
    consent = consented(cast, affirmed=False)
    affirm_consent(consent=consent, at=cast.now, by=cast.thea.user)
    kept = ConsentAffirmed.objects.get()
    assert kept.consent == consent
    assert (kept.affirmed_at, kept.affirmed_by) == (cast.now, cast.thea.user)
    written = line("affirm_consent")
    assert (written.by, written.patient_key) == (cast.thea.user, cast.ada.key)


def test_a_second_affirmation_is_the_first(cast: Cast) -> None:
    consent = consented(cast)
    with untouched():
        later = cast.now + timedelta(minutes=5)
        again = affirm_consent(consent=consent, at=later, by=cast.thea.user)
    assert again.affirmed_at == cast.now


def test_nothing_signed_is_nothing_affirmed(cast: Cast) -> None:
    with untouched(), pytest.raises(ConsentMissing):
        affirm_consent(consent=None, at=cast.now, by=cast.thea.user)


@pytest.mark.parametrize("who", ["another therapist", "the desk", "the patient"])
def test_only_the_therapist_who_is_named_affirms(cast: Cast, who: str) -> None:
    consent = consented(cast, affirmed=False)
    people = {"another therapist": cast.tara.user, "the desk": cast.otto}
    with untouched(), pytest.raises(NotYourConsent):
        affirm_consent(consent=consent, at=cast.now, by=people.get(who, cast.ada.user))


def test_a_consent_taken_back_is_not_affirmed(cast: Cast) -> None:
    consent = consented(cast, affirmed=False)
    withdraw_consent(consent=consent, at=cast.now, by=cast.ada.user)
    with untouched(), pytest.raises(ConsentWithdrawn):
        affirm_consent(consent=consent, at=cast.now, by=cast.thea.user)
