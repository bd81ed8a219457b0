"""Who may enter a page at all? (Whose record they see is asked at `records.access`.)"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web import errors
from filiform.web.unkept import came_from, unkept

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

SIGN_IN_FIRST = "Nothing was recorded: you are no longer signed in. Sign in and send it again."
COPY_FIRST = (
    "Nothing was recorded. Sign in and send it again; if you wrote something, copy it first."
)

WORDS = {
    "patient": "patients",
    "therapist": "therapists",
    "desk": "the front desk",
    "owner": "the owner",
}


def for_roles(*roles: str) -> Callable[[View], View]:
    """Lets the given roles in; strangers sign in first, others get 403 and a sentence."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            if request.user.role not in roles:
                who = " and ".join(WORDS[role] for role in roles)
                raise PermissionDenied(f"This page is for {who}.")
            return view(request, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded

    return guard


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in, and back to this page. A form that was sent is given back (401).

    A device that keeps entries and sends them is told so (401): behind a redirect it would find
    a page that opens well, and think its needle recorded.
    """
    if errors.prefers_json(request):
        return JsonResponse({"ok": False, "says": SIGN_IN_FIRST}, status=401)
    if request.method in ("GET", "HEAD") and not request.htmx:
        return redirect_to_login(request.get_full_path())
    back = came_from(request) or reverse("after-sign-in")
    sign_in = redirect_to_login(back).url
    title = "You are no longer signed in"
    return errors.page(request, 401, title, COPY_FIRST, act="Sign in and go back", href=sign_in)


def by_link(open_record: Callable[[str], Any]) -> Callable[[Callable[..., HttpResponse]], View]:
    """Opens the record that the signed link in the address names, without a sign-in.

    The view is called with the record in place of the token. Nothing is kept in caches;
    a link that expired (410) or is broken (404) gets a sentence and the telephone numbers.
    Staff read the chart, where it leaves an audit line: here they sign out first (403), so
    that what is signed is the patient's and a tablet handed over opens nobody else's record.
    """

    def guard(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
            try:
                record = open_record(token)
                mine = not _is_staff(request)
                response = view(request, record, **named) if mine else _hand_over(request)
            except access.LinkExpired as refusal:
                response = _closed(request, 410, "This link has expired", refusal)
            except access.LinkBroken as refusal:
                response = _closed(request, 404, "This link is not complete", refusal)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        guarded.by_link = True  # type: ignore[attr-defined]
        return guarded

    return guard


def _is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.role != "patient"


def _hand_over(request: HttpRequest) -> HttpResponse:
    """Sign out, and on to the patient's page; a form that was sent is not sent again."""
    reading = request.method in ("GET", "HEAD") and not request.htmx
    then = request.get_full_path() if reading else ""
    context = {"then": then, "unkept": unkept(request)}
    return render(request, "hand_over.html", context, status=403)


def _closed(request: HttpRequest, status: int, title: str, refusal: Refusal) -> HttpResponse:
    context = {"title": title, "says": refusal.says, "unkept": unkept(request)}
    return render(request, "link_closed.html", context, status=status)


def token_of(request: HttpRequest) -> str:
    """The very token in the address: a link never makes itself a newer one."""
    return str(request.resolver_match.kwargs["token"])  # type: ignore[union-attr]


def person(request: HttpRequest) -> Any:
    """Who does it: the signed-in user, or None for whoever holds the link."""
    return request.user if request.user.is_authenticated else None
