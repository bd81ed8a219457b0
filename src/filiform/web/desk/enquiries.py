"""What was asked on the contact page, what do we answer, and how does it become a visit?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.actions.booking.book_visit import book_visit
from filiform.actions.office.answer_enquiry import answer_enquiry
from filiform.actions.office.close_enquiry import close_enquiry
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.desk.patient import key_of
from filiform.web.gate import for_roles
from filiform.web.times import SHOWN, Slot, around, free_days, read_day, read_stamp
from filiform.web.who import WhoForm

DESK = ("desk", "owner")
LATELY = 50


@require_safe
@for_roles(*DESK)
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, what was answered, and the last that were closed."""
    return render(request, "desk/inbox.html", _context(request))


def _context(request: HttpRequest) -> dict[str, object]:
    found = access.enquiries.read_inbox(request.user, at=timezone.now())
    open_now, closed = list(found.filter(closed=None)), found.exclude(closed=None)
    return {
        "waiting_now": [one for one in open_now if not one.answers.all()],
        "answered": [one for one in open_now if one.answers.all()],
        "closed": closed.order_by("-closed__closed_at")[:LATELY],
    }


@require_POST
@for_roles(*DESK)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the answer; who gave an e-mail address gets a link to it."""
    asked = access.enquiries.enquiry(request.user, pk)
    words = request.POST.get("words", "")
    try:
        answer_enquiry(enquiry=asked, words=words, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        context = _context(request) | {"refusal": refusal, "refused": pk, "words": words}
        return render(request, "desk/inbox.html", context, status=409)
    went = "a link to it is on its way" if asked.by_mail else f"call {asked.reach} to say it"
    messages.success(request, f"Kept: {went}.")
    return redirect("inbox")


@require_POST
@for_roles(*DESK)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    asked = access.enquiries.enquiry(request.user, pk)
    close_enquiry(enquiry=asked, at=timezone.now(), by=request.user)
    messages.success(request, "Closed: it stands below.")
    return redirect("inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*DESK)
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Who asks, filled in as far as they said it, and the free times: one press books."""
    asked = access.enquiries.enquiry(request.user, pk)
    form = WhoForm(request.POST if request.method == "POST" else None, initial=_said(asked))
    if request.method != "POST":
        return _times(request, asked, form)
    if not form.is_valid():
        return _times(request, asked, form, status=422)
    slug, _, stamp = request.POST.get("slot", "").partition("/")
    start = read_stamp(stamp)
    if start is None:
        raise Http404
    slot = Slot(start, start.astimezone(asked.center.zone), access.therapist(slug))
    try:
        visit = _booked(request, asked, form, slot)
    except Refusal as refusal:
        return _times(request, asked, form, status=409, refusal=refusal)
    messages.success(request, f"Booked: {slot.local:%A} {slot.local.day} {slot.local:%B}.")
    return redirect("desk-visit", key=visit.key)


def _booked(request: HttpRequest, asked: Any, form: WhoForm, slot: Slot) -> Any:
    now = timezone.now()
    visit = book_visit(
        key=key_of(request.POST.get("key", "")),
        patient=form.patient(),
        therapist=slot.therapist,
        center=asked.center,
        starts_at=slot.start,
        at=now,
        by=request.user,
    )
    close_enquiry(enquiry=asked, at=now, by=request.user)
    return visit


def _said(asked: Any) -> dict[str, str]:
    """What the enquiry tells of the person; the last word of a name is taken for the family's."""
    given, _, family = asked.name.rpartition(" ")
    way = "email" if asked.by_mail else "phone"
    return {"given_name": given or family, "family_name": family if given else "", way: asked.reach}


def _times(
    request: HttpRequest,
    asked: Any,
    form: WhoForm,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    now = timezone.now()
    center = asked.center
    today = now.astimezone(center.zone).date()
    first = read_day(request.GET.get("from", ""), today)
    who = list(access.therapists(center))
    context = {
        "enquiry": asked,
        "form": form,
        "people": access.enquiries.people_like(request.user, asked),
        "days": free_days(center, who, first=first, days=SHOWN, now=now, needling=True),
        "form_key": uuid.uuid4(),
        "refusal": refusal,
        **around(first, today),
    }
    return render(request, "desk/book_enquiry.html", context, status=status)
