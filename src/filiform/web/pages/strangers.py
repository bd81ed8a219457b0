"""What may be sent again to everybody who has not signed in?"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from filiform.web.pages import imported

FOR_STRANGERS = "public, max-age=0, s-maxage=60"
MOST_KEPT = 2000


@dataclass(frozen=True)
class Ready:
    """A page as it was sent, of the site at that revision (None: of the folder)."""

    content: bytes
    kind: str
    site: object
    until: float


_ready: dict[str, Ready] = {}


def the_same_for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets a shared cache keep the page for a minute, for those who carry no cookie of ours.

    This process keeps it too, for as long as what stands around every page is remembered.
    """

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        stranger = not {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)
        plain = stranger and request.method == "GET" and _is_bare(request)
        again = _again(request.path) if plain else None
        response = again or view(request, **named)
        patch_vary_headers(response, ["Cookie"])
        kept = response.has_header("Cache-Control")
        if response.status_code == 200 and stranger and not kept:
            response.headers["Cache-Control"] = FOR_STRANGERS
            if plain and not again and not response.streaming and not _has_a_form(request):
                _keep(request.path, response)
        return response

    return answered


def _is_bare(request: HttpRequest) -> bool:
    """Whether nothing comes with the request that the page could answer to."""
    return not request.META.get("QUERY_STRING") and settings.CSRF_COOKIE_NAME not in request.COOKIES


def _has_a_form(request: HttpRequest) -> bool:
    """Whether the page carries a token that is for this visitor alone."""
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def forget() -> None:
    """Makes every page anew at the next visit."""
    _ready.clear()


def _again(path: str) -> HttpResponse | None:
    kept = _ready.get(path) if settings.FRAME_SECONDS else None
    if kept is None or kept.until <= time.monotonic() or kept.site is not imported.current():
        return None
    return HttpResponse(kept.content, content_type=kept.kind)


def _keep(path: str, response: HttpResponse) -> None:
    if not settings.FRAME_SECONDS:
        return
    if len(_ready) >= MOST_KEPT:
        forget()
    kind, until = response.headers["Content-Type"], time.monotonic() + settings.FRAME_SECONDS
    _ready[path] = Ready(response.content, kind, imported.current(), until)
