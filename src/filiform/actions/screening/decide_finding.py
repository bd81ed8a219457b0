"""What happens when a therapist decides on a finding of the screening?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.screening import Choice, Decision, NotForThisFinding
from filiform.domain.session import NotYourVisit
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.intake import FindingDecided, ScreeningDone
from filiform.records.people import User
from filiform.records.visits import Visit


class ScreeningReplaced(Refusal):
    says = "The patient has answered again since. Look at the new screening before you decide."


@transaction.atomic
def decide_finding(
    *, screening: ScreeningDone, rule_id: str, choice: str, reason: str, at: datetime, by: User
) -> FindingDecided:
    """Appends a decision; the last one on a finding counts, the earlier ones stay.

    The same decision twice in a row is one.

    Raises NotForThisFinding, ReasonMissing, ScreeningReplaced, NotYourVisit, TooLong.
    """
    visit = Visit.objects.select_for_update().get(pk=screening.visit_id)
    if visit.therapist.user_id != by.pk:
        raise NotYourVisit
    if visit.screenings.last() != screening:
        raise ScreeningReplaced
    if choice not in set(Choice):
        raise NotForThisFinding
    decision = Decision(rule_id, Choice(choice), kept(reason, 2000))
    screening.to_domain().check_decision(decision)
    last: FindingDecided | None = screening.decisions.filter(rule_id=rule_id).last()
    if last is not None and last.to_domain() == decision:
        return last
    decided = FindingDecided.objects.create(
        screening=screening,
        rule_id=rule_id,
        choice=decision.choice.value,
        reason=decision.reason,
        decided_at=at,
        decided_by=by,
    )
    key = visit.patient.key
    note("decide_finding", at=at, by=by, patient_key=key, subject=visit.key, rule=rule_id)
    return decided
