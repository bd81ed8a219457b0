"""How does a therapist see the visits in a calendar of their own? By a secret address."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.actions.clinic.renew_feed import feed_of, renew_feed
from filiform.records import access
from filiform.web.gate import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("therapist")
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; on POST a new one, shown this once, and the old one is dead."""
    therapist = access.bookings.own_therapist(request.user)
    context = {"feed": getattr(therapist, "feed", None)}
    if request.method == "POST":
        word = secrets.token_urlsafe(32)
        context["feed"] = renew_feed(
            therapist=therapist, word=word, at=timezone.now(), by=request.user
        )
        context["address"] = request.build_absolute_uri(reverse("therapist-calendar", args=[word]))
    answer = render(request, "chart/my_calendar.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def therapist_calendar(request: HttpRequest, word: str) -> HttpResponse:
    """The calendar itself, for whoever has the address: times and places, no patient's name."""
    therapist, visits = access.bookings.feed_by_word(word, at=timezone.now())
    answer = HttpResponse(feed_of(therapist, visits), content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
