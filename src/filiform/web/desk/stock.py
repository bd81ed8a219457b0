"""Which needles are in stock, which must not be used, and how is a packet registered?"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.stock import recall_lot as recalling
from filiform.actions.stock import register_lot as registering
from filiform.domain.ledger import NeedleSize
from filiform.domain.lots import in_words
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web import scan
from filiform.web.gate import for_roles

SOON = timedelta(days=60)
PUT_AWAY = 200
"""So many expired and recalled lots are shown, the last first."""

UNREADABLE, REFUSED = 422, 409
DAY = {"invalid": "Write the day as it stands in the field, for example 2028-01-31."}


class LotForm(forms.Form):
    """A packet: what its code says, or what is printed on it."""

    number = forms.CharField(
        max_length=scan.LONGEST,
        label="Lot number, or scan the packet",
        error_messages={"required": registering.LotNumberMissing.says},
    )
    gtin = forms.CharField(max_length=40, required=False, label="GTIN, where there is one")
    expires_on = forms.DateField(required=False, label="Use by", error_messages=DAY)
    maker = forms.CharField(max_length=80, required=False)
    gauge_mm = forms.DecimalField(
        max_digits=6, decimal_places=2, required=False, label="Gauge, mm (0.25)"
    )
    length_mm = forms.IntegerField(required=False, label="Length, mm")
    expires_on.widget.input_type = "date"

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.fields["number"].widget.attrs |= {"data-scan": "", "maxlength": scan.LONGEST}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        sizes = (said.get("gauge_mm"), said.get("length_mm"))
        if (sizes[0] is None) != (sizes[1] is None):
            missing = "gauge_mm" if sizes[0] is None else "length_mm"
            self.add_error(missing, "Write both, gauge and length, or neither.")
        return said

    def packet(self, today: date) -> dict[str, Any]:
        """The arguments of the deed. What is typed counts before what the code says.

        Raises what `scan.read` raises.
        """
        said = self.cleaned_data
        label = scan.read(said["number"], today)
        gauge, length = said["gauge_mm"], said["length_mm"]
        return {
            "number": label.number,
            "gtin": said["gtin"] or label.gtin,
            "maker": said["maker"],
            "size": NeedleSize(Decimal(gauge), length) if gauge is not None else None,
            "expires_on": said["expires_on"] or label.expires_on,
            "made_on": label.made_on,
        }


@require_safe
@for_roles("owner")
def needle_lots(request: HttpRequest) -> HttpResponse:
    """Every lot: those in use by expiry, those to be put away beneath."""
    return _page(request, LotForm())


@require_POST
@for_roles("owner")
def register_lot(request: HttpRequest) -> HttpResponse:
    form = LotForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=UNREADABLE)
    try:
        packet = form.packet(timezone.localdate())
        lot = registering.register_lot(**packet, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return _page(request, form, status=REFUSED, refusal=refusal)
    until = f", to be used until {in_words(lot.expires_on)}" if lot.expires_on else ""
    messages.success(request, f"Registered: lot {lot.number}{until}.")
    return redirect("needle-lots")


@require_POST
@for_roles("owner")
def recall_lot(request: HttpRequest, pk: int) -> HttpResponse:
    lot = access.needle_lot(request.user, pk)
    because = request.POST.get("because", "").replace("\x00", "")
    try:
        recalling.recall_lot(lot=lot, because=because, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        typed = {"refused": pk, "because": because}
        return _page(request, LotForm(), status=REFUSED, refusal=refusal, **typed)
    messages.success(
        request, f"Lot {lot.number} is recalled: no needle of it goes in. The worklist says more."
    )
    return redirect("needle-lots")


def _page(request: HttpRequest, form: LotForm, *, status: int = 200, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    rows = [(one, *_standing(one, today)) for one in access.needle_lots(request.user)]
    away = [row for row in rows if row[1] == "stop"]
    context = {
        "form": form,
        "usable": [row for row in rows if row[1] != "stop"],
        "away": away[::-1][:PUT_AWAY],
        **more,
    }
    return scan.with_camera(render(request, "desk/needle_lots.html", context, status=status))


def _standing(lot: Any, today: date) -> tuple[str, str]:
    """A word for the shape and a sentence."""
    kept = lot.to_domain()
    if kept.recalled:
        return "stop", "Recalled."
    if kept.expires_on is None:
        return "info", "No expiry date is known."
    last = in_words(kept.expires_on)
    if kept.expired(today):
        return "stop", f"Expired ({last})."
    soon = kept.expires_on - today <= SOON
    return ("decide", f"Use by {last}: soon.") if soon else ("clear", f"Use by {last}.")
