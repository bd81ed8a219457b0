"""How is the patient after needling, and what must they do now?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.aftercare.record_aftercare_check_in import (
    AnsweredTooLate,
    record_aftercare_check_in,
)
from filiform.domain.answers import AnswersMissing
from filiform.domain.refusal import Refusal
from filiform.domain.triage import Urgency
from filiform.domain.words import plain
from filiform.knowledge import aftercare as known
from filiform.knowledge import history, triage
from filiform.knowledge.history import AnswerUnreadable
from filiform.knowledge.questions import Question
from filiform.records import access
from filiform.web.gate import by_link, token_of
from filiform.web.unkept import unkept

CheckIn = Any
TITLES = {
    Urgency.EMERGENCY: "Go to the emergency department now",
    Urgency.TODAY: "See a doctor today",
    Urgency.CONTACT: "Call the clinic",
    Urgency.SELF_CARE: "What to do now",
}
ALARMS = frozenset(
    condition.question
    for rule in triage.RULES
    if rule.urgency is Urgency.EMERGENCY
    for condition in rule.when
)
"""Questions to which a 'yes' is an emergency."""


@dataclass(frozen=True)
class Field:
    """A question of the check-in with what was answered."""

    question: Question
    value: str
    error: str

    @property
    def alarms(self) -> bool:
        return self.question.key in ALARMS


@require_safe
@by_link(access.check_in_by_link)
def check_in(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """The questions: one minute, one page."""
    return _form(request, check_in, {})


def _form(
    request: HttpRequest,
    check_in: CheckIn,
    typed: dict[str, str],
    refusal: Refusal | None = None,
    told: tuple[str, ...] = (),
) -> HttpResponse:
    missing = refusal.keys if isinstance(refusal, AnswersMissing) else ()
    wrong = getattr(refusal, "key", "")
    fields = [
        Field(
            one,
            typed.get(one.key, ""),
            _error(one, missing, refusal.says if refusal and wrong == one.key else ""),
        )
        for one in triage.QUESTIONS
    ]
    context = {
        "check_in": check_in,
        "center": check_in.session.visit.center,
        "fields": fields,
        "refusal": refusal,
        "told": told,
        "last": check_in.answers_given.last(),
    }
    return render(request, "aftercare/check_in.html", context, status=422 if refusal else 200)


def _error(question: Question, missing: tuple[str, ...], says: str) -> str:
    return says or ("Please answer this, too." if question.key in missing else "")


def _however_old(token: str) -> CheckIn:
    return access.check_in_by_link(token, late=True)


def _has_expired(request: HttpRequest) -> bool:
    try:
        access.check_in_by_link(token_of(request))
    except access.LinkExpired:
        return True
    return False


@require_POST
@by_link(_however_old)
def record(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """The answers are kept, and the patient is told what to do, most urgent first."""
    typed = {one.key: plain(request.POST.get(one.key, "")) for one in triage.QUESTIONS}
    if _has_expired(request):
        return _too_late(request, check_in, typed)
    try:
        record_aftercare_check_in(check_in=check_in, answers=typed, at=timezone.now())
    except AnswerUnreadable as refusal:
        told = _told_anyway(check_in, typed)
        return _form(request, check_in, typed, refusal, told)
    except Refusal as refusal:
        return _form(request, check_in, typed, refusal)
    return redirect("aftercare-answer", token=token_of(request))


def _too_late(request: HttpRequest, check_in: CheckIn, typed: dict[str, str]) -> HttpResponse:
    """The link has expired: an emergency reaches the clinic all the same, the rest goes back."""
    told = _told_anyway(check_in, typed, late=True)
    context = {
        "center": check_in.session.visit.center,
        "title": "This link has expired",
        "says": AnsweredTooLate.says,
        "told": told,
        "unkept": unkept(request),
    }
    template = "aftercare/late_emergency.html" if told else "link_closed.html"
    return render(request, template, context, status=200 if told else 410)


def _told_anyway(
    check_in: CheckIn, typed: dict[str, str], *, late: bool = False
) -> tuple[str, ...]:
    """An answer that cannot be read holds no emergency back: the others are kept at once."""
    readable = {key: word for key, word in typed.items() if _is_readable(key, word)}
    try:
        advice = record_aftercare_check_in(
            check_in=check_in, answers=readable, late=late, at=timezone.now()
        )
    except Refusal:
        return ()
    emergency = advice.urgency is Urgency.EMERGENCY
    return tuple(rule.patient_says for rule in advice.told) if emergency else ()


def _is_readable(key: str, word: str) -> bool:
    try:
        history.read({key: word}, questions=triage.QUESTIONS)
    except AnswerUnreadable:
        return False
    return True


@require_safe
@by_link(access.check_in_by_link)
def answer(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """What the last answers mean: the instruction first, then what to expect and do."""
    last = check_in.answers_given.last()
    if last is None:
        return redirect("aftercare-check-in", token=token_of(request))
    urgency = Urgency(last.urgency)
    context = {
        "check_in": check_in,
        "center": check_in.session.visit.center,
        "urgency": urgency.value,
        "title": TITLES[urgency],
        "told": last.told,
        "why": _why(last.told),
        "answered_at": last.answered_at,
        **_known(),
    }
    return render(request, "aftercare/answer.html", context)


def _why(told: list[str]) -> dict[str, Any] | None:
    """What the sentences rest on; None when today's table no longer says them."""
    rules = [rule for rule in triage.RULES if rule.patient_says in told]
    if not rules:
        return None
    unsure = [rule for rule in rules if rule.needs_review]
    return {
        "sources": list(dict.fromkeys(key for rule in rules for key in rule.sources)),
        "tag": unsure[0].tag if unsure else "",
        "needs_review": bool(unsure),
    }


@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """The advice for everybody who was needled, to read and to print."""
    return render(request, "aftercare/advice.html", _known())


def _known() -> dict[str, Any]:
    return {"advice": known.ADVICE, "seek_help": known.SEEK_HELP}
