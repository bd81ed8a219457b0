"""A credential expired yesterday.

Tara may see her patients, screen them and take their consent. She may not needle. The page says
which day it was; when the owner puts the renewal on file, she may, from the day it begins.
"""

import pytest

from filiform.actions.clinic.record_credential import record_credential
from filiform.actions.needling.open_session import credential_standing, open_session
from filiform.domain.credentials import CredentialMissing
from filiform.records.visits import Visit
from tests.cast import DAY, Cast, booked, ready


def with_tara(cast: Cast) -> Visit:
    """A visit at which all but Tara's own paper is in order."""
    return ready(cast, booked(cast, therapist=cast.tara))


def test_the_session_does_not_open_and_the_day_is_named(cast: Cast) -> None:
    visit = with_tara(cast)
    with pytest.raises(CredentialMissing) as refusal:
        open_session(visit=visit, at=cast.now, by=cast.tara.user)
    assert refusal.value.says == "The needling credential expired on 05 October 2026."


def test_on_its_last_day_it_still_counted(cast: Cast) -> None:
    visit = with_tara(cast)
    assert credential_standing(visit, at=cast.now - DAY).may
    assert not credential_standing(visit, at=cast.now).may


def test_the_renewal_counts_from_the_day_it_begins(cast: Cast) -> None:
    visit = with_tara(cast)
    today = cast.now.date()
    course = {"course": "Dry Needling 4", "hours": 80, "in_person_hours": 60}
    for begins, may in ((today + DAY, False), (today, True)):
        record_credential(
            therapist=cast.tara,
            state="CO",
            scope="full",
            valid_from=begins,
            valid_to=None,
            at=cast.now,
            by=cast.olive,
            **course,
        )
        assert credential_standing(visit, at=cast.now).may is may
    assert open_session(visit=visit, at=cast.now, by=cast.tara.user).therapist == cast.tara
