"""What holds when a patient signs the needling consent."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.screening.record_consent import (
    NO_TRAINING,
    RelationMissing,
    TextChanged,
    record_consent,
    words_for,
)
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.consent import SignatureMissing
from filiform.domain.words import TooLong
from filiform.knowledge import consents
from filiform.records import links
from filiform.records.intake import ConsentSigned
from filiform.records.visits import Visit
from tests.actions.proofs import at_once, letters_to, line, lines, untouched
from tests.cast import DAY, Cast, booked, credential


def sign(cast: Cast, visit: Visit, **changes: Any) -> ConsentSigned:
    words = {"version": consents.CURRENT.version, "signer": "Ada Example"}
    clock = {"at": cast.now, "by": cast.ada.user}
    return record_consent(visit=visit, **words | clock | changes)


def test_the_signature_is_kept_with_the_very_words(cast: Cast) -> None:
    visit = booked(cast)
    sign(cast, visit, signer="  Ada Example ")
    kept = ConsentSigned.objects.get()
    assert (kept.signer, kept.relation, kept.signed_at) == ("Ada Example", "", cast.now)
    assert (kept.patient, kept.therapist, kept.visit) == (cast.ada, cast.thea, visit)
    assert kept.words == words_for(cast.thea)
    assert kept.words_sha256 == hashlib.sha256(kept.words.encode()).hexdigest()
    written = line("record_consent")
    assert (written.by, written.patient_key, written.subject) == (
        cast.ada.user,
        cast.ada.key,
        str(visit.key),
    )


def test_the_words_name_the_therapist_and_the_training(cast: Cast) -> None:
    assert "Thea" in words_for(cast.thea)
    assert "80 hours of dry needling training, 60 of them in person" in words_for(cast.thea)
    assert NO_TRAINING in words_for(cast.theo)


def test_words_that_were_signed_do_not_change_with_the_training(cast: Cast) -> None:
    signed = sign(cast, booked(cast))
    credential(cast, cast.thea, hours=120, valid_from=cast.now.date())
    signed.refresh_from_db()
    assert "80 hours" in signed.words
    assert "120 hours" in words_for(cast.thea)


def test_a_representative_says_how_they_are_related(cast: Cast) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(RelationMissing):
        sign(cast, visit, signer="Eve Example", representative=True, relation=" ")
    signed = sign(cast, visit, signer="Eve Example", representative=True, relation="mother")
    assert (signed.signer, signed.relation) == ("Eve Example", "mother")


def test_a_relation_without_a_representative_is_not_kept(cast: Cast) -> None:
    assert sign(cast, booked(cast), relation="mother").relation == ""


@pytest.mark.parametrize("signer", ["", " ", "A", "\x00\x00\x00"])
def test_a_signature_is_a_name(cast: Cast, signer: str) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(SignatureMissing):
        sign(cast, visit, signer=signer)


def test_a_name_that_cannot_be_kept_whole_is_refused(cast: Cast) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(TooLong):
        sign(cast, visit, signer="A" * 161)


def test_who_read_another_version_reads_the_new_one_first(cast: Cast) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(TextChanged):
        sign(cast, visit, version="2019-01")


def test_a_copy_is_a_page_behind_the_patients_own_link(cast: Cast) -> None:
    visit = booked(cast)
    sign(cast, visit)
    letter = letters_to(cast.ada.email)[-1]
    token = letter.body.partition("/visit/")[2].partition("/consent/")[0]
    assert links.key_in(links.VISIT, token) == visit.key


def test_signing_twice_is_one_signature(cast: Cast) -> None:
    visit = booked(cast)
    first = sign(cast, visit)
    with untouched():
        assert sign(cast, visit, at=cast.now + timedelta(seconds=2)) == first


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_signature(cast: Cast) -> None:
    visit = booked(cast)
    outcomes = at_once(lambda: sign(cast, visit), lambda: sign(cast, visit))
    assert outcomes[0] == outcomes[1]
    assert len(lines("record_consent")) == 1


def test_who_took_it_back_can_sign_again(cast: Cast) -> None:
    visit = booked(cast)
    first = sign(cast, visit)
    withdraw_consent(consent=first, at=cast.now, by=cast.ada.user)
    assert sign(cast, visit, at=cast.now + DAY) != first
    assert ConsentSigned.objects.count() == 2


def test_a_patient_signs_by_link_without_a_sign_in(cast: Cast) -> None:
    sign(cast, booked(cast), by=None)
    assert line("record_consent").who == "link"
