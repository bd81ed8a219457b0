"""Who received needles of a lot? On a page to read and print, and as a file for letters."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.domain.lots import parts_of
from filiform.domain.refusal import Refusal
from filiform.domain.words import plain
from filiform.records import access
from filiform.web import scan
from filiform.web.gate import for_roles

COLUMNS = ("Patient", "Telephone", "E-mail", "Date", "Therapist", "Center", "Needles")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@for_roles("owner", "therapist")
def lot_recipients(request: HttpRequest) -> HttpResponse:
    """The owner sees every session; a therapist their own."""
    name, refusal = _asked(request)
    rows = access.lot_recipients(request.user, name, at=timezone.now())
    gtin, number = parts_of(name)
    context = {
        "lot": name,
        "gtin": gtin,
        "number": number,
        "refusal": refusal,
        "rows": rows,
        "patients": len({one.key for one in rows}),
        "needles": sum(one.needles for one in rows),
        "inside": sum(one.inside for one in rows),
        "registered": access.lots_named(name),
    }
    status = 422 if refusal else 200
    return render(request, "desk/lot_recipients.html", context, status=status)


@require_safe
@for_roles("owner", "therapist")
def lot_recipients_file(request: HttpRequest) -> HttpResponse:
    """The same as CSV: whom to reach, and when; nothing of anybody's health."""
    name, _ = _asked(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="who-received-the-lot.csv"'
    rows = csv.writer(answer)
    rows.writerow(COLUMNS)
    for one in access.lot_recipients(request.user, name, at=timezone.now()):
        cells = (one.name, one.phone, one.email, one.on.isoformat(), one.therapist, one.center)
        rows.writerow([*map(_cell, cells), one.needles])
    return answer


def _asked(request: HttpRequest) -> tuple[str, Refusal | None]:
    """The lot's name in the address, typed or scanned; what is wrong with it, where it is."""
    words = plain(request.GET.get("lot", "")[: scan.LONGEST])
    try:
        return scan.read(words, timezone.localdate()).name, None
    except Refusal as refusal:
        return words, refusal


def _cell(words: Any) -> str:
    """Words that a spreadsheet takes as words, never as a formula."""
    text = str(words)
    return f"'{text}" if text.startswith(FORMULA) else text
