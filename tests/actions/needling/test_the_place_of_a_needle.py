"""Is a needle judged by its place, by how it is led, and by what went in before?"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from filiform.actions.needling.insert_needle import insert_needle, site_check
from filiform.actions.screening.screen_patient import screen_patient
from filiform.domain.anatomy import Side, Zone
from filiform.domain.ledger import IdAlreadyUsed, NeedleSize
from filiform.domain.safety import NeverHere, SiteStops, SiteUndecided, TechniqueUnsaid
from filiform.domain.session import Session
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from filiform.knowledge import body
from filiform.records.sessions import LedgerEntry, NeedlingSession
from filiform.records.visits import Visit
from tests.actions.proofs import untouched
from tests.cast import (
    SIZE,
    Cast,
    arrived,
    booked,
    closed,
    consented,
    history_sent,
    new_id,
    session_open,
)

LIFTED = Technique(tilt=Tilt.NONE, grip=Grip.PINCER)
FAINTED = {"needle_trouble": "yes", "fainted": "yes"}


def insert(cast: Cast, session: NeedlingSession, target: str, **changes: Any) -> Session:
    needle = {"id": new_id(), "target": target, "side": Side.LEFT, "size": SIZE}
    clock = {"at": cast.now, "by": cast.thea.user}
    return insert_needle(session=session, **needle | clock | changes)


def rules(visit: Visit, target: str, **more: Any) -> set[str]:
    check = site_check(visit=visit, target=target, side=Side.LEFT, size=SIZE, **more)
    return {one.rule for one in check.findings}


def test_how_the_needle_is_led_must_be_said_where_it_matters(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(TechniqueUnsaid, match="Say the tilt first"):
        insert(cast, session, "trapezius_upper", override="I know what I do.")
    inward = Technique(tilt=Tilt.MEDIAL, grip=Grip.PINCER)
    with untouched(), pytest.raises(NeverHere, match="inward"):
        insert(cast, session, "trapezius_upper", technique=inward, override="I know.")
    insert(cast, session, "trapezius_upper", technique=LIFTED)


def test_a_needle_straight_over_the_rhomboid_never_goes_in(cast: Cast) -> None:
    session = session_open(cast)
    long = NeedleSize(Decimal("0.25"), 40)
    straight = Technique(Angle.PERPENDICULAR, Tilt.NONE, Grip.FLAT)
    along = Technique(Angle.TANGENTIAL, Tilt.NONE, Grip.FLAT)
    with untouched(), pytest.raises(NeverHere):
        insert(cast, session, "rhomboid_major", size=long, technique=straight, override="Why not.")
    with untouched(), pytest.raises(SiteUndecided):
        insert(cast, session, "rhomboid_major", size=long, technique=along)
    insert(cast, session, "rhomboid_major", size=long, technique=along, override="Thick tissue.")
    assert LedgerEntry.objects.get().override == "Thick tissue."


def test_the_other_side_of_the_chest_waits_for_another_day(cast: Cast) -> None:
    session = session_open(cast)
    insert(cast, session, "infraspinatus")
    insert(cast, session, "infraspinatus")
    with untouched(), pytest.raises(SiteStops, match="other side of the chest"):
        insert(cast, session, "infraspinatus", side=Side.RIGHT)
    insert(cast, session, "deltoid_middle", side=Side.RIGHT)


def over(zone: Zone) -> BodyPoint:
    """A place of the skin in that zone and in no other."""
    alone = (face for face in sorted(body.faces_in(zone)) if body.zones_at(face) == {zone})
    return BodyPoint(next(alone), 300_000, 500_000)


def test_the_zone_under_the_finger_counts_beside_the_target(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(SiteUndecided, match="over the lung"):
        insert(cast, session, "deltoid_middle", point=over(Zone.PLEURA))
    with untouched(), pytest.raises(NeverHere):
        insert(cast, session, "temporalis", point=over(Zone.EYE), override="Careful.")


def test_a_first_visit_after_a_faint_asks_to_lie_down(cast: Cast) -> None:
    visit = arrived(cast)
    history_sent(cast, visit, **FAINTED)
    assert "first-visit-fainted-before" in rules(visit, "deltoid_middle")
    assert "first-visit-fainted-before" in rules(visit, "deltoid_middle", posture=Posture.SITTING)
    assert "first-visit-fainted-before" not in rules(visit, "deltoid_middle", posture=Posture.LYING)


def test_a_visit_after_an_earlier_session_is_no_first_one(cast: Cast) -> None:
    closed(cast, session_open(cast))
    again = booked(cast, start=cast.start(2))
    history_sent(cast, again, **FAINTED)
    assert "first-visit-fainted-before" not in rules(again, "deltoid_middle")
    assert "fainted-before-sitting" in rules(again, "deltoid_middle")


def test_current_and_an_implanted_device_do_not_go_together(cast: Cast) -> None:
    visit = booked(cast)
    history_sent(cast, visit, implanted_device="yes", device_places=["THORAX-ANT:left"])
    consented(cast, visit)
    assert "implanted-device-current" not in rules(visit, "soleus")
    assert "implanted-device-current" in rules(visit, "soleus", stimulation=True)


def test_the_age_and_the_clinicians_own_answers_count(cast: Cast) -> None:
    visit = booked(cast)
    history = history_sent(cast, visit)
    assert {"child-lung", "thin-or-curved-here"}.isdisjoint(rules(visit, "levator_scapulae"))
    cast.ada.born_on = cast.now.date() - timedelta(days=365 * 16)
    cast.ada.save()
    visit.refresh_from_db()
    assert "child-lung" in rules(visit, "levator_scapulae")
    seen = {"thin_or_curved": "yes"}
    screen_patient(history=history, clinician=seen, at=cast.now, by=cast.thea.user)
    assert "thin-or-curved-here" in rules(visit, "levator_scapulae")


def test_a_needle_sent_twice_is_judged_once(cast: Cast) -> None:
    session, id = session_open(cast), new_id()
    insert(cast, session, "trapezius_upper", technique=LIFTED, id=id)
    with untouched():
        insert(cast, session, "trapezius_upper", technique=LIFTED, id=id)
        with pytest.raises(IdAlreadyUsed):
            insert(cast, session, "trapezius_upper", id=id)
