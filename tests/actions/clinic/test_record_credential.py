"""Is a credential put on file as it is, and a renewal beside the old one?"""

from datetime import date
from typing import Any

import pytest

from filiform.actions.clinic.record_credential import (
    DatesCrossed,
    HoursCrossed,
    record_credential,
)
from tests.actions.proofs import line, untouched
from tests.cast import Cast

PAPER: dict[str, Any] = {
    "state": "co",
    "scope": "full",
    "course": "Level 1 and 2",
    "hours": 50,
    "in_person_hours": 40,
    "valid_from": date(2026, 1, 1),
    "valid_to": date(2026, 12, 31),
}


def test_a_renewal_stands_beside_the_old_one(cast: Cast) -> None:
    kept = record_credential(therapist=cast.tara, **PAPER, at=cast.now, by=cast.olive)
    assert cast.tara.credentials.count() == 2
    assert kept.to_domain().in_force(date(2026, 12, 31))
    assert (kept.state, kept.recorded_by) == ("CO", cast.olive)
    assert line("record_credential").subject == "tara"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"valid_to": date(2025, 12, 31)}, DatesCrossed), ({"in_person_hours": 51}, HoursCrossed)],
)
def test_what_cannot_be_is_refused(
    cast: Cast, change: dict[str, Any], refusal: type[Exception]
) -> None:
    with untouched(), pytest.raises(refusal):
        record_credential(therapist=cast.tara, **PAPER | change, at=cast.now, by=cast.olive)
