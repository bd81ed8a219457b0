"""What happens when answers are held against the screening table?"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.answers import Answer
from filiform.domain.screening import Finding, Flag, Screening, screen
from filiform.knowledge import screening
from filiform.records.audit import note
from filiform.records.intake import HistorySent, ScreeningDone, finding_to_plain
from filiform.records.people import User

LEVEL = {Flag.EMERGENCY: "emergency", Flag.URGENT: "today"}


@transaction.atomic
def screen_patient(
    *,
    history: HistorySent,
    clinician: Mapping[str, Answer] | None = None,
    at: datetime,
    by: User | None,
) -> ScreeningDone:
    """Keeps the findings as they are today; later tables do not change them.

    Args:
        clinician: answers to the clinician's own questions, beside the patient's.
    """
    visit = history.visit
    age = visit.patient.age_on(visit.starts_local.date())
    answers: dict[str, Answer] = {**history.to_domain(), **(clinician or {}), "age_years": age}
    asked = screening.must_answer(answers)
    found = screen(screening.RULES, screening.for_rules(answers), asked=asked)
    done = ScreeningDone.objects.create(
        visit=visit,
        history=history,
        version=screening.VERSION,
        findings=[finding_to_plain(one) for one in found.findings],
        unanswered=list(found.unanswered),
        screened_at=at,
    )
    note("screen_patient", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    _alert(found, done, at=at, by=by)
    return done


def _alert(found: Screening, done: ScreeningDone, *, at: datetime, by: User | None) -> None:
    for finding in found.findings:
        if finding.rule.flag in LEVEL:
            _alert_one(finding, done, at=at, by=by)


def _alert_one(finding: Finding, done: ScreeningDone, *, at: datetime, by: User | None) -> None:
    visit, flag = done.visit, finding.rule.flag
    raise_alert(
        patient=visit.patient,
        visit=visit,
        kind="red_flag",
        level=LEVEL[flag] if flag else "contact",
        says=finding.rule.says,
        once=f"red flag {visit.key} {finding.rule.id}",
        at=at,
        by=by,
    )
