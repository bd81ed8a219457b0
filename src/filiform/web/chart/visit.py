"""What must a therapist see and decide before the needle?"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.domain.screening import Choice, Finding, Flag, Weight
from filiform.knowledge import consents, screening
from filiform.records import access
from filiform.web.chart import words
from filiform.web.chart.readiness import readiness
from filiform.web.chart.referring import referring
from filiform.web.gate import for_roles

Visit = Any
STOPS = (Weight.STOP, Weight.STOP_REGION)
RED = (Flag.EMERGENCY, Flag.URGENT)


@dataclass(frozen=True)
class Shown:
    """A finding with what it blocks, its decisions (the last one counts) and its form."""

    finding: Finding
    blocks: str
    decisions: tuple[Any, ...]
    earlier: tuple[Any, ...]
    decided: bool
    choices: tuple[tuple[str, str, bool], ...]
    reason: str
    error: str

    @property
    def column(self) -> str:
        rule = self.finding.rule
        if rule.weight in STOPS or rule.flag in RED:
            return "stops"
        return "decides" if rule.weight is Weight.DECIDE else "adapts"


@require_safe
@for_roles("therapist")
def visit_chart(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The screening, the patient's own words, the consent, and the way to the bedside."""
    visit = access.visit_to_treat(request.user, key, at=timezone.now())
    return show(request, visit)


def show(
    request: HttpRequest, visit: Visit, *, refused: str = "", says: str = "", status: int = 200
) -> HttpResponse:
    """The page; where a deed was refused, with its sentence and with what was typed.

    Args:
        refused: which form ('consent', 'questions', 'open', or the id of a rule).
    """
    context = {"refused": refused, "says": says, "typed": request.POST if refused else {}}
    context |= _before(request, visit, refused, says)
    return render(request, "chart/visit.html", context, status=status)


def _before(request: HttpRequest, visit: Visit, refused: str, says: str) -> dict[str, Any]:
    now = timezone.now()
    done = access.screening_of(visit)
    history = done.history if done else visit.histories.last()
    ready = readiness(visit, done, at=now)
    shown = _findings(visit, done, request.POST if refused else {}, refused, says)
    said, noes = words.answers_in_words(history.answers if history else {})
    return {
        "visit": visit,
        "patient": visit.patient,
        "age": visit.patient.age_on(visit.starts_local.date()),
        "session": getattr(visit, "session", None),
        "alerts": visit.patient.alerts.filter(acknowledged_at=None),
        "doubles": access.doubles_of(request.user, visit.patient, at=now),
        "done": done,
        "columns": [
            (key, title, [one for one in shown if one.column == key])
            for key, title in (
                ("stops", "Stops or blocks"),
                ("decides", "Needs your decision"),
                ("adapts", "Adapt and know"),
            )
        ],
        "questions": _questions(visit, done, request.POST if refused == "questions" else None),
        "history": history,
        "said": said,
        "noes": noes,
        "marked": words.marked(history.regions) if history else [],
        "refers": referring(history),
        "bedside": _bedside(visit),
        "consent": access.consent_of(visit),
        "version": consents.CURRENT.version,
        "ready": ready,
        "papers": f"/visit/{access.visit_token(visit)}/",
    }


def _bedside(visit: Visit) -> str:
    """The address of its session while needles may go in, else ''."""
    session = getattr(visit, "session", None)
    return reverse("bedside", args=[session.key]) if session and not session.closed_at else ""


def _findings(visit: Visit, done: Any, typed: Any, refused: str, says: str) -> list[Shown]:
    if done is None:
        return []
    screened = done.to_domain()
    undecided = {one.rule.id for one in screened.undecided(_domain(done))}
    before = _earlier(visit, done)
    return [
        _shown(one, done, before, undecided, typed if refused == one.rule.id else {}, says)
        for one in screened.findings
    ]


def _domain(done: Any) -> list[Any]:
    return [one.to_domain() for one in done.decisions.all()]


def _earlier(visit: Visit, done: Any) -> dict[str, list[Any]]:
    """Decisions on screenings that a later one has replaced: seen, but no longer counting."""
    found: dict[str, list[Any]] = {}
    older = visit.screenings.exclude(pk=done.pk).prefetch_related("decisions__decided_by")
    for screened in older:
        for one in screened.decisions.all():
            found.setdefault(one.rule_id, []).append(_decided(one))
    return found


def _decided(one: Any) -> tuple[Any, str]:
    return one, words.choice_word(one.choice)


def _shown(
    finding: Finding, done: Any, before: dict[str, Any], undecided: set[str], typed: Any, says: str
) -> Shown:
    rule = finding.rule.id
    made = tuple(_decided(one) for one in done.decisions.all() if one.rule_id == rule)
    earlier = tuple(before.get(rule, ()))
    last = (made or earlier or (None,))[-1]
    choice = typed.get("choice") if typed else last and last[0].choice
    reason = typed.get("reason", "") if typed else last[0].reason if last else ""
    return Shown(
        finding=finding,
        blocks=words.places_in_words(finding.blocks),
        decisions=made,
        earlier=earlier,
        decided=rule not in undecided,
        choices=tuple((c.value, words.CHOICES[c], c.value == choice) for c in _offered(finding)),
        reason=reason,
        error=says if typed else "",
    )


def _offered(finding: Finding) -> tuple[Choice, ...]:
    return finding.choices if finding.needs_decision else ()


def _questions(visit: Visit, done: Any, typed: Any) -> list[dict[str, Any]]:
    """The clinician's own questions with the answers that were typed or kept."""
    kept = done.clinician if done else {}
    age = visit.patient.age_on(visit.starts_local.date())
    asked = screening.asked({"age_years": age}, of=screening.CLINICIAN_QUESTIONS)
    return [
        {
            "question": one,
            "chosen": typed.getlist(one.key) if typed is not None else _chosen(kept.get(one.key)),
            "missing": done is not None and one.key in done.unanswered,
        }
        for one in asked
    ]


def _chosen(answer: Any) -> list[str]:
    return list(answer) if isinstance(answer, list) else [answer] if answer else []
