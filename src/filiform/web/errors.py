"""What does a person see when something is refused, missing or broken, and what may be logged?"""

import logging
import traceback

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class WithoutAddresses(logging.Filter):
    """Takes addresses and exception texts out of log lines: both may tell who is a patient."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django."):
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{record.name} {status} (address withheld)", ()
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, where = record.exc_info
            record.exc_text = "".join([*traceback.format_tb(where), f"{kind.__name__} (withheld)"])
        return True


def page(request: HttpRequest, status: int, title: str, says: str) -> HttpResponse:
    """A whole page, or for an htmx request a fragment, that says what happened."""
    fragment = getattr(request, "htmx", None) and not request.htmx.boosted
    template = "_components/refusal.html" if fragment else "problem.html"
    return render(request, template, {"title": title, "says": says}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page(
            request,
            413,
            "That was too long to keep",
            "Nothing was changed. Go back (your words are still there), shorten them, "
            "and save again. The most that fits is about a million letters.",
        )
    return page(
        request,
        400,
        "That could not be read",
        "Nothing was changed. Go back and try again, or call the clinic.",
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(
        request,
        403,
        "This page was open for too long",
        "Nothing was changed. Go back, load the page again, and repeat what you did. "
        "Cookies must be allowed for this site.",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    says = str(exception) or "Your sign-in does not open this page."
    return page(request, 403, "This page is not for this sign-in", says)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        404,
        "Nothing is at this address",
        "It may have moved, or it is not yours to see. Start again from the first page.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        500,
        "That is our mistake",
        "Something went wrong on our side. What was saved before is safe. "
        "Try again, or call the clinic.",
    )
