"""What does a visitor see at each public address?"""

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from filiform.domain.jekyll.addresses import Address
from filiform.domain.jekyll.places import TYPES, ending
from filiform.knowledge import consents
from filiform.knowledge.evidence import CONDITIONS, EVIDENCE
from filiform.records import access
from filiform.web import errors
from filiform.web.pages import imported
from filiform.web.pages.addresses import PICTURES, is_ours, picture
from filiform.web.pages.editing import file_at, may_edit
from filiform.web.pages.enquiry import EnquiryForm
from filiform.web.pages.folder import LAYOUTS, Page, page_at
from filiform.web.pages.front import PageUnreadable
from filiform.web.pages.head import WITH_CENTERS, head, head_of
from filiform.web.pages.listing import day_of, like, published
from filiform.web.pages.pictures import with_sizes
from filiform.web.pages.strangers import the_same_for_strangers

FOR_EVERYONE = "public, max-age=86400"
MOST_OFFERED = 12
FACTS = "The facts about dry needling, with sources"
FACTS_SAY = (
    "What dry needling can do, what usually happens afterwards and what can go wrong, each "
    "statement with its source."
)


@require_safe
@the_same_for_strangers
def page(request: HttpRequest, address: str = "") -> HttpResponse:
    """A page of the clinic at its own address: of the imported site, or else of the folder."""
    site = imported.current()
    if site is not None:
        return _answered(request, site)
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
        return _not_there(request, f"/{address}/")
    return _shown(request, found, None)


@require_safe
@the_same_for_strangers
def unslashed(request: HttpRequest, address: str) -> HttpResponse:
    """An address without '/' at its end: of the imported site, or the way to the one with it."""
    site = imported.current()
    if site is not None and (site.answer(request.path) or not is_ours(f"/{address}/")):
        return _answered(request, site)
    if not is_ours(f"/{address}/") and not _in_folder(f"/{address}/"):
        return _not_there(request, f"/{address}/")
    return redirect(request.get_full_path(force_append_slash=True), permanent=True)


def _answered(request: HttpRequest, site: imported.Imported) -> HttpResponse:
    """What the imported site answers: a page, a file, or the way to where it is now."""
    found = site.answer(request.path)
    if found is None:
        return redirect("book") if request.path == "/" else _not_there(request, request.path)
    if found.leads_to:
        return _led(request, found)
    if found.file in site.site.assets:
        return _file(site, found.file)
    return _shown(request, site.page(found.file), site, status=found.status)


def _led(request: HttpRequest, found: Address) -> HttpResponse:
    """The way to where it is now; what was asked behind '?' goes along."""
    there, anchor, part = iri_to_uri(found.leads_to).partition("#")
    asked = request.META.get("QUERY_STRING", "")
    more = f"?{asked}" if asked and "?" not in there else ""
    response = HttpResponse(status=found.status)
    response.headers["Location"] = f"{there}{more}{anchor}{part}"
    return response


def _in_folder(address: str) -> bool:
    try:
        return page_at(address) is not None
    except PageUnreadable:
        return True


def _file(site: imported.Imported, file: str) -> HttpResponse:
    """A picture or a paper of the imported site, as it lies there."""
    kind, path = TYPES.get(ending(file), "application/octet-stream"), site.asset(f"/{file}")
    if path is None and file not in site.texts:
        raise Http404
    if path is None:
        response = HttpResponse(site.texts[file], content_type=f"{kind}; charset=utf-8")
    else:
        response = FileResponse(path.open("rb"), content_type=kind)
        response.headers["ETag"] = f'"{path.stem}"'
    response.headers["Cache-Control"] = FOR_EVERYONE
    return response


def _shown(
    request: HttpRequest, found: Page, site: imported.Imported | None, *, status: int = 200
) -> HttpResponse:
    layout = found.layout if found.layout in LAYOUTS else "page"
    shown = shown_page(found, request.path, site)
    edit = file_at(request.path) if may_edit(request.user) else ""
    context = {**shown, **_around(layout), "edit": edit}
    return render(request, f"pages/{layout}.html", context, status=status)


def _not_there(request: HttpRequest, address: str) -> HttpResponse:
    """404 with the pages that were perhaps meant, and everything else there is to read."""
    if request.htmx and not request.htmx.boosted:
        raise Http404
    pages = published()
    near = like(address, pages)
    context = {"near": near, "pages": [one for one in pages if one not in near][:MOST_OFFERED]}
    return render(request, "pages/not_found.html", context, status=404)


def shown_page(page: Page, path: str, site: imported.Imported | None) -> dict[str, object]:
    """What every layout shows of a page that is served at `path`, of that site or the folder."""
    find = site.asset if site else picture
    hero = f'<img src="{escape(page.image)}" alt="">' if page.image else ""
    return {
        "page": page,
        "posted": day_of(page.date),
        "head": head_of(page, path, access.centers() if page.layout in WITH_CENTERS else ()),
        "picture": with_sizes(hero, find, first=True),
        "prose": with_sizes(str(page.body.html), find, first=not hero),
        "evidence": [CONDITIONS[key] for key in page.evidence if key in CONDITIONS],
        "cautions": EVIDENCE.cautions,
        "known_until": EVIDENCE.known_until,
    }


def _around(layout: str) -> dict[str, object]:
    """What a layout shows besides the page's own words."""
    if layout == "locations":
        return {"places": [(one, _week(one)) for one in access.centers()]}
    if layout == "staff":
        today = timezone.localdate()
        return {"staff": [(one, _training(one, today), _place(one)) for one in access.therapists()]}
    if layout == "contact" and access.centers():
        return {"form": EnquiryForm()}
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
    context = {"text": text, "sections": filled, "head": head(FACTS, FACTS_SAY, request.path)}
    return render(request, "pages/facts.html", context)


@require_safe
def shown_picture(request: HttpRequest, address: str) -> HttpResponse:
    """A picture of the content folder, at the very address it has in the clinic's words.

    With `?w=800` a narrower one, if it is among the widths there are.
    """
    site = imported.current()
    if site and not request.GET.get("w"):
        return _answered(request, site)
    path = site.asset(f"/{address}") if site else picture(address)
    if path is not None and (wanted := request.GET.get("w", "")):
        path = (
            access.pictures.made(path, int(wanted))
            if wanted.isascii() and wanted.isdigit()
            else None
        )
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type=PICTURES[path.suffix.lower()])
    response.headers["Cache-Control"] = FOR_EVERYONE
    response.headers["Last-Modified"] = http_date(path.stat().st_mtime)
    return response
