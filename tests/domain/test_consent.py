"""Does a consent stand only when it was given, for this, by this patient, and not taken back?"""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.consent import Consent
from tests.domain.notation import clock

SIGNED = clock("09:00")
CONSENT = Consent("2026-1", therapist=7, signed_at=SIGNED, affirmed_at=clock("09:05"))
minutes = st.integers(-1000, 600_000).map(lambda number: timedelta(minutes=number))


def stands(consent: Consent, at: str = "09:10", *, version: str = "2026-1", who: int = 7) -> bool:
    return consent.stands(version=version, therapist=who, at=clock(at)).may


def test_a_signed_and_affirmed_consent_stands() -> None:
    standing = CONSENT.stands(version="2026-1", therapist=7, at=clock("09:10"))
    assert (standing.may, standing.why) == (True, "Signed and affirmed.")


@given(st.integers(0, 60), st.integers(0, 60))
def test_withdrawal_takes_effect_at_once_and_for_good(withdrawn: int, asked: int) -> None:
    taken_back = replace(CONSENT, withdrawn_at=clock("09:05") + timedelta(minutes=withdrawn))
    standing = taken_back.stands(
        version="2026-1", therapist=7, at=clock("09:05") + timedelta(minutes=asked)
    )
    assert standing.may is (asked < withdrawn)
    if not standing.may:
        assert standing.why == "The patient has withdrawn consent."


def test_another_text_another_therapist_need_another_signature() -> None:
    assert not stands(CONSENT, version="2026-2")
    assert not stands(CONSENT, who=8)


def test_without_the_therapists_word_it_does_not_stand() -> None:
    assert not stands(replace(CONSENT, affirmed_at=None))


def test_it_stands_from_the_moment_it_is_signed_and_affirmed() -> None:
    assert not stands(CONSENT, at="08:59")
    assert not stands(CONSENT, at="09:04")
    assert stands(CONSENT, at="09:05")
    at_once = replace(CONSENT, affirmed_at=SIGNED)
    assert not stands(at_once, at="08:59")
    assert stands(at_once, at="09:00")


def test_the_last_moment_of_the_twelve_months_counts() -> None:
    last = SIGNED + timedelta(days=365)
    assert CONSENT.stands(version="2026-1", therapist=7, at=last).may
    assert not CONSENT.stands(version="2026-1", therapist=7, at=last + timedelta(seconds=1)).may


@given(minutes)
def test_whatever_does_not_stand_says_why(later: timedelta) -> None:
    standing = CONSENT.stands(version="2026-1", therapist=7, at=SIGNED + later)
    in_time = timedelta(minutes=5) <= later <= timedelta(days=365)
    assert standing.may is in_time
    assert standing.why.endswith(".")


def test_each_reason_is_said_in_its_own_words() -> None:
    at = clock("09:10")
    cases = [
        replace(CONSENT, withdrawn_at=at),
        replace(CONSENT, signed_at=clock("09:11")),
        replace(CONSENT, version="2025-1"),
        replace(CONSENT, therapist=8),
        replace(CONSENT, signed_at=at - timedelta(days=400)),
        replace(CONSENT, affirmed_at=None),
    ]
    reasons = [one.stands(version="2026-1", therapist=7, at=at).why for one in cases]
    assert reasons == [
        "The patient has withdrawn consent.",
        "It was not yet signed at this moment.",
        "The consent text has changed since it was signed.",
        "Another therapist's training was named when it was signed.",
        "It was signed more than twelve months ago.",
        "The therapist has not yet affirmed it.",
    ]
