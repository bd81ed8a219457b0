"""What may a tablet keep so that the bedside opens without a network? Nothing of a patient."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from filiform.web.gate import for_roles

FILES = (
    "css/base.css",
    "css/bedside-chart.css",
    "css/bedside-leaving.css",
    "css/bedside-work.css",
    "css/bedside.css",
    "css/body-chart.css",
    "css/chart.css",
    "css/lots.css",
    "css/pain-drawing.css",
    "css/tokens.css",
    "img/needle.svg",
    "img/body/mesh.json",
    "js/body-chart.js",
    "js/body-mesh.js",
    "js/body-strokes.js",
    "js/htmx.min.js",
    "js/lot-scan.js",
    "manifest.webmanifest",
)
FOLDERS = (("js/bedside", "*.js"), ("img/body", "*.svg"))
ELSEWHERE = ("service-worker", "signing-out", "page")
"""Modules that the page does not import, or names itself."""


@require_safe
@for_roles("therapist")
def bedside_start(request: HttpRequest) -> HttpResponse:
    """Where the installed app begins: the day; without a network the worker opens the bedside."""
    return redirect("my-day")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker for everything under /bedside/. It changes when one of its files does."""
    shell = _shell() if settings.DEBUG else _remembered()
    begin = static("js/bedside/service-worker.js")
    script = f'import {{ serve }} from "{begin}";\nserve({json.dumps(shell)});\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _shell() -> dict[str, object]:
    places = {name: Path(str(finders.find(name))) for name in FILES}
    for folder, kind in FOLDERS:
        found = Path(str(finders.find(folder))).glob(kind)
        places |= {f"{folder}/{one.name}": one for one in found}
    return {
        "version": version_of(places),
        "files": [static(name) for name in sorted(places)],
        "start": reverse("bedside-start"),
    }


@cache
def modules() -> tuple[str, ...]:
    """What the bedside page imports, so that a browser asks for all of it at once."""
    names = sorted(one.stem for one in Path(str(finders.find("js/bedside"))).glob("*.js"))
    return tuple(static(f"js/bedside/{one}.js") for one in names if one not in ELSEWHERE)


def version_of(places: Mapping[str, Path]) -> str:
    """Another one where a file has another name or other bytes."""
    whole = sha256()
    for name in sorted(places):
        whole.update(name.encode() + sha256(places[name].read_bytes()).digest())
    return whole.hexdigest()[:16]


_remembered = cache(_shell)
