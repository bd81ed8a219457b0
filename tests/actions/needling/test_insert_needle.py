"""What holds when a therapist inserts a needle."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from filiform.actions.needling.insert_needle import (
    NotThatSide,
    UnknownTarget,
    insert_needle,
    site_check,
)
from filiform.actions.needling.open_session import open_session
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.screening.decide_finding import decide_finding
from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import send_history
from filiform.domain.anatomy import Side
from filiform.domain.ledger import IdAlreadyUsed, NeedleSize, NotANeedle
from filiform.domain.safety import NeverHere, SiteStops, SiteUndecided
from filiform.domain.session import Session, SessionClosed
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from filiform.domain.words import TooLong
from filiform.knowledge import body
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import at_once, entry_line, line, lines, untouched
from tests.cast import (
    NOW,
    SIZE,
    Cast,
    booked,
    closed,
    consented,
    history_sent,
    needle_in,
    new_id,
    session_open,
)


def insert(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    needle = {"id": new_id(), "target": "deltoid_middle", "side": Side.LEFT, "size": SIZE}
    clock = {"at": cast.now, "by": cast.thea.user}
    return insert_needle(session=session, **needle | clock | changes)


def open_with(cast: Cast, **answers: Any) -> NeedlingSession:
    """A session of a patient with these answers, every finding decided with 'go on'."""
    visit = booked(cast)
    screening = history_sent(cast, visit, **answers).screenings.get()
    for finding in screening.to_domain().undecided([]):
        decision = {"rule_id": finding.rule.id, "choice": "go_on", "reason": "Talked through."}
        decide_finding(screening=screening, at=cast.now, by=cast.thea.user, **decision)
    consented(cast, visit)
    return open_session(visit=visit, at=cast.now, by=cast.thea.user)


def test_the_needle_stands_in_the_ledger_with_all_that_was_said(cast: Cast) -> None:
    session = session_open(cast)
    id = new_id()
    device_at = cast.now - timedelta(seconds=7)
    words = {"site": " middle of the belly ", "lot": "L-77"}
    after = insert(cast, session, id=id, side=Side.RIGHT, device_at=device_at, **words)
    assert after.ledger.in_place == (1,)
    kept = LedgerEntry.objects.get()
    assert (kept.id, kept.number, kept.deed, kept.needle_number) == (id, 1, "inserted", 1)
    assert (kept.target, kept.side, kept.site) == (
        "deltoid_middle",
        "right",
        "middle of the belly",
    )
    assert (kept.gauge_mm, kept.length_mm, kept.lot) == (Decimal("0.25"), 30, "L-77")
    assert (kept.at, kept.device_at, kept.by) == (cast.now, device_at, cast.thea.user)
    written = line("insert_needle")
    assert (written.at, written.by, written.patient_key) == (cast.now, cast.thea.user, cast.ada.key)
    assert (written.subject, written.detail) == (str(session.key), entry_line(id))


def test_place_and_technique_are_kept_as_they_were_said(cast: Cast) -> None:
    session = session_open(cast)
    calf = sorted(body.faces_of("calf", Side.LEFT))
    face = next(one for one in calf if not body.zones_at(one))
    point, how = BodyPoint(face, 300_000, 500_000), Technique(Angle.OBLIQUE, Tilt.NONE, None)
    insert(cast, session, point=point, technique=how, posture=Posture.LYING)
    insert(cast, session)
    said, unsaid = session.to_domain().ledger.insertions
    assert (said.point, said.technique, said.posture) == (point, how, Posture.LYING)
    assert (unsaid.point, unsaid.technique, unsaid.posture) == (None, Technique(), None)


def test_a_tablets_own_number_is_shown_and_the_next_one_goes_on_from_it(cast: Cast) -> None:
    session = session_open(cast)
    assert insert(cast, session, number=7).ledger.in_place == (7,)
    assert insert(cast, session).ledger.in_place == (7, 8)
    names = {one.name for one in insert(cast, session, number=7).ledger.needles}
    assert names == {"7a", "7b", "8"}


def test_needles_are_numbered_in_the_order_they_go_in(cast: Cast) -> None:
    session = needle_in(cast, needles=3)
    assert session.to_domain().ledger.in_place == (1, 2, 3)
    assert list(session.entries.values_list("number", flat=True)) == [1, 2, 3]


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = session_open(cast)
    id = new_id()
    insert(cast, session, id=id)
    insert(cast, session)
    with untouched():
        after = insert(cast, session, id=id, at=cast.now + timedelta(minutes=3))
    assert after.ledger.in_place == (1, 2)


def test_a_repeated_request_passes_after_closing(cast: Cast) -> None:
    id = new_id()
    session = closed(cast, needle_in(cast, id=id))
    with untouched():
        insert(cast, session, id=id, lot="L-1")
        with pytest.raises(SessionClosed):
            insert(cast, session)


def test_a_used_id_is_no_other_needle(cast: Cast) -> None:
    id = new_id()
    session = needle_in(cast, id=id)
    with untouched(), pytest.raises(IdAlreadyUsed):
        insert(cast, session, id=id, target="soleus")


def test_an_id_of_another_session_is_refused(cast: Cast) -> None:
    id = new_id()
    needle_in(cast, id=id)
    other = session_open(cast, booked(cast, patient=cast.bea, start=cast.start(1)))
    with untouched(), pytest.raises(IdAlreadyUsed):
        insert(cast, other, id=id)


@pytest.mark.parametrize("who", ["another therapist", "the owner", "the patient"])
def test_only_its_own_therapist_needles(cast: Cast, who: str) -> None:
    session = session_open(cast)
    people = {"another therapist": cast.tara.user, "the owner": cast.olive}
    with untouched(), pytest.raises(NotYourSession):
        insert(cast, session, by=people.get(who, cast.ada.user), target="no_such_muscle")


def test_a_structure_that_is_not_in_the_table_is_refused(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(UnknownTarget):
        insert(cast, session, target="spleen")


@pytest.mark.parametrize(
    ("gauge", "length"), [("0.05", 30), ("0.25", 2), ("0.255", 30), ("NaN", 30), ("0.25", 900)]
)
def test_a_needle_nobody_makes_is_refused(cast: Cast, gauge: str, length: int) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotANeedle):
        insert(cast, session, size=NeedleSize(Decimal(gauge), length))


def test_a_blocked_region_wants_a_reason(cast: Cast) -> None:
    session = open_with(cast, skin_problem="yes", skin_places=["ARM:left"])
    with untouched(), pytest.raises(SiteStops):
        insert(cast, session)
    insert(cast, session, side=Side.RIGHT)
    insert(cast, session, override="  The rash is at the elbow only. ")
    assert LedgerEntry.objects.get(number=2).override == "The rash is at the elbow only."


def test_where_no_reason_helps_none_is_taken(cast: Cast) -> None:
    session = open_with(cast, anticoagulant="yes")
    with untouched(), pytest.raises(NeverHere):
        insert(cast, session, target="tibialis_posterior", override="I know this patient.")
    insert(cast, session, target="soleus")


def test_a_place_that_is_not_needled_by_palpation_wants_a_reason(cast: Cast) -> None:
    session = session_open(cast)
    short = NeedleSize(Decimal("0.20"), 15)
    with untouched(), pytest.raises(SiteUndecided, match="by palpation"):
        insert(cast, session, target="digastric_anterior", size=short)
    insert(cast, session, target="digastric_anterior", size=short, override="Under ultrasound.")


def test_too_long_a_needle_wants_a_reason(cast: Cast) -> None:
    session = session_open(cast)
    long = NeedleSize(Decimal("0.25"), 60)
    with untouched(), pytest.raises(SiteUndecided, match="limit for Levator scapulae, 50 mm"):
        insert(cast, session, target="levator_scapulae", size=long)
    insert(cast, session, target="levator_scapulae", size=long, override="Held in a pincer.")


def test_a_history_sent_again_counts_from_the_next_needle_on(cast: Cast) -> None:
    session = needle_in(cast)
    visit = session.visit
    places = {"skin_problem": "yes", "skin_places": ["ARM:left"]}
    save_answers(visit=visit, answers=places, at=cast.now, by=None)
    send_history(visit=visit, at=cast.now, by=None)
    with untouched(), pytest.raises(SiteStops):
        insert(cast, session)


def test_the_page_can_ask_before_the_needle_goes_in(cast: Cast) -> None:
    session = open_with(cast, anticoagulant="yes")
    check = site_check(visit=session.visit, target="tibialis_posterior", side=Side.LEFT, size=SIZE)
    assert [one.rule for one in check.weighty] == ["anticoagulant-deep"]
    assert not check.liftable


@pytest.mark.parametrize(("column", "most"), [("site", 200), ("lot", 60), ("override", 1000)])
def test_words_too_long_to_keep_are_refused_and_not_cut_off(
    cast: Cast, column: str, most: int
) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(TooLong):
        insert(cast, session, **{column: "a" * (most + 1)})
    insert(cast, session, **{column: "a" * most})
    assert len(getattr(LedgerEntry.objects.get(), column)) == most


@pytest.mark.parametrize(
    "device_at",
    [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), NOW.replace(tzinfo=None)],
    ids=["the year 1", "the year 9999", "without a zone"],
)
def test_a_device_without_a_sensible_clock_may_still_needle(
    cast: Cast, device_at: datetime
) -> None:
    insert(cast, session_open(cast), device_at=device_at)
    kept = LedgerEntry.objects.get()
    assert (kept.at, kept.device_at) == (cast.now, None)


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_three_times_at_once_is_one_needle(cast: Cast) -> None:
    session = session_open(cast)
    id = new_id()
    outcomes = at_once(*[lambda: insert(cast, session, id=id)] * 3)
    assert [one.ledger.in_place for one in outcomes] == [(1,)] * 3
    assert LedgerEntry.objects.count() == 1
    assert len(lines("insert_needle")) == 1


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_once_insert_two_needles(cast: Cast) -> None:
    session = session_open(cast)
    at_once(lambda: insert(cast, session), lambda: insert(cast, session))
    assert session.to_domain().ledger.in_place == (1, 2)


def test_a_target_of_the_middle_line_goes_in_there_and_nowhere_else(cast: Cast) -> None:
    session = session_open(cast)
    where = {"target": "interspinous_ligament", "override": "Ultrasound at hand."}
    where |= {"technique": Technique(Angle.PERPENDICULAR, Tilt.NONE, Grip.FLAT)}
    with untouched(), pytest.raises(NotThatSide, match="is found in the middle line"):
        insert(cast, session, side=Side.LEFT, **where)
    with untouched(), pytest.raises(NotThatSide, match="is found left or right"):
        insert(cast, session, target="deltoid_middle", side=Side.MIDDLE)
    after = insert(cast, session, side=Side.MIDDLE, **where)
    assert after.ledger.insertions[0].side is Side.MIDDLE
