"""How does a patient write the history: one question a screen, every answer kept at once?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.actions.screening.save_answers import RegionsUnreadable, save_answers
from filiform.actions.screening.send_history import AnswersMissing, send_history
from filiform.domain.drawing import DrawingUnreadable
from filiform.domain.refusal import Refusal
from filiform.knowledge.history import AnswerUnreadable
from filiform.records import access
from filiform.web.gate import by_link, person, token_of
from filiform.web.intake import shown, typed
from filiform.web.intake.papers import is_over, way_of
from filiform.web.intake.steps import STEP, Step, Way
from filiform.web.intake.typed import Typed

Visit = Any
UNREADABLE = (AnswerUnreadable, DrawingUnreadable, RegionsUnreadable, typed.PlaceMissing)


class VisitOver(Refusal):
    says = "This visit is over, so its history stays as it is. Tell us what is new at the next one."


@require_safe
@by_link(access.visit_by_link)
def start(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To the first question without an answer, or to the look back."""
    step = way_of(visit).first_open()
    return redirect("history", token=token_of(request), step=step.name if step else "review")


@require_http_methods(["GET", "HEAD", "POST"])
@by_link(access.visit_by_link)
def history(request: HttpRequest, visit: Visit, step: str) -> HttpResponse:
    """One screen; on POST its answers are kept and the next one follows."""
    way = way_of(visit)
    here = STEP.get(step)
    if here is None:
        raise Http404
    if request.method != "POST" and here not in way.steps:
        return redirect("history-start", token=token_of(request))
    if request.method != "POST":
        return _screen(request, visit, way, here)
    sent = Typed()
    try:
        sent = typed.read(request.POST)
        now = _keep(request, visit, way, sent)
    except Refusal as refusal:
        return _screen(request, visit, way, here, sent=sent, refusal=refusal)
    if "add_region" in request.POST or "remove_region" in request.POST:
        return redirect(request.get_full_path())
    return redirect(_next(request, now, here, before=way))


def _screen(
    request: HttpRequest,
    visit: Visit,
    way: Way,
    here: Step,
    *,
    sent: Typed | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if isinstance(refusal, DrawingUnreadable) and sent:
        sent.shown.pop("drawing", None)
    kept = shown.values(visit, here)
    values = kept | (sent.shown if sent else {})
    context = {
        "visit": visit,
        "way": way,
        "step": here,
        "fields": [shown.field(one, values, kept, refusal) for one in here.questions],
        "number": way.steps.index(here) + 1 if here in way.steps else 1,
        "before": way.before(here),
        "after": way.after(here),
        "answered": here.is_answered(way.answers, way.drawn),
        "taps": here.taps,
        "refusal": refusal,
        "then": "review" if _then_review(request) else "",
        **(shown.drawing(values, kept) if here.draws else {}),
    }
    return render(request, "intake/step.html", context, status=_status(refusal))


def _status(refusal: Refusal | None) -> int:
    if refusal is None:
        return 200
    return 422 if isinstance(refusal, UNREADABLE) else 409


def _then_review(request: HttpRequest) -> bool:
    """Whether the screen was opened from the look back at the end, and leads there again."""
    return "review" in (request.GET.get("then"), request.POST.get("then"))


def _keep(request: HttpRequest, visit: Visit, way: Way, sent: Typed) -> Way:
    """The deed, when anything changed; the screens as they are then."""
    now = timezone.now()
    if is_over(visit, now):
        raise VisitOver
    if not sent.answers and sent.drawing is None and sent.regions is None:
        return way
    save_answers(
        visit=visit,
        answers=sent.answers,
        drawing=sent.drawing,
        regions=sent.regions,
        at=now,
        by=person(request),
    )
    fresh = access.visit_by_link(token_of(request))
    return way_of(fresh)


def _next(request: HttpRequest, way: Way, here: Step, *, before: Way) -> str:
    """Where to go now. An emergency that was not there before comes first."""
    token = token_of(request)
    if _new_emergency(way, before):
        return shown.address("emergency", token)
    following = way.first_missing(here) if _then_review(request) else way.after(here)
    name = following.name if following else "review"
    return shown.address(name, token, then=_then_review(request) and following is not None)


def _new_emergency(way: Way, before: Way) -> bool:
    known = {one.rule.id for one in before.emergencies}
    return any(one.rule.id not in known for one in way.emergencies)


@require_POST
@by_link(access.visit_by_link)
def save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same for the script of the page: answers are kept while they are typed."""
    before = way_of(visit)
    try:
        sent = typed.read(request.POST)
        way = _keep(request, visit, before, sent)
    except Refusal as refusal:
        key = getattr(refusal, "key", "")
        said = {"kept": False, "says": refusal.says, "key": key}
        return JsonResponse(said, status=_status(refusal))
    here = STEP.get(request.POST.get("step", ""))
    marks = {key: typed.mark(value) for key, value in sent.shown.items()}
    answer = {
        "kept": True,
        "was": marks,
        "emergency": _new_emergency(way, before),
        "next": _next(request, way, here, before=before) if here else "",
    }
    return JsonResponse(answer)


@require_safe
@by_link(access.visit_by_link)
def review(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every answer, each with a way to change it, and the button that sends them."""
    return _look_back(request, visit)


def _look_back(request: HttpRequest, visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    way = way_of(visit)
    draft = getattr(visit, "intake", None)
    context = {
        "visit": visit,
        "way": way,
        "sections": shown.look_back(visit, way),
        "drawing": draft.drawing if draft else [],
        "regions": shown.chosen(draft.regions if draft else []),
        "sent": visit.histories.last(),
        "first_missing": way.first_missing(),
        "over": is_over(visit, timezone.now()),
        "refusal": refusal,
    }
    return render(request, "intake/review.html", context, status=409 if refusal else 200)


@require_POST
@by_link(access.visit_by_link)
def send(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The history goes to the clinic. Sent twice, it is sent once."""
    now = timezone.now()
    try:
        if is_over(visit, now):
            raise VisitOver
        send_history(visit=visit, at=now, by=person(request))
    except AnswersMissing as missing:
        return _look_back(request, visit, missing)
    except Refusal as refusal:
        return _look_back(request, visit, refusal)
    messages.success(request, "Sent. The clinic has your history.")
    return redirect("history-sent", token=token_of(request))


@require_safe
@by_link(access.visit_by_link)
def sent(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What happens next."""
    history = visit.histories.last()
    if history is None:
        return redirect("history-review", token=token_of(request))
    context = {"visit": visit, "way": way_of(visit), "sent": history}
    return render(request, "intake/sent.html", context)


@require_safe
@by_link(access.visit_by_link)
def emergency(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What to do now, before anything else."""
    way = way_of(visit)
    if not way.emergencies:
        return redirect("history-start", token=token_of(request))
    following = way.first_open()
    context = {"visit": visit, "way": way, "step": following}
    return render(request, "intake/emergency.html", context)
