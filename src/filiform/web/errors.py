"""What does a person see when something is refused, missing or broken, and what may be logged?"""

import contextlib
import logging
import traceback

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from filiform.web.unkept import came_from, unkept

PIECE = 64 * 1024
MOST_HEARD = 64 * 1024 * 1024


class WithoutAddresses(logging.Filter):
    """Takes addresses and exception texts out of log lines: both may tell who is a patient.

    Our own lines are written with that in mind; those of the libraries are not.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("filiform"):
            status = getattr(record, "status_code", 0)
            record.msg, record.args = f"{record.name} {status or ''} (words withheld)", ()
            if 400 <= status < 500:  # an answer, not a fault: where it arose tells nothing
                record.exc_info = None
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, where = record.exc_info
            record.exc_text = "".join([*traceback.format_tb(where), f"{kind.__name__} (withheld)"])
        return True


def page(
    request: HttpRequest, status: int, title: str, says: str, *, act: str = "", href: str = ""
) -> HttpResponse:
    """A whole page, or for an htmx request a fragment, that says what happened.

    The page gives back what was typed. The fragment is put before everything else (the bedside
    says it in a place of its own), so that the form stays as it is.
    """
    htmx = getattr(request, "htmx", None)
    context = {"title": title, "says": says, "act": act, "href": href}
    if htmx and not htmx.boosted:
        response = render(request, "_components/refusal.html", context, status=status)
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reswap"] = "afterbegin show:window:top"
        return response
    return render(request, "problem.html", context | {"unkept": unkept(request)}, status=status)


def prefers_json(request: HttpRequest) -> bool:
    """Whether a program asks that would take a page for an answer that is well."""
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return wanted == "application/json"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        _hear_out(request)
        return page(
            request,
            413,
            "That was too long to keep",
            "Nothing was changed. Go back, shorten it, and save again. No field holds more than "
            "20,000 letters, most hold far fewer; one that is too full says how many fit.",
        )
    return page(
        request,
        400,
        "That could not be read",
        "Nothing was changed. Go back and try again, or call the clinic.",
    )


def _hear_out(request: HttpRequest) -> None:
    """Reads on to the end: a browser that is cut off while it sends shows no answer at all."""
    left = MOST_HEARD
    with contextlib.suppress(OSError):
        while left > 0 and (part := request.read(PIECE)):
            left -= len(part)


TOO_LONG_OPEN = (
    "Nothing was recorded. Load the page again and send it again; if you wrote something, copy "
    "it first. Cookies must be allowed for this site."
)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    if prefers_json(request):
        return JsonResponse({"ok": False, "says": TOO_LONG_OPEN}, status=403)
    title, back = "This page was open for too long", came_from(request)
    return page(request, 403, title, TOO_LONG_OPEN, act="Load the page again", href=back)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    says = str(exception or "") or "Your sign-in does not open this page."
    return page(request, 403, "This page is not for this sign-in", says)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        404,
        "Nothing is at this address",
        "It may have moved, or it is not yours to see. Start again from the first page.",
    )


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: an address that only takes forms was opened, or the other way round."""
    response = page(
        request,
        405,
        "This address works differently",
        "It belongs to a button on another page. Nothing was changed. Go back and use the button.",
    )
    response.headers["Allow"] = allowed
    return response


def too_often(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        429,
        "That was tried too often",
        "Wait five minutes, then try again. If it is urgent, call the clinic.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500. Asks nobody, neither the database nor who is signed in: they may be what broke."""
    says = {
        "title": "That is our mistake",
        "says": "Something went wrong on our side. What was saved before is safe. "
        "Try again, or call the clinic.",
    }
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(render_to_string("_components/refusal.html", says), status=500)
    frame = {"clinic_name": settings.CLINIC_NAME, "unkept": unkept(request)}
    return HttpResponse(render_to_string("problem.html", says | frame), status=500)
