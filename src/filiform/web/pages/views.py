"""What does a visitor see at each public address?"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from filiform.knowledge import consents
from filiform.records import access
from filiform.web import errors
from filiform.web.pages.addresses import PICTURES, picture
from filiform.web.pages.folder import LAYOUTS, page_at
from filiform.web.pages.front import PageUnreadable

FOR_STRANGERS = "public, max-age=0, s-maxage=60"
FOR_EVERYONE = "public, max-age=86400"


def the_same_for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets a shared cache keep the page for a minute, for those who carry no cookie of ours."""

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        response = view(request, **named)
        patch_vary_headers(response, ["Cookie"])
        ours = {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)
        if response.status_code == 200 and not ours:
            response.headers["Cache-Control"] = FOR_STRANGERS
        return response

    return answered


@require_safe
@the_same_for_strangers
def page(request: HttpRequest, address: str = "") -> HttpResponse:
    """A page of the clinic's folder, at its own address."""
    try:
        found = page_at(f"/{address}/" if address else "/")
    except PageUnreadable:
        return errors.page(
            request,
            503,
            "This page is being worked on",
            "Its words cannot be shown right now. Look again later, or call the clinic.",
        )
    if found is None and not address:
        return redirect("book")
    if found is None:
        raise Http404
    layout = found.layout if found.layout in LAYOUTS else "page"
    return render(request, f"pages/{layout}.html", {"page": found, **_around(layout)})


def _around(layout: str) -> dict[str, object]:
    """What a layout shows besides the page's own words."""
    if layout == "locations":
        return {"places": [(one, _week(one)) for one in access.centers()]}
    if layout == "staff":
        today = timezone.localdate()
        return {"staff": [(one, _training(one, today), _place(one)) for one in access.therapists()]}
    return {}


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _week(center: Any) -> list[tuple[str, str]]:
    """From when to when somebody is there; days in a row with the same hours are one line."""
    hours = list(access.working_hours(center))
    lines: list[tuple[str, str, str]] = []
    for number, day in enumerate(DAYS):
        here = [one for one in hours if one.weekday == number]
        if not here:
            continue
        first, last = min(one.opens for one in here), max(one.closes for one in here)
        span = f"{first:%H:%M}–{last:%H:%M}"
        if lines and lines[-1][1:] == (DAYS[number - 1], span):
            lines[-1] = (lines[-1][0], day, span)
        else:
            lines.append((day, day, span))
    return [(a if a == b else f"{a} to {b}", span) for a, b, span in lines]


def _training(therapist: Any, today: date) -> str:
    """The needling training that is in force today; '' where there is none."""
    for one in therapist.credentials.all():
        if one.to_domain().in_force(today):
            return str(one.words)
    return ""


def _place(therapist: Any) -> str:
    """The short name of a center where the therapist can be booked."""
    return next((one.center.slug for one in therapist.hours.all()), "")


@require_safe
@the_same_for_strangers
def facts(request: HttpRequest) -> HttpResponse:
    """What needling can do and what can go wrong, with sources: the text patients sign under."""
    text = consents.CURRENT
    filled = [
        (one, one.filled("named here, for your own therapist", "your therapist"))
        for one in text.sections
    ]
    return render(request, "pages/facts.html", {"text": text, "sections": filled})


@require_safe
def shown_picture(request: HttpRequest, address: str) -> FileResponse:
    """A picture of the content folder, at the very address it has in the clinic's words."""
    path = picture(address)
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type=PICTURES[path.suffix.lower()])
    response.headers["Cache-Control"] = FOR_EVERYONE
    response.headers["Last-Modified"] = http_date(path.stat().st_mtime)
    return response
