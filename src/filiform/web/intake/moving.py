"""How does a patient move a visit, put it into a calendar, or say how to be reminded?"""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.actions.booking.choose_reminders import choose_reminders
from filiform.actions.booking.move_visit import move_visit
from filiform.actions.office.write_visit_letter import invitation
from filiform.domain.refusal import Refusal
from filiform.domain.reminding import Channel
from filiform.records import access
from filiform.web.gate import by_link, person, token_of
from filiform.web.times import SHOWN, Search, around, read_day, read_stamp

Visit = Any


class TooLateToMove(Refusal):
    """Inside the notice that the policy asks for, a person decides: the telephone."""


class NoSuchTime(Refusal):
    says = "Choose one of the free times."


@require_http_methods(["GET", "HEAD", "POST"])
@by_link(access.visit_by_link)
def move(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Free times of the same kind; on POST the visit is at the chosen one."""
    if request.method != "POST":
        return _times(request, visit)
    now = timezone.now()
    try:
        check_may_move(visit, now)
        moved = move_visit(visit=visit, at=now, by=person(request), **_chosen(request))
    except Refusal as refusal:
        return _times(request, visit, refusal)
    local = moved.starts_local
    messages.success(request, f"Moved: {local:%A} {local.day} {local:%B}, {local:%H:%M}.")
    return redirect("visit", token=token_of(request))


def check_may_move(visit: Visit, now: datetime) -> None:
    """Raises TooLateToMove."""
    policy = access.bookings.policy()
    if policy.is_late(visit.starts_at, at=now):
        raise TooLateToMove(
            f"Your visit begins in less than {policy.hours} hours, so it cannot be moved here. "
            f"Please call us: {visit.center.phone}."
        )


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Center, therapist and start, from the button. Raises NoSuchTime."""
    center, _, rest = request.POST.get("to", "").partition("/")
    therapist, _, stamp = rest.partition("/")
    start = read_stamp(stamp)
    places = {one.slug: one for one in access.centers()}
    people = {one.slug: one for one in access.therapists()}
    if start is None or center not in places or therapist not in people:
        raise NoSuchTime
    return {"starts_at": start, "center": places[center], "therapist": people[therapist]}


def _times(request: HttpRequest, visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    now = timezone.now()
    late = access.bookings.policy().is_late(visit.starts_at, at=now)
    today = now.astimezone(visit.center.zone).date()
    first = read_day(request.GET.get("from", "") or _day_of(request, visit), today)
    context = {
        "visit": visit,
        "refusal": refusal,
        "late": late or visit.cancelled,
        "anyone": request.GET.get("with") == "anyone",
        "days": [] if late or visit.cancelled else _days(request, visit, first, now),
        **around(first, today),
    }
    return render(request, "intake/move.html", context, status=409 if refusal else 200)


def _day_of(request: HttpRequest, visit: Visit) -> str:
    """The day that was just chosen in vain, else the day of the visit."""
    start = read_stamp(request.POST.get("to", "").rpartition("/")[2])
    local = start.astimezone(visit.center.zone) if start else visit.starts_local
    return local.date().isoformat()


def _days(request: HttpRequest, visit: Visit, first: date, now: datetime) -> list[Any]:
    """With the same therapist, or with anyone who does it, at the same center."""
    everyone = {one.pk: one for one in access.therapists(visit.center)}
    anyone = request.GET.get("with") == "anyone"
    known = everyone if anyone else {visit.therapist_id: visit.therapist}
    needling = anyone and visit.service is None
    search = Search(first, SHOWN, now, service=visit.service, needling=needling)
    found = search.found(center=visit.center)
    slots = found.slots(visit.center, found.at(visit.center), known)
    return [
        (day, times)
        for day in search.span
        if (times := [one for one in slots if one.local.date() == day])
    ]


@require_safe
@by_link(access.visit_by_link)
def calendar_file(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visit for one's own calendar: the same invitation that the letter brings."""
    answer = HttpResponse(
        invitation(visit, at=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return answer


@require_POST
@by_link(access.visit_by_link)
def reminders(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How the patient wants to be reminded from now on."""
    word = request.POST.get("channel", "")
    try:
        channel = Channel(word) if word in list(Channel) else Channel.EMAIL
        number = request.POST.get("number", "").replace("\x00", "")[:40]
        choose_reminders(
            patient=visit.patient,
            channel=channel,
            number=number,
            at=timezone.now(),
            by=person(request),
        )
    except Refusal as refusal:
        context = {"visit": visit, "refusal": refusal, "channel": word, "number": number}
        return render(request, "intake/reminders.html", context, status=422)
    messages.success(request, WORDS[channel])
    return redirect("visit", token=token_of(request))


WORDS = {
    Channel.EMAIL: "We remind you by e-mail.",
    Channel.TEXT: "We remind you by text message. Answer STOP to one of them to end that.",
    Channel.NONE: "We send no reminders.",
}
