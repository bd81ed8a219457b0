"""What must a tablet know to check a place by itself? Of the patient, what the rules ask for."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from filiform.actions.needling.insert_needle import of_patient
from filiform.domain.anatomy import Target
from filiform.domain.answers import Answers
from filiform.domain.screening import Screening, Weight
from filiform.domain.site import plain_answers, plain_finding
from filiform.domain.site_rules import Figure
from filiform.knowledge import depths, safety, screening
from filiform.knowledge.atlas import Claim, told_of
from filiform.knowledge.hazards import HAZARDS, Hazard
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.sources import SOURCES, Marks
from filiform.records import access
from filiform.web.gate import for_roles

Kept = Any
FOR_GOOD = "public, max-age=31536000, immutable"
STOPS = (Weight.STOP_REGION, Weight.STOP_STIMULATION)
ASKED = frozenset(one.question for rule in safety.RULES for one in rule.when.answers)
"""The questions that a rule about a place looks at: no other answer leaves the clinic."""


@require_safe
@for_roles("therapist")
def site_known(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Of this session's patient, and where the table lies that goes with it."""
    session = access.session_to_record(request.user, key)
    return JsonResponse({"ok": True, "table": table_address(), "patient": patient_known(session)})


@require_safe
@gzip_page
def bedside_rules(request: HttpRequest, version: str) -> HttpResponse:
    """The table, nothing of a patient: what a browser kept of a version is that version."""
    current, table = known_table()
    if version != current:
        raise Http404
    answer = JsonResponse(table, json_dumps_params={"separators": (",", ":")})
    answer.headers["Cache-Control"] = FOR_GOOD
    return answer


def table_address() -> str:
    """Another one for another version: what fits together is found by its name."""
    return reverse("bedside-rules", args=[known_table()[0]])


@cache
def known_table() -> tuple[str, dict[str, Any]]:
    """Rules, targets with what is claimed of them, hazard zones and sources, and a version that
    is another one where a byte is. What many share (marks, figures) stands once, by number."""
    marks: dict[Marks, int] = {}
    figures: dict[Figure, int] = {}
    targets = {key: _listed(one, marks, figures) for key, one in sorted(MUSCLES.items())}
    table = {
        "rules": json.loads(safety.as_json()),
        "targets": targets,
        "marks": [vars(one) for one in marks],
        "figures": [asdict(one) for one in figures],
        "hazards": {zone.value: _hazard(one) for zone, one in HAZARDS.items()},
        "sources": _sources(_cited(marks, figures)),
    }
    return sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()[:16], table


def _cited(marks: Iterable[Marks], figures: Iterable[Figure]) -> set[str]:
    """Every source that one of these rests on, or a rule that the tablet may show."""
    shown = (rule for rule in screening.RULES if rule.weight in STOPS)
    published = (*figures, *(figure for rule in safety.RULES for figure in rule.figures))
    hazards = (one.marks for one in HAZARDS.values())
    every = (*marks, *hazards, *published, *safety.RULES, *shown)
    return {key for one in every for key in one.sources}


def _listed(target: Target, marks: dict[Marks, int], figures: dict[Figure, int]) -> dict[str, Any]:
    """A target for the check, with its claims and figures; each list by number."""
    told = told_of(target.key)
    own = depths.PUBLISHED.get(target.key, ())
    return {
        **plain_target(target),
        "near": [_claim(one, marks) for one in told.near],
        "how": [_claim(one, marks) for one in told.how],
        "more": [_claim(one, marks) for one in told.more],
        "figures": [figures.setdefault(one, len(figures)) for one in own],
    }


def _claim(one: Claim, marks: dict[Marks, int]) -> dict[str, Any]:
    return {"facts": one.facts, "marks": marks.setdefault(one.marks, len(marks))}


def _hazard(one: Hazard) -> dict[str, Any]:
    return {"name": one.name, "facts": one.facts, **vars(one.marks)}


def _sources(keys: Iterable[str]) -> dict[str, dict[str, object]]:
    known = {key: SOURCES[key] for key in sorted(keys)}
    return {
        key: {"says": one.says, "url": one.url, "weak": one.read == "weak"}
        for key, one in known.items()
    }


def plain_target(target: Target) -> dict[str, object]:
    """All that the check looks at."""
    names = ("key", "name", "level", "deep", "lung", "longest_mm")
    return {
        **{name: getattr(target, name) for name in names},
        "regions": sorted(target.regions),
        "zones": sorted(target.zones),
    }


def patient_known(session: Kept) -> dict[str, object]:
    """First visit, the answers that a rule asks for (the age among them), and the screening."""
    known = of_patient(session.visit)
    return {"first_visit": known["first_visit"], **_screened(known["screening"], known["answers"])}


def _screened(done: Screening, answers: Answers) -> dict[str, object]:
    stops = (one for one in done.findings if one.rule.weight in STOPS)
    return {
        "screening": [plain_finding(one) for one in stops],
        "answers": plain_answers({key: answers[key] for key in ASKED & set(answers)}),
        "unanswered": sorted(ASKED & set(done.unanswered)),
    }
