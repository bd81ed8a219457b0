"""How does one visit of the demo go, from the booking to the signature? Through the deeds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from filiform.actions.booking.book_visit import NewPatient, book_visit
from filiform.actions.booking.check_in_patient import check_in_patient
from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.needling.note_twitch import note_twitch
from filiform.actions.needling.open_session import open_session
from filiform.actions.needling.record_pain import record_pain
from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.actions.screening.affirm_consent import affirm_consent
from filiform.actions.screening.decide_finding import decide_finding
from filiform.actions.screening.record_consent import record_consent
from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import send_history
from filiform.domain.anatomy import Side
from filiform.domain.ledger import NeedleSize
from filiform.domain.outcomes import Moment
from filiform.domain.safety import NeverHere, SiteStops, SiteUndecided
from filiform.domain.technique import Angle, Grip, Technique, Tilt
from filiform.knowledge import consents
from filiform.ops.demo import answers
from filiform.ops.demo.cast import FOLLOW_UP, NEEDLING, THERAPISTS
from filiform.ops.demo.patients import Player
from filiform.ops.demo.stage import Stage, key
from filiform.records import access
from filiform.records.people import Patient, User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit

WHY_HERE = "Decided with the patient: shallow, away from the finding, watched throughout."
HOW = Technique(Angle.TANGENTIAL, Tilt.NONE, Grip.PINCER)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@dataclass
class Scene:
    """One player on the stage. `patient` is there after the first booking."""

    stage: Stage
    player: Player
    chance: Random
    patient: Patient | None = None
    signed: bool = False

    @property
    def user(self) -> User | None:
        return self.patient.user if self.patient else None

    @property
    def therapist(self) -> User:
        return self.stage.times[self.player.therapist].therapist.user

    @property
    def service(self) -> str:
        """What the player books: with needles, where the therapist may."""
        name = self.player.therapist
        role = next(one for one in THERAPISTS if one.name == name)
        return NEEDLING if role.credential == "full" else FOLLOW_UP

    def book(self, start: datetime) -> Visit:
        """Books `start` some days ahead; the first booking makes the patient."""
        times, player = self.stage.times[self.player.therapist], self.player
        new = NewPatient(player.given, player.family, player.born_on, player.email, player.phone)
        visit = book_visit(
            key=key(self.chance),
            patient=self.patient or new,
            therapist=times.therapist,
            center=times.center,
            service=self.stage.services[self.service],
            starts_at=start,
            at=min(start, self.stage.now) - timedelta(days=3, minutes=self.chance.randint(1, 9000)),
            by=self.user,
            synthetic=True,
        )
        self.patient = visit.patient
        return visit

    def tell(self, visit: Visit, *, pain: int, at: datetime, **said: Any) -> None:
        """The history is written, drawn and sent."""
        side = self.player.side
        save_answers(
            visit=visit,
            answers=answers.of_history(
                self.player,
                age=visit.patient.age_on(visit.starts_local.date()),
                pain=pain,
                chance=self.chance,
                **said,
            ),
            drawing=self.player.complaint.drawing(side, self.chance),
            regions=self.player.complaint.regions(side),
            at=at,
            by=self.user,
        )
        send_history(visit=visit, at=at + minutes(6), by=self.user)

    def arrive(self, visit: Visit, *, at: datetime) -> None:
        """At the desk; just after midnight nobody has arrived the day before."""
        midnight = visit.starts_local.replace(hour=0, minute=0, second=0, microsecond=0)
        check_in_patient(visit=visit, at=max(at, midnight), by=self.stage.desk)

    def decide(self, visit: Visit, *, at: datetime, not_today: bool = False) -> bool:
        """Decides all that waits; whether the visit may go on."""
        screening = access.screening_of(visit)
        if screening is None:
            return False
        for finding in screening.to_domain().undecided([]):
            choice, why = answers.decision_on(finding, not_today=not_today, chance=self.chance)
            decide_finding(
                screening=screening,
                rule_id=finding.rule.id,
                choice=choice,
                reason=why,
                at=at,
                by=self.therapist,
            )
        return not not_today

    def sign(self, visit: Visit, *, at: datetime) -> None:
        """Consent, once for each course of treatment."""
        if self.signed:
            return
        consent = record_consent(
            visit=visit,
            version=consents.CURRENT.version,
            signer=self.player.name,
            at=at,
            by=self.user,
        )
        affirm_consent(consent=consent, at=at, by=self.therapist)
        self.signed = True

    def begin(self, visit: Visit, *, pain: int, at: datetime) -> NeedlingSession:
        session = open_session(visit=visit, at=at, by=self.therapist)
        self.score(session, Moment.BEFORE, pain, at=at)
        return session

    def score(self, session: NeedlingSession, moment: Moment, value: int, *, at: datetime) -> None:
        record_pain(session=session, moment=moment, value=value, at=at, by=self.therapist)

    def needle(self, session: NeedlingSession, which: int, *, at: datetime) -> int | None:
        """Puts in needle `which` of the complaint's; its number, or None where it may not go."""
        needles = self.player.complaint.needles
        target, gauge, length = needles[which % len(needles)]
        wanted: dict[str, Any] = {
            "session": session,
            "id": key(self.chance),
            "target": target,
            "side": Side(self.player.side),
            "size": NeedleSize(Decimal(gauge) / 100, length),
            "technique": HOW,
            "lot": f"DEMO-{gauge}{length}",
            "at": at,
            "by": self.therapist,
        }
        try:
            after = insert_needle(**wanted)
        except (SiteStops, SiteUndecided):
            after = insert_needle(**wanted, override=WHY_HERE)
        except NeverHere:
            return None
        return after.ledger.insertions[-1].number

    def twitch(self, session: NeedlingSession, needle: int, *, at: datetime) -> None:
        note_twitch(
            session=session,
            id=key(self.chance),
            needle=needle,
            twitches=self.chance.randint(1, 4),
            at=at,
            by=self.therapist,
        )

    def withdraw(self, session: NeedlingSession, needle: int, *, at: datetime) -> None:
        withdraw_needle(
            session=session, id=key(self.chance), needle=needle, at=at, by=self.therapist
        )
