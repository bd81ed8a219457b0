"""Which clinic is measured? Ten therapists, one patient with a hundred sessions."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.contrib.auth.hashers import make_password

from filiform.actions.booking.book_visit import NewPatient, book_visit
from filiform.actions.needling.sign_session import sign_session
from filiform.actions.screening.affirm_consent import affirm_consent
from filiform.actions.screening.record_consent import record_consent
from filiform.actions.screening.screen_patient import screen_patient
from filiform.domain.anatomy import Side, Zone
from filiform.domain.answers import Answers
from filiform.domain.availability import free_starts
from filiform.domain.cells import VISIT
from filiform.domain.ledger import Inserted, NeedleSize, Withdrawn
from filiform.domain.referral import Drawn
from filiform.domain.screening import screen
from filiform.domain.session import Session
from filiform.domain.site import Site, Spot
from filiform.domain.timetable import WeeklyHours
from filiform.knowledge import consents, screening
from filiform.knowledge.muscles import MUSCLES
from filiform.records.intake import HistorySent
from filiform.records.people import Center, Patient, Role, Therapist, User, WorkingHours
from filiform.records.sessions import NeedlingSession, PainGiven
from filiform.records.visits import Visit
from tests.calm import calm

SIZE = NeedleSize(Decimal("0.25"), 30)
SAID: Answers = {"anticoagulant": "yes", "lung_disease": "yes", "fainted": "unsure"}
SCREENED = screen(screening.RULES, SAID)
PLACES = ("thumb", "hand_dorsum", "arm_back", "low_back", "occiput", "interscapular", "buttock")
DRAWN = tuple(Drawn(place, side) for place in PLACES for side in (Side.LEFT, Side.RIGHT))
OPENS, CLOSES = time(7), time(19)


def risky() -> Site:
    """A needle to which much is to be said: nothing of its technique, twelve others before it."""
    return Site(
        spot=Spot(MUSCLES["trapezius_upper"], Side.LEFT, frozenset({Zone.PLEURA})),
        size=NeedleSize(Decimal("0.30"), 50),
        inside=tuple(Spot(MUSCLES["infraspinatus"], Side.RIGHT) for _ in range(12)),
        screening=SCREENED,
        answers=SAID,
    )


def open_clinic(therapists: int) -> tuple[Center, list[Therapist]]:
    center = Center.objects.create(
        slug="bench",
        name="Bench",
        street="1 Test Road",
        city="Boulder",
        state="CO",
        postcode="80301",
        phone="303-555-0100",
    )
    return center, [_therapist(center, number) for number in range(therapists)]


def _therapist(center: Center, number: int) -> Therapist:
    user = User.objects.create(
        email=f"t{number}@bench.example",
        name=f"Therapist {number}",
        role=Role.THERAPIST,
        password=make_password(None),
    )
    therapist = Therapist.objects.create(user=user, slug=f"t{number}", name=user.name)
    for weekday in range(7):
        WorkingHours.objects.create(
            therapist=therapist, center=center, weekday=weekday, opens=OPENS, closes=CLOSES
        )
    return therapist


def starts(center: Center, first: date, days: int) -> list[datetime]:
    """The booking marks of so many days."""
    hours = [WeeklyHours(weekday, OPENS, CLOSES) for weekday in range(7)]
    span = [first + timedelta(days=number) for number in range(days)]
    after = datetime.combine(first, time(), UTC)
    return free_starts(hours, center.zone, span, set(), after=after)


def book(center: Center, therapist: Therapist, start: datetime, at: datetime) -> Visit:
    number = uuid4().hex
    born = date(1980, 1, 1)
    person = NewPatient("Bench", number, born, f"{number}@bench.example", "303-555-0100")
    return book_visit(
        key=uuid4(),
        patient=person,
        therapist=therapist,
        center=center,
        starts_at=start,
        at=at,
        by=None,
    )


def screened(visit: Visit, at: datetime) -> Visit:
    """The visit of somebody in good health but for a blood thinner, who has signed the consent."""
    answers = calm(40, anticoagulant="yes")
    sent = HistorySent.objects.create(
        visit=visit, answers=answers, drawing=[], regions=[], sent_at=at
    )
    screen_patient(history=sent, at=at, by=None)
    consent = record_consent(
        visit=visit, version=consents.CURRENT.version, signer="Bench", at=at, by=None
    )
    affirm_consent(consent=consent, at=at, by=visit.therapist.user)
    return visit


def opened(visit: Visit, at: datetime) -> NeedlingSession:
    """A session that is open, without a needle."""
    user = visit.therapist.user
    return NeedlingSession.objects.create(
        visit=visit, therapist=visit.therapist, opened_at=at, opened_by=user
    )


def needled(visit: Visit, at: datetime, needles: int) -> NeedlingSession:
    """A closed and signed session with so many needles in and out, kept by the ledger itself."""
    user, session = visit.therapist.user, opened(visit, at)
    now: Session = session.to_domain()
    for number in range(1, needles + 1):
        now = now.add(Inserted(uuid4(), number, "infraspinatus", Side.LEFT, SIZE, at))
    for one in now.ledger.insertions:
        now = now.add(Withdrawn(uuid4(), one.id, at))
    session.keep(now, by=user)
    for moment, value in (("before", 6), ("after", 4)):
        PainGiven.objects.create(
            patient=visit.patient, visit=visit, moment=moment, value=value, at=at, by=user
        )
    session.closed_at, session.closed_by = at, user
    session.save()
    return sign_session(session=session, at=at, by=user)


def long_history(center: Center, therapist: Therapist, sessions: int, now: datetime) -> Patient:
    """A patient with so many sessions, one a day until yesterday."""
    patient = book(center, therapist, _later(center, now), now).patient
    for number in range(sessions):
        start = now - timedelta(days=sessions - number)
        visit = Visit.objects.create(
            patient=patient,
            therapist=therapist,
            center=center,
            starts_at=start,
            booked_at=start - VISIT,
        )
        needled(visit, start, 6)
    return patient


def _later(center: Center, now: datetime) -> datetime:
    return starts(center, now.astimezone(center.zone).date() + timedelta(days=40), 1)[0]
