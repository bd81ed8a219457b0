"""What does a visitor see at each public address?"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from filiform.knowledge import consents
from filiform.records import access
from filiform.web import errors
from filiform.web.pages.folder import LAYOUTS, PageUnreadable, page_at, picture


@require_safe
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
    if found is None:
        raise Http404
    layout = found.layout if found.layout in LAYOUTS else "page"
    context = {
        "page": found,
        "image": found.image if found.image and picture(found.image) else "",
        **_around(layout),
    }
    return render(request, f"pages/{layout}.html", context)


def _around(layout: str) -> dict[str, object]:
    """What a layout shows besides the page's own words."""
    if layout == "locations":
        return {"places": [(one, _week(one)) for one in access.centers()]}
    if layout == "staff":
        today = timezone.localdate()
        return {"staff": [(one, _training(one, today)) for one in access.therapists()]}
    return {}


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _week(center: object) -> list[tuple[str, str]]:
    """From when to when somebody is there, day by day."""
    hours = list(access.working_hours(center))  # type: ignore[arg-type]
    week = []
    for number, day in enumerate(DAYS):
        here = [one for one in hours if one.weekday == number]
        if here:
            first, last = min(one.opens for one in here), max(one.closes for one in here)
            week.append((day, f"{first:%H:%M}–{last:%H:%M}"))
    return week


def _training(therapist: object, today: object) -> str:
    """The needling training that is in force today; '' where there is none."""
    for one in therapist.credentials.all():  # type: ignore[attr-defined]
        if one.to_domain().in_force(today):
            return one.words
    return ""


@require_safe
def facts(request: HttpRequest) -> HttpResponse:
    """What needling can do and what can go wrong, with sources: the text patients sign under."""
    text = consents.CURRENT
    filled = [
        (one, one.filled("named here, for your own therapist", "your therapist"))
        for one in text.sections
    ]
    return render(request, "pages/facts.html", {"text": text, "sections": filled})


@require_safe
@cache_control(max_age=86_400, public=True)
def shown_picture(request: HttpRequest, address: str) -> FileResponse:
    """A picture of the content folder, at its old address."""
    path = picture(f"wp-content/{address}")
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"))
