"""What holds when somebody without a visit stands at the desk."""

from typing import Any
from uuid import uuid4

import pytest

from filiform.actions.booking.book_visit import BookedDifferently, TimeTaken
from filiform.actions.booking.check_in_patient import NotTheDay
from filiform.actions.booking.overbook_visit import ReasonMissing
from filiform.actions.booking.take_walk_in import take_walk_in
from filiform.records.people import Patient
from filiform.records.visits import Visit
from tests.actions.booking.test_register_patient import NORA
from tests.actions.proofs import line, untouched
from tests.cast import DAY, Cast, booked


def wanted(cast: Cast, **changes: Any) -> dict[str, Any]:
    whole = {
        "key": uuid4(),
        "patient": cast.bea,
        "therapist": cast.thea,
        "center": cast.boulder,
        "starts_at": cast.start(1),
        "at": cast.now,
        "by": cast.otto,
    }
    return whole | changes


def test_they_are_booked_and_arrived_in_one_go(cast: Cast) -> None:
    visit = take_walk_in(**wanted(cast))
    kept = Visit.objects.get(pk=visit.pk)
    assert (kept.arrived_at, kept.arrived_by) == (cast.now, cast.otto)
    assert not kept.overbooked
    written = line("take_walk_in")
    assert (written.by, written.patient_key) == (cast.otto, cast.bea.key)


def test_beside_another_visit_it_takes_a_reason(cast: Cast) -> None:
    booked(cast)
    beside = wanted(cast, starts_at=cast.start(), patient=NORA)
    with untouched(), pytest.raises(ReasonMissing):
        take_walk_in(**beside, because=" ")
    visit = take_walk_in(**beside, because="Drove for two hours")
    assert visit.overbooked_because == "Drove for two hours"
    assert visit.arrived_at == cast.now
    assert NORA.is_of(visit.patient)


@pytest.mark.parametrize("because", [None, "Drove for two hours"])
def test_sent_twice_they_are_taken_in_once(cast: Cast, because: str | None) -> None:
    asked = wanted(cast, patient=NORA, because=because)
    first = take_walk_in(**asked)
    with untouched():
        assert take_walk_in(**asked) == first
    with untouched(), pytest.raises(BookedDifferently):
        take_walk_in(**asked | {"patient": cast.max})


def test_refused_nobody_is_written_down(cast: Cast) -> None:
    booked(cast, start=cast.start(1))
    people = Patient.objects.count()
    with untouched(), pytest.raises(TimeTaken):
        take_walk_in(**wanted(cast, patient=NORA))
    with untouched(), pytest.raises(NotTheDay):
        take_walk_in(**wanted(cast, patient=NORA, starts_at=cast.start() + DAY))
    assert Patient.objects.count() == people
