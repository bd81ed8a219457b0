"""What is still to do before a visit: is the history sent, is the consent signed?"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from filiform.knowledge import consents
from filiform.records import access
from filiform.web.intake.steps import Way

ADULT = 18
Visit = Any


@dataclass(frozen=True)
class Paper:
    """One line of the checklist.

    Attributes:
        url: name of the page where it is done.
        says: where it stands. act: what the button or link to it says.
    """

    url: str
    title: str
    done: bool
    says: str
    act: str


def way_of(visit: Visit) -> Way:
    """The screens of the history for this visit's patient, from what is kept."""
    draft = getattr(visit, "intake", None)
    answers = draft.answers if draft else {}
    plain = {key: tuple(one) if isinstance(one, list) else one for key, one in answers.items()}
    drawn = bool(draft and (draft.drawing or draft.regions))
    return Way({**plain, "age_years": age_at(visit)}, drawn)


def age_at(visit: Visit) -> int:
    return int(visit.patient.age_on(visit.starts_local.date()))


def is_child(visit: Visit) -> bool:
    """Whether somebody else must sign."""
    return age_at(visit) < ADULT


def is_over(visit: Visit, at: datetime) -> bool:
    """Whether the day of the visit is over; until then papers can still be changed."""
    return at.astimezone(visit.center.zone).date() > visit.starts_local.date()


def papers(visit: Visit, at: datetime) -> list[Paper]:
    """The checklist; of a cancelled visit and one that is over there is none."""
    if visit.cancelled or is_over(visit, at):
        return []
    return [_history(visit), _consent(visit, at)]


def next_paper(papers: list[Paper]) -> Paper | None:
    return next((one for one in papers if not one.done), None)


def is_changed(visit: Visit) -> bool:
    """Whether something was changed after the history was last sent."""
    draft, last = getattr(visit, "intake", None), visit.histories.last()
    if draft is None or last is None:
        return False
    kept = (draft.answers, draft.drawing, draft.regions)
    return kept != (last.answers, last.drawing, last.regions)


def _history(visit: Visit) -> Paper:
    title, last = "Your history", visit.histories.last()
    if last is not None:
        if is_changed(visit):
            says = "You changed something. Send it again, so that the clinic has it."
            return Paper("history-review", title, False, says, "Look and send again")
        sent = last.sent_at.astimezone(visit.center.zone)
        return Paper(
            "history-review", title, True, f"Sent on {sent:%A} at {sent:%H:%M}.", "Anything new?"
        )
    if getattr(visit, "intake", None) is None:
        says = "What hurts, and what your therapist must know. About ten minutes."
        return Paper("history-start", title, False, says, "Start my history")
    if way_of(visit).missing:
        says = "Begun. What you wrote is kept."
        return Paper("history-start", title, False, says, "Go on with my history")
    says = "Everything is answered, but not sent."
    return Paper("history-review", title, False, says, "Look and send")


def _consent(visit: Visit, at: datetime) -> Paper:
    consent = access.consent_of(visit)
    why_not = why_not_signed(visit, consent, at)
    title = "Your consent to dry needling"
    if consent is None or why_not:
        says = why_not if consent else "What it is, its risks, and your choice. Five minutes."
        return Paper("consent", title, False, says, "Read the consent")
    signed = consent.signed_at.astimezone(visit.center.zone)
    return Paper("consent", title, True, f"Signed on {signed:%d %B %Y}.", "See my copy")


def why_not_signed(visit: Visit, consent: Any, at: datetime) -> str:
    """Why a signature of today is needed; '' when one stands (affirmed or not)."""
    if consent is None:
        return "It is not signed yet."
    kept = consent.to_domain()
    if kept.withdrawn_at is not None:
        return "You took your consent back. Without a new one no needle goes in."
    signed = replace(kept, affirmed_at=kept.affirmed_at or kept.signed_at)
    version, therapist = consents.CURRENT.version, visit.therapist_id
    standing = signed.stands(version=version, therapist=therapist, at=at)
    return "" if standing.may else standing.why
