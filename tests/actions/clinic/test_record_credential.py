"""What holds when the owner puts a needling credential on file."""

from datetime import date
from typing import Any

import pytest

from filiform.actions.clinic.record_credential import (
    DatesCrossed,
    HoursCrossed,
    record_credential,
)
from filiform.records.people import NeedlingCredential
from tests.actions.proofs import line, untouched
from tests.cast import Cast


def record(cast: Cast, **changes: Any) -> NeedlingCredential:
    whole = {
        "therapist": cast.theo,
        "state": "co",
        "scope": "full",
        "course": " Dry Needling 1 ",
        "hours": 54,
        "in_person_hours": 54,
        "valid_from": date(2026, 10, 1),
        "valid_to": date(2028, 9, 30),
        "at": cast.now,
        "by": cast.olive,
    }
    return record_credential(**whole | changes)


def test_a_credential_is_appended_and_says_by_whom(cast: Cast) -> None:
    record(cast)
    kept = NeedlingCredential.objects.get(therapist=cast.theo)
    assert (kept.state, kept.scope, kept.course) == ("CO", "full", "Dry Needling 1")
    assert (kept.hours, kept.in_person_hours) == (54, 54)
    assert (kept.valid_from, kept.valid_to) == (date(2026, 10, 1), date(2028, 9, 30))
    assert (kept.recorded_at, kept.recorded_by) == (cast.now, cast.olive)
    written = line("record_credential")
    assert (written.by, written.subject, written.detail) == (cast.olive, "theo", {"state": "CO"})


def test_a_renewal_is_another_one(cast: Cast) -> None:
    record(cast, therapist=cast.tara, valid_to=None)
    assert NeedlingCredential.objects.filter(therapist=cast.tara).count() == 2


def test_a_credential_may_count_for_one_day(cast: Cast) -> None:
    assert record(cast, valid_to=date(2026, 10, 1)).to_domain().in_force(date(2026, 10, 1))


def test_it_does_not_end_before_it_begins(cast: Cast) -> None:
    with untouched(), pytest.raises(DatesCrossed):
        record(cast, valid_to=date(2026, 9, 30))


@pytest.mark.parametrize(("hours", "in_person"), [(40, 41), (40, -1), (-1, -1)])
def test_hours_in_person_are_a_part_of_all_hours(cast: Cast, hours: int, in_person: int) -> None:
    with untouched(), pytest.raises(HoursCrossed):
        record(cast, hours=hours, in_person_hours=in_person)
