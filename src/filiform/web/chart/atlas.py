"""What is known of a target? The atlas to read: found by name or by place, each with its sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filiform.domain.anatomy import Side
from filiform.domain.words import plain
from filiform.knowledge import atlas, regions
from filiform.knowledge.depths import figures_for
from filiform.knowledge.hazards import HAZARDS
from filiform.knowledge.muscles import AREAS, DETAILS, Detail
from filiform.web.chart.typed import suggestions
from filiform.web.gate import for_roles

STAFF = ("therapist", "desk", "owner")
KIND_WORDS = {"muscle": "", "nerve": "beside a nerve"}
"""What is said of a kind; of the others, their own word."""


@dataclass(frozen=True)
class Found:
    """A target in the list: where it is tapped, and how much of it waits for review."""

    detail: Detail
    kind: str
    places: str
    claims: int
    waits: int


@require_safe
@for_roles(*STAFF)
def atlas_list(request: HttpRequest) -> HttpResponse:
    """Every target from head to foot, or those of a name and a place."""
    words = plain(request.GET.get("name", ""))[:60].strip()
    place = request.GET.get("place", "")
    place = place if place in regions.REGIONS else ""
    named = set(suggestions(words)) if words else set(DETAILS)
    found = [key for key in _at(place) if key in named]
    context = {
        "words": words,
        "place": place,
        "groups": regions.GROUPS,
        "label": regions.REGIONS[place].label if place else "",
        "number": len(found),
        "areas": _by_area(found) if not place else [("", [_found(key) for key in found])],
    }
    return render(request, "atlas/list.html", context)


def _at(place: str) -> list[str]:
    """Under a place the likeliest first; else the whole body, head to foot."""
    if not place:
        return list(DETAILS)
    return [one.key for one in atlas.targets_at(place, Side.MIDDLE)]


def _by_area(keys: Iterable[str]) -> list[tuple[str, list[Found]]]:
    found = [_found(key) for key in keys]
    listed = {
        label: [one for one in found if one.detail.area == area] for area, label in AREAS.items()
    }
    return [(label, ones) for label, ones in listed.items() if ones]


@cache
def _found(key: str) -> Found:
    one = DETAILS[key]
    claims = atlas.claims_about(key)
    labels = (regions.REGIONS[place].label for place in one.chart_regions)
    waits = sum(claim.marks.needs_review for claim in claims)
    return Found(one, KIND_WORDS.get(one.kind, one.kind), "; ".join(labels), len(claims), waits)


@require_safe
@for_roles(*STAFF)
def atlas_target(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet of one target: every claim with its sources and its review mark."""
    if key not in DETAILS:
        raise Http404("The atlas knows no such target.")
    detail = DETAILS[key]
    context = {
        "found": _found(key),
        "detail": detail,
        "target": detail.target,
        "told": atlas.told_of(key),
        "hazards": [HAZARDS[zone] for zone in sorted(detail.target.zones)],
        "depths": [atlas.depth_claim(one) for one in figures_for(key)],
    }
    return render(request, "atlas/target.html", context)
