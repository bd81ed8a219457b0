"""What may a tablet keep so that the bedside opens without a network? Nothing of a patient."""

import json
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
    "css/bedside.css",
    "css/chart.css",
    "css/pain-drawing.css",
    "css/tokens.css",
    "img/needle.svg",
    "js/htmx.min.js",
    "manifest.webmanifest",
)
MODULES = "js/bedside"


@require_safe
@for_roles("therapist")
def bedside_start(request: HttpRequest) -> HttpResponse:
    """Where the installed app begins: the day; without a network the worker opens the bedside."""
    return redirect("my-day")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker for everything under /bedside/. It changes when one of its files does."""
    shell = _shell() if settings.DEBUG else _remembered()
    begin = static(f"{MODULES}/service-worker.js")
    script = f'import {{ serve }} from "{begin}";\nserve({json.dumps(shell)});\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _shell() -> dict[str, object]:
    places = {name: Path(str(finders.find(name))) for name in FILES}
    modules = Path(str(finders.find(MODULES)))
    places |= {f"{MODULES}/{one.name}": one for one in modules.glob("*.js")}
    whole = sha256()
    for name in sorted(places):
        whole.update(name.encode() + sha256(places[name].read_bytes()).digest())
    return {
        "version": whole.hexdigest()[:16],
        "files": [static(name) for name in sorted(places)],
        "start": reverse("bedside-start"),
    }


_remembered = cache(_shell)
