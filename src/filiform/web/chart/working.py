"""How is recorded what happens while needles are in: a call, a plan, a symptom, a current?

The addresses take the same fields as those of `needles.py`, from the same three kinds of sender.
"""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from filiform.actions.needling import call_all_out as calling
from filiform.actions.needling import note_symptom as noting
from filiform.actions.needling import plan_retention as planning
from filiform.actions.needling import set_stimulation as stimulating
from filiform.domain.bedside import Reason
from filiform.web.chart.needles import record
from filiform.web.chart.typed import NUMBER, Entry, NeedleEntry, NeedleNamed
from filiform.web.gate import for_roles

REASON = "Choose why all needles come out."
SYMPTOM = "Choose what the patient feels from the list."
HZ = "Write the frequency in Hz, such as 2 or 2.5."
SHOWN = "Write the intensity as the device shows it."


class CallEntry(Entry):
    reason = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Reason],
        error_messages={"required": REASON, "invalid_choice": REASON},
    )

    def clean_reason(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


def _whole(says: str) -> forms.IntegerField:
    return forms.IntegerField(error_messages={"required": says, "invalid": says})


class PlanEntry(Entry):
    minutes = _whole("Choose how many minutes the needles stay in.")


class SymptomEntry(NeedleEntry):
    symptom = forms.CharField(max_length=40, error_messages={"required": SYMPTOM})


class CurrentEntry(Entry):
    one = NeedleNamed()
    other = NeedleNamed()
    channel = _whole(NUMBER)
    hz = forms.DecimalField(max_digits=8, error_messages={"required": HZ, "invalid": HZ})
    width_us = _whole("Write the pulse width in whole microseconds.")
    intensity = forms.CharField(
        max_length=20, error_messages={"required": SHOWN, "max_length": SHOWN}
    )
    minutes = _whole("Write the time in whole minutes, from 1 to 120.")

    def facts(self) -> dict[str, object]:
        said = super().facts()
        return said | {"needles": (said.pop("one"), said.pop("other"))}


@require_POST
@for_roles("therapist")
def call_all_out(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The call alone; each needle is withdrawn when it is out."""
    return record(request, key, CallEntry, calling.call_all_out)


@require_POST
@for_roles("therapist")
def plan_retention(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, PlanEntry, planning.plan_retention)


@require_POST
@for_roles("therapist")
def note_symptom(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, SymptomEntry, noting.note_symptom)


@require_POST
@for_roles("therapist")
def set_stimulation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, CurrentEntry, stimulating.set_stimulation)
