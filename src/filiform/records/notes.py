"""Which note was signed, word for word, and from which rows is it written?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from filiform.domain import ledger
from filiform.domain.ledger import Ledger
from filiform.domain.outcomes import Moment
from filiform.domain.screening import Weight
from filiform.domain.surface import BodyPoint
from filiform.domain.treatment import ConsentGiven, Found, Needle, Treatment
from filiform.records.facts import Fact
from filiform.records.incidents import Incident
from filiform.records.intake import ConsentSigned, ScreeningDone
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class NoteSigned(Fact):
    """The note as it was signed. Later templates and tables change nothing in it.

    Attributes:
        content: the whole note (`domain.note.Note.content`), the therapist's words in it.
        sha256: of those very letters.
        signer: name and letters of the therapist as they stood on that day.
    """

    session = models.OneToOneField(NeedlingSession, models.PROTECT, related_name="note_signed")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]


@dataclass(frozen=True)
class Names:
    """What the clinic calls a target, a symptom (by their keys) and a place of the skin."""

    target: Callable[[str], str]
    symptom: Callable[[str], str]
    place: Callable[[BodyPoint], str]


def treatment_of(session: NeedlingSession, *, names: Names, aftercare: str) -> Treatment:
    """What is on record of a session, as the note wants it.

    Args:
        names: what the clinic calls targets, symptoms and places.
        aftercare: version of the aftercare text that is given out.
    """
    visit, zone = session.visit, session.visit.center.zone
    whole = session.to_domain().ledger
    history, screening = visit.histories.last(), visit.screenings.last()
    pain = {one.moment: one.value for one in visit.pain.all()}
    due = [one.due_at.astimezone(zone) for one in session.check_ins.all()]
    return Treatment(
        center=visit.center.name,
        therapist=session.therapist.name,
        letters=session.therapist.letters,
        training=_training(session),
        opened_at=session.opened_at.astimezone(zone),
        closed_at=session.closed_at.astimezone(zone) if session.closed_at else None,
        needles=tuple(_needle(one, whole, names) for one in whole.needles),
        earlier_on=_earlier(session),
        complaint=str(history.answers.get("complaint") or "") if history else "",
        screened=screening.version if screening else "",
        findings=_findings(screening) if screening else (),
        consent=_consent(session),
        pain_before=pain.get(Moment.BEFORE.value),
        pain_after=pain.get(Moment.AFTER.value),
        **_accounts(whole),
        incidents=(*_called(whole), *(_incident(one) for one in session.incidents.all())),
        aftercare=aftercare if due else "",
        asked_again_at=tuple(due),
    )


def _accounts(whole: Ledger) -> dict[str, Any]:
    """The count and the sharps; what does not agree, where anything went in or was looked at."""
    balance = whole.balance
    looked = bool(whole.insertions) or balance.counted
    return {
        "found": balance.found,
        "in_tray": balance.in_tray,
        "disposed": balance.disposed,
        "differences": balance.differences() if looked else (),
    }


def _needle(one: ledger.Needle, whole: Ledger, names: Names) -> Needle:
    it = one.inserted
    felt = [names.symptom(said.symptom) for said in whole.symptoms if said.needle == it.id]
    return Needle(
        number=one.name,
        target=names.target(it.target),
        side=it.side.value,
        gauge_mm=it.size.gauge_mm,
        length_mm=it.size.length_mm,
        seconds=max(0, int((one.out_at - it.at).total_seconds())) if one.out_at else None,
        twitches=one.twitches,
        place=names.place(it.point) if it.point else "",
        site=it.site,
        override=it.override,
        lot=it.lot,
        technique=str(it.technique),
        stimulation="; ".join(
            _current(said) for said in whole.stimulations if it.id in said.needles
        ),
        felt=tuple(dict.fromkeys(felt)),
    )


def _current(said: ledger.StimulationSet) -> str:
    """'current on channel 1, 2.0 Hz, 200 µs, 4.5 mA, 10 min'"""
    figures = f"{said.hz} Hz, {said.width_us} µs, {said.intensity}, {said.minutes} min"
    return f"current on channel {said.channel}, {figures}"


def _called(whole: Ledger) -> tuple[str, ...]:
    """That everything was taken out at once, if it was."""
    called = whole.called
    why = called.reason.value.replace("_", " ") if called else ""
    return (f"All needles were called out at once ({why}).",) if called else ()


def _training(session: NeedlingSession) -> str:
    """The needling credential on file on the day of the session."""
    day = session.opened_at.astimezone(session.visit.center.zone).date()
    held = session.therapist.credentials.filter(valid_from__lte=day).order_by("valid_from", "pk")
    credential = held.last()
    return credential.words if credential else ""


def _earlier(session: NeedlingSession) -> tuple:
    before = NeedlingSession.objects.filter(
        visit__patient=session.visit.patient_id, opened_at__lt=session.opened_at
    )
    zone = session.visit.center.zone
    return tuple(at.astimezone(zone).date() for at in before.values_list("opened_at", flat=True))


def _findings(screening: ScreeningDone) -> tuple[Found, ...]:
    """Everything but what is only good to know, with the last decision on it."""
    made = {one.rule_id: one.to_domain() for one in screening.decisions.all()}
    found = []
    for one in screening.to_domain().findings:
        if one.rule.weight is not Weight.INFO:
            decision = made.get(one.rule.id)
            choice = decision.choice.value.replace("_", " ") if decision else ""
            found.append(Found(one.rule.says, choice, decision.reason if decision else ""))
    return tuple(found)


def _consent(session: NeedlingSession) -> ConsentGiven | None:
    """The last one signed for this therapist before the session ended."""
    signed = ConsentSigned.objects.filter(
        patient=session.visit.patient_id, therapist=session.therapist_id
    ).select_related("affirmed", "withdrawn")
    if session.closed_at:
        signed = signed.filter(signed_at__lte=session.closed_at)
    one = signed.defer("words").order_by("signed_at", "pk").last()
    if one is None:
        return None
    zone, plain = session.visit.center.zone, one.to_domain()
    ended = plain.withdrawn_at.astimezone(zone) if plain.withdrawn_at else None
    return ConsentGiven(
        version=one.version,
        signed_on=one.signed_at.astimezone(zone).date(),
        signer=one.signer,
        relation=one.relation,
        affirmed=plain.affirmed_at is not None,
        withdrawn_at=ended,
    )


def _incident(one: Incident) -> str:
    """What went wrong, and everything that was found out since."""
    return " ".join([one.says, *(f"Then: {more.says}" for more in one.follow_ups.all())])
