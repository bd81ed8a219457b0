"""What happens when answers are held against the screening table?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.answers import Answer
from filiform.domain.screening import Finding, Flag, Screening, screen
from filiform.domain.session import NotYourVisit
from filiform.knowledge import history as asking
from filiform.knowledge import screening
from filiform.records.audit import note
from filiform.records.intake import (
    HistorySent,
    ScreeningDone,
    answers_from_plain,
    finding_to_plain,
)
from filiform.records.people import User
from filiform.records.visits import Visit

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
        clinician: answers to the clinician's own questions, beside the patient's; left
            out, those of the visit's last screening still hold. Once one of them is
            answered, all of them want an answer.

    Raises AnswerUnreadable, NotYourVisit (clinician's answers from somebody else).
    """
    visit = history.visit
    own = _clinician(visit, clinician, by=by)
    age = visit.patient.age_on(visit.starts_local.date())
    answers: dict[str, Answer] = {**history.to_domain(), **answers_from_plain(own)}
    answers["age_years"] = age
    asked = screening.must_answer(answers)
    if own:
        asked += screening.must_answer(answers, of=screening.CLINICIAN_QUESTIONS)
    found = screen(screening.RULES, screening.for_rules(answers), asked=asked)
    done = ScreeningDone.objects.create(
        visit=visit,
        history=history,
        version=screening.VERSION,
        findings=[finding_to_plain(one) for one in found.findings],
        unanswered=list(found.unanswered),
        clinician=own,
        screened_at=at,
    )
    note("screen_patient", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    _alert(found, done, at=at, by=by)
    return done


def _clinician(
    visit: Visit, given: Mapping[str, Answer] | None, *, by: User | None
) -> dict[str, Any]:
    if given is not None:
        if by is None or visit.therapist.user_id != by.pk:
            raise NotYourVisit
        read = asking.read(given, questions=screening.CLINICIAN_QUESTIONS)
        return {key: one for key, one in read.items() if one not in ("", [])}
    last = visit.screenings.last()
    return last.clinician if last else {}


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
