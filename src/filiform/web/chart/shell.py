"""What may a tablet keep so that the bedside opens without a network? Nothing of a patient."""

import json
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from filiform.web.chart.known import table_address
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
    "js/body-chart.js",
    "js/body-mesh.js",
    "js/body-unpack.js",
    "js/body-strokes.js",
    "js/htmx.min.js",
    "js/lot-scan.js",
    "manifest.webmanifest",
)
FOLDERS = (("js/bedside", "*.js"), ("img/body", "*.svg"), ("img/body", "*.json"))
ELSEWHERE = ("online", "place-panel", "service-worker", "signing-out", "page")
"""Modules that the page seldom or never imports, or names itself."""


@require_safe
@for_roles("therapist")
def bedside_start(request: HttpRequest) -> HttpResponse:
    """Where the installed app begins: the day; without a network the worker opens the bedside."""
    return redirect("my-day")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker for everything under /bedside/. It changes when a file or the table does."""
    begin = static("js/bedside/service-worker.js")
    script = f'import {{ serve }} from "{begin}";\nserve({json.dumps(_shell())});\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@cache
def _shell() -> dict[str, object]:
    names = set(FILES)
    for folder, kind in FOLDERS:
        found = Path(str(finders.find(folder))).glob(kind)
        names |= {f"{folder}/{one.name}" for one in found}
    return {
        "place": static(""),
        "files": [table_address(), *(static(name) for name in sorted(names))],
        "start": reverse("bedside-start"),
    }


@cache
def modules() -> tuple[str, ...]:
    """What the bedside page imports, so that a browser asks for all of it at once."""
    names = sorted(one.stem for one in Path(str(finders.find("js/bedside"))).glob("*.js"))
    return tuple(static(f"js/bedside/{one}.js") for one in names if one not in ELSEWHERE)
