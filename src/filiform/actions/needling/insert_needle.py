"""What happens when a therapist inserts a needle?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from filiform.actions.needling.record_fact import add_fact, hold
from filiform.actions.stock.register_lot import check_lot
from filiform.domain.anatomy import Side, Zone
from filiform.domain.answers import Answer, Answers
from filiform.domain.ledger import Inserted, Ledger, NeedleSize
from filiform.domain.refusal import Refusal
from filiform.domain.safety import SiteCheck, check_site
from filiform.domain.screening import Screening
from filiform.domain.session import Session
from filiform.domain.site import Site, Spot
from filiform.domain.surface import MESH, BodyPoint
from filiform.domain.technique import UNSAID, Posture, Technique
from filiform.domain.words import kept
from filiform.knowledge import body, depths, muscles, safety, screening
from filiform.records.intake import ScreeningDone, answers_from_plain
from filiform.records.people import User
from filiform.records.prepared import Prepared
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


class UnknownTarget(Refusal):
    says = "Choose a muscle or structure from the list."


class NotThatSide(Refusal):
    says = "This is not found on that side. Choose one of the sides it is found on."


def check_side(target: str, side: Side) -> None:
    """Whether a target of the table is found on that side. Raises NotThatSide."""
    detail = muscles.DETAILS.get(target)
    if detail is not None and side not in detail.sides:
        where = " or ".join(SIDE_WORDS[one] for one in detail.sides)
        raise NotThatSide(f"{detail.target.name} is found {where}. Choose that side.")


SIDE_WORDS = {Side.LEFT: "left", Side.RIGHT: "right", Side.MIDDLE: "in the middle line"}


def site_check(
    *,
    visit: Visit,
    target: str,
    side: Side,
    size: NeedleSize,
    technique: Technique = UNSAID,
    posture: Posture | None = None,
    point: BodyPoint | None = None,
    stimulation: bool = False,
    inside: Iterable[Inserted] = (),
    patient: Mapping[str, Any] | None = None,
) -> SiteCheck:
    """What must be seen before this needle goes in.

    Args:
        technique, posture: what was not said in them counts as the worse.
        point: where the chart was tapped; the hazard zones under it speak too.
        stimulation: current is to run through it.
        inside: the session's needles so far.
        patient: as `of_patient` says it, where that was read already.

    Raises UnknownTarget.
    """
    if target not in muscles.MUSCLES:
        raise UnknownTarget
    site = Site(
        spot=Spot(muscles.MUSCLES[target], side, _zones(point)),
        size=size,
        technique=technique,
        posture=posture,
        stimulation=stimulation,
        inside=tuple(_spots(inside)),
        **(of_patient(visit) if patient is None else patient),
    )
    return check_site(site, safety.RULES, depths.PUBLISHED.get(target, ()))


def of_patient(visit: Visit) -> dict[str, Any]:
    """What of the patient bears on every site: `first_visit`, `screening` and `answers`."""
    done = next(iter(_last_screening(visit.pk)), None)
    return {
        "first_visit": not _earlier(visit.patient_id, visit.pk),
        "screening": done.to_domain() if done else Screening(()),
        "answers": _answers(visit, done),
    }


def _spots(needles: Iterable[Inserted]) -> Iterator[Spot]:
    """Where they are, each place once; a target that has left the table says nothing any more."""
    places = dict.fromkeys((one.target, one.side, _zones(one.point)) for one in needles)
    known = (one for one in places if one[0] in muscles.MUSCLES)
    return (Spot(muscles.MUSCLES[target], side, zones) for target, side, zones in known)


def _zones(point: BodyPoint | None) -> frozenset[Zone]:
    """The hazard zones there; a point of another mesh than ours lies in none that we know."""
    on_ours = point is not None and point.mesh == MESH
    return body.zones_at(point.face) if point and on_ours else frozenset()


@Prepared
def _last_screening(visit: int) -> QuerySet[ScreeningDone]:
    done = ScreeningDone.objects.filter(visit=visit).select_related("history")
    return done.order_by("-screened_at", "-pk")[:1]


@Prepared
def _earlier(patient: int, visit: int) -> QuerySet[NeedlingSession]:
    """A needling of the patient at another visit."""
    others = NeedlingSession.objects.filter(visit__patient=patient).exclude(visit=visit)
    return others.order_by().only("pk")[:1]


def _answers(visit: Visit, done: ScreeningDone | None) -> Answers:
    """The patient's answers and the clinician's, with the age in years."""
    said: dict[str, Answer] = {}
    if done is not None:
        said = {**done.history.to_domain(), **answers_from_plain(done.clinician)}
    age = visit.patient.age_on(visit.starts_local.date())
    return screening.for_rules({**said, "age_years": age})


@transaction.atomic
def insert_needle(
    *,
    session: NeedlingSession,
    id: UUID,
    target: str,
    side: Side,
    size: NeedleSize,
    technique: Technique = UNSAID,
    posture: Posture | None = None,
    site: str = "",
    lot: str = "",
    override: str = "",
    point: BodyPoint | None = None,
    number: int | None = None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The session with one needle more; the same id twice changes nothing.

    Args:
        technique, posture, point: as in `site_check`. number: what a tablet showed; None: the next.

    Raises:
        UnknownTarget: not in the table. NotANeedle: no such size is made. TooLong: the words.
        NotThatSide, NeverHere, TechniqueUnsaid, SiteStops, SiteUndecided: see `SiteCheck.check`.
        LotExpired, LotRecalled, SessionClosed, ConsentWithdrawn, NotYourSession, IdAlreadyUsed.
    """
    held, now = hold(session, by=by)
    words = kept(site, 200), kept(lot, 60), kept(override, 1000)
    shown = number or _number(now.ledger, id)
    fact = Inserted(id, shown, target, side, size, at, *words, point, technique, posture)
    if now.ledger.fact(id) is None:
        now.add(fact)  # closed, or consent withdrawn, is said before anything about the place
        day = at.astimezone(held.visit.center.zone).date()
        held.once(("lot", fact.lot, day), lambda: check_lot(lot=fact.lot, on=day))
        _check(held, now, fact)
    return add_fact(
        deed="insert_needle", held=held, before=now, fact=fact, device_at=device_at, by=by
    )


def _check(held: NeedlingSession, now: Session, fact: Inserted) -> None:
    """Raises NotThatSide, and what `SiteCheck.check` raises with the needles before it."""
    check_side(fact.target, fact.side)
    named = ("target", "side", "size", "technique", "posture", "point")
    how: dict[str, Any] = {name: getattr(fact, name) for name in named}
    patient = held.once("patient", lambda: of_patient(held.visit))
    check = site_check(visit=held.visit, inside=now.ledger.insertions, patient=patient, **how)
    check.check(fact.override)


def _number(ledger: Ledger, id: UUID) -> int:
    """A repeated insertion has the number it was given the first time."""
    known = ledger.fact(id)
    return known.number if isinstance(known, Inserted) else ledger.next_number
