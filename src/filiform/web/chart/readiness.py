"""What still stands between this visit and the needle, and what is to be done about it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filiform.actions.needling.open_session import consent_standing, credential_standing
from filiform.domain.screening import Choice, Decision, Screening
from filiform.knowledge.screening import CLINICIAN_QUESTIONS
from filiform.records import access

Visit = Any
YOURS = frozenset(one.key for one in CLINICIAN_QUESTIONS)


@dataclass(frozen=True)
class Reason:
    """Why the session may not open yet: a sentence, and where to go about it."""

    says: str
    do: str = ""
    href: str = ""


@dataclass(frozen=True)
class Readiness:
    """Every reason at once, in the order in which they are best mended."""

    reasons: tuple[Reason, ...]
    credential: Any
    consent: Any


def readiness(visit: Visit, done: Any, *, at: datetime) -> Readiness:
    """All that must hold before the first needle, held against this visit."""
    credential, consent = credential_standing(visit, at=at), consent_standing(visit, at=at)
    papers = f"/visit/{access.visit_token(visit)}/"
    reasons = [
        *_cancelled(visit),
        *([] if credential.may else [_no_credential(credential)]),
        *_screening(done, papers),
        *_consent(visit, consent, papers),
    ]
    return Readiness(tuple(reasons), credential, consent)


def _cancelled(visit: Visit) -> Iterable[Reason]:
    if visit.cancelled:
        yield Reason("This visit was cancelled. The desk can book a new one.")


def _no_credential(standing: Any) -> Reason:
    return Reason(f"You may not needle here on this day: {standing.why}", "Ask the owner.")


def _screening(done: Any, papers: str) -> Iterable[Reason]:
    if done is None:
        says = "The patient has not sent the history yet, so nothing is screened."
        yield Reason(says, "Let the patient answer on this tablet", papers)
        return
    screening = done.to_domain()
    decisions = [one.to_domain() for one in done.decisions.all()]
    yield from _stopped(screening, decisions)
    for finding in screening.undecided(decisions):
        yield Reason(finding.rule.says, "Decide", f"#decide-{finding.rule.id}")
    yield from _unanswered(screening, papers)


def _stopped(screening: Screening, decisions: Iterable[Decision]) -> Iterable[Reason]:
    last = {one.rule_id: one for one in decisions}
    for one in last.values():
        if one.choice is Choice.DO_NOT_NEEDLE:
            finding = screening.finding(one.rule_id)
            because = f" ({finding.rule.says})" if finding else ""
            says = f"It was decided not to needle at this visit{because}"
            yield Reason(says, "Look at the decision", f"#decide-{one.rule_id}")


def _unanswered(screening: Screening, papers: str) -> Iterable[Reason]:
    yours = [key for key in screening.unanswered if key in YOURS]
    theirs = len(screening.unanswered) - len(yours)
    if theirs:
        says = f"{theirs} question{'s' if theirs > 1 else ''} of the history without an answer."
        yield Reason(says, "Let the patient answer on this tablet", papers)
    if yours:
        says = f"{len(yours)} of your own questions without an answer."
        yield Reason(says, "Answer", "#your-questions")


def _consent(visit: Visit, standing: Any, papers: str) -> Iterable[Reason]:
    if standing.may:
        return
    signed = access.consent_of(visit)
    may_affirm = signed is not None and not hasattr(signed, "withdrawn")
    if may_affirm and not hasattr(signed, "affirmed"):
        yield Reason("You have not yet affirmed the consent.", "Affirm", "#consent")
    else:
        yield Reason(f"Consent: {standing.why}", "Let the patient read and sign", papers)
