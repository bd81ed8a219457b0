"""How does a patient wait for an earlier time, and answer when one is offered?"""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.booking.decline_offer import decline_offer
from filiform.actions.booking.join_waiting_list import join_waiting_list
from filiform.actions.booking.leave_waiting_list import leave_waiting_list
from filiform.actions.booking.take_offer import take_offer
from filiform.domain.availability import Part
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.gate import by_link, person, token_of

Visit = Any
Offer = Any


@require_POST
@by_link(access.visit_by_link)
def join(request: HttpRequest, visit: Visit) -> HttpResponse:
    """From now on they are asked when an earlier time is free."""
    now = timezone.now()
    word = request.POST.get("part", "")
    try:
        join_waiting_list(
            key=uuid.uuid4(),
            patient=visit.patient,
            visit=visit,
            center=visit.center,
            therapist=None if request.POST.get("anyone") else visit.therapist,
            part=Part(word) if word in list(Part) else Part.ANY,
            first_on=now.astimezone(visit.center.zone).date(),
            last_on=max(visit.starts_local.date(), now.date() - timedelta(days=1)),
            at=now,
            by=person(request),
        )
    except Refusal as refusal:
        messages.error(request, refusal.says)
    else:
        messages.success(request, "You are on the list. We write as soon as a time is free.")
    return redirect("visit", token=token_of(request))


@require_POST
@by_link(access.visit_by_link)
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """They wait no more for an earlier time."""
    waiting = access.bookings.waits_for_earlier(visit)
    if waiting is not None:
        leave_waiting_list(waiting=waiting, at=timezone.now(), by=person(request))
    messages.success(request, "You are not on the waiting list any more.")
    return redirect("visit", token=token_of(request))


@require_safe
@by_link(access.bookings.offer_by_link)
def offer(request: HttpRequest, offer: Offer) -> HttpResponse:
    """The time, how long it is kept, yes or no."""
    return _page(request, offer)


def _page(request: HttpRequest, offer: Offer, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "offer": offer,
        "until": offer.until.astimezone(offer.center.zone),
        "is_open": not offer.answer and timezone.now() < offer.until,
        "refusal": refusal,
    }
    return render(request, "intake/offer.html", context, status=409 if refusal else 200)


@require_POST
@by_link(access.bookings.offer_by_link)
def take(request: HttpRequest, offer: Offer) -> HttpResponse:
    """The time is theirs."""
    try:
        visit = take_offer(offer=offer, at=timezone.now(), by=person(request))
    except Refusal as refusal:
        return _page(request, offer, refusal)
    local = visit.starts_local
    messages.success(request, f"It is yours: {local:%A} {local.day} {local:%B}, {local:%H:%M}.")
    return redirect("visit", token=access.visit_token(visit))


@require_POST
@by_link(access.bookings.offer_by_link)
def decline(request: HttpRequest, offer: Offer) -> HttpResponse:
    """The next in line is asked; they go on waiting for others."""
    try:
        decline_offer(offer=offer, at=timezone.now(), by=person(request))
    except Refusal as refusal:
        return _page(request, offer, refusal)
    messages.success(request, "Thank you. You stay on the list for other times.")
    return redirect("offer", token=token_of(request))
