"""What holds when staff overbook a therapist on purpose."""

from typing import Any
from uuid import uuid4

import pytest

from filiform.actions.booking.book_visit import (
    BookedDifferently,
    CredentialMissing,
    NotBookable,
    PatientBusy,
    TimeTaken,
)
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.hold_time import TEN_MINUTES, hold_time
from filiform.actions.booking.overbook_visit import OnlyStaff, ReasonMissing, overbook_visit
from filiform.domain.words import TooLong
from filiform.records.holding import clear_holds
from filiform.records.visits import Occupancy
from tests.actions.proofs import line, untouched
from tests.cast import DAY, Cast, booked
from tests.offering import room, service


def wanted(cast: Cast, **changes: Any) -> dict[str, Any]:
    whole = {
        "key": uuid4(),
        "patient": cast.bea,
        "therapist": cast.thea,
        "center": cast.boulder,
        "starts_at": cast.start(2),
        "because": "Came from far away",
        "at": cast.now,
        "by": cast.otto,
    }
    return whole | changes


def lanes(cast: Cast) -> list[tuple[int, int]]:
    first = Occupancy.objects.order_by("cell").first()
    assert first is not None
    held = Occupancy.objects.order_by("cell", "lane").values_list("cell", "lane")
    return [(cell - first.cell, lane) for cell, lane in held]


def test_an_overbooked_visit_stands_beside_the_other_and_says_why(cast: Cast) -> None:
    booked(cast, start=cast.start(2))
    visit = overbook_visit(**wanted(cast))
    assert visit.overbooked
    assert visit.overbooked_because == "Came from far away"
    assert lanes(cast) == [(n, lane) for n in range(4) for lane in (0, 1)]
    written = line("overbook_visit")
    assert (written.by, written.detail) == (cast.otto, {"beside": 1})
    assert "far away" not in str(written.detail)


def test_nobody_else_gets_the_time_of_an_overbooked_visit(cast: Cast) -> None:
    first = booked(cast, start=cast.start(2))
    overbook_visit(**wanted(cast))
    cancel_visit(visit=first, at=cast.now, by=cast.otto)
    assert lanes(cast) == [(n, 0) for n in range(4)]
    with untouched(), pytest.raises(TimeTaken):
        booked(cast, patient=cast.max, start=cast.start(2))


def test_a_hold_beside_it_that_is_over_leaves_no_gap(cast: Cast) -> None:
    hold_time(
        key=uuid4(),
        holder="a browser",
        therapist=cast.thea,
        center=cast.boulder,
        starts_at=cast.start(2),
        at=cast.now,
        by=None,
    )
    overbook_visit(**wanted(cast))
    assert clear_holds(cast.now + TEN_MINUTES) == 1
    assert lanes(cast) == [(n, 0) for n in range(4)]


def test_where_visits_overlap_in_part_only_that_part_takes_a_lane(cast: Cast) -> None:
    booked(cast, start=cast.start(2))
    overbook_visit(**wanted(cast, starts_at=cast.start(2) + (cast.start(3) - cast.start(2)) / 2))
    assert lanes(cast) == [(0, 0), (1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (4, 0), (5, 0)]


def test_out_of_hours_and_without_a_room_too(cast: Cast) -> None:
    offered = service(cast, needs_room=True)
    late = cast.start(2).replace(hour=4) + DAY
    assert overbook_visit(**wanted(cast, service=offered, starts_at=late)).room is None
    first = room(cast.boulder)
    sooner = overbook_visit(**wanted(cast, service=offered))
    assert sooner.room == first


@pytest.mark.parametrize("because", ["", "  ", "\x00"])
def test_no_overbooking_without_a_reason(cast: Cast, because: str) -> None:
    with untouched(), pytest.raises(ReasonMissing):
        overbook_visit(**wanted(cast, because=because))
    with untouched(), pytest.raises(TooLong):
        overbook_visit(**wanted(cast, because="a" * 301))


def test_patients_and_therapists_do_not_overbook(cast: Cast) -> None:
    for user in (cast.bea.user, cast.thea.user):
        with untouched(), pytest.raises(OnlyStaff):
            overbook_visit(**wanted(cast, by=user))


def test_a_patient_is_never_in_two_places(cast: Cast) -> None:
    booked(cast, patient=cast.bea, therapist=cast.tara, start=cast.start(2))
    with untouched(), pytest.raises(PatientBusy):
        overbook_visit(**wanted(cast))


def test_needles_need_a_credential_here_too(cast: Cast) -> None:
    needling = service(cast, needles=True)
    with untouched(), pytest.raises(CredentialMissing):
        overbook_visit(**wanted(cast, therapist=cast.tara, service=needling))
    assert overbook_visit(**wanted(cast, service=needling))


def test_yesterday_is_over(cast: Cast) -> None:
    with untouched(), pytest.raises(NotBookable):
        overbook_visit(**wanted(cast, starts_at=cast.start() - DAY))


def test_the_same_key_books_once(cast: Cast) -> None:
    asked = wanted(cast)
    visit = overbook_visit(**asked)
    with untouched():
        assert overbook_visit(**asked) == visit
    with untouched(), pytest.raises(BookedDifferently):
        overbook_visit(**asked | {"patient": cast.max})
