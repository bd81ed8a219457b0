"""What happens with every answer while the patient is still writing the history?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.drawing import read_drawing
from filiform.domain.refusal import Refusal
from filiform.domain.screening import Finding, screen
from filiform.knowledge import history, regions, screening
from filiform.records.audit import AuditEvent, note
from filiform.records.intake import Intake, answers_from_plain
from filiform.records.people import User
from filiform.records.visits import Visit

MOST_REGIONS = 200


class VisitCancelled(Refusal):
    says = "This visit was cancelled. Book a new time first; then tell us your history."


class RegionsUnreadable(Refusal):
    says = "That place could not be read. Choose it from the list again."


@dataclass(frozen=True)
class Saved:
    """The draft as it is now, and what the patient must be told at once."""

    intake: Intake
    emergencies: tuple[Finding, ...]


@transaction.atomic
def save_answers(
    *,
    visit: Visit,
    answers: Mapping[str, Any] | None = None,
    drawing: object = None,
    regions: Iterable[str] | None = None,
    at: datetime,
    by: User | None,
) -> Saved:
    """Keeps the given answers beside those kept before; nothing else is touched.

    An empty answer takes the earlier one back. Every other argument left out is kept as it is.

    Raises:
        AnswerUnreadable: an unknown question, a choice it does not offer, too long a text.
        DrawingUnreadable, RegionsUnreadable, VisitCancelled.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.cancelled:
        raise VisitCancelled
    intake = _draft(visit, at=at, by=by)
    told = {one.rule.id for one in _found(visit, intake)}
    intake.answers = {**intake.answers, **history.read(answers or {})}
    intake.answers = {key: one for key, one in intake.answers.items() if one not in ("", [])}
    if drawing is not None:
        intake.drawing = [stroke.plain() for stroke in read_drawing(drawing)]
    if regions is not None:
        intake.regions = _read_regions(regions)
    intake.saved_at = at
    intake.save()
    return Saved(intake, _emergencies(visit, intake, told, at=at, by=by))


def _draft(visit: Visit, *, at: datetime, by: User | None) -> Intake:
    """The draft, begun where there was none.

    Every letter typed is saved, so the audit line is written when the draft is
    begun, and again whenever somebody else than before writes in it.
    """
    draft, new = Intake.objects.get_or_create(
        visit=visit, defaults={"started_at": at, "saved_at": at}
    )
    lines = AuditEvent.objects.filter(deed="save_answers", subject=str(visit.key))
    last = lines.order_by("pk").last()
    if new or last is None or last.by_id != (by.pk if by else None):
        note("save_answers", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    return draft


def _read_regions(words: Iterable[str]) -> list[str]:
    """'region:side:kind' words, each once. Raises RegionsUnreadable."""
    unique = list(dict.fromkeys(words))
    if len(unique) > MOST_REGIONS or not all(regions.is_marked(one) for one in unique):
        raise RegionsUnreadable
    return unique


def _found(visit: Visit, intake: Intake) -> tuple[Finding, ...]:
    age = visit.patient.age_on(visit.starts_local.date())
    answers = screening.for_rules({**answers_from_plain(intake.answers), "age_years": age})
    return screen(screening.RULES, answers).emergencies


def _emergencies(
    visit: Visit, intake: Intake, told: set[str], *, at: datetime, by: User | None
) -> tuple[Finding, ...]:
    """What cannot wait until the history is sent: the clinic is alerted with the answer.

    Args:
        told: rules that spoke already. One that speaks again after the answer was taken
            back is news, also where the clinic has seen to the earlier alert.
    """
    found = _found(visit, intake)
    for finding in found:
        raise_alert(
            patient=visit.patient,
            visit=visit,
            kind="red_flag",
            level="emergency",
            says=finding.rule.says,
            once=f"red flag {visit.key} {finding.rule.id}",
            anew=finding.rule.id not in told,
            at=at,
            by=by,
        )
    return found
