"""How is recorded what is measured before and after the needles, and how is it shown?

The addresses take the same fields as those of `needles.py`, from the same three kinds of sender.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from filiform.actions.needling import record_movement as moving
from filiform.actions.needling import record_pain as scoring
from filiform.actions.needling import record_pressure as pressing
from filiform.domain.anatomy import Side
from filiform.domain.measures import (
    Extent,
    How,
    NotAMovement,
    NotAPressure,
    NotTheMoment,
    Unit,
)
from filiform.domain.outcomes import Moment, NotOnTheScale, nprs
from filiform.web.chart.needles import record
from filiform.web.chart.typed import Entry, Words, not_found, target_key
from filiform.web.gate import for_roles

READINGS = ("first", "second", "third")
CHOOSE = moving.UnknownMovement.says


def _choice(words: Iterable[Any], says: str, **more: Any) -> forms.ChoiceField:
    choices = [(one.value, one.value) for one in words]
    errors = {"required": says, "invalid_choice": says}
    return forms.ChoiceField(choices=choices, error_messages=errors, **more)


class MeasureEntry(Entry):
    """Whatever is measured is so at one moment."""

    moment = _choice((Moment.BEFORE, Moment.AFTER), NotTheMoment.says)

    def clean_moment(self) -> Moment:
        return Moment(self.cleaned_data["moment"])


class PainEntry(MeasureEntry):
    value = forms.CharField(required=False)

    def clean_value(self) -> int:
        try:
            return nprs(self.cleaned_data["value"])
        except NotOnTheScale as refusal:
            raise forms.ValidationError(refusal.says) from None


class MovementEntry(MeasureEntry):
    """`what` is a movement with its side: 'neck_rotation:left'."""

    what = forms.CharField(max_length=80, error_messages={"required": CHOOSE})
    how = _choice(How, "Say who moves: the patient, or you.")
    extent = _choice(Extent, NotAMovement.says, required=False)
    degrees = forms.IntegerField(required=False, error_messages={"invalid": NotAMovement.says})

    def clean_what(self) -> tuple[str, Side]:
        movement, _, side = self.cleaned_data["what"].partition(":")
        if side not in set(Side):
            raise forms.ValidationError(CHOOSE)
        return movement, Side(side)

    def facts(self) -> dict[str, Any]:
        said = super().facts()
        movement, side = said.pop("what")
        extent = Extent(said["extent"]) if said["extent"] else None
        return said | {
            "movement": movement,
            "side": side,
            "how": How(said["how"]),
            "extent": extent,
        }


def _reading(**more: Any) -> forms.DecimalField:
    says = NotAPressure.says
    return forms.DecimalField(
        max_digits=7, error_messages={"required": says, "invalid": says}, **more
    )


class PressureEntry(MeasureEntry):
    place = Words(most=120, required=False)
    side = _choice(Side, "Choose the side.")
    device = Words(most=40, required=False)
    unit = _choice(Unit, "Say what the device shows: kPa or kg/cm².")
    first = _reading()
    second = _reading(required=False)
    third = _reading(required=False)

    def clean_place(self) -> str:
        key = target_key(self.cleaned_data["place"])
        if key is None:
            raise forms.ValidationError(not_found(self.cleaned_data["place"]))
        return key

    def facts(self) -> dict[str, Any]:
        said = super().facts()
        read = [said.pop(name) for name in READINGS]
        trials = tuple(one for one in read if one is not None)
        return said | {"side": Side(said["side"]), "unit": Unit(said["unit"]), "trials": trials}


@require_POST
@for_roles("therapist")
def record_pain(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, PainEntry, scoring.record_pain)


@require_POST
@for_roles("therapist")
def record_movement(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, MovementEntry, moving.record_movement)


@require_POST
@for_roles("therapist")
def record_pressure(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, PressureEntry, pressing.record_pressure)
