"""Is everything that bears on the note read from the rows, and only that?"""

from datetime import timedelta
from decimal import Decimal

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.needling.call_all_out import call_all_out
from filiform.actions.needling.note_symptom import note_symptom
from filiform.actions.needling.note_twitch import note_twitch
from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_pain import record_pain
from filiform.actions.needling.set_stimulation import set_stimulation
from filiform.actions.screening.decide_finding import decide_finding
from filiform.domain.bedside import Reason
from filiform.domain.outcomes import Moment
from filiform.domain.screening import Choice
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Angle, Grip, Technique, Tilt
from filiform.domain.treatment import Treatment
from filiform.records.notes import Names, treatment_of
from filiform.records.people import Therapist
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, booked, closed, history_sent, needle_in, new_id, session_open, signed

NAMES = Names(str.upper, str.title, lambda point: f"face {point.face}")


def told(session: NeedlingSession) -> Treatment:
    fresh = NeedlingSession.objects.get(pk=session.pk)
    return treatment_of(fresh, names=NAMES, aftercare="A3")


def test_every_needle_with_its_size_lot_minutes_and_twitches(cast: Cast) -> None:
    session = needle_in(cast, target="infraspinatus", needles=2, site="two fingers down")
    note_twitch(
        session=session,
        id=new_id(),
        needle=session.to_domain().ledger.numbered(2),
        twitches=3,
        at=cast.now,
        by=cast.thea.user,
    )
    cast.now += timedelta(minutes=6, seconds=12)
    first, second = told(closed(cast, session)).needles
    assert (first.target, first.side, first.size) == ("INFRASPINATUS", "left", "0.25 × 30 mm")
    assert (first.lot, first.site, first.stayed) == ("L-1", "two fingers down", "6 min")
    assert (first.twitches, second.twitches) == (0, 3)


def test_where_and_how_it_went_in_what_was_felt_and_the_current(cast: Cast) -> None:
    session = needle_in(
        cast,
        needles=2,
        point=BodyPoint(4711, 0, 0),
        technique=Technique(Angle.OBLIQUE, Tilt.NONE, Grip.PINCER),
    )
    one, other = (needle.id for needle in session.to_domain().ledger.insertions)
    common = {"session": session, "at": cast.now, "by": cast.thea.user}
    note_symptom(id=new_id(), needle=one, symptom="ache", **common)
    set_stimulation(
        id=new_id(),
        needles=(one, other),
        channel=1,
        hz=Decimal(2),
        width_us=200,
        intensity="4.5 mA",
        minutes=10,
        **common,
    )
    first, second = told(session).needles
    assert (first.place, first.technique) == ("face 4711", "oblique, no tilt, pincer grip")
    assert (first.felt, second.felt) == (("Ache",), ())
    assert first.stimulation == "current on channel 1, 2.0 Hz, 200 µs, 4.5 mA, 10 min"


def test_that_everything_was_called_out_is_said(cast: Cast) -> None:
    session = needle_in(cast)
    call_all_out(
        session=session, id=new_id(), reason=Reason.FAINTING, at=cast.now, by=cast.thea.user
    )
    assert "All needles were called out at once (fainting)." in told(session).incidents


def test_a_needle_still_in_has_no_time(cast: Cast) -> None:
    (one,) = told(needle_in(cast)).needles
    assert one.seconds is None


def test_who_where_and_under_which_consent(cast: Cast) -> None:
    it = told(closed(cast))
    assert (it.center, it.who) == ("Boulder", "Thea, PT")
    assert it.training.startswith("Dry Needling 1 to 3: 80 hours")
    assert f"{it.opened_at:%H:%M}" == "09:25"
    assert it.consent is not None
    assert (it.consent.signer, it.consent.affirmed) == ("Ada Example", True)
    assert (it.found, it.in_tray, it.disposed) == (0, 3, 3)
    assert it.aftercare == "A3"
    assert len(it.asked_again_at) == 2


def test_the_last_pain_of_each_moment_counts(cast: Cast) -> None:
    session = session_open(cast)
    for moment, value in ((Moment.BEFORE, 6), (Moment.BEFORE, 7), (Moment.AFTER, 2)):
        record_pain(
            session=session, id=new_id(), moment=moment, value=value, at=cast.now, by=cast.thea.user
        )
    it = told(session)
    assert (it.pain_before, it.pain_after) == (7, 2)


def test_what_the_screening_brought_up_stands_with_its_decision(cast: Cast) -> None:
    visit = booked(cast)
    screening = history_sent(cast, visit, anticoagulant="yes").screenings.get()
    for finding in screening.to_domain().undecided([]):
        decide_finding(
            screening=screening,
            rule_id=finding.rule.id,
            choice=Choice.ADAPT,
            reason="Thin needles.",
            at=cast.now,
            by=cast.thea.user,
        )
    session = NeedlingSession(visit=visit, therapist=cast.thea, opened_at=cast.now)
    session.opened_by = cast.thea.user
    session.save()
    decided = [one for one in told(session).findings if one.choice]
    assert decided
    assert {(one.choice, one.reason) for one in decided} == {("adapt", "Thin needles.")}


def test_incidents_stand_in_it(cast: Cast) -> None:
    session = session_open(cast)
    open_incident(
        session=session, kind="other", says="Bent.", once="1", at=cast.now, by=cast.thea.user
    )
    assert told(session).incidents == ("Bent.",)


def test_the_sessions_before_are_counted_and_cancelled_visits_are_not(cast: Cast) -> None:
    first = signed(cast)
    cancelled = booked(cast, start=cast.start(1))
    cancel_visit(visit=cancelled, at=cast.now, by=cast.otto)
    cast.now += timedelta(days=1)
    second = session_open(cast)
    assert told(first).number == 1
    assert told(second).number == 2
    assert told(second).earlier_on == (told(first).opened_at.date(),)


def test_a_consent_of_later_does_not_stand_under_an_earlier_session(cast: Cast) -> None:
    session = closed(cast)
    before = told(session).consent
    Therapist.objects.filter(pk=cast.thea.pk).update(name="Thea Newname")
    cast.now += timedelta(days=42)
    session_open(cast)
    assert told(session).consent == before
