"""What holds when the clinic offers a service."""

import pytest

from filiform.actions.clinic.offer_service import (
    LengthUnreadable,
    ServiceUnnamed,
    offer_service,
)
from filiform.domain.timetable import Service as Shape
from filiform.records.timetable import Kind, Service
from tests.actions.proofs import line, untouched
from tests.cast import Cast

FIRST = Shape(minutes=60, buffer=10, every=20, needles=True, room=True)


def test_a_service_is_what_was_said(cast: Cast) -> None:
    made = offer_service(
        slug="first",
        name=" First visit ",
        shape=FIRST,
        kind=Kind.FIRST,
        therapists=[cast.thea],
        at=cast.now,
        by=cast.olive,
    )
    kept = Service.objects.get()
    assert (kept, kept.name, kept.to_domain()) == (made, "First visit", FIRST)
    assert list(kept.therapists.all()) == [cast.thea]
    assert (line("offer_service").by, line("offer_service").subject) == (cast.olive, "first")


def test_said_again_it_is_changed_and_not_made_twice(cast: Cast) -> None:
    said = {"slug": "first", "name": "First visit", "at": cast.now, "by": cast.olive}
    offer_service(**said, shape=FIRST, therapists=[cast.thea])
    offer_service(**said, shape=Shape(minutes=50), therapists=[cast.tara], public=False)
    kept = Service.objects.get()
    assert (kept.minutes, kept.public, kept.needles) == (50, False, False)
    assert list(kept.therapists.all()) == [cast.tara]


@pytest.mark.parametrize(
    "shape",
    [Shape(minutes=9), Shape(minutes=241), Shape(buffer=-1), Shape(buffer=241), Shape(every=241)],
)
def test_a_length_that_cannot_be_is_refused(cast: Cast, shape: Shape) -> None:
    said = {"slug": "x", "name": "X", "therapists": [], "at": cast.now, "by": cast.olive}
    with untouched(), pytest.raises(LengthUnreadable):
        offer_service(**said, shape=shape)


@pytest.mark.parametrize("changes", [{"slug": ""}, {"name": " "}, {"kind": "massage"}])
def test_a_service_has_a_name_and_a_kind(cast: Cast, changes: dict[str, str]) -> None:
    said = {"slug": "x", "name": "X", "therapists": [], "at": cast.now, "by": cast.olive}
    with untouched(), pytest.raises(ServiceUnnamed):
        offer_service(**said | changes, shape=FIRST)
