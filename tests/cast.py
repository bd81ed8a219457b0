"""Who plays in the tests, and how does a visit get to any stage? Through the deeds themselves.

The fixtures (registered in `tests/conftest.py`):

- `cast`: everybody at `NOW`, a Tuesday morning in October; deeds take `at=cast.now`.
- `cast_today`: the same people at the real now, for pages that ask the clock themselves.

The people (`cast.thea`, `cast.ada` ...; a patient's or therapist's user is `.user`):

| who   | is                                                                  |
|-------|---------------------------------------------------------------------|
| thea  | therapist with a full credential for Colorado, in Boulder           |
| theo  | therapist without any credential, in Westminster                    |
| tara  | therapist whose credential ended the day before, in Boulder         |
| ada   | patient with a sign-in; the visits below are hers with Thea         |
| bea   | another patient with a sign-in                                      |
| max   | patient with a sign-in and no visit: must see nothing               |
| otto  | user at the front desk                                              |
| olive | user, the owner                                                     |

Everybody's word to sign in with is `PASSWORD`. The places: `cast.boulder`, `cast.westminster`.

The stages. Each goes on from a visit (or session) you hand over, or first makes one for Ada
with Thea, whose visit begins at the last booking mark before `cast.now`:

    visit = booked(cast)                     visit = arrived(cast)
    history = history_sent(cast)             screening = screened_clear(cast)
    consent = consented(cast)                visit = ready(cast)
    session = session_open(cast)             session = needle_in(cast, needles=3)
    session = all_out(cast)                  session = asked(cast)
    session = closed(cast)                   session = signed(cast)

`booked(cast, patient=cast.bea, start=cast.start(2))` books another time: `start(0)` is now's,
`start(1)` the next of the same day. `calm(age, **changes)` are the answers of somebody in good
health; `history_sent(cast, anticoagulant="yes")` sends them with a change. `new_id()` is what
a device makes for an entry. `again(cast, cast.ada)` is a second record of Ada's.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from filiform.actions.booking.book_visit import book_visit
from filiform.actions.booking.check_in_patient import check_in_patient
from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.dispose_needles import dispose_needles
from filiform.actions.needling.give_advice import give_advice
from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.needling.open_session import open_session
from filiform.actions.needling.record_feeling import record_feeling
from filiform.actions.needling.sign_session import sign_session
from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.actions.screening.affirm_consent import affirm_consent
from filiform.actions.screening.record_consent import record_consent
from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import send_history
from filiform.domain.anatomy import Side
from filiform.domain.asked import Feeling, Way
from filiform.domain.ledger import NeedleSize
from filiform.domain.screening import State, age_on
from filiform.knowledge import consents
from filiform.records.intake import ConsentSigned, HistorySent, ScreeningDone
from filiform.records.people import Patient, Therapist
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from tests.calm import calm
from tests.casting import DAY, NOW, PASSWORD, Cast, credential, gather
from tests.strokes import LOW_BACK

__all__ = [
    "DAY",
    "NOW",
    "PASSWORD",
    "SIZE",
    "Cast",
    "accounted",
    "again",
    "all_out",
    "arrived",
    "asked",
    "booked",
    "calm",
    "closed",
    "consented",
    "credential",
    "gather",
    "history_sent",
    "leave",
    "needle_in",
    "new_id",
    "ready",
    "screened_clear",
    "session_open",
    "signed",
]

SIZE = NeedleSize(Decimal("0.25"), 30)
new_id = uuid4


# ---------------------------------------------------------------- before the needle
def booked(
    cast: Cast,
    *,
    patient: Patient | None = None,
    therapist: Therapist | None = None,
    start: datetime | None = None,
) -> Visit:
    """A visit, booked by its patient the day before."""
    patient, therapist = patient or cast.ada, therapist or cast.thea
    return book_visit(
        key=uuid4(),
        patient=patient,
        therapist=therapist,
        center=therapist.hours.first().center,
        starts_at=start or cast.start(),
        at=cast.now - DAY,
        by=patient.user,
    )


def again(cast: Cast, patient: Patient, **changes: Any) -> Patient:
    """A second record of the same person, as somebody gets who books without signing in."""
    words = {"given_name": patient.given_name, "family_name": patient.family_name}
    words |= {"born_on": patient.born_on, "email": patient.email, "phone": patient.phone}
    return Patient.objects.create(made_at=cast.now, **words | changes)


def arrived(cast: Cast, visit: Visit | None = None) -> Visit:
    """Noted now; for a visit of another day, when it begins."""
    visit = visit or booked(cast)
    at = cast.now if visit.is_on_the_day(cast.now) else visit.starts_at
    return check_in_patient(visit=visit, at=at, by=cast.otto)


def history_sent(cast: Cast, visit: Visit | None = None, **changes: Any) -> HistorySent:
    """The history of somebody in good health, with these changes, sent (and screened)."""
    visit = visit or booked(cast)
    age = age_on(visit.patient.born_on, visit.starts_local.date())
    save_answers(
        visit=visit,
        answers=calm(age, **changes),
        drawing=[LOW_BACK],
        regions=["neck_back:left:dull"],
        at=cast.now,
        by=visit.patient.user,
    )
    return send_history(visit=visit, at=cast.now, by=visit.patient.user)


def screened_clear(cast: Cast, visit: Visit | None = None) -> ScreeningDone:
    """A screening with nothing to decide."""
    screening_done = history_sent(cast, visit).screenings.get()
    state = screening_done.to_domain().state([])
    assert state is State.CLEAR, f"the calm answers are not clear: {screening_done.findings}"
    return screening_done


def consented(cast: Cast, visit: Visit | None = None, *, affirmed: bool = True) -> ConsentSigned:
    """Signed by the patient and, unless told otherwise, affirmed by the therapist."""
    visit = visit or booked(cast)
    consent = record_consent(
        visit=visit,
        version=consents.CURRENT.version,
        signer=visit.patient.name,
        at=cast.now,
        by=visit.patient.user,
    )
    if affirmed:
        affirm_consent(consent=consent, at=cast.now, by=visit.therapist.user)
    return consent


def ready(cast: Cast, visit: Visit | None = None) -> Visit:
    """Arrived, screened and consented: the session may be opened."""
    visit = arrived(cast, visit)
    screened_clear(cast, visit)
    consented(cast, visit)
    return visit


# ---------------------------------------------------------------- needles
def session_open(cast: Cast, visit: Visit | None = None) -> NeedlingSession:
    visit = ready(cast, visit)
    return open_session(visit=visit, at=cast.now, by=visit.therapist.user)


def needle_in(
    cast: Cast,
    session: NeedlingSession | None = None,
    *,
    needles: int = 1,
    target: str = "deltoid_middle",
    id: UUID | None = None,
    **more: Any,
) -> NeedlingSession:
    """So many needles more in the patient."""
    session = session or session_open(cast)
    for _ in range(needles):
        needle = {"target": target, "side": Side.LEFT, "size": SIZE, "lot": "L-1", **more}
        by = session.therapist.user
        insert_needle(session=session, id=id or uuid4(), at=cast.now, by=by, **needle)
    return session


def all_out(
    cast: Cast, session: NeedlingSession | None = None, *, needles: int = 3
) -> NeedlingSession:
    """Every needle withdrawn; a fresh session first gets its needles."""
    session = session or needle_in(cast, needles=needles)
    for needle in session.to_domain().ledger.in_place:
        by = session.therapist.user
        withdraw_needle(session=session, id=uuid4(), needle=needle, at=cast.now, by=by)
    return session


def accounted(cast: Cast, session: NeedlingSession | None = None) -> NeedlingSession:
    """All out, counted and disposed of."""
    session = all_out(cast, session)
    needles, by = len(session.to_domain().ledger.insertions), session.therapist.user
    count_needles(session=session, id=uuid4(), found=0, in_tray=needles, at=cast.now, by=by)
    dispose_needles(session=session, id=uuid4(), needles=needles, at=cast.now, by=by)
    return session


def asked(cast: Cast, session: NeedlingSession | None = None) -> NeedlingSession:
    """And the patient said how they feel and was told what to do: the session may be closed."""
    return leave(cast, accounted(cast, session))


def leave(cast: Cast, session: NeedlingSession) -> NeedlingSession:
    """Only these two answers, whatever else is open."""
    who: dict[str, Any] = {"session": session, "at": cast.now, "by": session.therapist.user}
    record_feeling(id=uuid4(), feels=Feeling.WELL, symptom="", **who)
    give_advice(id=uuid4(), about=("expect", "help"), way=Way.SPOKEN, **who)
    return session


def closed(cast: Cast, session: NeedlingSession | None = None) -> NeedlingSession:
    session = asked(cast, session)
    return close_session(session=session, at=cast.now, by=session.therapist.user)


def signed(cast: Cast, session: NeedlingSession | None = None) -> NeedlingSession:
    session = closed(cast, session)
    return sign_session(session=session, at=cast.now, by=session.therapist.user)
